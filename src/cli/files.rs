//! Files in and out: read whole, written whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;

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
pub(super) fn open(name: &str) -> Result<Box<dyn Read>, Failure> {
    if name == "-" {
        return Ok(Box::new(io::stdin().lock()));
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
        let mut out = stdout();
        let result = work(&mut out)?;
        out.flush().map_err(stdout_failed)?;
        return Ok(result);
    }
    let path = Path::new(name);
    if path.is_dir() {
        return Err(Failure(Message::new("cli-directory").with("file", name)));
    }
    if path.exists() && !path.is_file() {
        return write_in_place(name, path, work);
    }
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let aside = tempfile::Builder::new()
        .prefix(".enface-")
        .suffix(".part")
        .tempfile_in(folder)
        .map_err(|e| failed(name, &e))?;
    let mut out = BufWriter::new(aside);
    let result = work(&mut out)?;
    let aside = out.into_inner().map_err(|e| failed(name, e.error()))?;
    permit_as_usual(aside.as_file(), path);
    aside.persist(path).map_err(|e| failed(name, &e.error))?;
    Ok(result)
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
    let mut out = BufWriter::new(file);
    let result = work(&mut out)?;
    out.flush().map_err(|e| failed(name, &e))?;
    Ok(result)
}

/// A temporary file is its owner's alone; the finished one gets the rights of the file it
/// replaces, or those of any new file.
#[cfg(unix)]
fn permit_as_usual(file: &File, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o644, |m| m.permissions().mode());
    // The text is whole either way.
    let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn permit_as_usual(_file: &File, _path: &Path) {}

/// Returns standard output: buffered where nobody watches, by lines on a terminal.
pub(super) fn stdout() -> Box<dyn Write> {
    let out = anstream::stdout();
    if io::stdout().is_terminal() {
        Box::new(out)
    } else {
        Box::new(BufWriter::new(out))
    }
}

/// Returns the failure of standard output. Whoever read it and went away is not told.
pub(super) fn stdout_failed(error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    failed("-", &error)
}

/// Returns the failure of a file.
pub(super) fn failed(name: &str, error: &io::Error) -> Failure {
    JobError::File {
        file: name.to_owned(),
        reason: error.to_string(),
    }
    .into()
}
