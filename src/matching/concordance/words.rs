//! The words of a text as a search compares them.

use std::ops::Range;

use crate::text::{Distinguish, Stems, search_form, words};

/// A word of a text, folded for search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Lower case, without accents, one kind of apostrophe; never empty, without spaces.
    pub form: String,
}

/// Returns the words of a text, folded. Words as [`text::words`](crate::text::words) cuts them;
/// those of which nothing is left when they are folded are none. Linear in the text.
pub fn search_words(text: &str) -> Vec<SearchWord> {
    let folded = words(text).into_iter().filter_map(|word| {
        let form = word_form(&text[word.range.clone()], Distinguish::default());
        (!form.is_empty()).then_some(SearchWord {
            range: word.range,
            form,
        })
    });
    folded.collect()
}

/// Returns the form in which a word is compared. Digits are one number with or without spaces
/// between their groups.
pub fn word_form(word: &str, tell: Distinguish) -> String {
    let mut form = search_form(word, tell);
    form.retain(|c| c != ' ');
    form
}

/// Returns the form in which stems are compared.
pub fn search_stem(stems: &Stems, word: &str, tell: Distinguish) -> String {
    let tell = Distinguish {
        case: false,
        ..tell
    };
    word_form(&stems.stem(word), tell)
}

/// Returns what stands between words, as far as a query may ask for it: no spaces, quotation marks,
/// apostrophes or characters that nobody sees; one kind of hyphen.
pub(super) fn marks(gap: &str) -> String {
    gap.chars().filter_map(mark).collect()
}

/// Tells whether a character is only there for the layout.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2032}' | '\u{2bc}'
    )
}

/// Returns the mark that a character between words is; `None` for what does not count.
pub(super) fn mark(c: char) -> Option<char> {
    match c {
        '\u{2010}' | '\u{2011}' => Some('-'),
        c if is_unseen(c) || is_quote(c) || c.is_whitespace() => None,
        c => Some(c),
    }
}
