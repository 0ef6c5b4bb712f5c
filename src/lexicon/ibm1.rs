//! IBM Model 1: word-translation probabilities from pairs of texts that say the same.
//!
//! Brown, Della Pietra, Della Pietra and Mercer, “The Mathematics of Statistical Machine
//! Translation”, Computational Linguistics 19(2), 1993. Every target word comes from one source
//! word of the same pair or from the NULL word, whose translations are the words of the target
//! language at their usual frequency. Expectation–maximisation finds which from which.

use std::convert::Infallible;
use std::ops::Range;

/// Two lists of token numbers that say the same, and how sure that is.
#[derive(Debug, Clone)]
pub(crate) struct Couple {
    /// Tokens of the given side.
    pub source: Vec<u32>,
    /// Tokens of the side to explain.
    pub target: Vec<u32>,
    /// How much the couple counts, 0 to 1.
    pub weight: f32,
}

impl Couple {
    /// Returns the tokens of both sides that are looked at.
    fn looked_at(&self) -> (&[u32], &[u32]) {
        let head = |tokens: &[u32]| tokens.len().min(MOST_TOKENS);
        (
            &self.source[..head(&self.source)],
            &self.target[..head(&self.target)],
        )
    }
}

/// Probabilities t(e|f) that a source token f is translated by a target token e.
///
/// Rows are sorted by target token. A row adds up to at most 1; what is missing is the
/// probability about which the table knows nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct TranslationTable {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

/// Rounds of expectation–maximisation.
const ROUNDS: usize = 3;
/// Taken off every final count, so that words met together by chance lose what they won.
const DISCOUNT: f32 = 0.7;
/// Smaller probabilities are forgotten.
const LEAST: f32 = 0.002;
/// Translations kept of one word.
const WIDEST: usize = 60;
/// The part of a row that always stays unknown.
const LEAST_UNKNOWN: f32 = 0.02;
/// Tokens of a side that are looked at.
pub(super) const MOST_TOKENS: usize = 100;
/// Meetings of two tokens that are looked at in one go; 32 MB.
const CELLS: usize = 1 << 23;
/// Pseudo-count of “something else” that stands against every prior.
const DOUBT_IN_PRIOR: f32 = 2.0;

impl TranslationTable {
    /// Returns the table that priors alone give: prior / (sum of the row's priors + 2).
    ///
    /// `priors` are `(source, target, pseudo-count)`, sorted, each pair once.
    pub(crate) fn from_priors(priors: &[(u32, u32, f32)], rows: usize) -> Self {
        let pairs = Pairs::new(priors.iter().map(|p| (p.0, p.1)).collect(), rows);
        let weights: Vec<f32> = priors.iter().map(|p| p.2).collect();
        pairs.table(&weights, |weights| {
            weights.iter().sum::<f32>() + DOUBT_IN_PRIOR
        })
    }

    /// Returns the known translations of a token with their probabilities.
    pub(crate) fn row(&self, source: u32) -> &[(u32, f32)] {
        let at = source as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.entries[start..end],
            _ => &[],
        }
    }

    /// Returns the probability that the table says nothing about a token, 0.02 to 1.
    pub(crate) fn unknown(&self, source: u32) -> f32 {
        let known: f32 = self.row(source).iter().map(|entry| entry.1).sum();
        (1.0 - known).max(LEAST_UNKNOWN)
    }

    /// Returns the number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

/// Learns t(target|source) from couples.
///
/// `priors` as in [`TranslationTable::from_priors`]; `rows` and `columns` are the sizes of the
/// two vocabularies. Only pairs met in two couples, or with a prior, are considered: a pair met
/// once explains itself perfectly and teaches nothing. Time is O(rounds × Σ |source| × |target|).
pub(crate) fn train(
    couples: &[Couple],
    priors: &[(u32, u32, f32)],
    rows: usize,
    columns: usize,
) -> TranslationTable {
    let Ok(table) =
        train_watched::<Infallible>(couples, priors, (rows, columns), &mut |_, _| Ok(()));
    table
}

/// Learns like [`train`], and tells `watch` now and then how far it is, and of how much; where
/// `watch` fails, the work ends.
///
/// Memory beyond the couples: some numbers for each token of theirs and for each pair considered,
/// and a batch of cells. Nothing is kept for each meeting of two tokens, of which 100,000
/// sentences have a hundred million.
pub(crate) fn train_watched<E>(
    couples: &[Couple],
    priors: &[(u32, u32, f32)],
    sizes: (usize, usize),
    watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
) -> Result<TranslationTable, E> {
    train_in_batches(couples, priors, sizes, CELLS, watch)
}

fn train_in_batches<E>(
    couples: &[Couple],
    priors: &[(u32, u32, f32)],
    (rows, columns): (usize, usize),
    cells: usize,
    watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
) -> Result<TranslationTable, E> {
    let work = (couples.len() * (1 + ROUNDS)) as u64;
    watch(0, work)?;
    let background = frequencies(couples, columns);
    let occurrences = Occurrences::new(couples, rows);
    let pairs = Pairs::considered(couples, &occurrences, priors, columns);
    // With a place for the pair that is none, which stays 0: the sums need not ask.
    let mut prior = vec![0.0_f32; pairs.targets.len() + 1];
    for &(source, target, weight) in priors {
        if let Some(at) = pairs.find(source, target) {
            prior[at] = weight;
        }
    }
    let mut learnt = pairs.start(&prior, &background);
    let mut lattice = Lattice::new(&occurrences, &pairs, columns);
    let batches = batches(couples, cells);
    for round in 0..ROUNDS {
        for (pair, prior) in learnt.iter_mut().zip(&prior) {
            pair.count = *prior;
        }
        for batch in &batches {
            let done = couples.len() * (1 + round) + batch.start;
            watch(done as u64, work)?;
            lattice.lay(couples, batch, &pairs, &occurrences);
            lattice.expect(couples, &background, &mut learnt);
        }
        pairs.maximise(&mut learnt);
    }
    let totals: Vec<f32> = (0..rows)
        .map(|f| learnt[pairs.row(f)].iter().map(|pair| pair.count).sum())
        .collect();
    let kept: Vec<f32> = learnt
        .iter()
        .zip(&prior)
        .map(|(pair, prior)| (pair.count - prior - DISCOUNT).max(0.0) + prior)
        .collect();
    watch(work, work)?;
    Ok(pairs.table_with_totals(&kept, &totals))
}

/// Returns the share of every target token among the couples, by weight.
fn frequencies(couples: &[Couple], columns: usize) -> Vec<f32> {
    // In f32 a sum of ones stops growing at 16 million.
    let mut counts = vec![0.0_f64; columns];
    let mut total = 1.0_f64;
    for couple in couples {
        for &token in couple.target.iter().take(MOST_TOKENS) {
            counts[token as usize] += f64::from(couple.weight);
            total += f64::from(couple.weight);
        }
    }
    counts.iter().map(|count| (count / total) as f32).collect()
}

/// Where each source token stands: the couple and the place in it, in order.
struct Occurrences {
    starts: Vec<usize>,
    places: Vec<(u32, u32)>,
}

impl Occurrences {
    fn new(couples: &[Couple], rows: usize) -> Self {
        let mut starts = vec![0_usize; rows + 1];
        for couple in couples {
            for &source in couple.looked_at().0 {
                starts[source as usize + 1] += 1;
            }
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut places = vec![(0, 0); starts[rows]];
        for (number, couple) in couples.iter().enumerate() {
            for (place, &source) in couple.looked_at().0.iter().enumerate() {
                let at = &mut next[source as usize];
                places[*at] = (number as u32, place as u32);
                *at += 1;
            }
        }
        Occurrences { starts, places }
    }

    fn rows(&self) -> usize {
        self.starts.len() - 1
    }
}

/// Cuts the couples into runs of at most so many meetings of two tokens.
fn batches(couples: &[Couple], most: usize) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut cells) = (0, 0);
    for (number, couple) in couples.iter().enumerate() {
        let (sources, targets) = couple.looked_at();
        let own = sources.len() * targets.len();
        if cells + own > most && start < number {
            batches.push(start..number);
            (start, cells) = (number, 0);
        }
        cells += own;
    }
    batches.push(start..couples.len());
    batches
}

/// What a round knows of a pair. Both numbers in one place: they are wanted together, pair by
/// pair in no order, and memory is what takes the time.
#[derive(Debug, Clone, Copy, Default)]
struct Learnt {
    /// The probability that the last round found.
    t: f32,
    /// How often this round expects the pair to have been used.
    count: f32,
}

/// The pairs under consideration, grouped by source token.
struct Pairs {
    starts: Vec<usize>,
    targets: Vec<u32>,
}

impl Pairs {
    /// `sorted` holds each pair once, in order.
    fn new(sorted: Vec<(u32, u32)>, rows: usize) -> Self {
        let mut starts = vec![0_usize; rows + 1];
        for &(source, _) in &sorted {
            starts[source as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let targets = sorted.into_iter().map(|pair| pair.1).collect();
        Pairs { starts, targets }
    }

    /// Finds the pairs worth a probability: those with a prior and those that two couples share.
    ///
    /// One source token after the other, so that only its own partners are counted at a time.
    fn considered(
        couples: &[Couple],
        occurrences: &Occurrences,
        priors: &[(u32, u32, f32)],
        columns: usize,
    ) -> Self {
        let mut pairs = Pairs {
            starts: vec![0],
            targets: Vec::new(),
        };
        // Of each target token: in how many couples it was met, and in which one last.
        let mut met = vec![(0_u32, 0_u32); columns];
        let mut partners: Vec<u32> = Vec::new();
        let mut priors = priors.iter().peekable();
        for source in 0..occurrences.rows() {
            let row = occurrences.starts[source]..occurrences.starts[source + 1];
            for same in occurrences.places[row].chunk_by(|a, b| a.0 == b.0) {
                let number = same[0].0;
                for &target in couples[number as usize].looked_at().1 {
                    let (times, last) = &mut met[target as usize];
                    if *times == 0 {
                        partners.push(target);
                    } else if *last == number {
                        continue;
                    }
                    *times += 1;
                    *last = number;
                }
            }
            let (mut kept, all) = (Vec::new(), std::mem::take(&mut partners));
            for target in &all {
                let (times, _) = std::mem::take(&mut met[*target as usize]);
                if times > 1 {
                    kept.push(*target);
                }
            }
            partners = all;
            partners.clear();
            while let Some(prior) = priors.next_if(|prior| prior.0 as usize <= source) {
                kept.push(prior.1);
            }
            kept.sort_unstable();
            kept.dedup();
            pairs.targets.extend(kept);
            pairs.starts.push(pairs.targets.len());
        }
        pairs
    }

    /// Returns the number that stands where a pair is not considered.
    fn none(&self) -> u32 {
        self.targets.len() as u32
    }

    fn row(&self, source: usize) -> Range<usize> {
        self.starts[source]..self.starts[source + 1]
    }

    fn find(&self, source: u32, target: u32) -> Option<usize> {
        let row = self.row(source as usize);
        let at = self.targets[row.clone()].binary_search(&target).ok()?;
        Some(row.start + at)
    }

    /// The first guess: what the priors say, the rest at the words' frequency.
    fn start(&self, prior: &[f32], background: &[f32]) -> Vec<Learnt> {
        let mut learnt = vec![Learnt::default(); prior.len()];
        for source in 0..self.starts.len() - 1 {
            let row = self.row(source);
            let total = prior[row.clone()].iter().sum::<f32>() + DOUBT_IN_PRIOR;
            for at in row {
                let usual = background[self.targets[at] as usize];
                learnt[at].t = (prior[at] + DOUBT_IN_PRIOR * usual) / total;
            }
        }
        learnt
    }

    fn maximise(&self, learnt: &mut [Learnt]) {
        for source in 0..self.starts.len() - 1 {
            let row = &mut learnt[self.row(source)];
            let total: f32 = row.iter().map(|pair| pair.count).sum();
            for pair in row {
                pair.t = if total > 0.0 { pair.count / total } else { 0.0 };
            }
        }
    }

    fn table(&self, weights: &[f32], total: impl Fn(&[f32]) -> f32) -> TranslationTable {
        let totals: Vec<f32> = (0..self.starts.len() - 1)
            .map(|source| total(&weights[self.row(source)]))
            .collect();
        self.table_with_totals(weights, &totals)
    }

    fn table_with_totals(&self, weights: &[f32], totals: &[f32]) -> TranslationTable {
        let mut table = TranslationTable {
            starts: vec![0],
            entries: Vec::new(),
        };
        for (source, &total) in totals.iter().enumerate() {
            let row = self.row(source);
            let mut entries: Vec<(u32, f32)> = row
                .map(|at| (self.targets[at], weights[at] / total.max(f32::MIN_POSITIVE)))
                .filter(|entry| entry.1 >= LEAST)
                .collect();
            if entries.len() > WIDEST {
                entries.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                entries.truncate(WIDEST);
                entries.sort_unstable_by_key(|entry| entry.0);
            }
            table.entries.extend(entries);
            table.starts.push(table.entries.len());
        }
        table
    }
}

/// Which pairs could explain each target token of the couples of one batch.
///
/// It is laid anew for each batch, or once where there is only one: a table of all meetings would
/// be many times bigger than what is learnt from them.
struct Lattice {
    /// The couples it was laid for.
    batch: Range<usize>,
    /// Numbers of pairs: couple by couple, source token by source token, target token by target
    /// token.
    cells: Vec<u32>,
    /// For each couple of the batch, where its cells begin.
    starts: Vec<usize>,
    /// For each source token, its first occurrence not yet laid.
    next: Vec<usize>,
    /// For each target token, its pair with the source token being laid.
    partners: Vec<u32>,
}

impl Lattice {
    fn new(occurrences: &Occurrences, pairs: &Pairs, columns: usize) -> Self {
        Lattice {
            batch: 0..0,
            cells: Vec::new(),
            starts: Vec::new(),
            next: vec![0; occurrences.rows()],
            partners: vec![pairs.none(); columns],
        }
    }

    fn lay(
        &mut self,
        couples: &[Couple],
        batch: &Range<usize>,
        pairs: &Pairs,
        occurrences: &Occurrences,
    ) {
        if self.batch == *batch {
            return;
        }
        self.batch = batch.clone();
        if batch.start == 0 {
            let rows = occurrences.rows();
            self.next.copy_from_slice(&occurrences.starts[..rows]);
        }
        self.starts.clear();
        let mut size = 0;
        for couple in &couples[batch.clone()] {
            self.starts.push(size);
            let (sources, targets) = couple.looked_at();
            size += sources.len() * targets.len();
        }
        self.cells.resize(size, pairs.none());
        // A source token's row is spread out over the target tokens, and each of its occurrences
        // only reads: no search. Every cell is written.
        for source in 0..occurrences.rows() {
            let rest = self.next[source]..occurrences.starts[source + 1];
            let places = &occurrences.places[rest];
            let inside = places
                .iter()
                .take_while(|place| (place.0 as usize) < batch.end);
            let places = &places[..inside.count()];
            self.next[source] += places.len();
            if places.is_empty() {
                continue;
            }
            for at in pairs.row(source) {
                self.partners[pairs.targets[at] as usize] = at as u32;
            }
            for &(number, place) in places {
                let (_, targets) = couples[number as usize].looked_at();
                let start = self.starts[number as usize - batch.start];
                let cells = &mut self.cells[start + place as usize * targets.len()..];
                for (cell, &target) in cells.iter_mut().zip(targets) {
                    *cell = self.partners[target as usize];
                }
            }
            for at in pairs.row(source) {
                self.partners[pairs.targets[at] as usize] = pairs.none();
            }
        }
    }

    /// Adds how often each pair is expected to have been used in the batch.
    fn expect(&self, couples: &[Couple], background: &[f32], learnt: &mut [Learnt]) {
        let mut sums = [0.0_f32; MOST_TOKENS];
        for (couple, &start) in couples[self.batch.clone()].iter().zip(&self.starts) {
            let (sources, targets) = couple.looked_at();
            if sources.is_empty() || targets.is_empty() {
                continue;
            }
            let cells = &self.cells[start..start + sources.len() * targets.len()];
            let sums = &mut sums[..targets.len()];
            sums.fill(0.0);
            for row in cells.chunks_exact(targets.len()) {
                for (sum, &at) in sums.iter_mut().zip(row) {
                    *sum += learnt[at as usize].t;
                }
            }
            for (column, &target) in targets.iter().enumerate() {
                let total = background[target as usize] + sums[column];
                if total > 0.0 {
                    for &at in cells[column..].iter().step_by(targets.len()) {
                        let pair = &mut learnt[at as usize];
                        pair.count += couple.weight * pair.t / total;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn couple(source: &[u32], target: &[u32]) -> Couple {
        Couple {
            source: source.to_vec(),
            target: target.to_vec(),
            weight: 1.0,
        }
    }

    #[test]
    fn words_that_come_together_translate_each_other() {
        // 0 “la” = 0 “the” everywhere; 1 “maison” = 1 “house”; 2 “fleur” = 2 “flower”.
        let mut couples = Vec::new();
        for _ in 0..4 {
            couples.push(couple(&[0, 1], &[0, 1]));
            couples.push(couple(&[0, 2], &[0, 2]));
        }
        let table = train(&couples, &[], 3, 3);
        let best = |f: u32| {
            table
                .row(f)
                .iter()
                .copied()
                .max_by(|a, b| a.1.total_cmp(&b.1))
        };
        assert_eq!(best(1).map(|b| b.0), Some(1));
        assert_eq!(best(2).map(|b| b.0), Some(2));
        assert!(table.unknown(1) < 0.5);
    }

    #[test]
    fn a_couple_with_an_empty_side_is_no_trouble() {
        let couples = [couple(&[], &[0, 1]), couple(&[0], &[]), couple(&[], &[])];
        assert_eq!(train(&couples, &[], 1, 2).rows(), 1);
    }

    #[test]
    fn a_pair_met_once_teaches_nothing() {
        let table = train(&[couple(&[0], &[0])], &[], 1, 1);
        assert!(table.row(0).is_empty());
        assert!((table.unknown(0) - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn batches_change_nothing() {
        let mut state = 7_u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let couples: Vec<Couple> = (0..60)
            .map(|_| Couple {
                source: (0..=random(12)).map(|_| random(20)).collect(),
                target: (0..random(12)).map(|_| random(25)).collect(),
                weight: 1.0 / (1 + random(4)) as f32,
            })
            .collect();
        let priors = [(3, 4, 1.5), (19, 0, 0.5)];
        let in_batches = |cells| {
            let Ok(table) =
                train_in_batches::<Infallible>(&couples, &priors, (20, 25), cells, &mut |_, _| {
                    Ok(())
                });
            table.entries
        };
        let whole = in_batches(CELLS);
        assert!(whole.len() > 50);
        assert_eq!(in_batches(1), whole);
        assert_eq!(in_batches(300), whole);
    }

    #[test]
    fn who_watches_can_stop_it() {
        let stop = &mut |done, of| if done > 0 { Err(of) } else { Ok(()) };
        assert!(train_watched(&[couple(&[0], &[0])], &[], (1, 1), stop).is_err());
    }

    #[test]
    fn priors_alone_leave_room_for_doubt() {
        let table = TranslationTable::from_priors(&[(0, 1, 2.0)], 2);
        assert_eq!(table.row(0), [(1, 0.5)]);
        assert!(table.row(1).is_empty());
        assert_eq!(table.rows(), 2);
    }
}
