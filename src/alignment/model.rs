//! Everything a bead's score is made of, and how it is learnt from the beads of a pass.

use std::ops::Range;

use super::bead::{ALL_SHAPES, Placed, SHAPES, USUAL_SHARES};
use super::block_cost::BlockModel;
use super::cognates::{self, Link};
use super::length_cost::LengthModel;
use super::lexical_cost::LexicalModel;
use super::side::Side;
use crate::lexicon::{Couple, Lexicon, TranslationTable, train};

/// The score of a bead: the sum of what shape, lengths, words and blocks say.
#[derive(Debug)]
pub(super) struct Model {
    /// Words.
    pub lexical: LexicalModel,
    lengths: LengthModel,
    blocks: BlockModel,
    /// ln of each shape's share over that of 1-1.
    shapes: [f64; SHAPES],
    /// Score of a sentence without counterpart.
    one_sided: f64,
}

/// Weight of each lexical direction: words of a sentence are not independent, as the formula
/// pretends.
const LEXICAL_WEIGHT: f64 = 0.5;
/// Score of a sentence without counterpart before a document has been seen.
const USUAL_ONE_SIDED: f64 = -4.5;
/// How far from that a document may move it.
const ONE_SIDED_REACH: f64 = 2.0;
/// Pseudo-beads of the usual shares that learnt ones start from.
const PSEUDO_BEADS: f64 = 20.0;
/// Beads of a lower posterior teach nothing.
const SURE_ENOUGH: f64 = 0.5;
/// Beads that the lexicon is learnt from; of more, every second, third… is taken.
const MOST_COUPLES: usize = 30_000;

impl Model {
    /// Returns the model of the first pass: lengths, cognates, numbers, marks, blocks.
    pub(super) fn first(source: &Side, target: &Side, links: &[Link], lexicon: &Lexicon) -> Self {
        let forward = cognates::priors(links, lexicon, source, target, false);
        let backward = cognates::priors(links, lexicon, source, target, true);
        Model {
            lexical: LexicalModel::new(
                &TranslationTable::from_priors(&forward, source.vocabulary.len()),
                &TranslationTable::from_priors(&backward, target.vocabulary.len()),
                source,
                target,
            ),
            lengths: LengthModel::new(
                source.characters(&(0..source.len())),
                target.characters(&(0..target.len())),
                target.len(),
            ),
            blocks: BlockModel::new(source, target),
            shapes: USUAL_SHARES.map(|share| libm::log(share / USUAL_SHARES[0])),
            one_sided: USUAL_ONE_SIDED,
        }
    }

    /// Returns the score of a bead with two sides: ln of its likelihood as a translation over
    /// that as unrelated text. `words` is the lexical part, both directions together.
    pub(super) fn score(
        &self,
        source: &Side,
        target: &Side,
        ours: &Range<usize>,
        theirs: &Range<usize>,
        shape: usize,
        words: f64,
    ) -> f64 {
        let widest = ours.len().max(theirs.len());
        let (long, wide) = (source.characters(ours), target.characters(theirs));
        self.shapes[shape]
            + self.lengths.score(long, wide, widest)
            + LEXICAL_WEIGHT * words
            + self.blocks.score(source, target, ours, theirs)
    }

    /// Returns the score of a sentence without counterpart.
    pub(super) fn one_sided(&self) -> f64 {
        self.one_sided
    }

    /// Returns by how many standard deviations the lengths of a bead disagree.
    pub(super) fn length_deviation(&self, source: &Side, target: &Side, bead: &Placed) -> f64 {
        self.lengths.z(
            source.characters(&bead.source),
            target.characters(&bead.target),
        )
    }

    /// Learns words, lengths and shapes from the beads of a pass, each by its posterior.
    pub(super) fn learn(
        &mut self,
        beads: &[Placed],
        source: &Side,
        target: &Side,
        links: &[Link],
        lexicon: &Lexicon,
    ) {
        let sure: Vec<&Placed> = beads.iter().filter(|b| b.posterior > SURE_ENOUGH).collect();
        self.learn_shapes(&sure);
        let two_sided = sure.iter().filter(|b| !b.shape().is_one_sided());
        let lengths: Vec<(f64, f64, f64)> = two_sided
            .clone()
            .map(|b| {
                (
                    source.characters(&b.source),
                    target.characters(&b.target),
                    b.posterior,
                )
            })
            .collect();
        self.lengths.learn(&lengths);
        let step = lengths.len().div_ceil(MOST_COUPLES).max(1);
        let chosen: Vec<&Placed> = two_sided.step_by(step).copied().collect();
        let couple = |bead: &&Placed, turned: bool| {
            let ours = source.sentences[bead.source.clone()].concat();
            let theirs = target.sentences[bead.target.clone()].concat();
            let (source, target) = if turned {
                (theirs, ours)
            } else {
                (ours, theirs)
            };
            Couple {
                source,
                target,
                weight: bead.posterior as f32,
            }
        };
        let table = |turned: bool, rows: &Side, columns: &Side| {
            let couples: Vec<Couple> = chosen.iter().map(|bead| couple(bead, turned)).collect();
            let priors = cognates::priors(links, lexicon, source, target, turned);
            let sizes = (rows.vocabulary.len(), columns.vocabulary.len());
            train(&couples, &priors, sizes.0, sizes.1)
        };
        let forward = table(false, source, target);
        let backward = table(true, target, source);
        self.lexical = LexicalModel::new(&forward, &backward, source, target);
    }

    fn learn_shapes(&mut self, beads: &[&Placed]) {
        let mut counts = USUAL_SHARES.map(|share| share * PSEUDO_BEADS);
        for bead in beads {
            if let Some(at) = ALL_SHAPES.iter().position(|&shape| shape == bead.shape()) {
                counts[at] += bead.posterior;
            }
        }
        self.shapes = counts.map(|count| libm::log(count / counts[0]));
        // Both one-sided shapes share one score: which side was left out is chance.
        let one_sided = libm::log(f64::midpoint(counts[1], counts[2]) / counts[0]);
        self.one_sided = one_sided.clamp(
            USUAL_ONE_SIDED - ONE_SIDED_REACH,
            USUAL_ONE_SIDED + ONE_SIDED_REACH,
        );
    }
}
