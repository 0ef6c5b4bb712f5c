//! The little that pairs of patterns cannot say: what depends on the text far from the place.
//!
//! 1. A straight `"` between two spaces closes a quotation or opens one. It closes if the number
//!    of straight quotation marks before it in the block is odd, and then stays with the sentence
//!    before it: `"Il viendra. " Puis rien.`
//! 2. A block may hold the items of a list in one line, without any mark but their numbers:
//!    `1) La durée 2) Le prix`. Then each item is a sentence, which the rule [`NEXT_ITEM`] ended.
//!    Such a list begins with the block or after a sentence; numbers follow one another. Three
//!    are a list. Two are one only at the block's start, and only with brackets, bullets or
//!    letters, or if both items begin with the same word, since `1. Voir la page 2. Fin` has a
//!    two of its own.
//! 3. A sentence has at least one letter or digit. Marks alone (`. . .`, `»`, `[...]` at the end)
//!    belong to the sentence before them, or, first in the block, to the one after.

use std::ops::Range;

/// How many spaces can stand before a quotation mark that closes.
const SPACES: usize = 4;

/// The id of the rule that ends an item where the next one begins in the same line.
const NEXT_ITEM: &str = "next-item";

/// The id of the rule that lets marks alone be no sentence.
const MARKS_ALONE: &str = "marks-alone";

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
    let items = items_in_line(text, ends);
    if !items.is_empty() {
        end_before_items(text, &items, ends);
    }
    drop_ends_around_marks(text, ends);
}

/// Returns which of the ends are none any more after [`refine`], each with the id of the rule above
/// that took it away; an end that has moved over marks is still there.
pub(super) fn taken_away<'a>(
    text: &str,
    ends: &[End<'a>],
    refined: &[End<'_>],
) -> Vec<(End<'a>, &'static str)> {
    let said = |range: Range<usize>| text[range].chars().any(char::is_alphanumeric);
    let mut taken = Vec::new();
    for end in ends {
        let next = refined.partition_point(|refined| refined.at < end.at);
        let still = refined.get(next).is_some_and(|next| !said(end.at..next.at));
        if !still {
            let start = next.checked_sub(1).map_or(0, |last| refined[last].at);
            let alone = !said(start..end.at) || !said(end.at..text.len());
            taken.push((*end, if alone { MARKS_ALONE } else { NEXT_ITEM }));
        }
    }
    taken
}

fn move_behind_closing_quotes(text: &str, ends: &mut [End<'_>]) {
    let mut counted_to = 0;
    let mut inside = false;
    for end in ends {
        let straight = text[counted_to..end.at].bytes().filter(|b| *b == b'"');
        inside ^= straight.count() % 2 == 1;
        counted_to = end.at;
        let rest = &text[end.at..];
        // A few spaces at most: a long run of them would be read again after every end in it.
        let spaces = rest.chars().take(SPACES).take_while(|c| c.is_whitespace());
        let quote = &rest[spaces.map(char::len_utf8).sum::<usize>()..];
        if inside && stands_alone(quote) {
            end.at += rest.len() - quote.len() + 1;
        }
    }
}

/// Tells whether the text starts with a straight quotation mark that a space or the end follows.
fn stands_alone(text: &str) -> bool {
    text.strip_prefix('"')
        .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
}

/// Marks that may stand before the number of an item.
const BULLETS: [char; 10] = ['-', '–', '—', '*', '•', '⁃', '▪', '●', '◦', '‣'];

/// Numbers of items that follow one another in a line.
struct Run<'a> {
    numbers: Vec<Range<usize>>,
    last: u32,
    style: Style<'a>,
    /// Whether the first number begins the block.
    at_start: bool,
    /// The word after the first number.
    first_word: Option<&'a str>,
    /// Whether all items begin with that word.
    alike: bool,
}

impl Run<'_> {
    fn is_list(&self) -> bool {
        let style = self.style;
        let certain = style.bullet || style.lettered || style.mark.ends_with(')') || self.alike;
        let fewest = if self.at_start && certain { 2 } else { 3 };
        self.numbers.len() >= fewest
    }
}

/// Returns where the numbers of items stand in lists that a line holds.
fn items_in_line(text: &str, ends: &[End<'_>]) -> Vec<Range<usize>> {
    if !may_hold_list(text, ends) {
        return Vec::new();
    }
    let mut words = text.split_whitespace().peekable();
    let mut items = Vec::new();
    let mut run: Option<Run<'_>> = None;
    let mut before = None;
    let mut bullet_before = None;
    let mut open_brackets = 0_usize;
    while let Some(word) = words.next() {
        // Where a piece of `text` stands in it.
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        if word.chars().all(|c| BULLETS.contains(&c)) {
            bullet_before = bullet_before.or(Some(start));
            continue;
        }
        let number = item_number(word, bullet_before.is_some());
        // In `(fig. 2)` the bracket belongs to another one.
        if let Some((number, style)) = number.filter(|_| open_brackets == 0) {
            let place = bullet_before.unwrap_or(start)..start + word.len();
            let next = words.peek().copied();
            let ended = |at: usize| ends.binary_search_by_key(&at, |end| end.at).is_ok();
            match &mut run {
                Some(run) if run.style == style && run.last + 1 == number => {
                    run.numbers.push(place);
                    run.last = number;
                    run.alike &= run.first_word == next;
                }
                _ if before.is_none_or(ended) => {
                    let new = Run {
                        numbers: vec![place],
                        last: number,
                        style,
                        at_start: before.is_none(),
                        first_word: next,
                        alike: true,
                    };
                    let ended = run.replace(new).filter(Run::is_list);
                    items.extend(ended.into_iter().flat_map(|run| run.numbers));
                }
                _ => {}
            }
        } else {
            let count = |bracket: char| word.matches(bracket).count();
            open_brackets = (open_brackets + count('(')).saturating_sub(count(')'));
        }
        before = Some(start + word.len());
        bullet_before = None;
    }
    let ended = run.filter(Run::is_list);
    items.extend(ended.into_iter().flat_map(|run| run.numbers));
    items
}

/// Tells whether the number of an item stands where a list can begin: at the start or after an end.
/// Few texts have one, and only those are read word by word.
fn may_hold_list(text: &str, ends: &[End<'_>]) -> bool {
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end.at));
    let is_bullet = |word: &&str| word.chars().all(|c| BULLETS.contains(&c));
    // Up to where the text was looked at: several ends may come before one word.
    let mut seen = 0;
    for start in starts {
        if start < seen {
            continue;
        }
        let mut words = text[start..].split_whitespace();
        let Some(word) = words.find(|word| !is_bullet(word)) else {
            return false;
        };
        if item_number(word, true).is_some() {
            return true;
        }
        seen = word.as_ptr().addr() - text.as_ptr().addr() + word.len();
    }
    false
}

/// How the items of a list are numbered; one list keeps to one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style<'a> {
    /// Whether a bullet stands before the number.
    bullet: bool,
    /// Whether letters count, not figures.
    lettered: bool,
    /// What follows the number.
    mark: &'a str,
}

/// Reads the number of an item: `12.`, `3)`, `3.)`, `b.`, `b)`, `•4.`; returns it with its style.
///
/// Capital letters are none: `B.` is rather the initial of a name.
fn item_number(word: &str, bullet: bool) -> Option<(u32, Style<'_>)> {
    let bare = word.trim_start_matches(&BULLETS[4..]);
    let (number, mark) = bare.split_at(bare.find(['.', ')'])?);
    if !matches!(mark, "." | ")" | ".)") {
        return None;
    }
    let style = |lettered| Style {
        bullet: bullet || bare.len() < word.len(),
        lettered,
        mark,
    };
    match number.as_bytes() {
        [letter @ b'a'..=b'z'] => Some((u32::from(*letter), style(true))),
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
        if at > 0 && merged.last().is_none_or(|end| end.at < at) {
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
        } else if let Some(before) = kept.last_mut() {
            // Marks alone go with the sentence before them.
            before.at = end.at;
        }
        // What was looked at needs no second look.
        start = end.at;
    }
    *ends = kept;
}
