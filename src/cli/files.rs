//! Files in and out: read whole, written whole or not at all.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::Path;

use serde::Serialize;
use tempfile::NamedTempFile;

use super::Failure;
use crate::jobs::{InputFile, JobError};
use crate::messages::Message;

/// Reads a file, or standard input where the name is `-`.
pub(super) fn read(name: &str) -> Result<InputFile, Failure> {
    let mut bytes = Vec::new();
    open(name)?
        .read_to_end(&mut bytes)
        .map_err(|e| failed(name, &e))?;
    Ok(InputFile {
        name: name.to_owned(),
        bytes,
    })
}

/// Opens a file to read, or standard input where the name is `-`.
pub(super) fn open(name: &str) -> Result<Box<dyn Read + Send>, Failure> {
    if name == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let path = Path::new(name);
    if path.is_dir() {
        return Err(Failure(Message::new("cli-directory").with("file", name)));
    }
    Ok(Box::new(File::open(path).map_err(|e| failed(name, &e))?))
}

/// Lets `work` write a file that appears only when it is complete; `-` is standard output.
pub(super) fn write<T>(
    name: &str,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if name == "-" {
        return write_through(name, stdout(), work);
    }
    let path = Path::new(name);
    if path.is_dir() {
        return Err(Failure(Message::new("cli-directory").with("file", name)));
    }
    if path.exists() && !path.is_file() {
        return write_in_place(name, path, work);
    }
    let (result, aside) = write_aside(name, path, work)?;
    aside.persist(path).map_err(|e| failed(name, &e.error))?;
    Ok(result)
}

/// Like [`write()`], but leaves a file that holds the same bytes already untouched; tells whether it
/// was replaced.
pub(super) fn write_if_other<T>(
    name: &str,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<(T, bool), Failure> {
    let path = Path::new(name);
    if path.is_dir() {
        return Err(Failure(Message::new("cli-directory").with("file", name)));
    }
    let (result, aside) = write_aside(name, path, work)?;
    // What cannot be read is replaced.
    let same = path.is_file() && same_bytes(aside.path(), path).unwrap_or(false);
    if !same {
        aside.persist(path).map_err(|e| failed(name, &e.error))?;
    }
    Ok((result, !same))
}

/// Lets `work` write a file beside the one that it may replace.
fn write_aside<T>(
    name: &str,
    path: &Path,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<(T, NamedTempFile<File>), Failure> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    // With the rights of any new file; an error then does not name it, which nobody has heard of.
    let aside = tempfile::Builder::new()
        .prefix(".enface-")
        .suffix(".part")
        .make_in(folder, |aside| File::create_new(aside))
        .map_err(|e| failed(name, &e))?;
    permit_as_before(aside.as_file(), path);
    let result = write_through(name, BufWriter::new(aside.as_file()), work)?;
    Ok((result, aside))
}

/// Compares two files; reads of both no more than the first difference needs.
fn same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let both = left.len().min(right.len());
        if left[..both] != right[..both] {
            return Ok(false);
        }
        if both == 0 {
            return Ok(left.len() == right.len());
        }
        one.consume(both);
        other.consume(both);
    }
}

/// Devices and pipes cannot be replaced.
fn write_in_place<T>(
    name: &str,
    path: &Path,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let file = File::options()
        .write(true)
        .open(path)
        .map_err(|e| failed(name, &e))?;
    write_through(name, BufWriter::new(file), work)
}

/// Lets `work` write to the end, and tells a failure of the file by its name and its reason.
fn write_through<T>(
    name: &str,
    out: impl Write,
    work: impl FnOnce(&mut dyn Write) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut out = Keeping { out, error: None };
    let result = work(&mut out).inspect(|_| {
        // What fails here is kept, and told below.
        let _ = out.flush();
    });
    match out.error {
        Some(error) => Err(write_failed(name, &error)),
        None => result,
    }
}

/// Keeps the error of a write, which a job wraps in words of its own.
struct Keeping<W> {
    out: W,
    error: Option<io::Error>,
}

impl<W: Write> Keeping<W> {
    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.error.get_or_insert(error);
            }
            kind.into()
        })
    }
}

impl<W: Write> Write for Keeping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.keep(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.keep(flushed)
    }
}

/// Gives a file the rights of the one that it will replace, before anything is in it.
#[cfg(unix)]
fn permit_as_before(file: &File, path: &Path) {
    if let Ok(before) = std::fs::metadata(path) {
        // Without them the text is whole all the same.
        let _ = file.set_permissions(before.permissions());
    }
}

#[cfg(not(unix))]
fn permit_as_before(_file: &File, _path: &Path) {}

/// Returns standard output: buffered where nobody watches, by lines on a terminal.
pub(super) fn stdout() -> Box<dyn Write> {
    let out = anstream::stdout();
    if io::stdout().is_terminal() {
        Box::new(out)
    } else {
        Box::new(BufWriter::new(out))
    }
}

/// Writes an object as one line of JSON.
pub(super) fn json(out: &mut dyn Write, line: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(line).map_err(io::Error::from);
    text.and_then(|text| writeln!(out, "{text}"))
        .map_err(stdout_failed)
}

/// Returns the failure of standard output.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
pub(super) fn stdout_failed(error: io::Error) -> Failure {
    write_failed("-", &error)
}

/// Returns the failure of writing. That whoever read it went away is none: the command ends, with
/// everything it holds put away.
fn write_failed(name: &str, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::reader_gone();
    }
    if name == "-" {
        // What was stored before is stored: nothing may be said of it here.
        let message = Message::new("cli-output-failed");
        return Failure(message.with("reason", error.to_string()));
    }
    failed(name, error)
}

/// Returns the failure of a file.
pub(super) fn failed(name: &str, error: &io::Error) -> Failure {
    JobError::File {
        file: name.to_owned(),
        reason: error.to_string(),
    }
    .into()
}
