//! Words of a text as numbers, so that comparing two words is comparing two integers.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::text::numbers::{Convention, Quantity, number_words, quantities};
use crate::text::{Word, WordKind, word_class, words};

/// The token of every number: all numbers are of one class.
pub(super) const NUMBER: u32 = 0;

/// Gives each word class of the texts it has learnt a number, in the order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    classes: HashMap<String, u32>,
}

impl Vocabulary {
    /// Learns the words of a text.
    pub(super) fn learn(&mut self, text: &str) {
        for word in words(text) {
            if word.kind == WordKind::Word {
                let next = self.len() as u32;
                self.classes.entry(word_class(text, &word)).or_insert(next);
            }
        }
    }

    /// Returns the number of different classes, that of numbers included.
    fn len(&self) -> usize {
        self.classes.len() + 1
    }

    /// Returns the tokens of words without learning: words that are new get numbers from
    /// [`Vocabulary::len`] on, equal ones the same.
    pub(super) fn tokens(&self, text: &str, words: &[Word]) -> Vec<u32> {
        let mut fresh: HashMap<String, u32> = HashMap::new();
        words
            .iter()
            .map(|word| {
                if word.kind == WordKind::Number {
                    return NUMBER;
                }
                let class = word_class(text, word);
                if let Some(token) = self.classes.get(class.as_str()) {
                    return *token;
                }
                let next = (self.len() + fresh.len()) as u32;
                *fresh.entry(class).or_insert(next)
            })
            .collect()
    }
}

/// A text with its words and their tokens.
#[derive(Debug)]
pub(super) struct Tokenised<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word>,
    pub(super) tokens: Vec<u32>,
    numbers: OnceCell<Numbers>,
}

/// What a text says in numbers.
#[derive(Debug)]
pub(super) struct Numbers {
    /// In figures.
    pub(super) quantities: Vec<Quantity>,
    /// In words.
    pub(super) words: Vec<String>,
}

impl<'t> Tokenised<'t> {
    pub(super) fn new(text: &'t str, vocabulary: &Vocabulary) -> Self {
        let words = words(text);
        let tokens = vocabulary.tokens(text, &words);
        Tokenised {
            text,
            words,
            tokens,
            numbers: OnceCell::new(),
        }
    }

    /// Returns two texts with tokens that agree between them.
    #[cfg(test)]
    pub(super) fn both(a: &'t str, b: &'t str) -> [Self; 2] {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn(a);
        vocabulary.learn(b);
        [
            Tokenised::new(a, &vocabulary),
            Tokenised::new(b, &vocabulary),
        ]
    }

    /// Returns what the text says in numbers, read once; a text is only ever asked in its own
    /// convention.
    pub(super) fn numbers(&self, convention: Convention) -> &Numbers {
        self.numbers.get_or_init(|| {
            let quantities = quantities(self.text, convention);
            Numbers {
                words: number_words(self.text, convention, &quantities),
                quantities,
            }
        })
    }

    /// Returns a word as it is written.
    pub(super) fn word(&self, at: usize) -> &'t str {
        &self.text[self.words[at].range.clone()]
    }
}

/// French words that carry no content of their own, apostrophes straight, sorted.
const FUNCTION_WORDS_FR: [&str; 88] = [
    "a", "au", "aussi", "aux", "avec", "avoir", "c'", "car", "ce", "ces", "cet", "cette", "chez",
    "comme", "d'", "dans", "de", "des", "donc", "dont", "du", "elle", "elles", "en", "entre",
    "est", "et", "fait", "il", "ils", "j'", "je", "l'", "la", "laquelle", "le", "lequel", "les",
    "lesquels", "leur", "leurs", "lui", "ma", "mais", "mes", "mon", "même", "n'", "ne", "ni",
    "nos", "notre", "nous", "on", "ont", "ou", "où", "par", "pas", "plus", "pour", "qu'", "que",
    "qui", "quoi", "s'", "sa", "sans", "se", "ses", "si", "son", "sont", "sous", "sur", "tous",
    "tout", "très", "un", "une", "vers", "vos", "votre", "vous", "y", "à", "été", "être",
];

/// English words that carry no content of their own, sorted.
const FUNCTION_WORDS_EN: [&str; 86] = [
    "'s", "a", "about", "all", "also", "am", "an", "and", "are", "as", "at", "be", "been", "being",
    "between", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has",
    "have", "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its",
    "may", "me", "might", "must", "my", "n't", "no", "nor", "not", "of", "on", "or", "our", "over",
    "shall", "she", "should", "so", "than", "that", "the", "their", "them", "then", "these",
    "they", "this", "those", "to", "under", "us", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "will", "with", "would", "you", "your",
];

/// Tells whether a word says something by itself: three letters or more, and no function word of
/// French or English.
pub(super) fn is_content(text: &str, word: &Word) -> bool {
    if word.kind == WordKind::Number {
        return false;
    }
    let class = word_class(text, word);
    class.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && FUNCTION_WORDS_FR.binary_search(&class.as_str()).is_err()
        && FUNCTION_WORDS_EN.binary_search(&class.as_str()).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(FUNCTION_WORDS_FR.is_sorted());
        assert!(FUNCTION_WORDS_EN.is_sorted());
    }
}
