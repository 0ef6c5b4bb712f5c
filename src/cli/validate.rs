//! `enface validate`: what is wrong with TMX files, whoever made them.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::args::ValidateArgs;
use super::session::{self, BOLD, DIM, ERROR, Session};
use super::{Failure, Outcome, files, report};
use crate::exchange::{Diagnostic, Severity};
use crate::jobs::validate::{Found, validate};
use crate::jobs::wire::FindingLine;
use crate::messages::{Message, Ui};

/// Style of what is allowed and may surprise.
const WARNING: Style = AnsiColor::Yellow.on_default();

pub(super) fn run(session: &Session, args: &ValidateArgs) -> Result<Outcome, Failure> {
    let mut out = files::stdout();
    let mut failed = false;
    let mut total = 0;
    for file in &args.files {
        match one(session, &mut out, file, args.json) {
            Ok(found) => total += found.total(),
            Err(failure) if failure.cancelled() || failure.is_reader_gone() => return Err(failure),
            Err(Failure(message)) => {
                report(&message, session.ui());
                failed = true;
            }
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    Ok(match (failed, total) {
        (true, _) => Outcome::SomeFailed,
        (false, 0) => Outcome::Done,
        (false, _) => Outcome::NothingFound,
    })
}

fn one(session: &Session, out: &mut dyn Write, file: &str, json: bool) -> Result<Found, Failure> {
    let input = files::open(file)?;
    if !json {
        writeln!(out, "{BOLD}{file}{BOLD:#}").map_err(files::stdout_failed)?;
    }
    let mut written = Ok(());
    let found = validate(file, input, session::cancel(), &mut |finding| {
        if written.is_ok() {
            written = if json {
                files::json(out, &FindingLine::new(file, &finding, session.json_ui()))
            } else {
                row(out, &finding, session.ui()).map_err(files::stdout_failed)
            };
        }
        written.is_ok()
    });
    written?;
    let found = found?;
    if !json {
        let message = Message::new("cli-validated")
            .with("errors", found.errors)
            .with("warnings", found.warnings);
        let words = message.in_language(session.ui());
        writeln!(out, "  {words}").map_err(files::stdout_failed)?;
    }
    Ok(found)
}

/// Writes a finding as a row: place, unit, severity, what it is.
fn row(out: &mut dyn Write, finding: &Diagnostic, ui: Ui) -> io::Result<()> {
    let (style, id) = match finding.severity {
        Severity::Error => (ERROR, "cli-severity-error"),
        Severity::Warning => (WARNING, "cli-severity-warning"),
    };
    let place = format!("{}:{}", finding.line, finding.column);
    let unit = finding.unit.map_or(String::new(), |unit| {
        Message::new("cli-finding-unit")
            .with("unit", unit.to_string())
            .in_language(ui)
    });
    let severity = Message::new(id).in_language(ui);
    let words = finding.message.in_language(ui);
    writeln!(
        out,
        "  {place:<10} {DIM}{unit:<12}{DIM:#} {style}{severity:<13}{style:#} {words}"
    )
}
