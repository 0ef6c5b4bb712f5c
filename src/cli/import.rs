//! `enface import`: files of units into the memory, each whole or not at all.

use std::io::Write;

use super::args::ImportArgs;
use super::session::Session;
use super::{Failure, Outcome, files, report, session};
use crate::exchange::ReadOptions;
use crate::jobs::import::{ImportReport, ImportRequest, import};
use crate::jobs::wire::ImportLine;
use crate::memory::{Memory, Stamp};
use crate::messages::Message;

/// How many diagnostics of a file a person is shown.
const SHOWN: usize = 20;

pub(super) fn run(session: &Session, args: &ImportArgs) -> Result<Outcome, Failure> {
    of(session, args, false)
}

/// Imports files of units, or of terms.
pub(super) fn of(session: &Session, args: &ImportArgs, terms: bool) -> Result<Outcome, Failure> {
    let stamp = session.stamp(args.date.as_deref())?;
    let request = ImportRequest {
        read: ReadOptions {
            columns: args.from.iter().chain(&args.to).cloned().collect(),
            from: args.from.clone(),
            to: args.to.clone(),
            recover: args.recover,
            terms,
        },
        dry_run: args.dry_run,
    };
    // Before the memory: from here on, Ctrl-C leaves no file of ours behind.
    session::cancel();
    let mut memory = session.write_memory()?;
    let mut out = files::stdout();
    let mut failed = false;
    let mut written = false;
    for file in &args.files {
        match one(session, &mut memory, file, &request, &stamp) {
            Err(failure) if failure.cancelled() => return Err(failure),
            Err(Failure(message)) => {
                report(&message, session.ui());
                failed = true;
            }
            Ok(found) => {
                written |= found.change.is_some();
                if args.json {
                    files::json(&mut out, &ImportLine::new(&found, session.json_ui()))?;
                } else {
                    show(session, &mut out, &found, args.dry_run)?;
                }
            }
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    if written {
        session.say_memory();
    }
    Ok(if failed {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

fn one(
    session: &Session,
    memory: &mut Memory,
    file: &str,
    request: &ImportRequest,
    stamp: &Stamp,
) -> Result<ImportReport, Failure> {
    let bar = session::bytes_bar(std::fs::metadata(file).map_or(0, |file| file.len()));
    let mut progress = |units| {
        bar.set_message(
            Message::new("units-count")
                .with("count", units)
                .in_language(session.ui()),
        );
    };
    let mut once = |memory: &mut Memory| -> Result<_, Failure> {
        bar.reset();
        let input = bar.wrap_read(files::open(file)?);
        let cancel = session::cancel();
        Ok(import(
            memory,
            file,
            input,
            request,
            stamp,
            cancel,
            &mut progress,
        ))
    };
    let mut result = once(memory)?;
    if matches!(result, Err(ref error) if error.created_meanwhile()) && file != "-" {
        // Standard input cannot be read twice; a file is imported into the memory that is there now.
        *memory = session.write_memory()?;
        result = once(memory)?;
    }
    bar.finish_and_clear();
    Ok(result?)
}

fn show(
    session: &Session,
    out: &mut impl Write,
    found: &ImportReport,
    dry_run: bool,
) -> Result<(), Failure> {
    let languages: Vec<String> = found
        .languages
        .iter()
        .map(|(tag, count)| format!("{tag} {count}"))
        .collect();
    let id = match (dry_run, found.change) {
        (true, _) => "cli-import-dry",
        (false, Some(_)) => "cli-import-done",
        (false, None) => "cli-import-nothing",
    };
    let message = Message::new(id)
        .with("file", found.file.as_str())
        .with("read", found.units_read)
        .with("added", found.units_added)
        .with("known", found.units_known)
        .with("languages", languages.join(", "))
        .with(
            "change",
            found.change.map(|c| c.to_string()).unwrap_or_default(),
        );
    writeln!(out, "{}", message.in_language(session.ui())).map_err(files::stdout_failed)?;
    if found.units_repaired + found.units_lost > 0 {
        session.say(
            &Message::new("cli-import-recovered")
                .with("repaired", found.units_repaired)
                .with("lost", found.units_lost),
        );
    }
    for diagnostic in found.diagnostics.iter().take(SHOWN) {
        session.say(
            &Message::new("cli-diagnostic")
                .with("file", found.file.as_str())
                .with("line", diagnostic.line.to_string())
                .with("column", diagnostic.column.to_string())
                .with("message", diagnostic.message.clone()),
        );
    }
    if found.findings > SHOWN as u64 {
        let more = found.findings - SHOWN as u64;
        session.say(&Message::new("cli-more-diagnostics").with("count", more));
    }
    Ok(())
}
