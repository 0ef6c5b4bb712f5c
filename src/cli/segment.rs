//! `enface segment`: a document cut into sentences, by which rules and why; and the rules as a file.

use std::io::Write;

use super::args::SegmentArgs;
use super::session::{DIM, Session};
use super::{Failure, Outcome, files};
use crate::jobs::OwnRules;
use crate::jobs::read::Reading;
use crate::jobs::segment::{Readied, RuleFile, ready};
use crate::jobs::wire::SentenceLine;
use crate::messages::Message;
use crate::segmentation::{Explained, Kept, Sentence};

/// How many characters before and after a place show where it is.
const SHOWN: usize = 24;

pub(super) fn run(session: &Session, args: &SegmentArgs) -> Result<Outcome, Failure> {
    let own_rules = OwnRules::of(session.memory_if_there()?.as_ref())?;
    let Some(file) = &args.file else {
        return export(session, &own_rules, args);
    };
    let file = files::read(file)?;
    let reading = Reading {
        language: args.lang.clone(),
        wrap: args.wrap.into(),
        // Whoever cuts a text wants all of it back.
        keep_rules: true,
        sentences: false,
        own_rules,
    };
    let srx = args.srx.as_deref().map(files::read).transpose()?;
    let rule_file = srx.as_ref().map(|file| RuleFile {
        file,
        dialect: args.dialect.into(),
    });
    let readied = ready(&file, &reading, rule_file)?;
    if let Some(file) = &args.srx {
        say_rule_file(session, file, &readied);
    }
    let mut out = files::stdout();
    for (number, (text, explained)) in readied.blocks(args.explain).enumerate() {
        for sentence in &explained.sentences {
            if args.json {
                let line = SentenceLine::new(number, text, sentence, within(&explained, sentence));
                files::json(&mut out, &line)?;
                continue;
            }
            // One sentence a line: a line break inside preformatted text becomes a space.
            let line = text[sentence.range.clone()].replace('\n', " ");
            writeln!(out, "{line}").map_err(files::stdout_failed)?;
            if args.explain {
                explain(session, &mut out, &readied, text, &explained, sentence)?;
            }
        }
        for given_up in &explained.given_up {
            let message = Message::new("cli-segment-given-up")
                .with("rule", given_up.rule)
                .with("place", around(text, given_up.at));
            session.say(&message);
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    Ok(Outcome::Done)
}

/// Writes the rules that are in force as a rule file.
fn export(session: &Session, own: &OwnRules, args: &SegmentArgs) -> Result<Outcome, Failure> {
    let output = args.output.as_deref().unwrap_or("-");
    session.refuse_to_overwrite(output, [])?;
    let xml = own.rule_file(args.lang.as_ref())?;
    session.write_rule_file(output, &xml)
}

/// Says how a rule file was understood, and which of its rules had to be left out.
fn say_rule_file(session: &Session, file: &str, readied: &Readied) {
    let Some(usage) = &readied.rule_file else {
        return;
    };
    for unusable in &usage.unusable {
        let message = Message::new("cli-segment-unusable")
            .with("rule", unusable.rule.as_str())
            .with("reason", unusable.reason.as_str());
        session.say(&message);
    }
    let message = Message::new("cli-segment-rules")
        .with("file", file)
        .with("rules", usage.rules)
        .with("language", readied.document.language.to_string())
        .with("dialect", usage.dialect.name())
        .with("guessed", if usage.guessed { "yes" } else { "no" });
    session.say(&message);
}

/// Returns the places within a sentence, or at its end, that were not cut.
fn within<'e>(
    explained: &'e Explained<'e>,
    sentence: &'e Sentence<'e>,
) -> impl Iterator<Item = &'e Kept<'e>> {
    let range = &sentence.range;
    // They are in order.
    let first = explained
        .kept
        .partition_point(|kept| kept.at <= range.start);
    let inside = |kept: &&Kept<'_>| kept.at <= range.end;
    explained.kept[first..].iter().take_while(inside)
}

/// Writes under a sentence which rule ended it, and which kept it together where.
fn explain(
    session: &Session,
    out: &mut dyn Write,
    readied: &Readied,
    text: &str,
    explained: &Explained<'_>,
    sentence: &Sentence<'_>,
) -> Result<(), Failure> {
    let rule = |id: &str| match readied.segmenter.why(id) {
        "" => id.to_owned(),
        why => format!("{id} ({why})"),
    };
    let mut notes: Vec<Message> = within(explained, sentence)
        .map(|kept| {
            Message::new("cli-segment-kept")
                .with("place", around(text, kept.at))
                .with("rule", rule(kept.rule))
                .with("against", kept.against)
        })
        .collect();
    notes.push(match sentence.rule {
        Some(id) => Message::new("cli-segment-ended").with("rule", rule(id)),
        None => Message::new("cli-segment-block-ended"),
    });
    for note in notes {
        let note = note.in_language(session.ui());
        writeln!(out, "    {DIM}{note}{DIM:#}").map_err(files::stdout_failed)?;
    }
    Ok(())
}

/// Returns the text around a place, which `|` marks.
fn around(text: &str, at: usize) -> String {
    let (before, after) = text.split_at(at);
    let start = before
        .char_indices()
        .rev()
        .nth(SHOWN - 1)
        .map_or(0, |(at, _)| at);
    let end = after
        .char_indices()
        .nth(SHOWN)
        .map_or(after.len(), |(at, _)| at);
    format!("{}|{}", &before[start..], &after[..end]).replace('\n', " ")
}
