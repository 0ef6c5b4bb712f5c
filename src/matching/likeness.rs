//! How alike two sentences are beyond their score: the order of equal scores.
//!
//! Each word of the longer sentence counts four: a word that both have 4; a number with another
//! value 3; another word with the same stem 2. The likeness is the sum in thousandths of what it
//! could be, rounded down. It never changes a score.

use super::score::Step;
use super::tokens::Tokenised;
use crate::text::{Stems, WordKind, word_class};

/// What became of a word, for the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordLikeness {
    Same,
    OtherNumber,
    SameStem,
    Other,
}

/// Adds up likeness word by word.
#[derive(Debug, Default)]
pub(super) struct LikenessSum(usize);

impl LikenessSum {
    pub(super) fn add(&mut self, word: WordLikeness) {
        self.0 += match word {
            WordLikeness::Same => 4,
            WordLikeness::OtherNumber => 3,
            WordLikeness::SameStem => 2,
            WordLikeness::Other => 0,
        };
    }

    /// Returns the likeness of sentences of which the longer has so many words, 0 to 1000.
    pub(super) fn of_longest(&self, longest: usize) -> u16 {
        match longest {
            0 => 1000,
            longest => (1000 * self.0 / (4 * longest)).min(1000) as u16,
        }
    }
}

/// Returns how alike a stored sentence and the query are, 0 to 1000.
pub(super) fn likeness(
    stored: &Tokenised<'_>,
    query: &Tokenised<'_>,
    steps: &[Step],
    stems: &Stems,
) -> u16 {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let stem =
        |text: &Tokenised<'_>, at: usize| stems.stem(&word_class(text.text, &text.words[at]));
    let mut sum = LikenessSum::default();
    for step in steps {
        sum.add(match *step {
            Step::Keep(s, q) if stored.words[s].kind == WordKind::Number => {
                if plain(stored.word(s)) == plain(query.word(q)) {
                    WordLikeness::Same
                } else {
                    WordLikeness::OtherNumber
                }
            }
            Step::Keep(..) => WordLikeness::Same,
            Step::Substitute(s, q) if stem(stored, s) == stem(query, q) => WordLikeness::SameStem,
            _ => WordLikeness::Other,
        });
    }
    sum.of_longest(stored.words.len().max(query.words.len()))
}

#[cfg(test)]
mod tests {
    use super::super::score::steps;
    use super::*;

    fn between(stored: &str, query: &str) -> u16 {
        let [stored, query] = Tokenised::both(stored, query);
        let steps = steps(&stored.tokens, &query.tokens);
        likeness(&stored, &query, &steps, &Stems::of_language("fr"))
    }

    #[test]
    fn numbers_and_inflected_words_are_nearer_than_strangers() {
        assert_eq!(between("Le 3 mai", "Le 3 mai"), 1000);
        assert_eq!(between("Le 3 mai", "Le 4 mai"), 916);
        assert_eq!(between("les aides versées", "les aides versée"), 833);
        assert_eq!(between("les aides versées", "les aides promises"), 666);
        assert_eq!(between("", "—"), 1000);
    }
}
