//! What every command shares: the memories, the user, the clock, the terminal.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use etcetera::BaseStrategy;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::GlobalArgs;
use super::help::UiChoice;
use super::{Failure, Outcome, files};
use crate::jobs::{Cancel, JobError};
use crate::memory::{Memory, Stamp};
use crate::messages::{Message, Ui};

/// The wish to stop, set by Ctrl-C.
static CANCEL: Cancel = Cancel::new();

/// Style of the word that begins an error.
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Style of what comes second: places, reasons.
pub(super) const DIM: Style = Style::new().dimmed();
/// Style of what to look at first.
pub(super) const BOLD: Style = Style::new().bold();

/// A call of the program.
#[derive(Debug)]
pub(super) struct Session {
    memory: PathBuf,
    references: Vec<(PathBuf, u8)>,
    user: Option<String>,
    ui: UiChoice,
}

impl Session {
    /// Takes what was typed before the command, and the environment.
    pub(super) fn new(global: GlobalArgs, ui: UiChoice) -> Result<Self, Failure> {
        if let Some(name) = global.ui.as_deref()
            && !matches!(name, "fr" | "en")
        {
            return Err(Failure(
                Message::new("cli-invalid-value")
                    .with("name", "--ui")
                    .with("value", name),
            ));
        }
        let set = std::env::var_os("ENFACE_MEMORY").filter(|path| !path.is_empty());
        let memory = global.memory.or_else(|| set.map(PathBuf::from));
        let memory = match memory {
            Some(path) => path,
            None => default_memory()?,
        };
        let references = global
            .reference
            .iter()
            .map(|r| reference(r))
            .collect::<Result<_, _>>()?;
        let user = global.user.or_else(|| {
            ["USER", "USERNAME"]
                .into_iter()
                .find_map(|name| std::env::var(name).ok())
        });
        Ok(Session {
            memory,
            references,
            user: user.filter(|name| !name.is_empty()),
            ui,
        })
    }

    /// Returns the place of the working memory.
    pub(super) fn memory_path(&self) -> &Path {
        &self.memory
    }

    /// Opens the working memory for reading.
    pub(super) fn read_memory(&self) -> Result<Memory, Failure> {
        Ok(Memory::open_to_read(&self.memory)?)
    }

    /// Opens the working memory for reading if it is there.
    pub(super) fn memory_if_there(&self) -> Result<Option<Memory>, Failure> {
        if self.memory.exists() {
            self.read_memory().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Opens the working memory and the references for reading, with their penalties.
    pub(super) fn read_memories(&self) -> Result<(Vec<Memory>, Vec<u8>), Failure> {
        let mut memories = vec![self.read_memory()?];
        let mut penalties = vec![0];
        for (path, penalty) in &self.references {
            memories.push(Memory::open_to_read(path)?);
            penalties.push(*penalty);
        }
        Ok((memories, penalties))
    }

    /// Opens the working memory for writing; its folder is made where it is the default one.
    pub(super) fn write_memory(&self) -> Result<Memory, Failure> {
        if let Some(folder) = self.memory.parent()
            && default_memory().is_ok_and(|default| default == self.memory)
        {
            // Where this fails, opening says why.
            let _ = std::fs::create_dir_all(folder);
        }
        Ok(Memory::open_to_write(&self.memory)?)
    }

    /// Lets a job write to the working memory; where another process made the memory in the same
    /// moment, the job is done again on that one.
    pub(super) fn change_memory<T>(
        &self,
        job: impl FnMut(&mut Memory) -> Result<T, JobError>,
    ) -> Result<T, Failure> {
        self.change_open_memory(&mut None, job)
    }

    /// Does the same with a memory that is opened once for many jobs: with the first one.
    pub(super) fn change_open_memory<T>(
        &self,
        memory: &mut Option<Memory>,
        mut job: impl FnMut(&mut Memory) -> Result<T, JobError>,
    ) -> Result<T, Failure> {
        let open = match memory {
            Some(open) => open,
            None => memory.insert(self.write_memory()?),
        };
        match job(open) {
            Err(error) if error.created_meanwhile() => {
                Ok(job(memory.insert(self.write_memory()?))?)
            }
            result => Ok(result?),
        }
    }

    /// Refuses to write a result over the memory, a reference or one of the inputs.
    pub(super) fn refuse_to_overwrite<'i>(
        &self,
        output: &str,
        inputs: impl IntoIterator<Item = &'i String>,
    ) -> Result<(), Failure> {
        let same = |path: &Path| {
            path == Path::new(output)
                || matches!((path.canonicalize(), Path::new(output).canonicalize()),
                            (Ok(a), Ok(b)) if a == b)
        };
        let memories = std::iter::once(&self.memory).chain(self.references.iter().map(|(p, _)| p));
        if output != "-"
            && (memories.map(PathBuf::as_path).any(same)
                || inputs.into_iter().map(Path::new).any(same))
        {
            return Err(Failure(
                Message::new("cli-would-overwrite").with("file", output),
            ));
        }
        Ok(())
    }

    /// Writes a rule file, and says where it is.
    pub(super) fn write_rule_file(&self, output: &str, xml: &str) -> Result<Outcome, Failure> {
        files::write(output, |out| {
            out.write_all(xml.as_bytes()).map_err(files::stdout_failed)
        })?;
        if output != "-" {
            self.say(&Message::new("cli-written").with("file", output));
        }
        Ok(Outcome::Done)
    }

    /// Says which memory was written to.
    pub(super) fn say_memory(&self) {
        self.say(&Message::new("cli-memory").with("path", self.memory.display().to_string()));
    }

    /// Returns when and by whom: as typed, else now and the user of the system.
    pub(super) fn stamp(&self, date: Option<&str>) -> Result<Stamp, Failure> {
        let at = match date {
            None => jiff::Timestamp::now()
                .strftime("%Y%m%dT%H%M%SZ")
                .to_string(),
            Some(typed) => tmx_date(typed)
                .ok_or_else(|| Failure(Message::new("cli-invalid-date").with("value", typed)))?,
        };
        Ok(Stamp {
            at,
            author: self.user.clone(),
        })
    }

    /// Returns the language to speak.
    pub(super) fn ui(&self) -> Ui {
        self.ui.words
    }

    /// Returns the language of the words inside JSON.
    pub(super) fn json_ui(&self) -> Ui {
        if self.ui.chosen {
            self.ui.words
        } else {
            Ui::En
        }
    }

    /// Says something on standard error.
    pub(super) fn say(&self, message: &Message) {
        // A closed standard error must not stop the work.
        let _ = writeln!(anstream::stderr(), "{}", message.in_language(self.ui.words));
    }
}

/// Returns the wish to stop; from the first call on, Ctrl-C expresses it, and a second Ctrl-C ends
/// the process at once.
pub(super) fn cancel() -> &'static Cancel {
    // Where no handler can be set, Ctrl-C ends the process: the transaction rolls back.
    let _ = ctrlc::set_handler(|| {
        if CANCEL.check().is_err() {
            std::process::exit(2);
        }
        CANCEL.cancel();
    });
    &CANCEL
}

/// Returns a bar for work of a known size; hidden where it has nowhere to be.
pub(super) fn progress_bar() -> ProgressBar {
    if !shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

/// Returns what shows how far something is that is learnt or made of a memory; the bar goes away when
/// it is done.
pub(super) fn learning_bar() -> Box<crate::jobs::lexicon::Progress> {
    let bar = std::sync::OnceLock::new();
    Box::new(move |done, of| {
        let bar: &ProgressBar = bar.get_or_init(progress_bar);
        bar.set_length(of);
        bar.set_position(done);
        if done == of {
            bar.finish_and_clear();
        }
    })
}

/// Returns a bar for a file being read, `length` bytes long; 0 where nobody knows.
pub(super) fn bytes_bar(length: u64) -> ProgressBar {
    let bar = progress_bar();
    let template = if length > 0 {
        bar.set_length(length);
        "{bar:30} {bytes}/{total_bytes} {eta} {wide_msg}"
    } else {
        "{spinner} {bytes} {wide_msg}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// Tells whether a progress bar has somewhere to be.
pub(super) fn shows_progress() -> bool {
    std::io::stderr().is_terminal()
}

/// Returns the place of the user's own memory.
fn default_memory() -> Result<PathBuf, Failure> {
    let folders =
        etcetera::choose_base_strategy().map_err(|_| Failure(Message::new("cli-no-home")))?;
    Ok(folders.data_dir().join("enface").join("memory.db"))
}

/// Reads `FILE[=PENALTY]`.
fn reference(typed: &str) -> Result<(PathBuf, u8), Failure> {
    match typed.rsplit_once('=') {
        None => Ok((typed.into(), 0)),
        Some((file, penalty)) => match penalty.parse() {
            Ok(penalty) if penalty <= 100 => Ok((file.into(), penalty)),
            _ if Path::new(typed).exists() => Ok((typed.into(), 0)),
            _ => Err(Failure(
                Message::new("cli-invalid-value")
                    .with("name", "--reference")
                    .with("value", typed),
            )),
        },
    }
}

/// Returns a typed date as TMX writes it: `2023-10-03`, `2023-10-03T14:15:00Z` or
/// `20231003T141500Z`.
fn tmx_date(typed: &str) -> Option<String> {
    let utc = |datetime| jiff::tz::TimeZone::UTC.to_timestamp(datetime).ok();
    let timestamp = if let Ok(timestamp) = typed.parse::<jiff::Timestamp>() {
        timestamp
    } else if let Ok(datetime) = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", typed) {
        utc(datetime)?
    } else {
        let date: jiff::civil::Date = typed.parse().ok()?;
        utc(date.at(0, 0, 0, 0))?
    };
    Some(timestamp.strftime("%Y%m%dT%H%M%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_typed_in_three_ways() {
        for typed in [
            "2023-10-03T14:15:00Z",
            "20231003T141500Z",
            "2023-10-03T16:15:00+02:00",
        ] {
            assert_eq!(
                tmx_date(typed).as_deref(),
                Some("20231003T141500Z"),
                "{typed}"
            );
        }
        assert_eq!(tmx_date("2023-10-03").as_deref(), Some("20231003T000000Z"));
        assert_eq!(tmx_date("3 octobre 2023"), None);
    }

    #[test]
    fn references_may_have_a_penalty() {
        assert_eq!(reference("a.db").unwrap(), ("a.db".into(), 0));
        assert_eq!(reference("a.db=5").unwrap(), ("a.db".into(), 5));
        assert!(reference("a.db=x").is_err());
    }
}
