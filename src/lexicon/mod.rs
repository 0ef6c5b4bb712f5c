//! Which word translates which: statistics learnt from beads, and dictionaries of people.
//!
//! A [`Lexicon`] is what is known about two languages before a document is read: weighted pairs
//! of tokens. It comes from a [`Dictionary`] that somebody names, and from [`WordStatistics`]
//! that a [`Learner`] makes of the units of a memory. [`ibm1`] learns a [`TranslationTable`] from
//! the sentences themselves. `tokens` says what a token is; everything that counts or compares
//! words of two languages uses it.

mod dictionary;
mod ibm1;
mod learning;
mod statistics;
mod tokens;

pub use dictionary::{Dictionary, DictionaryError};
pub use learning::Learner;
pub use statistics::WordStatistics;

pub(crate) use ibm1::{Couple, TranslationTable, train};
pub(crate) use tokens::{Token, TokenKind, tokens};

/// Word pairs of a source and a target language, each with its weights.
///
/// A weight is a pseudo-count: a pair of weight 2 counts as much as two beads that showed it.
/// The empty lexicon is a good one; documents of some length teach the aligner their own words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// In the order of the keys, each pair once.
    pairs: Vec<LexicalPair>,
}

/// Two tokens that translate each other, by their keys.
#[derive(Debug, Clone, PartialEq)]
pub struct LexicalPair {
    /// Key of the source's token.
    pub source: String,
    /// Key of the target's token.
    pub target: String,
    /// Pseudo-count for the target's token where the source's is given.
    pub forth: f32,
    /// Pseudo-count for the source's token where the target's is given.
    pub back: f32,
}

impl LexicalPair {
    fn keys(&self) -> (&str, &str) {
        (&self.source, &self.target)
    }
}

impl Lexicon {
    /// Returns the lexicon of some word pairs, each with one weight for both directions.
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
        Self::of_keys(keyed.collect())
    }

    /// Returns the lexicon of pairs whose words are keys already, in any order.
    fn of_keys(mut pairs: Vec<LexicalPair>) -> Self {
        pairs.sort_by(|a, b| a.keys().cmp(&b.keys()));
        pairs.dedup_by(|next, kept| {
            let same = next.keys() == kept.keys();
            if same {
                kept.forth += next.forth;
                kept.back += next.back;
            }
            same
        });
        Lexicon { pairs }
    }

    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns the pairs in the order of their keys.
    pub fn pairs(&self) -> &[LexicalPair] {
        &self.pairs
    }

    /// Returns what both lexicons know; weights of equal pairs add up.
    #[must_use]
    pub fn plus(mut self, other: Lexicon) -> Self {
        self.pairs.extend(other.pairs);
        Self::of_keys(self.pairs)
    }

    /// Returns the lexicon of the other direction.
    #[must_use]
    pub fn turned(self) -> Self {
        let turned = self.pairs.into_iter().map(|pair| LexicalPair {
            source: pair.target,
            target: pair.source,
            forth: pair.back,
            back: pair.forth,
        });
        Self::of_keys(turned.collect())
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
        let expected = pair("gouver", "govern", 3.0, 3.0);
        assert_eq!(lexicon.pairs(), [expected]);
        assert!(!lexicon.is_empty());
        assert!(Lexicon::default().is_empty());
    }

    fn pair(source: &str, target: &str, forth: f32, back: f32) -> LexicalPair {
        LexicalPair {
            source: source.to_owned(),
            target: target.to_owned(),
            forth,
            back,
        }
    }

    #[test]
    fn lexicons_add_up_and_turn() {
        let house = Lexicon::from_pairs([("maison", "house", 2.0)]);
        let learnt = Lexicon::of_keys(vec![
            pair("maison", "house", 5.0, 1.0),
            pair("chat", "cat", 0.0, 3.0),
        ]);
        let both = house.plus(learnt);
        assert_eq!(
            both.pairs(),
            [
                pair("chat", "cat", 0.0, 3.0),
                pair("maison", "house", 7.0, 3.0)
            ]
        );
        let turned = both.clone().turned();
        assert_eq!(turned.pairs()[0], pair("cat", "chat", 3.0, 0.0));
        assert_eq!(turned.turned(), both);
    }
}
