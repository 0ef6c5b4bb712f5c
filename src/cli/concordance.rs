//! `enface concordance`: a phrase in all texts of the memory.

use std::io::Write;

use anstyle::{AnsiColor, Style};

use super::args::ConcordanceArgs;
use super::session::{DIM, Session};
use super::{Failure, Outcome, files, session};
use crate::jobs::concordance::{ConcordanceHit, concordance};
use crate::jobs::wire::HitLine;
use crate::messages::Message;

/// Style of the phrase inside its sentence.
const HIT: Style = AnsiColor::Green.on_default().bold();

pub(super) fn run(session: &Session, args: &ConcordanceArgs) -> Result<Outcome, Failure> {
    check(args)?;
    let (memories, _) = session.read_memories()?;
    let cancel = session::cancel();
    let hits = concordance(
        &memories,
        args.language.as_ref(),
        &args.phrase,
        args.limit,
        cancel,
    )?;
    let mut out = files::stdout();
    for hit in &hits {
        if args.json {
            files::json(&mut out, &HitLine::new(hit))?;
        } else {
            show(&mut out, hit).map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    if hits.is_empty() {
        session.say(&Message::new("cli-phrase-not-found").with("phrase", args.phrase.as_str()));
        return Ok(Outcome::NothingFound);
    }
    if hits.len() == args.limit {
        session.say(&Message::new("cli-more-texts").with("limit", args.limit));
    }
    Ok(Outcome::Done)
}

/// Refuses what can find nothing in any memory.
fn check(args: &ConcordanceArgs) -> Result<(), Failure> {
    if !args.phrase.contains(char::is_alphanumeric) {
        let message = Message::new("cli-empty-phrase").with("phrase", args.phrase.as_str());
        return Err(Failure(message));
    }
    if args.limit == 0 {
        let message = Message::new("cli-invalid-value").with("name", "--limit");
        return Err(Failure(message.with("value", "0")));
    }
    Ok(())
}

fn show(out: &mut impl Write, hit: &ConcordanceHit) -> std::io::Result<()> {
    let row = &hit.row;
    let mut text = String::new();
    let mut at = 0;
    for &(start, end) in &hit.hits {
        text.push_str(&row.text[at..start]);
        text.extend([&HIT.render().to_string(), &row.text[start..end]]);
        text.push_str(&HIT.render_reset().to_string());
        at = end;
    }
    text.push_str(&row.text[at..]);
    let origin = hit.origin.document.clone();
    let origin = origin.or_else(|| hit.origin.import.map(|n| format!("import {n}")));
    writeln!(out, "{DIM}{}{DIM:#}  {text}", row.lang)?;
    writeln!(out, "{DIM}{}{DIM:#}  {}", row.other_lang, row.other_text)?;
    writeln!(
        out,
        "{DIM}    #{} {}{DIM:#}\n",
        row.unit,
        origin.unwrap_or_default()
    )
}
