//! The little that pairs of patterns cannot say: what depends on the text further back.
//!
//! 1. A straight `"` between two spaces closes a quotation or opens one. It closes if the number
//!    of straight quotation marks before it in the block is odd, and then stays with the sentence
//!    before it: `"Il viendra. " Puis rien.`
//! 2. A sentence has at least one letter or digit. Marks alone (`. . .`, `»`, `[...]` at the end)
//!    belong to the sentence before them, or, first in the block, to the one after.

use super::cascade::Cut;

/// Moves and removes cuts by the rules above. Time is linear in the text.
pub(super) fn refine(text: &str, cuts: &mut Vec<Cut>) {
    move_behind_closing_quotes(text, cuts);
    drop_cuts_around_marks(text, cuts);
}

fn move_behind_closing_quotes(text: &str, cuts: &mut [Cut]) {
    let mut counted_to = 0;
    let mut inside = false;
    for cut in cuts {
        let straight = text[counted_to..cut.at].bytes().filter(|b| *b == b'"');
        inside ^= straight.count() % 2 == 1;
        counted_to = cut.at;
        let rest = &text[cut.at..];
        let quote = rest.trim_start();
        if inside && closes(quote) {
            cut.at += rest.len() - quote.len() + 1;
        }
    }
}

/// Tells whether the text starts with a straight quotation mark that a space or the end follows.
fn closes(text: &str) -> bool {
    text.strip_prefix('"')
        .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
}

fn drop_cuts_around_marks(text: &str, cuts: &mut Vec<Cut>) {
    let last_said = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut kept: Vec<Cut> = Vec::with_capacity(cuts.len());
    let mut start = 0;
    for cut in cuts.iter().filter(|cut| cut.at < last_said) {
        if text[start..cut.at].chars().any(char::is_alphanumeric) {
            kept.push(*cut);
            start = cut.at;
        } else if let Some(before) = kept.last_mut() {
            // Marks alone go with the sentence before them.
            before.at = cut.at;
            start = cut.at;
        }
    }
    *cuts = kept;
}
