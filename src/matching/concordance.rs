//! A phrase in a text: whole words, whatever their case, accents and typography.

use std::ops::Range;

use crate::text::fold_for_search;

/// Returns where a phrase stands in a text: byte ranges of the text, in order, not overlapping.
///
/// Case, accents, kinds of apostrophes, quotation marks and spaces do not matter; runs of spaces
/// in the phrase are one. A hit begins and ends where a word does. A phrase without a letter or
/// digit is found as it is. Linear in the text for phrases of ordinary length.
pub fn concordance(phrase: &str, text: &str) -> Vec<Range<usize>> {
    let wanted = fold_for_search(phrase.trim());
    let wanted = wanted
        .text
        .split(' ')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if wanted.is_empty() {
        return Vec::new();
    }
    let folded = fold_for_search(text);
    let mut hits = Vec::new();
    let mut from = 0;
    while let Some(offset) = folded.text[from..].find(&wanted) {
        let (start, end) = (from + offset, from + offset + wanted.len());
        if is_boundary(&folded.text, start) && is_boundary(&folded.text, end) {
            let (first, last) = folded.original_range(start, end);
            hits.push(first..last);
            from = end;
        } else {
            let step = folded.text[start..]
                .chars()
                .next()
                .map_or(1, char::len_utf8);
            from = start + step;
        }
    }
    hits
}

/// Tells whether no word goes on over a place: a letter or digit on both sides.
fn is_boundary(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}
