//! `enface align --pairs`: every pair of a folder, one report line each.

use std::path::Path;

use std::io::Write;

use super::args::{AlignArgs, AlignFormat};
use super::session::{DIM, ERROR, Session};
use super::{Failure, Outcome, files, session};
use crate::documents::DocumentError;
use crate::jobs::align::{self, Added, AlignRequest, Tally};
use crate::jobs::lexicon::Sources;
use crate::jobs::pairs::{FilePair, find_pairs};
use crate::jobs::{JobError, wire};
use crate::memory::Stamp;
use crate::messages::{Explain, Message, say};
use crate::model::LangTag;

/// What became of one pair.
enum Report {
    Aligned { tally: Tally, added: Option<Added> },
    Skipped(Message),
    Failed(Message),
}

pub(super) fn run(
    session: &Session,
    args: &AlignArgs,
    folder: &Path,
    request: &AlignRequest,
    sources: &Sources,
    stamp: &Stamp,
) -> Result<Outcome, Failure> {
    if !matches!(
        args.format,
        None | Some(AlignFormat::Table | AlignFormat::Json)
    ) {
        let message = Message::new("cli-conflict").with("name", "--format");
        return Err(Failure(message.with("other", "--pairs")));
    }
    let mut paths = Vec::new();
    list(folder, &mut paths).map_err(|e| files::failed(&folder.display().to_string(), &e))?;
    let (from, to) = languages(args)?;
    let (pairs, alone) = find_pairs(&paths, &from, &to);
    if pairs.is_empty() {
        return Err(Failure(
            Message::new("cli-no-pairs").with("folder", folder.display().to_string()),
        ));
    }
    // Once, before the first pair is stored: every pair is aligned by the same lexicon.
    let memory = session.memory_if_there()?;
    sources.gather(memory.as_ref(), &from, &to, session::cancel())?;
    drop(memory);
    let request = AlignRequest {
        from: Some(from),
        to: Some(to),
        ..request.clone()
    };
    let bar = session::progress_bar();
    bar.set_length(pairs.len() as u64);
    let mut out = files::stdout();
    let json = args.format == Some(AlignFormat::Json);
    if !json {
        writeln!(out, "{}", heading(session)).map_err(files::stdout_failed)?;
    }
    let (mut total, mut counts) = (Tally::default(), [0_usize; 3]);
    for pair in &pairs {
        session::cancel().check()?;
        let report = one(session, args.add, pair, &request, sources, stamp)?;
        let shown = bar.suspend(|| -> Result<(), Failure> {
            if json {
                files::json(&mut out, &line(pair, &report, session))
            } else {
                writeln!(out, "{}", row(pair, &report, session)).map_err(files::stdout_failed)
            }
        });
        // Nobody may be reading the report; the pairs are aligned all the same.
        if let Err(failure) = shown
            && !failure.is_reader_gone()
        {
            return Err(failure);
        }
        bar.inc(1);
        match report {
            Report::Aligned { tally, .. } => {
                counts[0] += 1;
                total = total + tally;
            }
            Report::Skipped(_) => counts[1] += 1,
            Report::Failed(_) => counts[2] += 1,
        }
    }
    bar.finish_and_clear();
    out.flush().map_err(files::stdout_failed)?;
    session.say(
        &Message::new("cli-pairs-total")
            .with("aligned", counts[0])
            .with("skipped", counts[1])
            .with("failed", counts[2])
            .with("alone", alone.len())
            .with("beads", total.beads)
            .with("accept", total.accept)
            .with("look", total.look)
            .with("doubtful", total.doubtful),
    );
    if args.add {
        session.say_memory();
    }
    Ok(if counts[2] > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Aligns one pair; an error of the pair is a report, not a failure of the batch.
fn one(
    session: &Session,
    add: bool,
    pair: &FilePair,
    request: &AlignRequest,
    sources: &Sources,
    stamp: &Stamp,
) -> Result<Report, Failure> {
    let memory = session.memory_if_there()?;
    let result = (|| -> Result<Report, Failure> {
        let (source, target) = (files::read(&pair.source)?, files::read(&pair.target)?);
        let aligned = align::align(
            &source,
            &target,
            request,
            memory.as_ref(),
            sources,
            session::cancel(),
        );
        let aligned = match aligned {
            Err(JobError::Document(error @ DocumentError::NotYet { .. })) => {
                return Ok(Report::Skipped(error.explain()));
            }
            other => other?,
        };
        let tally = aligned.tally();
        if !add {
            return Ok(Report::Aligned { tally, added: None });
        }
        let cancel = session::cancel();
        let added = session.change_memory(|memory| align::add(memory, &aligned, stamp, cancel))?;
        Ok(Report::Aligned {
            tally,
            added: Some(added),
        })
    })();
    match result {
        Err(failure) if failure.cancelled() => Err(failure),
        Err(Failure(message)) => Ok(Report::Failed(message)),
        Ok(report) => Ok(report),
    }
}

/// Lists the files below a folder, hidden ones left out.
fn list(folder: &Path, paths: &mut Vec<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), paths)?;
        } else if kind.is_file() {
            paths.push(entry.path().to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// Naming habits need two languages: French and English unless typed.
fn languages(args: &AlignArgs) -> Result<(LangTag, LangTag), Failure> {
    let or = |typed: &Option<LangTag>, usual: &str| match typed {
        Some(tag) => Ok(tag.clone()),
        None => usual
            .parse()
            .map_err(|_| Failure(Message::new("cli-usage").with("problem", usual))),
    };
    Ok((or(&args.from, "fr")?, or(&args.to, "en")?))
}

fn heading(session: &Session) -> String {
    let word = |id: &'static str| say(session.ui(), id);
    format!(
        "{DIM}{:>6} {:>7} {:>7} {:>9} {:>9}  {}{DIM:#}",
        word("cli-column-beads"),
        word("cli-column-accept"),
        word("cli-column-look"),
        word("cli-column-doubtful"),
        word("cli-column-one-sided"),
        word("cli-column-file"),
    )
}

fn row(pair: &FilePair, report: &Report, session: &Session) -> String {
    let source = &pair.source;
    match report {
        Report::Aligned { tally: t, .. } => {
            let share = |part: usize| format!("{}%", (100 * part + t.beads / 2) / t.beads.max(1));
            format!(
                "{:>6} {:>7} {:>7} {:>9} {:>9}  {source}",
                t.beads,
                share(t.accept),
                share(t.look),
                share(t.doubtful),
                share(t.one_sided)
            )
        }
        Report::Skipped(why) => {
            format!(
                "{DIM}{:>42}  {}{DIM:#}",
                say(session.ui(), "cli-skipped"),
                why.in_language(session.ui())
            )
        }
        Report::Failed(why) => {
            format!(
                "{ERROR}{:>42}{ERROR:#}  {}",
                say(session.ui(), "cli-failed"),
                why.in_language(session.ui())
            )
        }
    }
}

fn line<'a>(pair: &'a FilePair, report: &Report, session: &Session) -> wire::PairLine<'a> {
    let ui = session.json_ui();
    match report {
        Report::Aligned { tally, added } => wire::PairLine::aligned(pair, *tally, *added),
        Report::Skipped(why) => wire::PairLine::passed_over(pair, "skipped", why.in_language(ui)),
        Report::Failed(why) => wire::PairLine::passed_over(pair, "failed", why.in_language(ui)),
    }
}
