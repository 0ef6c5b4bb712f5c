//! `enface stats`: what the memory holds.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::args::StatsArgs;
use super::session::{DIM, Session};
use super::table::padded;
use super::{Failure, Outcome, files};
use crate::jobs::wire::StatsLine;
use crate::messages::say;

pub(super) fn run(session: &Session, args: &StatsArgs) -> Result<Outcome, Failure> {
    let stats = session.read_memory()?.stats()?;
    let mut out = files::stdout();
    if args.json {
        files::json(&mut out, &StatsLine::from(&stats))?;
        out.flush().map_err(files::stdout_failed)?;
        return Ok(Outcome::Done);
    }
    let word = |id: &'static str| say(session.ui(), id);
    let mut rows = vec![
        (word("cli-stats-units"), stats.units.to_string()),
        (word("cli-stats-usable"), stats.usable.to_string()),
        (word("cli-stats-reviewed"), stats.reviewed.to_string()),
        (word("cli-stats-documents"), stats.documents.to_string()),
        (word("cli-stats-alignments"), stats.alignments.to_string()),
        (word("cli-stats-changes"), stats.changes.to_string()),
        (word("cli-stats-bytes"), stats.bytes.to_string()),
    ];
    rows.extend(
        stats
            .languages
            .iter()
            .map(|(tag, n)| (tag.clone(), n.to_string())),
    );
    rows.extend(
        stats
            .pairs
            .iter()
            .map(|(pair, n)| (pair.replace('>', " → "), n.to_string())),
    );
    let left = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let right = rows.iter().map(|(_, count)| count.len()).max().unwrap_or(0);
    let path = session.memory_path().display();
    let print = |out: &mut dyn Write| -> std::io::Result<()> {
        writeln!(out, "{DIM}{path}{DIM:#}")?;
        for (name, count) in &rows {
            writeln!(out, "{}  {count:>right$}", padded(name, left))?;
        }
        out.flush()
    };
    print(&mut out).map_err(files::stdout_failed)?;
    Ok(Outcome::Done)
}
