//! `enface extract`: the blocks of a document as read.

use std::io::Write;

use super::args::ExtractArgs;
use super::session::{DIM, Session};
use super::{Failure, Outcome, files};
use crate::documents::{self, ReadOptions};
use crate::jobs::wire::BlockLine;
use crate::messages::Message;

pub(super) fn run(session: &Session, args: &ExtractArgs) -> Result<Outcome, Failure> {
    let file = files::read(&args.file)?;
    let options = ReadOptions {
        wrap: args.wrap.into(),
        // As `segment` does, so that blocks have one number in both.
        keep_rules: true,
    };
    let document = documents::read(file.file_name(), &file.bytes, &options)?;
    let mut out = files::stdout();
    if args.json {
        for line in BlockLine::of(&document) {
            files::json(&mut out, &line)?;
        }
    } else {
        let width = document
            .blocks
            .iter()
            .map(|b| b.kind.name().len())
            .max()
            .unwrap_or(0);
        for block in &document.blocks {
            let (kind, line) = (block.kind.name(), block.place.line);
            let path = match block.place.path.as_str() {
                "" => String::new(),
                path => format!(" ({path})"),
            };
            writeln!(
                out,
                "{DIM}{line:>5}  {kind:width$}{DIM:#}  {}{DIM}{path}{DIM:#}",
                block.text
            )
            .map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    for left_out in &document.left_out {
        session.say(
            &Message::new("cli-left-out")
                .with("line", left_out.line.to_string())
                .with("what", left_out.what)
                .with("excerpt", left_out.excerpt.as_str()),
        );
    }
    Ok(Outcome::Done)
}
