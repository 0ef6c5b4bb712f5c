//! The little that pairs of patterns cannot say: what depends on the text further back.
//!
//! 1. A straight `"` between two spaces closes a quotation or opens one. It closes if the number
//!    of straight quotation marks before it in the block is odd, and then stays with the sentence
//!    before it: `"Il viendra. " Puis rien.`
//! 2. A block that begins with the number of an item may hold the next items in the same line,
//!    without any other mark: `1) La durée 2) Le prix`. Then each item is a sentence, which the
//!    rule [`NEXT_ITEM`] ended. Numbers must follow one another; without a bracket there must be
//!    three, since `1. Voir la page 2. Fin` has a two of its own.
//! 3. A sentence has at least one letter or digit. Marks alone (`. . .`, `»`, `[...]` at the end)
//!    belong to the sentence before them, or, first in the block, to the one after.

use std::ops::Range;

/// The id of the rule that ends an item where the next one begins in the same line.
const NEXT_ITEM: &str = "next-item";

/// A place where a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End<'a> {
    /// Bytes before the place.
    pub at: usize,
    /// The id of the rule that decided.
    pub rule: &'a str,
}

/// Moves, removes and adds ends by the rules above. Time is linear in the text.
pub(super) fn refine(text: &str, ends: &mut Vec<End<'_>>) {
    move_behind_closing_quotes(text, ends);
    let items = items_in_line(text);
    if !items.is_empty() {
        end_before_items(text, &items, ends);
    }
    drop_ends_around_marks(text, ends);
}

fn move_behind_closing_quotes(text: &str, ends: &mut [End<'_>]) {
    let mut counted_to = 0;
    let mut inside = false;
    for end in ends {
        let straight = text[counted_to..end.at].bytes().filter(|b| *b == b'"');
        inside ^= straight.count() % 2 == 1;
        counted_to = end.at;
        let rest = &text[end.at..];
        let quote = rest.trim_start();
        if inside && closes(quote) {
            end.at += rest.len() - quote.len() + 1;
        }
    }
}

/// Tells whether the text starts with a straight quotation mark that a space or the end follows.
fn closes(text: &str) -> bool {
    text.strip_prefix('"')
        .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
}

/// Returns where the numbers of the second and later items of a block stand; empty if the block
/// is no list in a line.
fn items_in_line(text: &str) -> Vec<Range<usize>> {
    let mut words = text.split_whitespace().map(|word| {
        // Where a piece of `text` stands in it.
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        (start..start + word.len(), word)
    });
    let bullet = |word: &str| matches!(word, "-" | "–" | "—" | "•" | "*");
    let first = words.find(|(_, word)| !bullet(word));
    let Some((mut last, style)) = first.and_then(|(_, word)| item_number(word)) else {
        return Vec::new();
    };
    let mut items = Vec::new();
    let mut before = None;
    for (range, word) in words {
        if item_number(word) == Some((last + 1, style)) {
            last += 1;
            // A bullet before the number belongs to the item.
            let start = before.unwrap_or(range.start);
            items.push(start..range.end);
        }
        before = bullet(word).then_some(range.start);
    }
    let fewest = if style.mark.ends_with(')') { 1 } else { 2 };
    if items.len() < fewest {
        items.clear();
    }
    items
}

/// How the items of a list are numbered; one list keeps to one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style<'a> {
    /// Whether letters count, not figures.
    lettered: bool,
    /// What follows the number.
    mark: &'a str,
}

/// Reads the number of an item: `12.`, `3)`, `3.)`, `b)`; returns it with its style.
///
/// Letters need a bracket: `a.` and `B.` are rather the initials of names.
fn item_number(word: &str) -> Option<(u32, Style<'_>)> {
    let at = word.find(['.', ')'])?;
    let (number, mark) = word.split_at(at);
    if !matches!(mark, "." | ")" | ".)") {
        return None;
    }
    let style = |lettered| Style { lettered, mark };
    match number.as_bytes() {
        [letter @ b'a'..=b'z'] if mark != "." => Some((u32::from(*letter), style(true))),
        [b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] => Some((number.parse().ok()?, style(false))),
        _ => None,
    }
}

/// Ends a sentence before each item and none within an item's number.
fn end_before_items(text: &str, items: &[Range<usize>], ends: &mut Vec<End<'_>>) {
    let mut merged: Vec<End<'_>> = Vec::with_capacity(ends.len() + items.len());
    let mut rest = ends.iter().peekable();
    for item in items {
        let at = text[..item.start].trim_end().len();
        while let Some(end) = rest.next_if(|end| end.at <= at) {
            merged.push(*end);
        }
        if merged.last().is_none_or(|end| end.at < at) {
            let rule = NEXT_ITEM;
            merged.push(End { at, rule });
        }
        while rest.next_if(|end| end.at <= item.end).is_some() {}
    }
    merged.extend(rest);
    *ends = merged;
}

fn drop_ends_around_marks(text: &str, ends: &mut Vec<End<'_>>) {
    let last_said = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut kept: Vec<End<'_>> = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends.iter().filter(|end| end.at < last_said) {
        if text[start..end.at].chars().any(char::is_alphanumeric) {
            kept.push(*end);
            start = end.at;
        } else if let Some(before) = kept.last_mut() {
            // Marks alone go with the sentence before them.
            before.at = end.at;
            start = end.at;
        }
    }
    *ends = kept;
}
