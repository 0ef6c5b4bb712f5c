//! Stored pairs made ready to be compared: words interned, sorted by their number.

use std::collections::HashMap;
use std::ops::Range;

use super::StoredPair;
use super::score::{greatest_distance, to_score, within};
use crate::text::{word_class, words};

/// All pairs of one direction, each tokenised once.
///
/// Compares a query with every pair of a length that can match. What can be told from lengths and
/// signatures without computing a distance is left out; both tests are exact (no pair that
/// reaches the threshold is lost).
#[derive(Debug, Default)]
pub struct PairIndex {
    /// Sorted by word count, then in the order given.
    entries: Vec<Entry>,
    /// The words of all entries, one after another.
    tokens: Vec<u32>,
    vocabulary: HashMap<String, u32>,
}

#[derive(Debug)]
struct Entry {
    pair: StoredPair,
    tokens: Range<usize>,
    signature: u128,
}

/// A query made ready.
#[derive(Debug)]
pub(super) struct Tokens {
    /// Word classes; classes the index does not know have numbers of their own.
    pub(super) classes: Vec<u32>,
    signature: u128,
}

/// A pair within a distance of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Number of the entry.
    pub(super) entry: usize,
    /// Base score.
    pub(super) base: u8,
}

impl PairIndex {
    /// Tokenises pairs. Linear in their text but for sorting.
    pub fn new(pairs: impl IntoIterator<Item = StoredPair>) -> Self {
        let mut index = PairIndex::default();
        for pair in pairs {
            let start = index.tokens.len();
            for word in words(&pair.source) {
                let next = index.vocabulary.len() as u32;
                let class = word_class(&pair.source, &word);
                let number = *index.vocabulary.entry(class).or_insert(next);
                index.tokens.push(number);
            }
            let tokens = start..index.tokens.len();
            let signature = signature(&index.tokens[tokens.clone()]);
            index.entries.push(Entry {
                pair,
                tokens,
                signature,
            });
        }
        index.entries.sort_by_key(|entry| entry.tokens.len());
        index
    }

    /// Returns a query's words in the numbers of this index.
    pub(super) fn tokens_of(&self, text: &str) -> Tokens {
        let mut unknown: Vec<String> = Vec::new();
        let mut classes = Vec::new();
        for word in words(text) {
            let class = word_class(text, &word);
            classes.push(self.vocabulary.get(&class).copied().unwrap_or_else(|| {
                let known = unknown.iter().position(|other| *other == class);
                let at = known.unwrap_or_else(|| {
                    unknown.push(class);
                    unknown.len() - 1
                });
                u32::MAX - at as u32
            }));
        }
        Tokens {
            signature: signature(&classes),
            classes,
        }
    }

    /// Returns the pair of an entry.
    pub(super) fn pair(&self, entry: usize) -> &StoredPair {
        &self.entries[entry].pair
    }

    /// Returns the word classes of an entry.
    pub(super) fn classes(&self, entry: usize) -> &[u32] {
        &self.tokens[self.entries[entry].tokens.clone()]
    }

    /// Returns every entry, each with its word classes.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &[u32])> {
        (0..self.entries.len()).map(|entry| (entry, self.classes(entry)))
    }

    /// Returns every pair whose base score reaches a threshold, best first, then in the order of
    /// the index.
    pub(super) fn search(&self, query: &Tokens, threshold: u8) -> Vec<Hit> {
        let n = query.classes.len();
        let t = usize::from(threshold.max(1));
        // 100·min ≥ t·max bounds the length on both sides.
        let shortest = (t * n).div_ceil(100);
        let longest = 100 * n / t;
        let first = self.entries.partition_point(|e| e.tokens.len() < shortest);
        let last = self.entries.partition_point(|e| e.tokens.len() <= longest);
        let mut hits = Vec::new();
        for entry in first..last {
            if let Some(base) = self.compare(entry, query, threshold) {
                hits.push(Hit { entry, base });
            }
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.base));
        hits
    }

    fn compare(&self, entry: usize, query: &Tokens, threshold: u8) -> Option<u8> {
        let stored = &self.entries[entry];
        let longest = stored.tokens.len().max(query.classes.len());
        if longest == 0 {
            return Some(100);
        }
        let limit = greatest_distance(threshold, longest);
        // Each word that the other side lacks costs an edit; signatures count a part of them.
        let missing = (query.signature & !stored.signature).count_ones();
        let surplus = (stored.signature & !query.signature).count_ones();
        if missing.max(surplus) as usize > limit {
            return None;
        }
        within(&query.classes, self.classes(entry), limit).map(|d| to_score(d, longest))
    }
}

/// Returns a set of words as bits; different words may share one.
fn signature(tokens: &[u32]) -> u128 {
    tokens.iter().fold(0, |bits, token| {
        // Fibonacci hashing spreads neighbouring numbers (Knuth, volume 3, section 6.4).
        bits | 1 << (token.wrapping_mul(0x9E37_79B9) >> 25)
    })
}

#[cfg(test)]
mod tests {
    use super::super::score::base_score;
    use super::*;
    use proptest::prelude::*;

    fn pair(unit: i64, source: &str) -> StoredPair {
        StoredPair {
            unit,
            memory: 0,
            source: source.to_owned(),
            target: String::new(),
            codes: Vec::new(),
            reviewed: true,
            confidence: None,
            reversed: false,
            other_region: false,
        }
    }

    proptest! {
        #[test]
        fn nothing_that_reaches_the_threshold_is_lost(
            stored in prop::collection::vec("([a-f]{1,2} ){0,12}", 1..12),
            query in "([a-h]{1,2} ){0,12}",
            threshold in 50_u8..=100,
        ) {
            let index = PairIndex::new(stored.iter().zip(0..).map(|(s, n)| pair(n, s)));
            let tokens = index.tokens_of(&query);
            let mut found: Vec<(usize, u8)> =
                index.search(&tokens, threshold).iter().map(|h| (h.entry, h.base)).collect();
            found.sort_unstable();
            let expected: Vec<(usize, u8)> = index
                .all()
                .map(|(entry, classes)| (entry, base_score(&tokens.classes, classes)))
                .filter(|(_, base)| *base >= threshold)
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
