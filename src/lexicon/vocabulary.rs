//! The core vocabulary of French and English: words that everybody's texts share.
//!
//! A short release teaches an aligner few words of its own. These lists give it the common ones:
//! some six thousand families of forms, written for this program, a line each, French forms, a
//! tab, English forms. Every form of one side may translate every form of the other. The rare
//! words of a text, its names and numbers, need no list: they look alike.

use super::Known;
use super::tokens::{cut, fold_word};

/// The lists, by subject.
const LISTS: [&str; 6] = [
    include_str!("vocabulary/grammar.tsv"),
    include_str!("vocabulary/verbs.tsv"),
    include_str!("vocabulary/nouns.tsv"),
    include_str!("vocabulary/qualities.tsv"),
    include_str!("vocabulary/institutions.tsv"),
    include_str!("vocabulary/technology.tsv"),
];

/// Pseudo-count that a word's translations share: the list says which they are, not how often each
/// is meant. Fitted on the development gold with `cargo bench --bench calibrate`.
const WEIGHT: f32 = 3.3;

/// Returns what the lists know of the tokens of a French and an English text, sorted.
///
/// `french` and `english` return the number of a token by its key, where the text has it. Linear
/// in the lists, a millisecond or two.
pub(super) fn known(
    french: &dyn Fn(&str) -> Option<u32>,
    english: &dyn Fn(&str) -> Option<u32>,
) -> Vec<Known> {
    let mut pairs = Vec::new();
    // For each token of the texts, the translations that the lists give it, in the text or not.
    let (mut forth, mut back) = (Meanings::default(), Meanings::default());
    for family in LISTS.into_iter().flat_map(str::lines) {
        let Some((left, right)) = family.split_once('\t') else {
            continue;
        };
        let (ours, theirs) = (tokens_of(left, french), tokens_of(right, english));
        forth.add(&ours, right);
        back.add(&theirs, left);
        for &source in &ours {
            pairs.extend(theirs.iter().map(|&target| (source, target)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let (forth, back) = (forth.weights(), back.weights());
    let known = |(source, target)| Known {
        source,
        target,
        forth: weight(&forth, source),
        back: weight(&back, target),
    };
    pairs.into_iter().map(known).collect()
}

/// Returns the tokens of a text that are among some forms.
fn tokens_of(forms: &str, find: &dyn Fn(&str) -> Option<u32>) -> Vec<u32> {
    let found = forms
        .split(' ')
        .filter_map(|form| find(cut(&fold_word(form))));
    found.collect()
}

/// Tokens, each with a translation: the first bytes of its key.
#[derive(Default)]
struct Meanings(Vec<(u32, u64)>);

impl Meanings {
    fn add(&mut self, tokens: &[u32], translations: &str) {
        if tokens.is_empty() {
            return;
        }
        for form in translations.split(' ') {
            let folded = fold_word(form);
            let mut key = [0; 8];
            for (to, from) in key.iter_mut().zip(cut(&folded).bytes()) {
                *to = from;
            }
            let key = u64::from_le_bytes(key);
            self.0.extend(tokens.iter().map(|&token| (token, key)));
        }
    }

    /// Returns each token once, sorted, with the part of [`WEIGHT`] that one translation has.
    fn weights(mut self) -> Vec<(u32, f32)> {
        self.0.sort_unstable();
        self.0.dedup();
        let tokens = self.0.chunk_by(|a, b| a.0 == b.0);
        tokens
            .map(|run| (run[0].0, WEIGHT / run.len() as f32))
            .collect()
    }
}

fn weight(weights: &[(u32, f32)], token: u32) -> f32 {
    let at = weights.binary_search_by_key(&token, |entry| entry.0);
    at.map_or(0.0, |at| weights[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks words up as if each were all of its text.
    fn pair(french: &str, english: &str) -> Option<f32> {
        let is = |word: &str| {
            let key = cut(&fold_word(word)).to_owned();
            move |k: &str| (k == key).then_some(0)
        };
        let found = known(&is(french), &is(english));
        found.first().map(|known| known.forth)
    }

    #[test]
    fn common_words_are_known_in_their_forms() {
        for (french, english) in [
            ("était", "was"),
            ("chevaux", "horse"),
            ("règlement", "regulation"),
            ("Londres", "London"),
            ("aujourd'hui", "yesterday"),
        ] {
            let known = pair(french, english).is_some();
            assert_eq!(known, english != "yesterday", "{french} {english}");
        }
    }

    #[test]
    fn the_weight_is_shared_among_the_translations() {
        assert!(pair("alinéa", "paragraph").unwrap() < WEIGHT);
        assert!(pair("et", "and").unwrap() > pair("faire", "make").unwrap());
    }

    #[test]
    fn every_line_is_a_family_of_single_words() {
        for line in LISTS.into_iter().flat_map(str::lines) {
            if line.starts_with("# ") {
                continue;
            }
            let (left, right) = line.split_once('\t').expect(line);
            for form in left.split(' ').chain(right.split(' ')) {
                let word = !form.is_empty() && form.chars().all(char::is_lowercase);
                assert!(word, "{line}");
            }
        }
    }
}
