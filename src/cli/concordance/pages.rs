//! Texts with their hits and translations for people, and the list of translations above them.

use std::fmt::Write as _;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::cli::matches;
use crate::cli::session::{BOLD, DIM};
use crate::cli::table::{padded, terminal_width};
use crate::jobs::concordance::{ConcordanceHit, Translations};
use crate::matching::Origin;
use crate::messages::{Message, Ui, say};

/// Translations shown above the texts.
pub(super) const TOP: usize = 8;

/// Style of a hit inside its sentence.
pub(super) const HIT: Style = AnsiColor::Green.on_default().bold();
/// Style of its translation.
pub(super) const MARK: Style = AnsiColor::Cyan.on_default().bold();

/// Longest bar, in columns.
const BAR: u64 = 20;

/// Returns a text and the one beside it, hits and marks in colour, or in brackets where there is
/// none; then where it comes from.
pub(super) fn text(hit: &ConcordanceHit, ui: Ui) -> String {
    let row = &hit.found.row;
    let source = in_colour(&row.text, &hit.found.hits, HIT, ["[-", "-]"]);
    let target = in_colour(&row.other_text, &hit.marks, MARK, ["{+", "+}"]);
    let mut text = String::new();
    let width = row.lang.width().max(row.other_lang.width());
    push_line(&mut text, &padded(&row.lang, width), &source);
    push_line(&mut text, &padded(&row.other_lang, width), &target);
    let origin = origin(&hit.origin, row.unit, ui);
    let _ = writeln!(text, "{DIM}{}  {origin}{DIM:#}", " ".repeat(width));
    text
}

/// Writes a text behind its language; on a terminal it is wrapped beside it.
fn push_line(text: &mut String, tag: &str, line: &str) {
    let head = format!("{DIM}{tag}{DIM:#}  ");
    let Some(width) = terminal_width() else {
        let _ = writeln!(text, "{head}{line}");
        return;
    };
    let indent = " ".repeat(tag.width() + 2);
    let options = textwrap::Options::new(width)
        .initial_indent(&head)
        .subsequent_indent(&indent)
        .break_words(false);
    let _ = writeln!(text, "{}", textwrap::fill(line, options));
}

/// Returns a text with ranges of it in colour, or in brackets where there is no colour.
fn in_colour(text: &str, ranges: &[(usize, usize)], style: Style, brackets: [&str; 2]) -> String {
    let colour = AutoStream::choice(&std::io::stdout()) != ColorChoice::Never;
    let (open, close) = if colour {
        (style.render().to_string(), style.render_reset().to_string())
    } else {
        (brackets[0].to_owned(), brackets[1].to_owned())
    };
    let mut shown = String::with_capacity(text.len() + ranges.len() * 12);
    let mut at = 0;
    for &(start, end) in ranges {
        shown.extend([&text[at..start], &open, &text[start..end], &close]);
        at = end;
    }
    shown.push_str(&text[at..]);
    shown
}

/// Returns the list of translations: a bar, the share, the count and the words of each.
pub(super) fn list(translations: &Translations, top: Option<usize>, ui: Ui) -> String {
    let hits = translations.counted.max(1);
    // Where nothing could be marked there is nothing to rank.
    if translations
        .ranked
        .iter()
        .all(|ranked| ranked.translation.is_none())
    {
        return String::new();
    }
    let title = Message::new("concordance-list").with("count", translations.counted);
    let mut text = format!("{BOLD}{}{BOLD:#}\n", title.in_language(ui));
    let percent = match ui {
        Ui::En => "%",
        Ui::Fr => "\u{a0}%",
    };
    let most = translations.ranked.first().map_or(1, |first| first.count);
    let most = most.to_string().width();
    let shown = top.unwrap_or(usize::MAX);
    for ranked in translations.ranked.iter().take(shown) {
        let length = (ranked.count * BAR).div_ceil(hits);
        let bar = padded(&"█".repeat(length as usize), BAR as usize);
        let share = (ranked.count * 100 + hits / 2) / hits;
        let words = match &ranked.translation {
            Some(words) => format!("{MARK}{words}{MARK:#}"),
            None => format!("{DIM}{}{DIM:#}", say(ui, "concordance-unmarked")),
        };
        let _ = writeln!(
            text,
            "  {DIM}{bar}{DIM:#} {share:>3}{percent}  {:>most$}  {words}",
            ranked.count
        );
    }
    let rest = translations.ranked.len().saturating_sub(shown);
    if rest > 0 {
        let more = Message::new("concordance-list-more").with("count", rest);
        let _ = writeln!(text, "  {DIM}{}{DIM:#}", more.in_language(ui));
    }
    text.push('\n');
    text
}

/// Returns where a unit comes from, and when, in words.
fn origin(origin: &Origin, unit: i64, ui: Ui) -> String {
    let mut words = matches::origin(origin, unit, ui);
    if let Some(date) = &origin.date {
        let _ = write!(words, " {}", day(date));
    }
    words
}

/// Returns the day of a date as TMX writes it; another date as it is.
pub(super) fn day(date: &str) -> String {
    match date
        .get(..8)
        .filter(|day| day.bytes().all(|b| b.is_ascii_digit()))
    {
        Some(day) => format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]),
        None => date.to_owned(),
    }
}
