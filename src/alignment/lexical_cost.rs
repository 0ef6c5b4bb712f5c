//! The lexical model: do the words of one side explain those of the other?
//!
//! For sentences E against sentences F the log-likelihood ratio to unrelated text is
//!
//! ```text
//! Σ over e in E of  ln [ (1 + Σ over f in F of (u(f) + t(e|f) / p(e))) / (1 + |F|) ]
//! ```
//!
//! where t is a table of translations, u(f) the probability it says nothing about (which goes to
//! words at their usual frequency p), and the 1 is the NULL word of IBM Model 1. A word nobody
//! knows costs nothing; a known word without its translation costs; a translation found pays
//! ln 1/p(e), so rare words pay most. The sum runs over single sentences of E, so all beads that
//! share F share the work: [`RowScorer`] computes, for a source sentence against a run of target
//! sentences, every part that any bead can need.

use std::ops::Range;

use super::bead::{Placed, WIDEST};
use super::logarithm::ln;
use super::side::Side;
use crate::lexicon::TranslationTable;

/// Both tables in the form the search reads them.
#[derive(Debug)]
pub(super) struct LexicalModel {
    /// t(e|f) / p(e) by source token.
    forward: Rows,
    /// t(f|e) / p(f), also by source token.
    backward: Rows,
    /// For each sentence and window width: what a window of sentences explains on its own.
    source_windows: Vec<[Window; WIDEST]>,
    target_windows: Vec<[Window; WIDEST]>,
}

/// Sparse rows: for each source token the target tokens with a value.
#[derive(Debug, Default)]
struct Rows {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

/// Some sentences, ending with a certain one, as the explaining side.
#[derive(Debug, Clone, Copy, Default)]
struct Window {
    /// 1 + Σ u(f).
    open: f64,
    /// ln of that over 1 + the number of tokens: the price of a word left unexplained.
    price: f64,
}

/// What the beads that end at one source sentence need to know of each target sentence.
///
/// Both are by target sentence and by width less one.
#[derive(Debug, Clone, Default)]
pub(super) struct RowScores {
    /// The first target sentence.
    pub start: usize,
    /// The target sentence, given the last 1 to 4 source sentences.
    pub given_source: Vec<[f32; WIDEST]>,
    /// The source sentence, given the last 1 to 4 target sentences.
    pub given_target: Vec<[f32; WIDEST]>,
}

/// Computes [`RowScores`], keeping its working arrays from row to row.
pub(super) struct RowScorer<'a> {
    model: &'a LexicalModel,
    source: &'a Side,
    target: &'a Side,
    /// By target token: Σ t(e|f) / p(e) over each of the last four source sentences, that of
    /// sentence i at i modulo 4.
    explained: Vec<[f32; WIDEST]>,
    /// For each of these sentences, the target tokens for which that is not zero.
    touched: [Vec<u32>; WIDEST],
    /// By target token: where its part of `answers` lies.
    heads: Vec<(u32, u32)>,
    /// Target tokens that have a part of `answers`.
    answering: Vec<u32>,
    /// Target token by target token: position in the source sentence, t(f|e) / p(f).
    answers: Vec<(u32, f32)>,
}

impl LexicalModel {
    /// Returns the model of a table of target words given source words and one of the reverse.
    pub(super) fn new(
        forward: &TranslationTable,
        backward: &TranslationTable,
        source: &Side,
        target: &Side,
    ) -> Self {
        LexicalModel {
            source_windows: windows(source, forward),
            target_windows: windows(target, backward),
            forward: Rows::ratios(forward, target),
            backward: Rows::turned_ratios(backward, source),
        }
    }
}

/// Shares of the words of a bead's sides, by how telling they are, that the other side explains;
/// from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Coverage {
    /// Of the source's words.
    pub source: f64,
    /// Of the target's words.
    pub target: f64,
    /// Whether any telling word (a number, or four letters and more) has a telling translation that
    /// stands on the other side, however little that says in a short text.
    pub linked: bool,
}

/// By how much likelier than by chance a word must be to count as explained.
const EXPLAINED: f32 = 3.0;

impl LexicalModel {
    /// Returns how much of each side the other explains.
    pub(super) fn coverage(&self, source: &Side, target: &Side, bead: &Placed) -> Coverage {
        let tokens = |side: &Side, range: &Range<usize>| {
            let mut found: Vec<u32> = side.sentences[range.clone()].concat();
            found.sort_unstable();
            found.dedup();
            found
        };
        let (sources, targets) = (tokens(source, &bead.source), tokens(target, &bead.target));
        let mut by_target = vec![0.0_f32; targets.len()];
        let mut by_source = vec![0.0_f32; sources.len()];
        let mut linked = false;
        for (sum, &f) in by_source.iter_mut().zip(&sources) {
            for &(e, value) in self.forward.row(f) {
                if let Ok(at) = targets.binary_search(&e) {
                    by_target[at] += value;
                    linked |= source.is_telling(f) && target.is_telling(e);
                }
            }
            for &(e, value) in self.backward.row(f) {
                if targets.binary_search(&e).is_ok() {
                    *sum += value;
                }
            }
        }
        let share = |side: &Side, tokens: &[u32], sums: &[f32], others: usize| {
            let enough = EXPLAINED * (1 + others) as f32;
            let (mut found, mut all) = (0.0, 0.1);
            for (&token, &sum) in tokens.iter().zip(sums) {
                let weight = -libm::log(f64::from(side.frequency(token)));
                all += weight;
                if sum >= enough {
                    found += weight;
                }
            }
            found / all
        };
        Coverage {
            linked,
            source: share(source, &sources, &by_source, targets.len()),
            target: share(target, &targets, &by_target, sources.len()),
        }
    }
}

fn windows(side: &Side, table: &TranslationTable) -> Vec<[Window; WIDEST]> {
    let unknown: Vec<f32> = (0..table.rows() as u32).map(|f| table.unknown(f)).collect();
    let open = |sentence: &Vec<u32>| -> f64 {
        let parts = sentence.iter().map(|&f| f64::from(unknown[f as usize]));
        parts.sum()
    };
    let open: Vec<f64> = side.sentences.iter().map(open).collect();
    let window = |end: usize, width: usize| {
        let first = (end + 1).saturating_sub(width);
        let tokens: usize = side.sentences[first..=end].iter().map(Vec::len).sum();
        let open = 1.0 + open[first..=end].iter().sum::<f64>();
        let price = libm::log(open / (1 + tokens) as f64);
        Window { open, price }
    };
    (0..side.len())
        .map(|end| std::array::from_fn(|width| window(end, width + 1)))
        .collect()
}

impl Rows {
    fn ratios(table: &TranslationTable, target: &Side) -> Self {
        let mut rows = Rows {
            starts: vec![0],
            entries: Vec::new(),
        };
        for f in 0..table.rows() as u32 {
            let row = table.row(f).iter();
            rows.entries
                .extend(row.map(|&(e, t)| (e, t / target.frequency(e))));
            rows.starts.push(rows.entries.len());
        }
        rows
    }

    /// Of a table from target to source, by source token.
    fn turned_ratios(table: &TranslationTable, source: &Side) -> Self {
        let mut entries: Vec<(u32, u32, f32)> = Vec::new();
        for e in 0..table.rows() as u32 {
            let row = table.row(e).iter();
            entries.extend(row.map(|&(f, t)| (f, e, t / source.frequency(f))));
        }
        entries.sort_unstable_by_key(|entry| (entry.0, entry.1));
        let mut starts = vec![0_usize; source.vocabulary.len() + 1];
        for entry in &entries {
            starts[entry.0 as usize + 1] += 1;
        }
        for row in 0..source.vocabulary.len() {
            starts[row + 1] += starts[row];
        }
        Rows {
            starts,
            entries: entries
                .into_iter()
                .map(|(_, e, value)| (e, value))
                .collect(),
        }
    }

    fn row(&self, token: u32) -> &[(u32, f32)] {
        &self.entries[self.starts[token as usize]..self.starts[token as usize + 1]]
    }
}

impl<'a> RowScorer<'a> {
    /// Returns a scorer for two documents.
    pub(super) fn new(model: &'a LexicalModel, source: &'a Side, target: &'a Side) -> Self {
        RowScorer {
            model,
            source,
            target,
            explained: vec![[0.0; WIDEST]; target.vocabulary.len()],
            touched: Default::default(),
            heads: vec![(0, 0); target.vocabulary.len()],
            answering: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Scores a source sentence, with those just before it that were scored by this scorer,
    /// against a run of target sentences; windows of target sentences reach down to
    /// `target_floor`. Sentences must be given in order, each once.
    pub(super) fn row(
        &mut self,
        sentence: usize,
        columns: Range<usize>,
        target_floor: usize,
    ) -> RowScores {
        self.open_row(sentence);
        let mut scores = RowScores {
            start: columns.start,
            ..RowScores::default()
        };
        let mut found = Evidence::new(&self.source.bags[sentence]);
        for before in columns.start.saturating_sub(WIDEST - 1).max(target_floor)..columns.start {
            found.push(self.answered_by(before));
        }
        for column in columns {
            found.push(self.answered_by(column));
            scores
                .given_source
                .push(self.given_source(sentence, column));
            let windows = &self.model.target_windows[column];
            scores.given_target.push(found.given_target(windows));
        }
        self.close_row();
        scores
    }

    fn open_row(&mut self, sentence: usize) {
        let slot = sentence % WIDEST;
        for e in self.touched[slot].drain(..) {
            self.explained[e as usize][slot] = 0.0;
        }
        for &(f, times) in &self.source.bags[sentence] {
            for &(e, value) in self.model.forward.row(f) {
                let sum = &mut self.explained[e as usize][slot];
                if *sum == 0.0 {
                    self.touched[slot].push(e);
                }
                *sum += value * times as f32;
            }
        }
        // Counted first, so that each target token's answers lie together without sorting.
        let bag = &self.source.bags[sentence];
        for &(f, _) in bag {
            for &(e, _) in self.model.backward.row(f) {
                let head = &mut self.heads[e as usize];
                if head.1 == 0 {
                    self.answering.push(e);
                }
                head.1 += 1;
            }
        }
        let mut start = 0;
        for &e in &self.answering {
            let head = &mut self.heads[e as usize];
            let count = head.1;
            *head = (start, start);
            start += count;
        }
        self.answers.resize(start as usize, (0, 0.0));
        for (position, &(f, _)) in bag.iter().enumerate() {
            for &(e, value) in self.model.backward.row(f) {
                let head = &mut self.heads[e as usize];
                self.answers[head.1 as usize] = (position as u32, value);
                head.1 += 1;
            }
        }
    }

    fn close_row(&mut self) {
        for e in self.answering.drain(..) {
            self.heads[e as usize] = (0, 0);
        }
        self.answers.clear();
    }

    fn given_source(&self, sentence: usize, column: usize) -> [f32; WIDEST] {
        let windows = &self.model.source_windows[sentence];
        let tokens = self.target.sentences[column].len() as f64;
        let mut products = [Product::default(); WIDEST];
        let per_open: [f64; WIDEST] = std::array::from_fn(|w| 1.0 / windows[w].open);
        for &(e, times) in &self.target.bags[column] {
            let by_sentence = &self.explained[e as usize];
            if by_sentence.iter().all(|&sum| sum <= 0.0) {
                continue;
            }
            let mut sum = 0.0;
            for width in 0..WIDEST {
                // Sentences before the first have nothing in their places.
                sum += by_sentence[(sentence + WIDEST - width) % WIDEST];
                products[width].take(1.0 + f64::from(sum) * per_open[width], times);
            }
        }
        std::array::from_fn(|w| (tokens * windows[w].price + products[w].logarithm()) as f32)
    }

    /// Returns what a target sentence says for the tokens of the open row's sentence.
    fn answered_by(&self, column: usize) -> Vec<(u32, f32)> {
        let mut found = Vec::new();
        for &(e, times) in &self.target.bags[column] {
            let (start, end) = self.heads[e as usize];
            let answers = &self.answers[start as usize..end as usize];
            found.extend(
                answers
                    .iter()
                    .map(|&(position, value)| (position, value * times as f32)),
            );
        }
        found
    }
}

/// What the last few target sentences say for each token of one source sentence.
struct Evidence<'a> {
    /// The tokens and how often each occurs.
    tokens: &'a [(u32, u32)],
    recent: [Vec<(u32, f32)>; WIDEST],
    sums: Vec<[f32; WIDEST]>,
    touched: Vec<u32>,
}

impl<'a> Evidence<'a> {
    fn new(tokens: &'a [(u32, u32)]) -> Self {
        Evidence {
            tokens,
            recent: Default::default(),
            sums: vec![[0.0; WIDEST]; tokens.len()],
            touched: Vec::new(),
        }
    }

    fn push(&mut self, found: Vec<(u32, f32)>) {
        self.recent.rotate_right(1);
        self.recent[0] = found;
    }

    fn given_target(&mut self, windows: &[Window; WIDEST]) -> [f32; WIDEST] {
        for (back, found) in self.recent.iter().enumerate() {
            for &(position, value) in found {
                let sums = &mut self.sums[position as usize];
                if sums[WIDEST - 1] == 0.0 {
                    self.touched.push(position);
                }
                for sum in &mut sums[back..] {
                    *sum += value;
                }
            }
        }
        let mut products = [Product::default(); WIDEST];
        let per_open: [f64; WIDEST] = std::array::from_fn(|w| 1.0 / windows[w].open);
        for position in self.touched.drain(..) {
            let sums = std::mem::take(&mut self.sums[position as usize]);
            let times = self.tokens[position as usize].1;
            for width in 0..WIDEST {
                products[width].take(1.0 + f64::from(sums[width]) * per_open[width], times);
            }
        }
        let tokens = self
            .tokens
            .iter()
            .map(|token| f64::from(token.1))
            .sum::<f64>();
        std::array::from_fn(|w| (tokens * windows[w].price + products[w].logarithm()) as f32)
    }
}

/// A product of factors from 1 upwards whose logarithm is taken as seldom as possible.
#[derive(Debug, Clone, Copy)]
struct Product {
    value: f64,
    logarithm: f64,
}

impl Default for Product {
    fn default() -> Self {
        Product {
            value: 1.0,
            logarithm: 0.0,
        }
    }
}

impl Product {
    fn take(&mut self, factor: f64, times: u32) {
        for _ in 0..times {
            self.value *= factor;
            if self.value > 1e200 {
                self.logarithm += ln(self.value);
                self.value = 1.0;
            }
        }
    }

    fn logarithm(self) -> f64 {
        // Most products are empty.
        if self.value <= 1.0 {
            return self.logarithm;
        }
        self.logarithm + ln(self.value)
    }
}
