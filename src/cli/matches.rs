//! Matches as a translator reads them: what differs, what the target becomes, why the score.

use std::fmt::Write as _;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Effects, Style};

use super::session::DIM;
use super::table::terminal_width;
use crate::matching::{Answer, DiffKind, DiffPart, Fragment, Match, Origin, diff_texts};
use crate::messages::{Message, Ui, say};

/// Only in the stored sentence.
pub(super) const GONE: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
/// Only in the new sentence.
pub(super) const NEW: Style = AnsiColor::Green.on_default();
/// What to use.
const TARGET: Style = AnsiColor::Cyan.on_default();

/// Returns an answer as lines of text.
pub(super) fn answer(answer: &Answer, ui: Ui) -> String {
    let mut text = String::new();
    for found in &answer.matches {
        push_match(&mut text, found, ui, false);
    }
    if answer.matches.is_empty() {
        let _ = writeln!(text, "{DIM}  {}{DIM:#}", say(ui, "cli-no-match"));
        for found in &answer.below {
            push_match(&mut text, found, ui, true);
        }
        for fragment in &answer.fragments {
            push_fragment(&mut text, fragment, ui);
        }
    }
    text
}

fn push_match(text: &mut String, found: &Match, ui: Ui, below: bool) {
    let note = if below {
        format!("  {DIM}({}){DIM:#}", say(ui, "cli-below"))
    } else {
        String::new()
    };
    let percent = match ui {
        Ui::En => "%",
        Ui::Fr => "\u{a0}%",
    };
    let _ = writeln!(
        text,
        "{:>4}{percent}  {}{note}",
        found.score,
        diff(&found.diff)
    );
    let target = &found.pair.target;
    match found
        .adapted
        .as_deref()
        .filter(|adapted| *adapted != target)
    {
        None => {
            push_line(text, "     →  ", &marked(target, &found.affected, TARGET));
        }
        Some(adapted) => {
            push_line(text, "     →  ", &marked(target, &found.affected, DIM));
            push_line(text, "     ⇒  ", &format!("{TARGET}{adapted}{TARGET:#}"));
        }
    }
    if let Some(proposal) = &found.proposal {
        let label = say(ui, "cli-proposal");
        push_line(
            text,
            "     ?  ",
            &format!("{TARGET}{proposal}{TARGET:#}  {DIM}({label}){DIM:#}"),
        );
    }
    let origin = origin(&found.details.origin, found.pair.unit, ui);
    push_line(
        text,
        "        ",
        &format!("{DIM}{}. {origin}{DIM:#}", found.why(ui)),
    );
}

/// Returns a target in a style, with the words that the query changes underlined.
fn marked(target: &str, affected: &[(usize, usize)], style: Style) -> String {
    let underlined = style.effects(style.get_effects() | Effects::UNDERLINE);
    let mut text = String::new();
    let mut at = 0;
    for &(start, end) in affected {
        if let (Some(before), Some(word)) = (target.get(at..start), target.get(start..end)) {
            let _ = write!(
                text,
                "{style}{before}{style:#}{underlined}{word}{underlined:#}"
            );
            at = end;
        }
    }
    let _ = write!(text, "{style}{}{style:#}", &target[at..]);
    text
}

fn push_fragment(text: &mut String, fragment: &Fragment, ui: Ui) {
    let heading = say(ui, "cli-fragment");
    // Numbers are one class: the memory may have others than the query.
    let stored = &fragment.pair.source[fragment.source_start..fragment.source_end];
    let _ = writeln!(
        text,
        "{DIM}  {heading}{DIM:#}  {}",
        diff(&diff_texts(stored, &fragment.text))
    );
    push_line(
        text,
        "        ",
        &format!("{DIM}{}{DIM:#}", fragment.pair.source),
    );
    push_line(text, "     →  ", &fragment.pair.target);
}

/// Writes a line with a mark before it; on a terminal it is wrapped beside the mark.
fn push_line(text: &mut String, mark: &str, line: &str) {
    let Some(width) = terminal_width() else {
        text.extend([mark, line, "\n"]);
        return;
    };
    let indent = " ".repeat(8);
    let options = textwrap::Options::new(width)
        .initial_indent(mark)
        .subsequent_indent(&indent)
        .break_words(false);
    text.push_str(&textwrap::fill(line, options));
    text.push('\n');
}

/// Returns the differences in colour, or with marks where there is none: `[-old-]{+new+}`.
pub(super) fn diff(parts: &[DiffPart]) -> String {
    let colour = AutoStream::choice(&std::io::stdout()) != ColorChoice::Never;
    parts
        .iter()
        .map(|DiffPart { kind, text }| match (kind, colour) {
            (DiffKind::Same, _) => text.clone(),
            (DiffKind::Removed, true) => format!("{GONE}{text}{GONE:#}"),
            (DiffKind::Added, true) => format!("{NEW}{text}{NEW:#}"),
            (DiffKind::Removed, false) => format!("[-{text}-]"),
            (DiffKind::Added, false) => format!("{{+{text}+}}"),
        })
        .collect()
}

/// Returns where a unit comes from, in words.
pub(super) fn origin(origin: &Origin, unit: i64, ui: Ui) -> String {
    let unit = unit.to_string();
    let message = match (&origin.document, origin.import) {
        (Some(document), _) => Message::new("cli-origin-document")
            .with("document", document.as_str())
            .with(
                "block",
                origin
                    .block
                    .map(|b| (b + 1).to_string())
                    .unwrap_or_default(),
            ),
        (None, Some(import)) => {
            Message::new("cli-origin-import").with("import", import.to_string())
        }
        (None, None) => Message::new("cli-origin-unknown"),
    };
    message.with("unit", unit).in_language(ui)
}
