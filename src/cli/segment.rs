//! `enface segment`: a document cut into sentences.

use std::io::Write;

use super::args::SegmentArgs;
use super::session::Session;
use super::{Failure, Outcome, files, not_yet};
use crate::jobs::OwnRules;
use crate::jobs::read::{Reading, prepare};
use crate::jobs::wire::SentenceLine;

pub(super) fn run(session: &Session, args: &SegmentArgs) -> Result<Outcome, Failure> {
    if args.srx.is_some() {
        return Err(not_yet("segment --srx"));
    }
    if args.explain {
        return Err(not_yet("segment --explain"));
    }
    let file = files::read(&args.file)?;
    let reading = Reading {
        language: args.lang.clone(),
        wrap: args.wrap.into(),
        // Whoever cuts a text wants all of it back.
        keep_rules: true,
        sentences: false,
        own_rules: OwnRules::of(session.memory_if_there()?.as_ref())?,
    };
    let prepared = prepare(&file, &reading)?;
    let mut out = files::stdout();
    for (number, segment) in prepared.segments.iter().enumerate() {
        if args.json {
            let line = SentenceLine::new(prepared.text(number), segment);
            files::json(&mut out, &line)?;
        } else {
            // One sentence a line: a line break inside preformatted text becomes a space.
            let line = prepared.text(number).replace('\n', " ");
            writeln!(out, "{line}").map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    Ok(Outcome::Done)
}
