//! `enface delete`, `replace` and `dedupe`: many units at once, with a preview and a way back.

use std::collections::BTreeSet;
use std::io::Write;

use super::args::upkeep::{BulkArgs, DedupeArgs, DeleteArgs, ReplaceArgs, SelectionArgs};
use super::matches::diff;
use super::session::{BOLD, DIM, Session};
use super::{Failure, Outcome, files, session};
use crate::jobs::JobError;
use crate::jobs::edit::{self, Edited, EditedText, Pattern, Selection};
use crate::jobs::wire::upkeep::{BulkLine, DeletedLine, EditedLine, MergedLine};
use crate::matching::diff_texts;
use crate::memory::{Days, Memory, MemoryError, Merged, PropertyFilter, UnitFilter};
use crate::messages::Message;
use crate::model::TranslationUnit;

/// How many units a person is shown.
const SHOWN: usize = 20;

pub(super) fn delete(session: &Session, args: &DeleteArgs) -> Result<Outcome, Failure> {
    let selection = selection(&args.selection, args.text.as_deref(), None)?;
    if selection.is_everything() && !args.all {
        return Err(Failure(Message::new("cli-delete-everything")));
    }
    let done = change(session, &args.bulk, |memory, how| {
        edit::delete(memory, &selection, how, session::cancel())
    })?;
    let show = |(id, unit): &(i64, TranslationUnit)| {
        let texts = unit.variants.iter().map(|tuv| {
            let content = tuv.content.as_ref();
            let text = content.map_or_else(String::new, |content| content.plain().into_owned());
            let language = tuv.language_as_written().unwrap_or("–");
            format!("{DIM}{language}{DIM:#} {text}")
        });
        lines(*id, texts)
    };
    let what = ("deleted", done.altered.len());
    report(session, &args.bulk, &done, what, DeletedLine::from, show)
}

pub(super) fn replace(session: &Session, args: &ReplaceArgs) -> Result<Outcome, Failure> {
    let selection = selection(&args.selection, Some(&args.text), Some(&args.by))?;
    let done = change(session, &args.bulk, |memory, how| {
        edit::replace(memory, &selection, &args.by, how, session::cancel())
    })?;
    let show = |text: &EditedText| {
        let difference = diff(&diff_texts(&text.before, &text.after));
        let line = format!("{DIM}{}{DIM:#} {difference}", text.language);
        lines(text.unit, [line])
    };
    let units: BTreeSet<i64> = done.altered.iter().map(|text| text.unit).collect();
    let what = ("edited", units.len());
    report(session, &args.bulk, &done, what, EditedLine::from, show)
}

pub(super) fn dedupe(session: &Session, args: &DedupeArgs) -> Result<Outcome, Failure> {
    let bar = session::progress_bar();
    let done = change(session, &args.bulk, |memory, how| {
        let mut progress = |units| bar.set_position(units);
        edit::dedupe(
            memory,
            args.keep.into(),
            how,
            session::cancel(),
            &mut progress,
        )
    })?;
    bar.finish_and_clear();
    let show = |merged: &Merged| {
        let gone: Vec<String> = merged.removed.iter().map(i64::to_string).collect();
        let message = Message::new("cli-dedupe-merged")
            .with("kept", merged.kept.to_string())
            .with("removed", gone.join(", "));
        message.in_language(session.ui())
    };
    let what = (
        "merged",
        done.altered.iter().map(|merged| merged.removed.len()).sum(),
    );
    report(session, &args.bulk, &done, what, MergedLine::from, show)
}

/// Returns what a selection's arguments mean.
fn selection(
    args: &SelectionArgs,
    text: Option<&str>,
    by: Option<&str>,
) -> Result<Selection, Failure> {
    let invalid = |name: &'static str, value: &str| {
        let message = Message::new("cli-invalid-value").with("name", name);
        Failure(message.with("value", value))
    };
    let days: Option<Days> = match &args.dated {
        None => None,
        Some(typed) => Some(typed.parse().map_err(|_| invalid("--dated", typed))?),
    };
    let pattern = text.map(|text| Pattern::new(text, args.regex, args.ignore_case));
    let subject: Vec<&str> = text.into_iter().chain(by).collect();
    let named = args.document.clone().or_else(|| args.property.clone());
    Ok(Selection {
        filter: UnitFilter {
            import: args.import,
            document: args.document.clone(),
            languages: args.from.iter().chain(&args.to).cloned().collect(),
            days,
            property: args.property.as_deref().map(PropertyFilter::parse),
            ..UnitFilter::default()
        },
        units: args.unit.clone(),
        text: pattern.transpose()?,
        languages: args.within.clone(),
        subject: if subject.is_empty() {
            named.unwrap_or_default()
        } else {
            subject.join(" → ")
        },
    })
}

/// Lets a bulk edit work on the memory, which must be there.
fn change<T>(
    session: &Session,
    args: &BulkArgs,
    work: impl FnOnce(&mut Memory, (&crate::memory::Stamp, bool)) -> Result<Edited<T>, JobError>,
) -> Result<Edited<T>, Failure> {
    let path = session.memory_path();
    if !path.exists() {
        // Writing creates a missing memory; there is nothing to edit in one.
        return Err(MemoryError::Missing(path.to_owned()).into());
    }
    let stamp = session.stamp(args.date.as_deref())?;
    let mut memory = session.write_memory()?;
    Ok(work(&mut memory, (&stamp, args.dry_run))?)
}

/// Says what was done, or what would be.
fn report<'a, T, L: serde::Serialize>(
    session: &Session,
    args: &BulkArgs,
    done: &'a Edited<T>,
    (what, units): (&'static str, usize),
    line: impl Fn(&'a T) -> L,
    show: impl Fn(&T) -> String,
) -> Result<Outcome, Failure> {
    let mut out = files::stdout();
    let units = units as u64;
    if args.json {
        for altered in &done.altered {
            files::json(&mut out, &line(altered))?;
        }
        let change = done.change;
        files::json(&mut out, &BulkLine { change, units })?;
    } else {
        for altered in done.altered.iter().take(SHOWN) {
            writeln!(out, "{}", show(altered)).map_err(files::stdout_failed)?;
        }
        let more = done.altered.len().saturating_sub(SHOWN);
        if more > 0 {
            let message = Message::new("cli-bulk-more").with("count", more as u64);
            writeln!(out, "{DIM}{}{DIM:#}", message.in_language(session.ui()))
                .map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    let id = match (args.dry_run, units) {
        (_, 0) => "cli-bulk-nothing",
        (true, _) => "cli-bulk-dry",
        (false, _) => "cli-bulk-done",
    };
    let message = Message::new(id)
        .with("what", what)
        .with("units", units)
        .with(
            "change",
            done.change.map(|c| c.to_string()).unwrap_or_default(),
        );
    session.say(&message);
    if done.change.is_some() {
        session.say_memory();
    }
    Ok(if units == 0 {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

/// Returns lines of a unit, its number before the first.
fn lines(unit: i64, texts: impl IntoIterator<Item = String>) -> String {
    let number = unit.to_string();
    let margin = " ".repeat(number.len() + 2);
    let texts: Vec<String> = texts.into_iter().collect();
    format!(
        "{BOLD}{number}{BOLD:#}  {}",
        texts.join(&format!("\n{margin}"))
    )
}
