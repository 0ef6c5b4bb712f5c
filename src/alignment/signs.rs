//! What the probability that a bead is right is estimated from.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bead::{Placed, Sentence};
use super::lexical_cost::Coverage;
use super::logarithm::ln;
use super::model::Model;
use super::side::Side;
use crate::lexicon::TokenKind;

/// The signs of a bead, one number each, in this order; 0 for what a one-sided bead cannot show.
/// *Near* are the two beads before and the two after.
pub(super) const NAMES: [&str; SIGNS] = [
    "odds",             // ln of the posterior odds
    "first-odds",       // the same in the first pass; 0 where it had another bead
    "soft-odds",        // the same with softened likelihoods
    "soft-odds-usual",  // their mean over the document
    "soft-odds-near",   // the least of them near
    "odds-near",        // the least of the posterior odds near
    "odds-one-sided",   // the posterior odds of a one-sided bead
    "odds-large",       // and of one of more than three sentences
    "one-to-one",       // 1 for a 1-1 bead
    "one-sided",        // 1 for a one-sided bead
    "usual-shapes",     // share of 1-1 beads in the document
    "unusual-near",     // beads near that are not 1-1
    "one-sided-beside", // one-sided beads before and after
    "stable-near",      // beads near that the first pass had too
    "length",           // standard deviations by which the lengths disagree
    "size",             // ln of the characters
    "short",            // 1 where a side has fewer than 25 characters
    "density",          // score by the root of the characters
    "density-near",     // the least of it near
    "coverage-least",   // words explained, of the side that has fewer
    "coverage-most",    // of the other one
    "numbers",          // numbers without partner
    "edges",            // what the edges say
    "blocks",           // what the blocks say
];

/// Number of signs.
pub(super) const SIGNS: usize = 24;

/// Posterior odds above e to the power of this say no more.
const MOST_ODDS: f64 = 9.0;

/// The signs of one bead.
#[derive(Debug, Clone)]
pub(super) struct Signs {
    /// In the order of [`NAMES`].
    pub values: [f64; SIGNS],
    /// Standard deviations by which the target is too long.
    pub deviation: f64,
    /// The first numbers that the other side lacks, as keys, of source and target.
    pub lonely_numbers: [Vec<String>; 2],
    /// Whether no telling word of either side has a translation that is known on the other.
    pub unlinked: bool,
    /// Whether that is so though both sides are of some length.
    pub unexplained: bool,
}

/// Two documents and their beads.
pub(super) struct Judged<'a> {
    /// The beads of the last pass.
    pub placed: &'a [Placed],
    /// Those of the first pass.
    pub first: &'a [Placed],
    /// What the last pass went by.
    pub model: &'a Model,
    /// Source and target.
    pub sides: (&'a Side, &'a Side),
    /// Their sentences.
    pub texts: (&'a [Sentence<'a>], &'a [Sentence<'a>]),
}

/// What single beads show, before they are looked at together.
struct Alone {
    odds: f64,
    /// In the first pass; `None` where it had another bead.
    first_odds: Option<f64>,
    soft_odds: f64,
    density: f64,
    one_to_one: bool,
    two_sided: bool,
}

impl Judged<'_> {
    /// Reads the signs of all beads.
    pub(super) fn signs(&self) -> Vec<Signs> {
        let first = self.first.iter().map(|b| (place(b), odds(b.posterior)));
        let first: BTreeMap<Place, f64> = first.collect();
        let alone: Vec<Alone> = self.placed.iter().map(|b| self.alone(b, &first)).collect();
        let count = alone.len().max(1) as f64;
        let one_to_one = alone.iter().filter(|b| b.one_to_one).count() as f64 / count;
        let soft_odds = alone.iter().map(|b| b.soft_odds).sum::<f64>() / count;
        let usual = (one_to_one, soft_odds);
        (0..alone.len())
            .map(|at| self.read(at, &alone, usual))
            .collect()
    }

    fn alone(&self, bead: &Placed, first: &BTreeMap<Place, f64>) -> Alone {
        let two_sided = !bead.shape().is_one_sided();
        let density = bead.score / self.characters(bead).sqrt();
        Alone {
            odds: odds(bead.posterior),
            first_odds: first.get(&place(bead)).copied(),
            soft_odds: odds(bead.softened),
            density: if two_sided {
                density.clamp(-2.0, 4.0)
            } else {
                0.0
            },
            one_to_one: (bead.source.len(), bead.target.len()) == (1, 1),
            two_sided,
        }
    }

    fn read(&self, at: usize, alone: &[Alone], usual: (f64, f64)) -> Signs {
        let (bead, own) = (&self.placed[at], &alone[at]);
        let near = || {
            let near = at.saturating_sub(2)..(at + 3).min(alone.len());
            near.filter(move |&k| k != at).map(|k| &alone[k])
        };
        let least = |of: fn(&Alone) -> f64, most: f64| near().map(of).fold(most, f64::min);
        let count = |of: fn(&Alone) -> bool| near().filter(|b| of(b)).count() as f64;
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let beside = beside.filter_map(|k| alone.get(k));
        let flag = |is: bool| f64::from(u8::from(is));
        let linked = near().filter(|b| b.two_sided).map(|b| b.density);
        let large = bead.source.len() + bead.target.len() > 3;
        let words = self.two_sides(bead);
        let unlinked = own.two_sided && !bead.pinned && !words.coverage.linked;
        Signs {
            values: [
                own.odds,
                own.first_odds.unwrap_or(0.0),
                own.soft_odds,
                usual.1,
                least(|b| b.soft_odds, MOST_ODDS),
                least(|b| b.odds, MOST_ODDS),
                own.odds * flag(!own.two_sided),
                own.odds * flag(large),
                flag(own.one_to_one),
                flag(!own.two_sided),
                usual.0,
                count(|b| !b.one_to_one),
                beside.filter(|b| !b.two_sided).count() as f64,
                count(|b| b.first_odds.is_some()),
                words.deviation.abs().min(5.0),
                ln(self.characters(bead)),
                flag(words.short),
                own.density,
                linked.fold(4.0, f64::min),
                words.coverage.source.min(words.coverage.target),
                words.coverage.source.max(words.coverage.target),
                words.numbers.iter().flatten().count() as f64,
                words.edges.clamp(-4.0, 4.0),
                words.blocks.clamp(-5.0, 5.0),
            ],
            deviation: words.deviation,
            lonely_numbers: words.numbers,
            unlinked,
            unexplained: unlinked && !words.short,
        }
    }

    fn characters(&self, bead: &Placed) -> f64 {
        self.sides.0.characters(&bead.source) + self.sides.1.characters(&bead.target)
    }

    /// Compares the two sides of a bead; all 0 where one is empty.
    fn two_sides(&self, bead: &Placed) -> TwoSides {
        // A pin is not judged, and may be of any size.
        if bead.shape().is_one_sided() || bead.pinned {
            return TwoSides::default();
        }
        let (source, target) = self.sides;
        let shorter = source
            .characters(&bead.source)
            .min(target.characters(&bead.target));
        let (edges, blocks) = self.model.layout(source, target, bead);
        TwoSides {
            deviation: self.model.length_deviation(source, target, bead),
            short: shorter < 25.0,
            coverage: self.model.lexical.coverage(source, target, bead),
            numbers: self.lonely_numbers(bead),
            edges,
            blocks,
        }
    }
}

impl Judged<'_> {
    /// Returns the keys of the first numbers of two digits or more that the other side lacks, of
    /// source and target. One-digit numbers are as often written out as words.
    fn lonely_numbers(&self, bead: &Placed) -> [Vec<String>; 2] {
        let ours = numbers(self.sides.0, &bead.source);
        let theirs = numbers(self.sides.1, &bead.target);
        let source = lacking(&ours, &theirs, MOST_NUMBERS);
        let target = lacking(&theirs, &ours, MOST_NUMBERS - source.len());
        [source, target]
    }
}

fn numbers<'a>(side: &'a Side, range: &Range<usize>) -> Vec<&'a str> {
    let tokens = side.sentences[range.clone()].iter().flatten();
    let entries = tokens.map(|&token| &side.vocabulary[token as usize]);
    let numbers = entries.filter(|entry| entry.kind == TokenKind::Number);
    numbers.map(|entry| entry.key.as_str()).collect()
}

/// Returns the first numbers that others do not have, or not as often.
fn lacking(numbers: &[&str], others: &[&str], most: usize) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        *left.entry(other).or_default() += 1;
    }
    let lonely = numbers
        .iter()
        .filter(|number| match left.get_mut(**number) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => number.len() > 1,
        });
    lonely
        .take(most)
        .map(|number| (*number).to_owned())
        .collect()
}

/// Numbers named in the doubts of one bead.
const MOST_NUMBERS: usize = 3;

/// What the two sides of a bead show.
#[derive(Default)]
struct TwoSides {
    deviation: f64,
    short: bool,
    coverage: Coverage,
    numbers: [Vec<String>; 2],
    edges: f64,
    blocks: f64,
}

type Place = (usize, usize, usize, usize);

fn place(bead: &Placed) -> Place {
    let (ours, theirs) = (&bead.source, &bead.target);
    (ours.start, ours.end, theirs.start, theirs.end)
}

/// Returns ln of the odds of a probability, at most 9 either way.
fn odds(probability: f64) -> f64 {
    let p = probability.clamp(1e-4, 1.0 - 1e-4);
    ln(p / (1.0 - p)).clamp(-MOST_ODDS, MOST_ODDS)
}
