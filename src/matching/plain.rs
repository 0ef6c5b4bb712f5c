//! The slow way to find pairs: every pair, compared by the definition.
//!
//! It shares nothing with the index but the words: no signatures, no bags, no bit-parallel
//! distance. It is there to prove that the index finds the same.

use std::collections::BTreeMap;

use super::StoredPair;
use super::index::Hit;
use crate::text::{same_typography, word_class, words};

/// Word classes of every pair, by numbers of its own.
#[derive(Debug, Default)]
pub(super) struct PlainSearch {
    rows: Vec<Vec<u32>>,
    classes: BTreeMap<String, u32>,
}

impl PlainSearch {
    /// Cuts the source of every pair into words.
    pub(super) fn new(pairs: &[StoredPair]) -> Self {
        let mut search = PlainSearch::default();
        for pair in pairs {
            let row = search.learn(&pair.source);
            search.rows.push(row);
        }
        search
    }

    fn learn(&mut self, text: &str) -> Vec<u32> {
        let classes = words(text).into_iter().map(|word| word_class(text, &word));
        let mut row = Vec::new();
        for class in classes {
            let next = self.classes.len() as u32;
            row.push(*self.classes.entry(class).or_insert(next));
        }
        row
    }

    /// Returns the pairs whose base score is at least `base`, best first, then in their order.
    pub(super) fn search(&self, pairs: &[StoredPair], text: &str, base: u8) -> Vec<Hit> {
        let unknown = u32::MAX;
        let query: Vec<u32> = words(text)
            .into_iter()
            .map(|word| word_class(text, &word))
            .map(|class| self.classes.get(&class).copied().unwrap_or(unknown))
            .collect();
        let mut hits = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let longest = query.len().max(row.len());
            if longest == 0 {
                if same_typography(&pairs[at].source, text) {
                    hits.push(Hit { base: 100, at });
                }
                continue;
            }
            // A difference in length is a distance already.
            let score = |distance: usize| 100 * (longest - distance) / longest;
            if score(query.len().abs_diff(row.len())) < usize::from(base) {
                continue;
            }
            let score = score(strsim::generic_levenshtein(&query, row));
            if score >= usize::from(base) {
                hits.push(Hit {
                    base: score as u8,
                    at,
                });
            }
        }
        hits.sort_by(|a, b| b.base.cmp(&a.base).then(a.at.cmp(&b.at)));
        hits
    }
}
