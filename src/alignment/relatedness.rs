//! Whether two texts look like translations of each other at all.
//!
//! An aligner links anything with anything. Before its beads are kept, this asks whether the
//! sides of the beads share more rare names, numbers and look-alike words than the same texts do
//! when each source is held against some other bead's target.

use super::bead::Bead;
use super::cognates::Link;
use super::side::Side;

/// How much two aligned texts have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relatedness {
    /// Share of the source's telling words (numbers, words of four letters or more, the rarer
    /// the heavier) that look like a word of their bead's other side; 0 to 1.
    pub linked: f64,
    /// The same share when the targets are exchanged among the beads: what chance gives.
    pub by_chance: f64,
    /// Share of all characters that stand in beads with two sides, 0 to 1.
    pub two_sided: f64,
    /// Mean confidence of the beads, 0 to 1.
    pub confidence: f64,
    /// Sentences of the side that has fewer.
    pub sentences: usize,
}

/// Evidence below which texts do not look related.
///
/// Over the 227 pairs of the development gold, undamaged and damaged, the least was 0.051 (a novel
/// with a fifth of its text missing); over 321 pairs of strangers the most was 0.008.
const LEAST_EVIDENCE: f64 = 0.02;

/// Share of look-alikes from which chance is not asked: a text that says the same in every line
/// shares as much by chance. Strangers had 0.18 at most.
const PLAIN_EVIDENCE: f64 = 0.4;

/// Fewer sentences than this prove nothing either way.
const FEW: usize = 5;

impl Relatedness {
    /// Returns how much more the beads share than chance would, for the part of the text they
    /// hold and as far as they can be trusted: about 0 for strangers, mostly 0.1 to 0.4 for
    /// translations.
    pub fn evidence(&self) -> f64 {
        (self.linked - self.by_chance) * self.two_sided * self.confidence
    }

    /// Tells whether the texts look like translations of each other; of a few sentences, always
    /// yes.
    pub fn looks_related(&self) -> bool {
        let plain = self.linked * self.two_sided * self.confidence >= PLAIN_EVIDENCE;
        self.sentences < FEW || plain || self.evidence() >= LEAST_EVIDENCE
    }
}

/// Compares what beads share with what chance would make them share.
///
/// `links` are the tokens that look alike, `beads` those of the same sides. Linear in the texts. Of
/// two texts in one language nothing is said here; they always look related.
pub(super) fn of(sides: (&Side, &Side), links: &[Link], beads: &[Bead]) -> Relatedness {
    let (ours, theirs) = sides;
    let links = Links::new(ours, theirs, links);
    let two_sided: Vec<&Bead> = beads
        .iter()
        .filter(|b| !b.source.is_empty() && !b.target.is_empty())
        .collect();
    let partners: Vec<Vec<u32>> = two_sided.iter().map(|b| links.partners(b)).collect();
    let mut observed = Share::default();
    let mut chance = Share::default();
    for (at, bead) in two_sided.iter().enumerate() {
        links.count(bead, &partners[at], &mut observed);
        for part in 1..SHIFTS {
            let other = (at + part * two_sided.len() / SHIFTS) % two_sided.len();
            if other != at {
                links.count(bead, &partners[other], &mut chance);
            }
        }
    }
    let characters = |b: &&Bead| ours.characters(&b.source) + theirs.characters(&b.target);
    let confidence: f64 = beads.iter().map(|b| b.confidence.probability()).sum();
    let all = ours.characters(&(0..ours.len())) + theirs.characters(&(0..theirs.len()));
    Relatedness {
        linked: observed.value(),
        by_chance: chance.value(),
        two_sided: two_sided.iter().map(characters).sum::<f64>() / all.max(1.0),
        confidence: confidence / beads.len().max(1) as f64,
        sentences: ours.len().min(theirs.len()),
    }
}

/// The targets are moved on by each multiple of this part of the beads.
const SHIFTS: usize = 5;

/// A weighted share.
#[derive(Debug, Default)]
struct Share {
    found: f64,
    of: f64,
}

impl Share {
    fn value(&self) -> f64 {
        self.found / self.of.max(1.0)
    }
}

/// Which words of the two sides look alike, and how much each of the source's tells.
struct Links<'a> {
    source: &'a Side,
    target: &'a Side,
    /// (target token, source token), sorted.
    pairs: Vec<(u32, u32)>,
    weights: Vec<f64>,
}

impl<'a> Links<'a> {
    fn new(source: &'a Side, target: &'a Side, links: &[Link]) -> Self {
        let mut pairs: Vec<(u32, u32)> = links.iter().map(|link| (link.1, link.0)).collect();
        pairs.sort_unstable();
        let weights = (0..).zip(&source.vocabulary).map(|(token, entry)| {
            let rarity = source.len() as f64 / f64::from(entry.count);
            if source.is_telling(token) {
                libm::log(1.0 + rarity)
            } else {
                0.0
            }
        });
        Links {
            source,
            target,
            pairs,
            weights: weights.collect(),
        }
    }

    /// Returns the source tokens that look like a token of a bead's target, sorted.
    fn partners(&self, bead: &Bead) -> Vec<u32> {
        let mut found = Vec::new();
        for &e in self.target.sentences[bead.target.clone()].iter().flatten() {
            let start = self.pairs.partition_point(|link| link.0 < e);
            let links = self.pairs[start..].iter().take_while(|link| link.0 == e);
            found.extend(links.map(|link| link.1));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn count(&self, bead: &Bead, partners: &[u32], share: &mut Share) {
        for &f in self.source.sentences[bead.source.clone()].iter().flatten() {
            let weight = self.weights[f as usize];
            share.of += weight;
            if weight > 0.0 && partners.binary_search(&f).is_ok() {
                share.found += weight;
            }
        }
    }
}
