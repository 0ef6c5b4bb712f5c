//! `enface align`: two documents into beads, shown, written, stored.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;

use super::args::{AlignArgs, AlignFormat};
use super::session::Session;
use super::{Failure, Outcome, dictionaries, embeddings, files, lookup, pairs, session, table};
use crate::jobs::align::{self, AlignRequest, Aligned};
use crate::jobs::export::{aligned_tmx, aligned_tsv, aligned_xlsx};
use crate::jobs::lexicon::Sources;
use crate::jobs::wire::{AlignmentLine, BeadLine};
use crate::memory::Stamp;
use crate::messages::Message;

pub(super) fn run(session: &Session, args: &AlignArgs) -> Result<Outcome, Failure> {
    let format = format(args)?;
    if let Some(output) = &args.output {
        let inputs = args.source.iter().chain(&args.target).chain(&args.then_try);
        let dictionaries = dictionaries::paths(&args.dictionary);
        session.refuse_to_overwrite(output, inputs.chain(&dictionaries))?;
    }
    let request = AlignRequest {
        from: args.from.clone(),
        to: args.to.clone(),
        sentences: args.sentences,
        wrap: args.wrap.into(),
        force: args.force,
    };
    let stamp = session.stamp(args.date.as_deref())?;
    if let Some(place) = &args.batch.pairs {
        return pairs::run(session, args, place, &request, &stamp);
    }
    let (Some(source), Some(target)) = (&args.source, &args.target) else {
        return Err(Failure(
            Message::new("cli-missing-argument").with("name", "SOURCE TARGET"),
        ));
    };
    let sources = sources(session, args)?;
    let cancel = session::cancel();
    let aligned = {
        let memory = session.memory_if_there()?;
        let (source, target) = (files::read(source)?, files::read(target)?);
        align::align(
            &source,
            &target,
            &request,
            memory.as_ref(),
            &sources,
            cancel,
        )?
    };
    // The file first: what cannot be written must not leave a stored alignment behind.
    let output = args.output.as_deref().unwrap_or("-");
    let shown = files::write(output, |out| {
        write(session, &aligned, args, format, &stamp, out)?;
        out.flush().map_err(files::stdout_failed)?;
        if args.add && output != "-" {
            store(session, &aligned, &stamp)?;
        }
        Ok(())
    });
    // Whoever looked at the first lines only wants it stored all the same.
    if args.add && output == "-" && shown.as_ref().err().is_none_or(Failure::is_reader_gone) {
        store(session, &aligned, &stamp)?;
    }
    shown?;
    session.say(&tally(&aligned));
    if output != "-" {
        session.say(&Message::new("cli-written").with("file", output));
    }
    if args.add {
        session.say_memory();
    }
    match &args.then_try {
        Some(file) => lookup::document(session, file, &aligned),
        None => Ok(Outcome::Done),
    }
}

/// Opens what helps the aligner: dictionaries, and an embedding source.
pub(super) fn sources(session: &Session, args: &AlignArgs) -> Result<Sources, Failure> {
    let embedder = args.embeddings.as_deref().map(embeddings::open);
    let embedder = embedder.transpose()?;
    let sources = dictionaries::sources(session, &args.dictionary)?;
    Ok(match embedder {
        Some(embedder) => sources.with_embedder(embedder),
        None => sources,
    })
}

/// Returns the format as typed, or as the ending of the output file says.
fn format(args: &AlignArgs) -> Result<AlignFormat, Failure> {
    let name = args.output.as_deref().map(Path::new);
    let ending = name.and_then(Path::extension).and_then(OsStr::to_str);
    let format = match (args.format, ending) {
        (Some(format), _) => format,
        (None, Some("tmx")) => AlignFormat::Tmx,
        (None, Some("tsv")) => AlignFormat::Tsv,
        (None, Some("json" | "jsonl")) => AlignFormat::Json,
        (None, Some("links")) => AlignFormat::Links,
        (None, Some("xlsx")) => AlignFormat::Xlsx,
        (None, None | Some("txt")) => AlignFormat::Table,
        (None, Some(other)) => {
            return Err(Failure(
                Message::new("cli-unknown-ending").with("ending", other),
            ));
        }
    };
    Ok(format)
}

fn store(session: &Session, aligned: &Aligned, stamp: &Stamp) -> Result<(), Failure> {
    let cancel = session::cancel();
    let added = session.change_memory(|memory| align::add(memory, aligned, stamp, cancel))?;
    session.say(&match added.change {
        None => Message::new("cli-align-unchanged"),
        Some(change) => Message::new("cli-align-added")
            .with("change", change.to_string())
            .with("units", added.units),
    });
    Ok(())
}

fn write(
    session: &Session,
    aligned: &Aligned,
    args: &AlignArgs,
    format: AlignFormat,
    stamp: &Stamp,
    mut out: &mut dyn Write,
) -> Result<(), Failure> {
    let failed = files::stdout_failed;
    match format {
        AlignFormat::Table => {
            let pages = table::facing_pages(aligned, session.ui());
            let pages = match &args.output {
                Some(_) => anstream::adapter::strip_str(&pages).to_string(),
                None => pages,
            };
            write!(out, "{pages}").map_err(failed)?;
        }
        AlignFormat::Json => {
            let (source, target) = (args.source.as_deref(), args.target.as_deref());
            let (source, target) = (source.unwrap_or_default(), target.unwrap_or_default());
            files::json(&mut out, &AlignmentLine::new(source, target, aligned))?;
            for bead in &aligned.beads {
                files::json(&mut out, &BeadLine::new(aligned, bead, session.json_ui()))?;
            }
        }
        AlignFormat::Links => {
            for bead in &aligned.beads {
                let (source, target) = (bead.source.clone(), bead.target.clone());
                let line = format!(
                    "{}:{}\t{}",
                    numbers(source),
                    numbers(target),
                    bead.confidence
                );
                writeln!(out, "{line}").map_err(failed)?;
            }
        }
        AlignFormat::Tsv => {
            aligned_tsv(aligned, out)?;
        }
        AlignFormat::Tmx => {
            aligned_tmx(aligned, stamp, out)?;
        }
        AlignFormat::Xlsx => aligned_xlsx(aligned, session.ui(), out)?,
    }
    Ok(())
}

/// Returns the message that counts an alignment's beads.
pub(super) fn tally(aligned: &Aligned) -> Message {
    let tally = aligned.tally();
    Message::new("cli-align-tally")
        .with("beads", tally.beads)
        .with("accept", tally.accept)
        .with("look", tally.look)
        .with("doubtful", tally.doubtful)
        .with("one_sided", tally.one_sided)
}

fn numbers(range: std::ops::Range<usize>) -> String {
    range.map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}
