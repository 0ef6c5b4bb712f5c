//! Words of terms as they are compared: the form as written, and what its inflections share.

use super::grammar::derivation;
use crate::text::{Stems, Word, WordKind, fold_for_search, word_class, words};

/// What separates two words of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing but spaces, hyphens, apostrophes: two words that may be of one term.
    Open,
    /// Punctuation: a term goes across it only if it is written so.
    Closed,
}

/// A word in the forms it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// Where it stands, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// As written, but in lower case and with one kind of apostrophe.
    pub(super) class: String,
    /// The class without accents.
    pub(super) folded: String,
    /// The stem without accents: what every inflection has.
    pub(super) stem: String,
    /// The stem of the word written without accents; they differ where accents steer the stemmer.
    pub(super) plain_stem: String,
    /// Two to four capitals and digits, nothing else: its case counts.
    pub(super) acronym: bool,
    pub(super) number: bool,
    /// Written without a capital.
    pub(super) small: bool,
    /// What stands before it.
    pub(super) gap: Gap,
    /// The text of a closed gap.
    pub(super) mark: String,
}

/// Makes the forms of one language.
#[derive(Debug)]
pub(super) struct Forms {
    primary: String,
    stems: Stems,
}

impl Forms {
    pub(super) fn of_language(primary: &str) -> Self {
        Forms {
            primary: primary.to_owned(),
            stems: Stems::of_language(primary),
        }
    }

    /// Returns the words of a text in their forms. Linear in the text.
    pub(super) fn of(&self, text: &str) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        let mut before = 0;
        for word in words(text) {
            let between = &text[before..word.range.start];
            before = word.range.end;
            forms.push(self.form(text, &word, between));
        }
        forms
    }

    /// Returns a word of a text in its forms; `between` is what stands before it.
    pub(super) fn form(&self, text: &str, word: &Word, between: &str) -> Form {
        let written = &text[word.range.clone()];
        let number = word.kind == WordKind::Number;
        // All numbers are of one class to a score; a term means its own.
        let class = if number {
            written.to_lowercase()
        } else {
            word_class(text, word)
        };
        let folded = fold_for_search(&class).text;
        let (stem, plain_stem) = if number {
            let digits: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
            (digits.clone(), digits)
        } else {
            let stem = fold_for_search(&self.stems.stem(&class)).text;
            let plain_stem = if folded == class {
                stem.clone()
            } else {
                fold_for_search(&self.stems.stem(&folded)).text
            };
            (stem, plain_stem)
        };
        let gap = if between.chars().all(is_open) {
            Gap::Open
        } else {
            Gap::Closed
        };
        Form {
            start: word.range.start,
            end: word.range.end,
            folded,
            stem,
            plain_stem,
            acronym: is_acronym(written),
            number,
            small: !written.chars().any(char::is_uppercase),
            gap,
            mark: match gap {
                Gap::Open => String::new(),
                Gap::Closed => between.chars().filter(|c| !is_open(*c)).collect(),
            },
            class,
        }
    }

    /// Tells whether a word of a text can stand for a word of a term: written alike (`Some(true)`),
    /// or an inflection of the same word (`Some(false)`). Their stems are equal already.
    /// `shouted` says that the whole text is in capitals, so that case says nothing.
    pub(super) fn fits(&self, term: &Form, word: &Form, shouted: bool) -> Option<bool> {
        if (term.acronym || word.acronym) && !shouted && term.acronym != word.acronym {
            return None;
        }
        if term.class == word.class {
            return Some(true);
        }
        if term.acronym || term.number || word.number {
            return None;
        }
        if term.folded == word.folded {
            // The same letters with other accents are another word, with none just typed quickly.
            let bare = word.class.is_ascii() || term.class.is_ascii();
            return bare.then_some(false);
        }
        let derived = |folded| derivation(&self.primary, folded);
        (derived(&term.folded) == derived(&word.folded)).then_some(false)
    }
}

/// Tells whether a character may stand between two words of a term.
pub(super) fn is_open(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | '\u{00AD}'
        )
}

fn is_acronym(written: &str) -> bool {
    let letters = written.chars().count();
    (2..=4).contains(&letters)
        && written
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit())
        && written.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Tells whether a text is written in capitals throughout, so that they say nothing.
pub(super) fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 6 && !text.chars().any(char::is_lowercase)
}
