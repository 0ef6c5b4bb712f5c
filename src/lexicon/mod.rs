//! Which word translates which: statistics learnt from beads.
//!
//! A [`Lexicon`] is what is known about two languages before a document is read: weighted pairs
//! of tokens. [`ibm1`] learns a [`TranslationTable`] from the sentences themselves. `tokens`
//! says what a token is; everything that counts or compares words of two languages uses it.

mod ibm1;
mod tokens;

pub(crate) use ibm1::{Couple, TranslationTable, train};
pub(crate) use tokens::{Token, TokenKind, tokens};

/// Word pairs of a source and a target language, each with a weight.
///
/// The weight is a pseudo-count: a pair of weight 2 counts as much as two beads that showed it.
/// The empty lexicon is a good one; documents of some length teach the aligner their own words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// Token keys, in order, each pair once.
    pairs: Vec<(String, String, f32)>,
}

impl Lexicon {
    /// Returns the lexicon of some word pairs.
    ///
    /// Words are reduced to tokens as the aligner counts them; pairs with a side that is not
    /// exactly one token, or with a weight that is not above 0, are left out. Weights of equal
    /// pairs add up.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str, f32)>) -> Self {
        let mut keyed: Vec<(String, String, f32)> = pairs
            .into_iter()
            .filter(|(_, _, weight)| *weight > 0.0 && weight.is_finite())
            .filter_map(|(source, target, weight)| {
                Some((only_key(source)?, only_key(target)?, weight))
            })
            .collect();
        keyed.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        keyed.dedup_by(|next, kept| {
            let same = (&next.0, &next.1) == (&kept.0, &kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        Lexicon { pairs: keyed }
    }

    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns the pairs of token keys with their weights, in the order of the keys.
    pub(crate) fn pairs(&self) -> &[(String, String, f32)] {
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
        let expected = ("gouver".to_owned(), "govern".to_owned(), 3.0);
        assert_eq!(lexicon.pairs(), [expected]);
        assert!(!lexicon.is_empty());
        assert!(Lexicon::default().is_empty());
    }
}
