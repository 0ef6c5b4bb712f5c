//! The slow way to find pairs: every pair, compared by the definition.
//!
//! It shares nothing with the index but the words: no ranks, no lists, no signatures, no
//! bit-parallel distance. It is there to prove that the index finds the same.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use super::StoredPair;
use super::fragments::{Known, Stretches};
use super::ranking::Ranking;
use crate::text::{same_typography, word_class, words};

/// All pairs with the word classes of their sources, by numbers of its own.
#[derive(Debug, Default)]
pub struct PlainSearch {
    pairs: Vec<StoredPair>,
    rows: Vec<Vec<u32>>,
    classes: BTreeMap<String, u32>,
}

/// A pair that a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) base: u8,
    /// Place among the pairs.
    at: usize,
}

/// Stands for every word that no pair has.
const UNKNOWN: u32 = u32::MAX;

impl FromIterator<StoredPair> for PlainSearch {
    fn from_iter<I: IntoIterator<Item = StoredPair>>(pairs: I) -> Self {
        let mut search = PlainSearch::default();
        for pair in pairs {
            search.push(pair);
        }
        search
    }
}

impl PlainSearch {
    /// Adds a pair.
    pub fn push(&mut self, pair: StoredPair) {
        let classes = words(&pair.source)
            .into_iter()
            .map(|word| word_class(&pair.source, &word));
        let mut row = Vec::new();
        for class in classes {
            let next = self.classes.len() as u32;
            row.push(*self.classes.entry(class).or_insert(next));
        }
        self.rows.push(row);
        self.pairs.push(pair);
    }

    fn row_of(&self, text: &str) -> Vec<u32> {
        words(text)
            .into_iter()
            .map(|word| word_class(text, &word))
            .map(|class| self.classes.get(&class).copied().unwrap_or(UNKNOWN))
            .collect()
    }

    /// Returns the pairs whose base score is at least `base`, in their order.
    pub(super) fn search(&self, text: &str, base: u8) -> Vec<Hit> {
        let query = self.row_of(text);
        let mut hits = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let longest = query.len().max(row.len());
            if longest == 0 {
                if same_typography(&self.pairs[at].source, text) {
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
        hits
    }

    /// Tells whether a pair has a word of a text that says something by itself; `content` says it of
    /// each word.
    pub(super) fn shares(&self, hit: Hit, text: &str, content: &[bool]) -> bool {
        let query = self.row_of(text);
        let mut telling = query.iter().zip(content).filter(|(_, content)| **content);
        telling.any(|(word, _)| *word != UNKNOWN && self.rows[hit.at].contains(word))
    }

    /// Returns hits as groups of pairs with the same two texts, each with its base score.
    pub(super) fn grouped(&self, hits: &[Hit]) -> Vec<(u8, Vec<StoredPair>)> {
        let mut groups: Vec<(u8, Vec<StoredPair>)> = Vec::new();
        let mut places: HashMap<(&str, &str), usize> = HashMap::new();
        for hit in hits {
            let pair = &self.pairs[hit.at];
            let place = *places
                .entry((&pair.source, &pair.target))
                .or_insert(groups.len());
            if place == groups.len() {
                groups.push((hit.base, Vec::new()));
            }
            groups[place].1.push(pair.clone());
        }
        groups
    }

    /// Returns what knows the stretches of a query.
    pub(super) fn known(&self) -> PlainKnown<'_> {
        PlainKnown { search: self }
    }
}

/// Fragments by reading every source.
pub(super) struct PlainKnown<'s> {
    search: &'s PlainSearch,
}

impl PlainKnown<'_> {
    /// Gives for each open pair where the query has which of its words: place of the pair, first
    /// word in the query, first in the source, length.
    fn runs(
        &self,
        ranking: &Ranking<'_>,
        shown: &[&str],
        mut each: impl FnMut(usize, usize, usize, usize),
    ) {
        let query = self.search.row_of(ranking.text.text);
        for (at, row) in self.search.rows.iter().enumerate() {
            if shown.contains(&self.search.pairs[at].source.as_str()) {
                continue;
            }
            for first in 0..row.len() {
                for start in 0..query.len() {
                    let both = row[first..].iter().zip(&query[start..]);
                    let length = both.take_while(|(a, b)| a == b).count();
                    if length > 1 {
                        each(at, start, first, length);
                    }
                }
            }
        }
    }
}

impl Known for PlainKnown<'_> {
    type Error = Infallible;

    fn stretches(
        &mut self,
        ranking: &Ranking<'_>,
        shown: &[&str],
    ) -> Result<Stretches, Infallible> {
        let mut stretches = Stretches::none(ranking.text.words.len());
        self.runs(ranking, shown, |at, start, _, length| {
            let is_whole = self.search.rows[at].len() == length;
            stretches.note(start, start + length, is_whole);
        });
        Ok(stretches)
    }

    fn preferred(
        &mut self,
        ranking: &Ranking<'_>,
        (start, end): (usize, usize),
        whole: bool,
        shown: &[&str],
    ) -> Result<Option<(StoredPair, usize)>, Infallible> {
        let mut best: Option<(usize, usize)> = None;
        self.runs(ranking, shown, |at, from, first, length| {
            let is_it = from == start
                && length >= end - start
                && (!whole || self.search.rows[at].len() == end - start);
            let key = |at: usize, first: usize| {
                let pair = &self.search.pairs[at];
                let words = self.search.rows[at].len();
                (
                    (!pair.reviewed, words, pair.memory, pair.unit),
                    (&pair.source, &pair.target, first),
                )
            };
            if is_it && best.is_none_or(|(kept, place)| key(at, first) < key(kept, place)) {
                best = Some((at, first));
            }
        });
        Ok(best.map(|(at, first)| (self.search.pairs[at].clone(), first)))
    }
}
