//! `enface exceptions`: the memory's own rules of segmentation, and what they do to its documents.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::{EditArgs, ExceptionsAction, ExceptionsArgs};
use super::matches::{GONE, NEW};
use super::session::{BOLD, DIM, Session};
use super::table::padded;
use super::{Failure, Outcome, files, session};
use crate::jobs::exceptions::{self, Edit, EditReport};
use crate::jobs::recut::{NewCut, Watch};
use crate::jobs::wire::{EditLine, ExceptionLine, NewCutLine};
use crate::memory::{MemoryError, RuleRecord};
use crate::messages::{Message, Ui};
use crate::segmentation::tag_of_pattern;

pub(super) fn run(session: &Session, args: &ExceptionsArgs) -> Result<Outcome, Failure> {
    let how = |edit: &EditArgs| EditArgs {
        json: edit.json || args.json,
        ..edit.clone()
    };
    match &args.action {
        None => list(session, args.json),
        Some(ExceptionsAction::Add(add)) => {
            let language = add.lang.as_ref();
            let text = &add.text;
            change(session, Edit::Add { text, language }, &how(&add.edit))
        }
        Some(ExceptionsAction::Remove(remove)) => {
            let path = session.memory_path();
            if !path.exists() {
                // Writing creates a missing memory; there is nothing to remove from one.
                return Err(MemoryError::Missing(path.to_owned()).into());
            }
            let language = remove.lang.as_ref();
            let named = &remove.named;
            change(
                session,
                Edit::Remove { named, language },
                &how(&remove.edit),
            )
        }
        Some(ExceptionsAction::Import(import)) => {
            let file = files::read(&import.file)?;
            change(session, Edit::Import(&file), &how(&import.edit))
        }
        Some(ExceptionsAction::Export(export)) => write(session, &export.output),
    }
}

fn list(session: &Session, json: bool) -> Result<Outcome, Failure> {
    let rules = session.read_memory()?.own_rules()?;
    if rules.is_empty() {
        session.say(&Message::new("cli-exceptions-none"));
    }
    let mut out = files::stdout();
    let names = rules.iter().map(|rule| rule.name.width()).max();
    let languages = rules.iter().map(|rule| language(rule).width()).max();
    for rule in &rules {
        if json {
            files::json(&mut out, &ExceptionLine::from(rule))?;
            continue;
        }
        let name = padded(&rule.name, names.unwrap_or(0));
        let language = padded(&language(rule), languages.unwrap_or(0));
        let meaning = meaning(rule, session.ui());
        writeln!(out, "{name}  {DIM}{language}{DIM:#}  {meaning}").map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    Ok(Outcome::Done)
}

/// Returns the language of a rule as people write it, or its pattern where it is for more.
fn language(rule: &RuleRecord) -> String {
    tag_of_pattern(&rule.languages).map_or_else(|| rule.languages.clone(), |tag| tag.to_string())
}

fn meaning(rule: &RuleRecord, ui: Ui) -> String {
    let id = match (&rule.typed, rule.breaks) {
        (Some(_), _) => "cli-exception-after",
        (None, false) => "cli-exception-no-break",
        (None, true) => "cli-exception-break",
    };
    Message::new(id)
        .with("text", rule.typed.as_deref().unwrap_or_default())
        .with("before", rule.before.as_str())
        .with("after", rule.after.as_str())
        .in_language(ui)
}

fn write(session: &Session, output: &str) -> Result<Outcome, Failure> {
    session.refuse_to_overwrite(output, [])?;
    let xml = exceptions::export(&session.read_memory()?)?;
    session.write_rule_file(output, &xml)
}

/// Changes the rules, and shows what that does to the stored documents.
fn change(session: &Session, edit: Edit<'_>, how: &EditArgs) -> Result<Outcome, Failure> {
    let stamp = session.stamp(how.date.as_deref())?;
    let cancel = session::cancel();
    let bar = session::progress_bar();
    let report = session.change_memory(|memory| {
        let mut progress = |done, of| {
            bar.set_length(of);
            bar.set_position(done);
        };
        let mut watch = Watch {
            cancel,
            progress: &mut progress,
        };
        exceptions::edit(memory, edit, how.dry_run, &stamp, &mut watch)
    })?;
    bar.finish_and_clear();
    let mut out = files::stdout();
    if how.json {
        files::json(&mut out, &EditLine::from(&report))?;
        for place in &report.recut.places {
            files::json(&mut out, &NewCutLine::from(place))?;
        }
    } else {
        show(session, &mut out, &report, how.dry_run).map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    for document in &report.recut.frozen {
        session.say(&Message::new("cli-exceptions-frozen").with("document", document.as_str()));
    }
    if report.change.is_some() {
        session.say_memory();
    }
    Ok(Outcome::Done)
}

fn show(
    session: &Session,
    out: &mut impl Write,
    report: &EditReport,
    dry_run: bool,
) -> std::io::Result<()> {
    let ui = session.ui();
    let mut before: Option<&NewCut> = None;
    for place in &report.recut.places {
        let same = |other: &NewCut| {
            (&other.document, &other.language, other.block)
                == (&place.document, &place.language, place.block)
        };
        if !before.is_some_and(same) {
            let heading = Message::new("cli-exceptions-place")
                .with("document", place.document.as_str())
                .with("block", (place.block + 1).to_string());
            writeln!(out, "{BOLD}{}{BOLD:#}", heading.in_language(ui))?;
        }
        writeln!(out, "- {GONE}{}{GONE:#}", sentences(&place.before))?;
        writeln!(out, "+ {NEW}{}{NEW:#}", sentences(&place.after))?;
        before = Some(place);
    }
    let what = Message::new("cli-exceptions-what")
        .with("rules", rules(report, ui))
        .with("documents", documents(report));
    let nothing = report.added.is_empty() && report.removed.is_empty();
    let message = match report.change {
        Some(change) => Message::new("cli-exceptions-stored")
            .with("change", change.to_string())
            .with("what", what),
        None if dry_run && !nothing => Message::new("cli-exceptions-dry").with("what", what),
        None => Message::new("cli-exceptions-unchanged").with("rules", rules(report, ui)),
    };
    writeln!(out, "{}", message.in_language(ui))
}

/// Returns sentences in a line, with marks where the text is cut.
fn sentences(texts: &[String]) -> String {
    texts.join(" | ").replace('\n', " ")
}

/// Says which rules came, went, and were there: one by its name, more by their number.
fn rules(report: &EditReport, ui: Ui) -> String {
    let kinds = [
        ("cli-exceptions-added", &report.added),
        ("cli-exceptions-removed", &report.removed),
        ("cli-exceptions-known", &report.known),
    ];
    let said = kinds.into_iter().filter_map(|(id, rules)| {
        let first = rules.first()?;
        let message = Message::new(id)
            .with("rules", rules.len())
            .with("name", first.name.as_str())
            .with("language", language(first));
        Some(message.in_language(ui))
    });
    said.collect::<Vec<_>>().join(", ")
}

fn documents(report: &EditReport) -> Message {
    let recut = &report.recut;
    if recut.documents == 0 {
        return Message::new("cli-exceptions-no-documents");
    }
    let count = |texts: fn(&NewCut) -> &Vec<String>| -> usize {
        recut.places.iter().map(|place| texts(place).len()).sum()
    };
    Message::new("cli-exceptions-documents")
        .with("documents", recut.documents)
        .with("before", count(|place| &place.before))
        .with("after", count(|place| &place.after))
        .with("removed", recut.units_removed)
        .with("added", recut.units_added)
}
