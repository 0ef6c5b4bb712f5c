//! Reads plain text: a line is a block, or, in a hard-wrapped file, what stands between blank lines.

use super::{Decoded, Document, Format, ReadOptions, Wrap, blocks};
use crate::model::{Block, BlockKind};

/// Narrowest and widest column, in characters, at which people wrap text by hand.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=120;

/// A line that is not blank.
struct Line<'a> {
    text: &'a str,
    /// Number in the file, from 1.
    number: u32,
    /// Length in characters.
    width: usize,
    /// A blank line, a rule or the beginning of the file stands before it.
    after_gap: bool,
}

/// Reads a whole file.
pub(super) fn read(decoded: &Decoded, options: &ReadOptions) -> Document {
    let mut left_out = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut after_gap = true;
    for (n, text) in decoded.text.split(is_line_end).enumerate() {
        let text = text.trim_end_matches(blocks::is_trimmed);
        let number = n as u32 + 1;
        if is_rule(text) && !options.keep_rules {
            left_out.push(blocks::left_out("rule", number, text));
        }
        if text.is_empty() || (is_rule(text) && !options.keep_rules) {
            after_gap = true;
            continue;
        }
        // A rule stands alone: what follows it begins anew.
        after_gap |= is_rule(text);
        lines.push(Line {
            text,
            number,
            width: text.chars().count(),
            after_gap: std::mem::replace(&mut after_gap, is_rule(text)),
        });
    }
    let column = match options.wrap {
        Wrap::Keep => None,
        Wrap::Join => Some(wrap_column(&lines)),
        Wrap::Auto => is_hard_wrapped(&lines).then(|| wrap_column(&lines)),
    };
    Document {
        format: Format::Text,
        encoding: decoded.encoding,
        language: None,
        blocks: join(&lines, column),
        left_out,
    }
}

/// Tells whether a character ends a line, whichever system wrote it.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Tells whether a line is drawn, not written: `-----`, `* * *`, `=====`.
fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next() else {
        return false;
    };
    matches!(first, '-' | '=' | '_' | '*' | '~' | '#' | '+' | '—' | '–')
        && marks.clone().count() >= 2
        && marks.all(|c| c == first)
}

/// Makes blocks of lines; with a column, lines are joined up to a gap or a new list item.
fn join(lines: &[Line], column: Option<usize>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut list, mut item) = (0, 0);
    let mut at = 0;
    while at < lines.len() {
        let first = at;
        at += 1;
        while at < lines.len() && column.is_some_and(|column| continues(&lines[first..=at], column))
        {
            at += 1;
        }
        let text = lines[first..at]
            .iter()
            .map(|l| l.text)
            .collect::<Vec<_>>()
            .join("\n");
        let (kind, path) = if list_marker(lines[first].text).is_some() {
            if item == 0 {
                list += 1;
            }
            item += 1;
            (BlockKind::ListItem, format!("list {list} item {item}"))
        } else {
            item = 0;
            (BlockKind::Paragraph, String::new())
        };
        blocks.extend(blocks::block(kind, &text, lines[first].number, path));
    }
    blocks
}

/// Tells whether the last of some lines goes on with the block that the first begins.
fn continues(lines: &[Line], column: usize) -> bool {
    let [first, .., before, last] = lines else {
        let [before, last] = lines else { return false };
        return follows(before, before, last, column);
    };
    follows(first, before, last, column)
}

fn follows(first: &Line, before: &Line, last: &Line, column: usize) -> bool {
    if last.after_gap {
        return false;
    }
    let Some(marker) = list_marker(last.text) else {
        return true;
    };
    // A dash or number at the beginning of a line may be part of the sentence. It begins an item
    // after another item of its kind, after a closed sentence, and after a line with room left.
    let sibling = list_marker(first.text) == Some(marker);
    let closed = before.text.ends_with(['.', ':', ';', '!', '?', '»', '”']);
    !(sibling || closed || has_room(before, last, column))
}

/// Tells whether the first word of a line would have fitted on the line before.
fn has_room(before: &Line, last: &Line, column: usize) -> bool {
    // No editor breaks a line at a no-break space.
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
    let word = last
        .text
        .trim_start()
        .split(breaks)
        .next()
        .unwrap_or_default();
    before.width + 1 + word.chars().count() <= column
}

/// The kinds of list markers; those of one list are of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet(char),
    Number(char),
    Letter(char),
}

/// Returns the marker that a line begins with: `- `, `• `, `3. `, `b) `, `(iv) `.
fn list_marker(text: &str) -> Option<Marker> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let after = |marker: &str| text[marker.len()..].starts_with(char::is_whitespace);
    if matches!(
        first,
        '-' | '–' | '—' | '•' | '·' | '*' | '‣' | '◦' | '▪' | '■' | '●' | '○' | '→'
    ) {
        let marker = &text[..first.len_utf8()];
        return after(marker).then_some(Marker::Bullet(first));
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let sign = inner[end..].chars().next()?;
    let marker = &text[..text.len() - inner.len() + end + sign.len_utf8()];
    let bracketed = inner.len() < text.len();
    if !after(marker) || !(sign == ')' || sign == '.' && !bracketed) {
        return None;
    }
    let label = &inner[..end];
    if (1..=3).contains(&end) && label.bytes().all(|b| b.is_ascii_digit()) {
        Some(Marker::Number(sign))
    } else if sign == ')' && (end == 1 || is_roman(label)) {
        Some(Marker::Letter(sign))
    } else {
        None
    }
}

fn is_roman(label: &str) -> bool {
    (1..=5).contains(&label.len()) && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// Returns the column at which a file seems to be wrapped: the width that all but one line in
/// twenty keep to.
fn wrap_column(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.width).collect();
    widths.sort_unstable();
    let last = widths.len().saturating_sub(1);
    widths.get(last - last / 20).copied().unwrap_or(0)
}

/// Tells whether a file was wrapped by hand or by an editor.
///
/// Looks at each line that another follows at once, list items aside. In a wrapped file nearly
/// all of them are full (the next word would not have fitted) and few end a sentence; in a file
/// of one paragraph or one sentence a line, neither holds.
fn is_hard_wrapped(lines: &[Line]) -> bool {
    let column = wrap_column(lines);
    if !COLUMNS.contains(&column) {
        return false;
    }
    let (mut pairs, mut full, mut open) = (0_usize, 0_usize, 0_usize);
    for pair in lines.windows(2) {
        let [before, last] = pair else { continue };
        if last.after_gap || list_marker(last.text).is_some() {
            continue;
        }
        pairs += 1;
        // Editors break a little early, and people who wrap by hand earlier still.
        if !has_room(before, last, column - column / 8) {
            full += 1;
            open += usize::from(!ends_sentence(before.text));
        }
    }
    match pairs {
        0 | 1 => false,
        // So few may be chance: all must agree.
        2 => open == 2,
        _ => full * 4 >= pairs * 3 && open * 3 >= full * 2,
    }
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['»', '”', '"', ')', '\u{a0}', '\u{202f}', ' ']);
    text.ends_with(['.', '!', '?', ':', ';', '…'])
}
