//! Words of a text as numbers, so that comparing two words is comparing two integers.

use std::collections::HashMap;

use crate::text::{Word, WordKind, word_class, words};

/// The token of every number: all numbers are of one class.
pub(super) const NUMBER: u32 = 0;

/// Gives each word class a number, in the order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Word as written → its class: most words come again as they were, and need no folding.
    written: HashMap<Box<str>, u32>,
    classes: HashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// Adds the tokens of a text to a list, learning new words.
    pub(super) fn learn(&mut self, text: &str, tokens: &mut Vec<u32>) {
        for word in words(text) {
            tokens.push(self.token(text, &word));
        }
    }

    /// Returns the number of different classes, that of numbers included.
    pub(super) fn len(&self) -> usize {
        self.classes.len() + 1
    }

    fn token(&mut self, text: &str, word: &Word) -> u32 {
        if word.kind == WordKind::Number {
            return NUMBER;
        }
        let written = &text[word.range.clone()];
        if let Some(token) = self.written.get(written) {
            return *token;
        }
        let next = self.len() as u32;
        let token = *self
            .classes
            .entry(word_class(text, word).into_boxed_str())
            .or_insert(next);
        self.written.insert(written.into(), token);
        token
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
                if let Some(token) = self.written.get(&text[word.range.clone()]) {
                    return *token;
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
}

impl<'t> Tokenised<'t> {
    pub(super) fn new(text: &'t str, vocabulary: &Vocabulary) -> Self {
        let words = words(text);
        let tokens = vocabulary.tokens(text, &words);
        Tokenised {
            text,
            words,
            tokens,
        }
    }

    /// Returns two texts with tokens that agree between them.
    #[cfg(test)]
    pub(super) fn both(a: &'t str, b: &'t str) -> [Self; 2] {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn(a, &mut Vec::new());
        vocabulary.learn(b, &mut Vec::new());
        [
            Tokenised::new(a, &vocabulary),
            Tokenised::new(b, &vocabulary),
        ]
    }

    /// Returns a word as it is written.
    pub(super) fn word(&self, at: usize) -> &'t str {
        &self.text[self.words[at].range.clone()]
    }
}

/// French words that carry no content of their own, apostrophes straight.
const FUNCTION_WORDS_FR: [&str; 88] = [
    "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "à", "a", "ce",
    "cet", "cette", "ces", "c'", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "votre",
    "vos", "mon", "ma", "mes", "et", "ou", "où", "mais", "donc", "car", "ni", "que", "qu'", "qui",
    "quoi", "dont", "lequel", "laquelle", "lesquels", "en", "y", "dans", "par", "pour", "sur",
    "sous", "avec", "sans", "entre", "vers", "chez", "ne", "n'", "pas", "plus", "il", "elle",
    "ils", "elles", "on", "nous", "vous", "je", "j'", "se", "s'", "lui", "est", "sont", "été",
    "être", "avoir", "ont", "fait", "si", "comme", "aussi", "très", "tout", "tous", "même",
];

/// English words that carry no content of their own.
const FUNCTION_WORDS_EN: [&str; 86] = [
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "from", "into", "over",
    "under", "between", "about", "as", "and", "or", "but", "nor", "so", "if", "than", "then",
    "that", "this", "these", "those", "which", "who", "whom", "whose", "what", "when", "where",
    "how", "it", "its", "he", "his", "him", "she", "her", "hers", "they", "their", "them", "we",
    "our", "us", "you", "your", "i", "my", "me", "is", "are", "was", "were", "be", "been", "being",
    "am", "has", "have", "had", "do", "does", "did", "will", "would", "shall", "should", "can",
    "could", "may", "might", "must", "not", "n't", "'s", "no", "all", "also",
];

/// Tells whether a word says something by itself: three letters or more, and no function word of
/// French or English.
pub(super) fn is_content(text: &str, word: &Word) -> bool {
    if word.kind == WordKind::Number {
        return false;
    }
    let class = word_class(text, word);
    class.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !FUNCTION_WORDS_FR.contains(&class.as_str())
        && !FUNCTION_WORDS_EN.contains(&class.as_str())
}
