//! Normal forms of text: typography folded for equality, case and accents folded for search.
//!
//! Stored text is never rewritten. Each form here is made for one comparison and thrown away;
//! [`Folded`] keeps the way back to the original offsets.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns the text in NFC, borrowed when it already is.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Returns the plain form of a character that only typography distinguishes:
/// apostrophes become `'`, quotation marks `"`, every kind of space a space.
pub(crate) fn fold_typographic_char(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{02BC}' | '\u{2032}' => '\'',
        '\u{00AB}' | '\u{00BB}' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Returns the form in which two texts are equal exactly when they differ only in spaces,
/// quotation marks and apostrophes.
///
/// NFC; one kind of apostrophe, of quotation mark and of space; runs of spaces are one; no space
/// beside a quotation mark or before `; : ! ? % )`, nor after `(`: those are the places where
/// French and English typography differ. Case, hyphens and dashes stay as they are.
pub fn typographic_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut space = false;
    for c in nfc(text).chars().map(fold_typographic_char) {
        if c == ' ' {
            space = true;
            continue;
        }
        let glued = matches!(c, ';' | ':' | '!' | '?' | '%' | ')' | '"')
            || key.is_empty()
            || key.ends_with(['"', '(']);
        if space && !glued {
            key.push(' ');
        }
        space = false;
        key.push(c);
    }
    key
}

/// Tells whether two texts differ in nothing but spaces, quotation marks and apostrophes.
pub fn same_typography(a: &str, b: &str) -> bool {
    a == b || typographic_key(a) == typographic_key(b)
}

/// A text folded for search, with the way back to the text it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the byte offset in the original of the character it came from;
    /// one entry more, the original's length.
    origin: Vec<u32>,
}

impl Folded {
    /// Returns the range of the original that a byte range of the folded text stands for.
    ///
    /// Both ends must lie on character boundaries of the folded text. A character that folds to
    /// several (œ to oe) is covered whole.
    pub fn original_range(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.origin[start];
        let mut last = end;
        // Step over further characters of the folded text that share the last original character.
        while last < self.text.len() && last > 0 && self.origin[last] == self.origin[last - 1] {
            last += 1;
        }
        (first as usize, self.origin[last] as usize)
    }
}

/// Folds a text for search: lower case, no accents, œ as oe, every space a plain one, one kind of
/// apostrophe and quotation mark.
///
/// Linear in the text. `peches` finds `pêches`; a no-break space is a space.
pub fn fold_for_search(text: &str) -> Folded {
    let mut folded = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        let before = folded.len();
        decompose_canonical(c, |part| match part {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            part if is_combining_mark(part) => {}
            part => folded.extend(fold_typographic_char(part).to_lowercase()),
        });
        origin.resize(origin.len() + (folded.len() - before), at as u32);
    }
    origin.push(text.len() as u32);
    Folded {
        text: folded,
        origin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_alone_does_not_tell_texts_apart() {
        assert!(same_typography(
            "« Oui\u{a0}! », dit-il",
            "\"Oui!\", dit-il"
        ));
        assert!(same_typography("l’aide de 45\u{202f}%", "l'aide  de 45%"));
        assert!(!same_typography("Oui.", "oui."));
        assert!(!same_typography("plan – bis", "plan - bis"));
    }

    #[test]
    fn folded_ranges_lead_back() {
        let folded = fold_for_search("Les pêches\u{a0}du Cœur");
        assert_eq!(folded.text, "les peches du coeur");
        let at = folded.text.find("peches").unwrap();
        assert_eq!(folded.original_range(at, at + 6), (4, 11));
        let at = folded.text.find("coeur").unwrap();
        let (start, end) = folded.original_range(at, at + 5);
        assert_eq!(&"Les pêches\u{a0}du Cœur"[start..end], "Cœur");
    }

    #[test]
    fn decomposed_accents_are_covered_whole() {
        let text = "un e\u{301}te\u{301} doux";
        let folded = fold_for_search(text);
        let at = folded.text.find("ete").unwrap();
        let (start, end) = folded.original_range(at, at + 3);
        assert_eq!(&text[start..end], "e\u{301}te\u{301}");
    }
}
