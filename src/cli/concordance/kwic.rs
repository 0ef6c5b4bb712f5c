//! Key word in context: one hit a line, the hits below each other, the translation at the end.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::pages::{HIT, MARK, day};
use crate::cli::session::DIM;
use crate::cli::table::{padded, terminal_width};
use crate::jobs::concordance::Line;

/// Columns where there is no terminal.
const WIDTH: usize = 100;

/// What a line shows.
struct Shown {
    head: String,
    left: String,
    hit: String,
    right: String,
    marked: String,
}

/// Returns lines of which the hits stand below each other, as wide as the terminal.
pub(super) fn table(lines: &[Line], dates: bool) -> String {
    let width = terminal_width().unwrap_or(WIDTH);
    let shown: Vec<Shown> = lines.iter().filter_map(|line| shown(line, dates)).collect();
    let widest = |part: fn(&Shown) -> &String| {
        shown
            .iter()
            .map(|line| part(line).width())
            .max()
            .unwrap_or(0)
    };
    let head = widest(|line| &line.head);
    let room = width.saturating_sub(head + 2);
    let hit = widest(|line| &line.hit).min(room / 3);
    let marked = widest(|line| &line.marked).min(room / 4);
    let gaps = if marked > 0 { 4 } else { 2 };
    let context = room.saturating_sub(hit + marked + gaps) / 2;
    let mut text = String::new();
    for line in &shown {
        let left = last(&line.left, context);
        let left = format!("{}{left}", " ".repeat(context.saturating_sub(left.width())));
        let right = padded(&first(&line.right, context), context);
        let key = padded(&first(&line.hit, hit), hit);
        let translation = first(&line.marked, marked);
        let row = format!(
            "{DIM}{}{DIM:#}  {left} {HIT}{key}{HIT:#} {right}",
            padded(&line.head, head)
        );
        let row = if translation.is_empty() {
            row.trim_end().to_owned()
        } else {
            format!("{row}  {MARK}{translation}{MARK:#}")
        };
        let _ = writeln!(text, "{row}");
    }
    text
}

fn shown(line: &Line, dates: bool) -> Option<Shown> {
    let parts = line.parts()?;
    let mut head = format!("#{}", line.hit.found.row.unit);
    if dates {
        let date = line.hit.origin.date.as_deref();
        head = format!("{} {head}", date.map_or_else(|| "–".to_owned(), day));
    }
    Some(Shown {
        head,
        left: on_one_line(parts.left.trim_end()),
        hit: on_one_line(parts.hit),
        right: on_one_line(parts.right.trim_start()),
        marked: on_one_line(&line.hit.marked().join(" … ")),
    })
}

/// Returns a text without line ends and control characters.
fn on_one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}

/// Returns as much of the beginning of a text as a column holds.
fn first(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        shown.push(c);
    }
    if width > 0 {
        shown.push('…');
    }
    shown
}

/// Returns as much of the end of a text as a column holds.
fn last(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut start, mut used) = (text.len(), 1);
    for (at, c) in text.char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        start = at;
    }
    let mark = if width > 0 { "…" } else { "" };
    format!("{mark}{}", &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_cut_by_the_width_that_they_take() {
        assert_eq!(first("aujourd’hui", 6), "aujou…");
        assert_eq!(last("aujourd’hui", 6), "…d’hui");
        assert_eq!(first("日本語", 4), "日…");
        assert_eq!(last("日本語", 5), "…本語");
        assert_eq!(first("oui", 3), "oui");
        assert_eq!(
            (first("oui", 0), last("oui", 0)),
            (String::new(), String::new())
        );
    }
}
