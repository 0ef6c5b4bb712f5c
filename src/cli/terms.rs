//! `enface terms`: the term base of a memory, its terms in a text, and new ones from its units.

use std::fmt::Write as _;
use std::io::{BufRead, Write};

use unicode_width::UnicodeWidthStr;

use super::args::ImportArgs;
use super::args::terms::{
    AddTermArgs, ExportTermsArgs, ExtractTermsArgs, FindTermsArgs, ListTermsArgs, RemoveTermArgs,
    TermsAction, TermsArgs,
};
use super::session::{BOLD, DIM, Session};
use super::table::padded;
use super::{Failure, Outcome, files, import, session};
use crate::jobs::terms::{self, Extracted, Finder, Named, TermBases, TermFormat};
use crate::jobs::wire::terms::{EntryChangeLine, EntryLine, FindLine, ProposalLine};
use crate::memory::MemoryError;
use crate::messages::{Message, Ui, say};
use crate::model::LangTag;
use crate::terms::{Term, TermEntry, TermHit, TermStatus, Wanted};

/// Widest column of a table, in columns of the terminal.
const WIDEST: usize = 40;

pub(super) fn run(session: &Session, args: &TermsArgs) -> Result<Outcome, Failure> {
    match &args.action {
        TermsAction::Import(args) => {
            let args = ImportArgs {
                dry_run: args.dry_run,
                recover: false,
                from: args.languages.from.clone(),
                to: args.languages.to.clone(),
                date: args.date.clone(),
                json: args.json,
                files: args.files.clone(),
            };
            import::of(session, &args, true)
        }
        TermsAction::Add(args) => add(session, args),
        TermsAction::Remove(args) => remove(session, args),
        TermsAction::List(args) => list(session, args),
        TermsAction::Export(args) => export(session, args),
        TermsAction::Find(args) => find(session, args),
        TermsAction::Extract(args) => extract(session, args),
    }
}

fn add(session: &Session, args: &AddTermArgs) -> Result<Outcome, Failure> {
    let stamp = session.stamp(args.date.as_deref())?;
    session::cancel();
    let source = (&args.from, args.source.as_str());
    let target = (&args.to, args.target.as_str());
    let change = session
        .change_memory(|memory| terms::add(memory, source, target, args.note.as_deref(), &stamp))?;
    let mut out = files::stdout();
    if args.json {
        let line = EntryChangeLine {
            change,
            added: usize::from(change.is_some()),
            known: usize::from(change.is_none()),
            removed: 0,
        };
        files::json(&mut out, &line)?;
    } else {
        let id = if change.is_some() {
            "terms-added"
        } else {
            "terms-known"
        };
        let message = Message::new(id)
            .with("source", args.source.trim())
            .with("target", args.target.trim())
            .with("change", change.map(|c| c.to_string()).unwrap_or_default());
        writeln!(out, "{}", message.in_language(session.ui())).map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    if change.is_some() {
        session.say_memory();
    }
    Ok(Outcome::Done)
}

fn remove(session: &Session, args: &RemoveTermArgs) -> Result<Outcome, Failure> {
    let path = session.memory_path();
    if !path.exists() {
        // Writing creates a missing memory; there is nothing to remove from one.
        return Err(MemoryError::Missing(path.to_owned()).into());
    }
    let stamp = session.stamp(args.date.as_deref())?;
    session::cancel();
    let named = Named {
        entry: args.entry,
        source: args.source.clone(),
        target: args.target.clone(),
        from: args.languages.from.clone(),
        to: args.languages.to.clone(),
    };
    let (change, entry) = session.change_memory(|memory| terms::remove(memory, &named, &stamp))?;
    let mut out = files::stdout();
    if args.json {
        let line = EntryChangeLine {
            change: Some(change),
            added: 0,
            known: 0,
            removed: 1,
        };
        files::json(&mut out, &line)?;
    } else {
        let message = Message::new("terms-removed")
            .with("terms", terms::written(&entry))
            .with("change", change.to_string());
        writeln!(out, "{}", message.in_language(session.ui())).map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    session.say_memory();
    Ok(Outcome::Done)
}

fn list(session: &Session, args: &ListTermsArgs) -> Result<Outcome, Failure> {
    let memory = session.read_memory()?;
    let bases = TermBases::open(std::slice::from_ref(&memory))?;
    let asked: Vec<&LangTag> = args
        .languages
        .from
        .iter()
        .chain(&args.languages.to)
        .collect();
    let has_all = |entry: &&TermEntry| {
        let mut asked = asked.iter();
        asked.all(|language| entry.in_language(language).next().is_some())
    };
    let entries: Vec<&TermEntry> = bases.entries().iter().filter(has_all).collect();
    let mut out = files::stdout();
    if args.json {
        for entry in &entries {
            files::json(&mut out, &EntryLine::from(*entry))?;
        }
    } else {
        let columns: Vec<LangTag> = if asked.is_empty() {
            bases.languages()
        } else {
            asked.into_iter().cloned().collect()
        };
        let table = table(&entries, &columns, session.ui());
        out.write_all(table.as_bytes())
            .map_err(files::stdout_failed)?;
    }
    out.flush().map_err(files::stdout_failed)?;
    if entries.is_empty() {
        session.say(&Message::new("terms-none"));
        return Ok(Outcome::NothingFound);
    }
    Ok(Outcome::Done)
}

/// Returns entries as a table: a column a language, then the notes.
fn table(entries: &[&TermEntry], columns: &[LangTag], ui: Ui) -> String {
    // Each row: its number, its cells, its notes.
    let rows: Vec<(String, Vec<String>, String)> = entries
        .iter()
        .map(|entry| {
            let cells = columns.iter().map(|language| {
                let own = |term: &&Term| {
                    term.language == *language
                        || (!columns.contains(&term.language)
                            && language.fit(&term.language).is_some())
                };
                let terms = entry.terms.iter().filter(own);
                let terms: Vec<String> = terms.map(|t| marked(&t.text, t.status, ui)).collect();
                terms.join("; ")
            });
            let note = entry.note.as_deref().unwrap_or_default();
            (
                entry.unit.to_string(),
                cells.collect(),
                note.replace('\n', " "),
            )
        })
        .collect();
    let number = rows.iter().map(|row| row.0.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len())
        .map(|column| {
            let cells = rows.iter().map(|row| row.1[column].width());
            cells
                .max()
                .unwrap_or(0)
                .max(columns[column].as_str().width())
                .min(WIDEST)
        })
        .collect();
    let mut text = String::new();
    let mut line = " ".repeat(number);
    for (language, width) in columns.iter().zip(&widths) {
        line.push_str("  ");
        line.push_str(&padded(language.as_str(), *width));
    }
    if !rows.is_empty() {
        let _ = writeln!(text, "{BOLD}{}{BOLD:#}", line.trim_end());
    }
    for (unit, cells, note) in rows {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str("  ");
            line.push_str(&padded(cell, *width));
        }
        let note = if note.is_empty() {
            String::new()
        } else {
            format!("  {DIM}{note}{DIM:#}")
        };
        let line = if note.is_empty() {
            line.trim_end()
        } else {
            &line
        };
        let _ = writeln!(text, "{unit:>number$}{line}{note}");
    }
    text
}

/// Returns a term, with a word on it where it is not to be used.
fn marked(term: &str, status: TermStatus, ui: Ui) -> String {
    match status {
        TermStatus::Deprecated => format!("{term} ({})", say(ui, "terms-deprecated")),
        _ => term.to_owned(),
    }
}

fn export(session: &Session, args: &ExportTermsArgs) -> Result<Outcome, Failure> {
    let format = format_of(&args.output)?;
    session.refuse_to_overwrite(&args.output, [])?;
    let memory = session.read_memory()?;
    let (from, to) = (args.languages.from.as_ref(), args.languages.to.as_ref());
    let written = files::write(&args.output, |out| {
        Ok(terms::export(&memory, format, from, to, out)?)
    })?;
    session.say(
        &Message::new("terms-written")
            .with("file", args.output.as_str())
            .with("entries", written.units),
    );
    let left_out = written.skipped + written.variants_skipped;
    if left_out > 0 {
        session.say(&Message::new("terms-left-out").with("count", left_out));
    }
    Ok(Outcome::Done)
}

fn format_of(output: &str) -> Result<TermFormat, Failure> {
    TermFormat::of_name(output)
        .ok_or_else(|| Failure(Message::new("terms-ending").with("file", output)))
}

fn find(session: &Session, args: &FindTermsArgs) -> Result<Outcome, Failure> {
    let (memories, _) = session.read_memories()?;
    let bases = TermBases::open(&memories)?;
    let finder = Finder::new(
        &bases,
        args.languages.from.as_ref(),
        args.languages.to.as_ref(),
    )?;
    let mut out = files::stdout();
    let mut any = false;
    let mut one = |text: &str| -> Result<(), Failure> {
        let (from, hits) = finder.find(text).unzip();
        let hits: Vec<TermHit<'_>> = hits.unwrap_or_default();
        any |= !hits.is_empty();
        if args.json {
            files::json(&mut out, &FindLine::new(text, from, &hits))?;
        } else {
            let lines = lines(&hits, text, session.ui());
            write!(out, "{BOLD}{text}{BOLD:#}\n{lines}").map_err(files::stdout_failed)?;
        }
        out.flush().map_err(files::stdout_failed)
    };
    match &args.text {
        Some(text) => one(text)?,
        None => {
            for line in std::io::stdin().lock().lines() {
                let line = line.map_err(|error| files::failed("-", &error))?;
                one(line.trim_start_matches('\u{feff}'))?;
            }
        }
    }
    Ok(if any {
        Outcome::Done
    } else {
        Outcome::NothingFound
    })
}

/// Returns the terms of a text, each on a line with its translations and notes.
pub(super) fn lines(hits: &[TermHit<'_>], text: &str, ui: Ui) -> String {
    let mut lines = String::new();
    for hit in hits {
        let translations: Vec<String> = hit
            .translations
            .iter()
            .map(|t| marked(&t.text, t.status.max(hit.status), ui))
            .collect();
        let mut notes: Vec<String> = Vec::new();
        for note in hit.translations.iter().filter_map(|t| t.note.as_deref()) {
            let note = note.replace('\n', " ");
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        let note = if notes.is_empty() {
            String::new()
        } else {
            format!("  {DIM}{}{DIM:#}", notes.join(" "))
        };
        let _ = writeln!(
            lines,
            "  {DIM}{}{DIM:#}  {}  →  {}{note}",
            say(ui, "terms-term"),
            &text[hit.start..hit.end],
            translations.join("; "),
        );
    }
    lines
}

fn extract(session: &Session, args: &ExtractTermsArgs) -> Result<Outcome, Failure> {
    let format = args.output.as_deref().map(format_of).transpose()?;
    if let Some(output) = &args.output {
        session.refuse_to_overwrite(output, [])?;
    }
    let memory = session.read_memory()?;
    let wanted = Wanted {
        least: args.min,
        limit: args.limit,
    };
    let bar = session::progress_bar();
    let mut progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let (from, to) = (args.languages.from.as_ref(), args.languages.to.as_ref());
    let cancel = session::cancel();
    let extracted = terms::extract(&memory, from, to, &wanted, cancel, &mut progress);
    bar.finish_and_clear();
    let extracted = extracted?;
    match (format, &args.output) {
        (Some(format), Some(output)) => {
            files::write(output, |out| {
                terms::write_proposals(&extracted, format, out)
                    .map_err(|error| files::failed(output, &error))
            })?;
            session.say(
                &Message::new("terms-written")
                    .with("file", output.as_str())
                    .with("entries", extracted.proposals.len()),
            );
        }
        _ => show(session, &extracted, args)?,
    }
    session.say(
        &Message::new("terms-extracted")
            .with("proposals", extracted.proposals.len())
            .with("pairs", extracted.pairs)
            .with("known", extracted.known),
    );
    if extracted.cut_short {
        session.say(&Message::new("terms-cut-short").with("pairs", extracted.pairs));
    }
    Ok(if extracted.proposals.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn show(session: &Session, extracted: &Extracted, args: &ExtractTermsArgs) -> Result<(), Failure> {
    let mut out = files::stdout();
    let width = |text: fn(&terms::Found) -> &str| {
        let widths = extracted.proposals.iter().map(|found| text(found).width());
        widths.max().unwrap_or(0).min(WIDEST)
    };
    let sources = width(|found| &found.proposal.source);
    let targets = width(|found| &found.proposal.target);
    for found in &extracted.proposals {
        if args.json {
            files::json(&mut out, &ProposalLine::new(extracted, found))?;
            continue;
        }
        let proposal = &found.proposal;
        let mut line = format!(
            "{:>3}  {}  {}  {:>9}",
            proposal.score,
            padded(&proposal.source, sources),
            padded(&proposal.target, targets),
            terms::counts(proposal)
        );
        let mut aside = Vec::new();
        if !proposal.rivals.is_empty() {
            let rivals = Message::new("terms-rivals").with("rivals", terms::rivals(proposal));
            aside.push(rivals.in_language(session.ui()));
        }
        if !found.otherwise.is_empty() {
            let base = Message::new("terms-otherwise").with("base", found.otherwise.join("; "));
            aside.push(base.in_language(session.ui()));
        }
        if !aside.is_empty() {
            let _ = write!(line, "  {DIM}{}{DIM:#}", aside.join("; "));
        }
        writeln!(out, "{line}").map_err(files::stdout_failed)?;
        for (unit, source, target) in found.examples.iter().filter(|_| args.examples) {
            writeln!(out, "     {DIM}{unit}: {source}\n       → {target}{DIM:#}")
                .map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)
}
