//! Which word translates which: a core vocabulary, statistics learnt from beads, and dictionaries
//! of people.
//!
//! A [`Lexicon`] is what is known about two languages before a document is read: weighted pairs
//! of tokens. It comes from the core [`vocabulary`], from a [`Dictionary`] that somebody names, and
//! from [`WordStatistics`] that a [`Learner`] makes of the units of a memory. [`ibm1`] learns a
//! [`TranslationTable`] from the sentences themselves. `tokens` says what a token is; everything
//! that counts or compares words of two languages uses it.

mod dictionary;
mod ibm1;
mod learning;
mod likeness;
mod statistics;
mod tokens;
mod vocabulary;

use std::sync::Arc;

pub use dictionary::{Dictionary, DictionaryError};
pub use learning::Learner;
pub use statistics::WordStatistics;

pub(crate) use ibm1::{Couple, TranslationTable, train};
#[cfg(test)]
pub(crate) use likeness::{LIKE_NAME, LIKE_STEM};
pub(crate) use likeness::{name_likeness, stem_likeness};
pub(crate) use tokens::{Token, TokenKind, tokens};

/// What is known of a token of the source and one of the target, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Known {
    /// Number of the source token.
    pub source: u32,
    /// Number of the target token.
    pub target: u32,
    /// Pseudo-count of the target given the source.
    pub forth: f32,
    /// Pseudo-count of the source given the target.
    pub back: f32,
}

impl Known {
    fn turned(self) -> Self {
        Known {
            source: self.target,
            target: self.source,
            forth: self.back,
            back: self.forth,
        }
    }
}

/// Word pairs of a source and a target language, each with its weights.
///
/// A weight is a pseudo-count: a pair of weight 2 counts as much as two beads that showed it.
/// The empty lexicon is a good one; documents of some length teach the aligner their own words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// In the order of the keys, each pair once.
    pairs: Vec<LexicalPair>,
    /// Whether the core vocabulary counts too, and which way.
    vocabulary: Option<Direction>,
    /// What was learnt of memories, each as a whole.
    learnt: Vec<Learnt>,
}

/// Statistics that are asked as they are, without making pairs of all of them.
#[derive(Debug, Clone, PartialEq)]
struct Learnt {
    statistics: Arc<WordStatistics>,
    /// What a probability of 1 counts.
    weight: f32,
    /// They are from the target's language to the source's.
    turned: bool,
}

/// Which of the two languages of the core vocabulary is the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    FrenchToEnglish,
    EnglishToFrench,
}

/// A token of each language, and how much is known of their being translations.
#[derive(Debug, Clone, PartialEq)]
pub struct LexicalPair {
    /// Key of the source token.
    pub source: String,
    /// Key of the target token.
    pub target: String,
    /// Pseudo-count of the target given the source.
    pub forth: f32,
    /// Pseudo-count of the source given the target.
    pub back: f32,
}

impl Lexicon {
    /// Returns the core vocabulary from one language to another, by their primary subtags; empty
    /// but from French to English and back.
    pub fn core(source: &str, target: &str) -> Self {
        let vocabulary = match (source, target) {
            ("fr", "en") => Some(Direction::FrenchToEnglish),
            ("en", "fr") => Some(Direction::EnglishToFrench),
            _ => None,
        };
        Lexicon {
            pairs: Vec::new(),
            vocabulary,
            learnt: Vec::new(),
        }
    }

    /// Adds all of what was learnt in the lexicon's direction, each probability `weight` times. It
    /// costs nothing here, and is not among the [`pairs`](Self::pairs).
    #[must_use]
    pub fn with_statistics(mut self, statistics: Arc<WordStatistics>, weight: f32) -> Self {
        self.learnt.push(Learnt {
            statistics,
            weight,
            turned: false,
        });
        self
    }

    /// Returns the lexicon of some word pairs.
    ///
    /// Words are reduced to tokens as the aligner counts them; pairs with a side that is not
    /// exactly one token, or with a weight that is not above 0, are left out. Weights of equal
    /// pairs add up.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str, f32)>) -> Self {
        let keyed = pairs
            .into_iter()
            .filter(|(_, _, weight)| *weight > 0.0 && weight.is_finite())
            .filter_map(|(source, target, weight)| {
                Some(LexicalPair {
                    source: only_key(source)?,
                    target: only_key(target)?,
                    forth: weight,
                    back: weight,
                })
            });
        Lexicon::of_keys(keyed.collect())
    }

    /// Returns the lexicon of pairs of keys, in any order; weights of equal pairs add up.
    fn of_keys(mut pairs: Vec<LexicalPair>) -> Self {
        pairs.sort_by(|a, b| (&a.source, &a.target).cmp(&(&b.source, &b.target)));
        pairs.dedup_by(|next, kept| {
            let same = (&next.source, &next.target) == (&kept.source, &kept.target);
            if same {
                kept.forth += next.forth;
                kept.back += next.back;
            }
            same
        });
        Lexicon {
            pairs,
            vocabulary: None,
            learnt: Vec::new(),
        }
    }

    /// Returns what both lexicons know; weights of equal pairs add up.
    #[must_use]
    pub fn plus(mut self, other: Lexicon) -> Self {
        let vocabulary = self.vocabulary.or(other.vocabulary);
        self.learnt.extend(other.learnt);
        self.pairs.extend(other.pairs);
        Lexicon {
            vocabulary,
            learnt: self.learnt,
            ..Lexicon::of_keys(self.pairs)
        }
    }

    /// Returns the lexicon from the target's language to the source's.
    #[must_use]
    pub fn turned(self) -> Self {
        let learnt = self.learnt.into_iter().map(|learnt| Learnt {
            turned: !learnt.turned,
            ..learnt
        });
        let turned_statistics = learnt.collect();
        let turned = self.pairs.into_iter().map(|pair| LexicalPair {
            source: pair.target,
            target: pair.source,
            forth: pair.back,
            back: pair.forth,
        });
        Lexicon {
            vocabulary: self.vocabulary.map(|direction| match direction {
                Direction::FrenchToEnglish => Direction::EnglishToFrench,
                Direction::EnglishToFrench => Direction::FrenchToEnglish,
            }),
            learnt: turned_statistics,
            ..Lexicon::of_keys(turned.collect())
        }
    }

    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        let unlearnt = (self.learnt.iter()).all(|learnt| learnt.statistics.is_empty());
        self.pairs.is_empty() && self.vocabulary.is_none() && unlearnt
    }

    /// Returns source and target language of the core vocabulary where it counts.
    pub(crate) fn core_languages(&self) -> Option<[&'static str; 2]> {
        self.vocabulary.map(|direction| match direction {
            Direction::FrenchToEnglish => ["fr", "en"],
            Direction::EnglishToFrench => ["en", "fr"],
        })
    }

    /// Returns what is known of two vocabularies, by the numbers of their keys; in no order, a pair
    /// more than once where several sources know it.
    ///
    /// O((|source| + |target|) · log), and once in the life of the program some milliseconds for
    /// the core vocabulary.
    pub(crate) fn known(&self, source: &[&str], target: &[&str]) -> Vec<Known> {
        let mut found = match self.vocabulary {
            None => Vec::new(),
            Some(Direction::FrenchToEnglish) => vocabulary::known(source, target),
            Some(Direction::EnglishToFrench) => {
                let found = vocabulary::known(target, source).into_iter();
                found.map(Known::turned).collect()
            }
        };
        for learnt in &self.learnt {
            if learnt.turned {
                let known = learnt.statistics.known(target, source, learnt.weight);
                found.extend(known.into_iter().map(Known::turned));
            } else {
                found.extend(learnt.statistics.known(source, target, learnt.weight));
            }
        }
        if self.pairs.is_empty() {
            return found;
        }
        let mut targets: Vec<(&str, u32)> = target.iter().copied().zip(0..).collect();
        targets.sort_unstable();
        for (&key, number) in source.iter().zip(0..) {
            let start = self
                .pairs
                .partition_point(|pair| pair.source.as_str() < key);
            let row = self.pairs[start..]
                .iter()
                .take_while(|pair| pair.source == key);
            for pair in row {
                let at = targets.binary_search_by_key(&pair.target.as_str(), |entry| entry.0);
                if let Ok(at) = at {
                    found.push(Known {
                        source: number,
                        target: targets[at].1,
                        forth: pair.forth,
                        back: pair.back,
                    });
                }
            }
        }
        found
    }

    /// Returns the one word that the core vocabulary gives for a word, in lower case; `None` where
    /// it gives none or several. Linear in the vocabulary.
    pub(crate) fn sole_translation(&self, word: &str) -> Option<String> {
        let from_french = self.vocabulary? == Direction::FrenchToEnglish;
        vocabulary::sole_translation(word, from_french).map(str::to_owned)
    }

    /// Tells whether the core vocabulary has a word at all. Linear in the vocabulary.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.vocabulary.is_some_and(|direction| {
            vocabulary::knows(word, direction == Direction::FrenchToEnglish)
        })
    }

    /// Returns the pairs in the order of their keys.
    pub fn pairs(&self) -> &[LexicalPair] {
        &self.pairs
    }
}

/// Returns the key of a text that is one token.
fn only_key(text: &str) -> Option<String> {
    match tokens(text).as_slice() {
        [token] => Some(token.key().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_keys_and_their_weights_add_up() {
        let lexicon = Lexicon::from_pairs([
            ("Gouvernement", "government", 1.0),
            ("gouvernements", "governments", 2.0),
            ("mise en œuvre", "implementation", 1.0),
            ("chat", "cat", 0.0),
        ]);
        let [pair] = lexicon.pairs() else {
            panic!("{lexicon:?}")
        };
        assert_eq!(
            (pair.source.as_str(), pair.target.as_str()),
            ("gouver", "govern")
        );
        assert_eq!((pair.forth, pair.back), (3.0, 3.0));
        assert!(!lexicon.is_empty());
        assert!(Lexicon::default().is_empty());
    }
}
