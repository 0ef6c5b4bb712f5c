//! `enface history` and `enface undo`: what was done to the memory, and taking it back.

use std::io::Write;

use super::args::{HistoryArgs, UndoArgs};
use super::matches::diff;
use super::session::{DIM, Session};
use super::table::padded;
use super::{Failure, Outcome, files};
use crate::jobs::wire::upkeep::EventLine;
use crate::jobs::wire::{ChangeLine, UndoLine};
use crate::matching::diff_texts;
use crate::memory::{ChangeRecord, Memory, UnitWhat};
use crate::messages::{Message, say};

pub(super) fn run(session: &Session, args: &HistoryArgs) -> Result<Outcome, Failure> {
    if let Some(unit) = args.unit {
        return of_unit(session, unit, args.json);
    }
    let history = session.read_memory()?.history()?;
    let mut out = files::stdout();
    for record in &history {
        if args.json {
            files::json(&mut out, &ChangeLine::from(record))?;
        } else {
            writeln!(out, "{}", row(session, record)).map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    Ok(Outcome::Done)
}

/// Shows what became of one unit.
fn of_unit(session: &Session, unit: i64, json: bool) -> Result<Outcome, Failure> {
    let events = session.read_memory()?.unit_history(unit)?;
    let ui = session.ui();
    let mut out = files::stdout();
    for event in &events {
        if json {
            files::json(&mut out, &EventLine::from(event))?;
            continue;
        }
        let what = match &event.what {
            UnitWhat::Made => say(ui, "cli-event-made"),
            UnitWhat::Removed => say(ui, "cli-event-removed"),
            UnitWhat::Restored => say(ui, "cli-event-restored"),
            UnitWhat::Annotations => say(ui, "cli-event-annotations"),
            UnitWhat::State { before, after } => Message::new("cli-event-state")
                .with("before", say(ui, format!("cli-state-{before}")))
                .with("after", say(ui, format!("cli-state-{after}")))
                .in_language(ui),
            UnitWhat::Text {
                language,
                before,
                after,
            } => format!("{language}  {}", diff(&diff_texts(before, after))),
        };
        let line = format!(
            "{:>4}  {}  {}  {}  {what}",
            event.change,
            readable(&event.at),
            padded(&say(ui, format!("cli-change-{}", event.kind)), 13),
            padded(event.author.as_deref().unwrap_or("–"), 8),
        );
        writeln!(out, "{line}").map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    Ok(Outcome::Done)
}

fn row(session: &Session, record: &ChangeRecord) -> String {
    let ui = session.ui();
    let kind = say(ui, format!("cli-change-{}", record.kind));
    let about = match record.undoes {
        Some(change) => Message::new("cli-undoes")
            .with("change", change.to_string())
            .with("subject", record.subject.as_str())
            .in_language(ui),
        None => match record.import {
            Some(import) => Message::new("cli-import-number")
                .with("subject", record.subject.as_str())
                .with("import", import.to_string())
                .in_language(ui),
            None => record.subject.clone(),
        },
    };
    let undone = record.undone_by.map_or_else(String::new, |by| {
        let message = Message::new("cli-undone-by").with("change", by.to_string());
        format!("  {DIM}{}{DIM:#}", message.in_language(ui))
    });
    format!(
        "{:>4}  {}  {}  {:>7}  {}  {about}{undone}",
        record.id,
        readable(&record.at),
        padded(&kind, 13),
        units(record),
        padded(record.author.as_deref().unwrap_or("–"), 8),
    )
}

/// Returns how many units a change set made, or how many it took out, brought back or edited: `+17`,
/// `~17`.
fn units(record: &ChangeRecord) -> String {
    if record.undoes.is_some() || (record.units_added == 0 && record.units_altered > 0) {
        format!("~{}", record.units_altered)
    } else {
        format!("{:+}", record.units_added)
    }
}

/// Returns a stored date as a person reads it: `2023-10-03 14:15`.
fn readable(at: &str) -> String {
    match (
        at.get(..4),
        at.get(4..6),
        at.get(6..8),
        at.get(9..11),
        at.get(11..13),
    ) {
        (Some(y), Some(m), Some(d), Some(hour), Some(minute)) => {
            format!("{y}-{m}-{d} {hour}:{minute}")
        }
        _ => at.to_owned(),
    }
}

pub(super) fn undo(session: &Session, args: &UndoArgs) -> Result<Outcome, Failure> {
    let path = session.memory_path();
    if !path.exists() {
        // Writing creates a missing memory; there is nothing to undo in one.
        return Err(crate::memory::MemoryError::Missing(path.to_owned()).into());
    }
    let stamp = session.stamp(args.date.as_deref())?;
    let undone = Memory::open_to_write(path)?.undo(args.change, &stamp)?;
    let mut out = files::stdout();
    if args.json {
        files::json(&mut out, &UndoLine::from(&undone))?;
    } else {
        let message = Message::new("cli-undone")
            .with("undone", undone.undone.to_string())
            .with("change", undone.change.to_string())
            .with("removed", undone.units_removed)
            .with("restored", undone.units_restored);
        writeln!(out, "{}", message.in_language(session.ui())).map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    session.say_memory();
    Ok(Outcome::Done)
}
