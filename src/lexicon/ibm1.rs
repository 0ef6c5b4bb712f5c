//! IBM Model 1: word-translation probabilities from pairs of texts that say the same.
//!
//! Brown, Della Pietra, Della Pietra and Mercer, “The Mathematics of Statistical Machine
//! Translation”, Computational Linguistics 19(2), 1993. Every target word comes from one source
//! word of the same pair or from the NULL word, whose translations are the words of the target
//! language at their usual frequency. Expectation–maximisation finds which from which.

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
const ROUNDS: usize = 5;
/// Taken off every final count, so that words met together by chance lose what they won.
const DISCOUNT: f32 = 0.7;
/// Smaller probabilities are forgotten.
const LEAST: f32 = 0.002;
/// Translations kept of one word.
const WIDEST: usize = 60;
/// The part of a row that always stays unknown.
const LEAST_UNKNOWN: f32 = 0.02;
/// Tokens of a side that are looked at.
const LONGEST: usize = 100;
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
    let background = frequencies(couples, columns);
    let pairs = Pairs::new(considered(couples, priors), rows);
    let mut prior = vec![0.0_f32; pairs.targets.len()];
    for &(source, target, weight) in priors {
        if let Some(at) = pairs.find(source, target) {
            prior[at] = weight;
        }
    }
    let lattice = Lattice::new(couples, &pairs);
    let mut t = pairs.start(&prior, &background);
    let mut counts = prior.clone();
    for _ in 0..ROUNDS {
        counts.clone_from(&prior);
        lattice.expect(&t, &background, &mut counts);
        pairs.maximise(&counts, &mut t);
    }
    let totals: Vec<f32> = (0..rows)
        .map(|f| counts[pairs.row(f)].iter().sum())
        .collect();
    let kept: Vec<f32> = counts
        .iter()
        .zip(&prior)
        .map(|(count, prior)| (count - prior - DISCOUNT).max(0.0) + prior)
        .collect();
    pairs.table_with_totals(&kept, &totals)
}

/// Returns the share of every target token among the couples, by weight.
fn frequencies(couples: &[Couple], columns: usize) -> Vec<f32> {
    let mut counts = vec![0.0_f32; columns];
    let mut total = 1.0_f32;
    for couple in couples {
        for &token in couple.target.iter().take(LONGEST) {
            counts[token as usize] += couple.weight;
            total += couple.weight;
        }
    }
    counts.iter().map(|count| count / total).collect()
}

/// Returns the pairs of tokens worth a probability, sorted: those with a prior and those that
/// two couples share.
fn considered(couples: &[Couple], priors: &[(u32, u32, f32)]) -> Vec<(u32, u32)> {
    let mut met: Vec<(u32, u32)> = Vec::new();
    for couple in couples {
        let (sources, targets) = (distinct(&couple.source), distinct(&couple.target));
        met.extend(
            sources
                .iter()
                .flat_map(|&f| targets.iter().map(move |&e| (f, e))),
        );
    }
    met.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = met
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() > 1)
        .map(|same| same[0])
        .collect();
    pairs.extend(priors.iter().map(|p| (p.0, p.1)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn distinct(tokens: &[u32]) -> Vec<u32> {
    let mut tokens: Vec<u32> = tokens.iter().take(LONGEST).copied().collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
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

    fn row(&self, source: usize) -> Range<usize> {
        self.starts[source]..self.starts[source + 1]
    }

    fn find(&self, source: u32, target: u32) -> Option<usize> {
        let row = self.row(source as usize);
        let at = self.targets[row.clone()].binary_search(&target).ok()?;
        Some(row.start + at)
    }

    /// The first guess: what the priors say, the rest at the words' frequency.
    fn start(&self, prior: &[f32], background: &[f32]) -> Vec<f32> {
        let mut t = vec![0.0; prior.len()];
        for source in 0..self.starts.len() - 1 {
            let row = self.row(source);
            let total = prior[row.clone()].iter().sum::<f32>() + DOUBT_IN_PRIOR;
            for at in row {
                let usual = background[self.targets[at] as usize];
                t[at] = (prior[at] + DOUBT_IN_PRIOR * usual) / total;
            }
        }
        t
    }

    fn maximise(&self, counts: &[f32], t: &mut [f32]) {
        for source in 0..self.starts.len() - 1 {
            let row = self.row(source);
            let total: f32 = counts[row.clone()].iter().sum();
            for at in row {
                t[at] = if total > 0.0 { counts[at] / total } else { 0.0 };
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

/// Which pairs could explain each target token of each couple, found once for all rounds.
struct Lattice {
    /// Numbers of pairs, target token by target token.
    pairs: Vec<u32>,
    /// For each target token: end of its pairs, the token, the weight of its couple.
    tokens: Vec<(usize, u32, f32)>,
}

impl Lattice {
    fn new(couples: &[Couple], pairs: &Pairs) -> Self {
        let mut lattice = Lattice {
            pairs: Vec::new(),
            tokens: Vec::new(),
        };
        for couple in couples {
            for &target in couple.target.iter().take(LONGEST) {
                let found = couple.source.iter().take(LONGEST);
                let found = found.filter_map(|&source| pairs.find(source, target));
                lattice.pairs.extend(found.map(|at| at as u32));
                lattice
                    .tokens
                    .push((lattice.pairs.len(), target, couple.weight));
            }
        }
        lattice
    }

    /// Adds to `counts` how often each pair is expected to have been used.
    fn expect(&self, t: &[f32], background: &[f32], counts: &mut [f32]) {
        let mut start = 0;
        for &(end, target, weight) in &self.tokens {
            let pairs = &self.pairs[start..end];
            start = end;
            let null = background[target as usize];
            let total = null + pairs.iter().map(|&at| t[at as usize]).sum::<f32>();
            if total > 0.0 {
                for &at in pairs {
                    counts[at as usize] += weight * t[at as usize] / total;
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
    fn a_pair_met_once_teaches_nothing() {
        let table = train(&[couple(&[0], &[0])], &[], 1, 1);
        assert!(table.row(0).is_empty());
        assert!((table.unknown(0) - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn priors_alone_leave_room_for_doubt() {
        let table = TranslationTable::from_priors(&[(0, 1, 2.0)], 2);
        assert_eq!(table.row(0), [(1, 0.5)]);
        assert!(table.row(1).is_empty());
        assert_eq!(table.rows(), 2);
    }
}
