//! A query against an index: every row whose base score reaches a threshold.

use super::distance::Positions;
use super::layout::{Numbers, Signature};
use super::popcount::keep_near;
use super::{BANDS, FuzzyIndex, View, signature_bit};
use crate::matching::score::{base_score, greatest_distance};
use crate::text::{Word, fingerprint, word_class};

/// What searches of one index use again and again. Every thread has its own.
#[derive(Debug, Default)]
pub struct Scratch {
    positions: Positions,
    /// For each row the number of the search that met it last.
    met: Vec<u32>,
    search: u32,
    rows: Vec<(u32, u32)>,
}

impl Scratch {
    /// Gives where runs of words begin that the query prepared last and a row have alike and that cannot
    /// begin earlier: the place in the query, the place in the row.
    pub(in crate::matching) fn run_starts(&self, row: &[u32], each: impl FnMut(usize, usize)) {
        self.positions.run_starts(row, each);
    }

    /// Begins a search in so many rows, and returns its number.
    fn begin(&mut self, rows: usize) -> u32 {
        if self.met.len() != rows || self.search == u32::MAX {
            self.met = vec![0; rows];
            self.search = 0;
        }
        self.search += 1;
        self.search
    }
}

/// A row that a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) struct RowHit {
    /// Number of the row.
    pub(in crate::matching) row: u32,
    /// Base score.
    pub(in crate::matching) base: u8,
}

/// A query's words as an index knows them.
#[derive(Debug)]
pub(in crate::matching) struct IndexQuery<'b> {
    pub(in crate::matching) view: View<'b>,
    /// The fingerprint of each word's class.
    pub(in crate::matching) classes: Vec<u64>,
    /// The rank of each word; words that no row has get numbers from the top down.
    pub(in crate::matching) ranks: Vec<u32>,
    /// The ranks, the rarest first.
    rarest: Vec<u32>,
    signature: Signature,
}

impl<'b> IndexQuery<'b> {
    /// Prepares the words of a text.
    pub(in crate::matching) fn new(
        index: &'b FuzzyIndex,
        text: &str,
        words: &[Word],
        scratch: &mut Scratch,
    ) -> Self {
        let view = index.view();
        let classes: Vec<u64> = words
            .iter()
            .map(|word| fingerprint(word_class(text, word).as_bytes()))
            .collect();
        let mut signature = Signature::default();
        let mut unknown: Vec<u64> = Vec::new();
        let mut ranks = Vec::with_capacity(classes.len());
        for class in &classes {
            let (word, bit) = signature_bit(*class);
            signature[word] |= bit;
            ranks.push(view.rank(*class).unwrap_or_else(|| {
                let known = unknown.iter().position(|other| other == class);
                let number = known.unwrap_or_else(|| {
                    unknown.push(*class);
                    unknown.len() - 1
                });
                u32::MAX - number as u32
            }));
        }
        let mut rarest = ranks.clone();
        rarest.sort_unstable_by(|a, b| b.cmp(a));
        scratch.positions.prepare(&ranks, view.stems.len());
        IndexQuery {
            view,
            classes,
            ranks,
            rarest,
            signature,
        }
    }

    /// Returns the rows with a base score from `low` to `high`, ascending by number. Rows without
    /// words are found by queries without words, with 100.
    ///
    /// Exact for every `low` from 50 on.
    pub(in crate::matching) fn near(
        &self,
        low: u8,
        high: u8,
        scratch: &mut Scratch,
    ) -> Vec<RowHit> {
        if self.ranks.is_empty() {
            let wordless = self.view.lengths.len() > 1 && self.view.lengths.get(0) == 0;
            return Vec::from_iter(
                (wordless && high >= 100).then_some(RowHit { row: 0, base: 100 }),
            );
        }
        let mut rows = std::mem::take(&mut scratch.rows);
        rows.clear();
        self.collect(low, scratch, &mut rows);
        keep_near(&self.signature, &mut rows, |row| self.view.signature(row));
        let mut hits = Vec::new();
        for &(row, limit) in &rows {
            let ranks = self.view.row(row);
            let length = self.length_of(row);
            let found = scratch.positions.distance(ranks, length, limit as usize);
            if let Some(distance) = found {
                let base = base_score(distance, length.max(self.ranks.len()));
                if (low..=high).contains(&base) {
                    hits.push(RowHit { row, base });
                }
            }
        }
        scratch.rows = rows;
        hits.sort_unstable_by_key(|hit| hit.row);
        hits
    }

    /// Collects the rows that lists lead to, each once, with the greatest distance they may have.
    fn collect(&self, low: u8, scratch: &mut Scratch, rows: &mut Vec<(u32, u32)>) {
        let search = scratch.begin(self.view.signatures.len());
        let length = self.ranks.len();
        let bands = BANDS.iter().take_while(|band| **band > low).count() + 1;
        let shortest = length - greatest_distance(low, length);
        for (place, rank) in self.rarest.iter().enumerate() {
            if place > greatest_distance(low, length) {
                break;
            }
            if *rank as usize >= self.view.stems.len()
                || (place > 0 && self.rarest[place - 1] == *rank)
            {
                continue;
            }
            // The further behind a word stands, the more words of a longer row can be missing.
            let longest = 100 * (length - place) / usize::from(low.max(1));
            let (first, end) = self.rows_of_lengths(shortest, longest);
            for band in 0..bands.min(BANDS.len()) {
                let list = *rank as usize * BANDS.len() + band;
                let postings = self
                    .view
                    .postings
                    .range(self.view.posting_starts.span(list));
                let window = postings.range(postings.below(first)..postings.below(end));
                self.take_window(window, low, search, &mut scratch.met, rows);
            }
        }
    }

    fn take_window(
        &self,
        window: Numbers<'_>,
        low: u8,
        search: u32,
        met: &mut [u32],
        rows: &mut Vec<(u32, u32)>,
    ) {
        let mut length_end = 0;
        let mut limit = 0;
        for row in window.iter() {
            if row >= length_end {
                let (length, end) = self.length_and_end(row);
                length_end = end;
                limit = greatest_distance(low, length.max(self.ranks.len())) as u32;
            }
            match met.get_mut(row as usize) {
                Some(met) if *met != search => *met = search,
                _ => continue,
            }
            rows.push((row, limit));
        }
    }

    /// Returns the first row of at least `shortest` words, and the first of more than `longest`.
    fn rows_of_lengths(&self, shortest: usize, longest: usize) -> (u32, u32) {
        let lengths = self.view.lengths;
        let first_row = |wanted: usize| {
            // Lengths and first rows take turns.
            let (mut low, mut high) = (0, lengths.len() / 2);
            while low < high {
                let middle = usize::midpoint(low, high);
                if (lengths.get(2 * middle) as usize) < wanted {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if 2 * low < lengths.len() {
                lengths.get(2 * low + 1)
            } else {
                self.view.signatures.len() as u32
            }
        };
        (first_row(shortest), first_row(longest + 1))
    }

    /// Returns the length of a row, and the first row of the next length.
    fn length_and_end(&self, row: u32) -> (usize, u32) {
        let lengths = self.view.lengths;
        let (mut low, mut high) = (0, lengths.len() / 2);
        while low < high {
            let middle = usize::midpoint(low, high);
            if lengths.get(2 * middle + 1) <= row {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let end = if 2 * low < lengths.len() {
            lengths.get(2 * low + 1)
        } else {
            u32::MAX
        };
        (lengths.get(2 * low.saturating_sub(1)) as usize, end)
    }

    /// Returns the length of a row in words.
    pub(in crate::matching) fn length_of(&self, row: u32) -> usize {
        self.length_and_end(row).0
    }

    /// Returns the rows that may have both of two pairs of neighbours of the query, for one or more
    /// such twos, by the places of their first words; each row once, in no order.
    ///
    /// Linear in the lists of the pairs.
    pub(in crate::matching) fn rows_with_both(
        &self,
        twos: &[(usize, usize)],
        scratch: &mut Scratch,
    ) -> Vec<u32> {
        let search = scratch.begin(self.view.signatures.len());
        let rows_of = |pair: usize| {
            let (first, second) = (self.classes[pair], self.classes[pair + 1]);
            self.view.rows_with_pair(first, second)
        };
        let mut rows = Vec::new();
        for &(pair, other) in twos {
            let mut others = rows_of(other);
            let mut beside = others.next();
            for row in rows_of(pair) {
                while beside.is_some_and(|other| other < row) {
                    beside = others.next();
                }
                if beside != Some(row) {
                    continue;
                }
                if let Some(met) = scratch.met.get_mut(row as usize)
                    && *met != search
                {
                    *met = search;
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// Returns the row that is exactly these ranks, if there is one. O(log rows).
    pub(in crate::matching) fn row_of(&self, ranks: &[u32]) -> Option<u32> {
        let (mut low, end) = self.rows_of_lengths(ranks.len(), ranks.len());
        let mut high = end;
        while low < high {
            let middle = low + (high - low) / 2;
            match self.view.row(middle).cmp(ranks.iter().copied()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
