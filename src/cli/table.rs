//! Two texts side by side, as the program's name says: each bead a row, its doubts below it.

use std::fmt::Write as _;
use std::io::IsTerminal;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::session::{BOLD, DIM};
use crate::jobs::align::Aligned;
use crate::messages::{Explain, Ui};
use crate::model::Band;

/// Narrowest and widest page pair, in columns of the terminal.
const WIDTHS: (usize, usize) = (60, 200);

/// Columns between the two pages, where a bead's kind and confidence stand.
const GUTTER: usize = 13;

/// Returns the beads of an alignment as facing pages: source left, target right.
pub(super) fn facing_pages(aligned: &Aligned, ui: Ui) -> String {
    let page = (width() - GUTTER) / 2;
    let mut text = String::new();
    let titles = (
        aligned.source.document.name.as_str(),
        aligned.target.document.name.as_str(),
    );
    push_row(&mut text, titles, ("", BOLD), page);
    for bead in &aligned.beads {
        let (source, target) = aligned.texts(bead);
        let band = bead.confidence.band();
        let kind = format!(
            "{}-{} {}{}",
            bead.source.len(),
            bead.target.len(),
            bead.confidence,
            mark(band)
        );
        push_row(&mut text, (&source, &target), (&kind, style(band)), page);
        for doubt in &bead.doubts {
            let words = doubt.explain().in_language(ui);
            let _ = writeln!(text, "{DIM}    ▸ {words}{DIM:#}");
        }
    }
    text
}

/// Writes two texts beside each other, wrapped, with a word in the gutter of the first line.
fn push_row(text: &mut String, sides: (&str, &str), gutter: (&str, Style), page: usize) {
    let left = textwrap::wrap(sides.0, page);
    let right = textwrap::wrap(sides.1, page);
    for line in 0..left.len().max(right.len()) {
        let (left, right) = (left.get(line), right.get(line));
        let left = left.map_or("", AsRef::as_ref);
        let (word, style) = if line == 0 {
            gutter
        } else {
            ("", Style::new())
        };
        let row = format!(
            "{left}{}{style}{word:^GUTTER$}{style:#}{}",
            " ".repeat(page.saturating_sub(left.width())),
            right.map_or("", AsRef::as_ref)
        );
        let _ = writeln!(text, "{}", row.trim_end());
    }
}

fn style(band: Band) -> Style {
    match band {
        Band::Accept => AnsiColor::Green.on_default(),
        Band::Look => AnsiColor::Yellow.on_default(),
        Band::Doubtful => AnsiColor::Red.on_default().bold(),
    }
}

/// Returns what stands behind a confidence, for those who see no colour; the tally says what it
/// means.
fn mark(band: Band) -> &'static str {
    match band {
        Band::Accept => "  ",
        Band::Look => " ?",
        Band::Doubtful => " !",
    }
}

/// Returns how wide pages are: as the terminal, or 100 columns where there is none.
fn width() -> usize {
    terminal_width().unwrap_or(100)
}

/// Returns how wide the terminal is, or what `COLUMNS` says; `None` where output goes elsewhere,
/// whose lines stay whole.
pub(super) fn terminal_width() -> Option<usize> {
    let set = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let found = set.or_else(|| std::io::stdout().is_terminal().then(textwrap::termwidth));
    found.map(|width: usize| width.clamp(WIDTHS.0, WIDTHS.1))
}

/// Returns a text made as wide as a column, to the left.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
