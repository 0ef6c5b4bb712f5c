//! The terminal: parses, runs one command, says what went wrong.
//!
//! The only room that prints, opens files, and reads the environment, the clock or the home
//! folder. Each command is one file; what it does is a job.

mod align;
mod args;
mod bulk;
mod care;
mod concordance;
mod dictionaries;
mod embeddings;
mod exceptions;
mod export;
mod extract;
mod files;
mod help;
mod history;
mod import;
mod lookup;
mod matches;
mod pair_list;
mod pair_report;
mod pairs;
mod segment;
mod session;
mod stats;
mod table;
mod terms;
mod validate;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use args::{Cli, Command};
use clap::{ArgMatches, FromArgMatches};
use session::Session;

use crate::jobs::JobError;
use crate::messages::{Explain, Message, Ui};

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done: exit code 0.
    Done,
    /// Done, but nothing was found, or findings exist: exit code 1.
    NothingFound,
    /// Some of several inputs failed and were reported: exit code 2.
    SomeFailed,
}

/// Why a command failed: what to say, exit code 2.
#[derive(Debug, PartialEq)]
struct Failure(Message);

impl<E: Explain> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.explain())
    }
}

/// Commands that are planned and not built yet; `docs/cli.md` lists them.
const NOT_YET: [&str; 5] = ["analyze", "check", "package", "serve", "translate"];

/// Runs the program on the arguments of the process and returns its exit code.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let ui = help::ui_of(&arguments);
    let parsed = match help::command(ui.words).try_get_matches_from(arguments) {
        Ok(matches) => parse(&matches),
        Err(error) => return help::report_usage(&error, ui.words),
    };
    let result = parsed.and_then(|cli| dispatch(cli, ui));
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Err(failure) if failure.is_reader_gone() => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(2),
        Err(Failure(message)) => {
            report(&message, ui.words);
            ExitCode::from(2)
        }
    }
}

fn parse(matches: &ArgMatches) -> Result<Cli, Failure> {
    Cli::from_arg_matches(matches)
        .map_err(|error| Failure(Message::new("cli-usage").with("problem", error.to_string())))
}

fn dispatch(cli: Cli, ui: help::UiChoice) -> Result<Outcome, Failure> {
    let session = Session::new(cli.global, ui)?;
    match cli.command {
        Command::Extract(args) => extract::run(&session, &args),
        Command::Segment(args) => segment::run(&session, &args),
        Command::Align(args) => align::run(&session, &args),
        Command::Import(args) => import::run(&session, &args),
        Command::Export(args) => export::run(&session, &args),
        Command::Lookup(args) => lookup::run(&session, &args),
        Command::Concordance(args) => concordance::run(&session, &args),
        Command::Exceptions(args) => exceptions::run(&session, &args),
        Command::Terms(args) => terms::run(&session, &args),
        Command::Stats(args) => stats::run(&session, &args),
        Command::History(args) => history::run(&session, &args),
        Command::Undo(args) => history::undo(&session, &args),
        Command::Delete(args) => bulk::delete(&session, &args),
        Command::Replace(args) => bulk::replace(&session, &args),
        Command::Dedupe(args) => bulk::dedupe(&session, &args),
        Command::Backup(args) => care::backup(&session, &args),
        Command::Verify(args) => care::verify(&session, &args),
        Command::Validate(args) => validate::run(&session, &args),
        Command::Other(words) => {
            let name = words
                .first()
                .map(|w| w.to_string_lossy().into_owned())
                .unwrap_or_default();
            let id = if NOT_YET.contains(&name.as_str()) {
                "cli-not-yet"
            } else {
                "cli-no-command"
            };
            Err(Failure(Message::new(id).with("name", name)))
        }
    }
}

/// Says an error on standard error.
fn report(message: &Message, ui: Ui) {
    // Nothing can be done where even standard error is closed.
    let style = session::ERROR;
    let _ = writeln!(
        anstream::stderr(),
        "{style}enface:{style:#} {}",
        message.in_language(ui)
    );
}

impl Failure {
    /// Returns the failure that is none: whoever read the output needs no more of it.
    fn reader_gone() -> Self {
        Failure(Message::new("cli-reader-gone"))
    }

    fn is_reader_gone(&self) -> bool {
        *self == Failure::reader_gone()
    }

    fn cancelled(&self) -> bool {
        self.0 == JobError::Cancelled.explain()
    }
}
