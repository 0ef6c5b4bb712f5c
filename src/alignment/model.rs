//! Everything a bead's score is made of, and how it is learnt from the beads of a pass.

use std::ops::Range;

use super::bead::{PAIRED, PAIRED_SHAPES, Placed, USUAL_SHARES};
use super::block_cost::BlockModel;
use super::cognates::Priors;
use super::edge_cost::EdgeModel;
use super::length_cost::LengthModel;
use super::lexical_cost::LexicalModel;
use super::side::Side;
use crate::lexicon::{Couple, TranslationTable, train};

/// The score of a bead: the sum of what shape, lengths, words, blocks and edges say.
#[derive(Debug)]
pub(super) struct Model {
    /// Words.
    pub lexical: LexicalModel,
    lengths: LengthModel,
    blocks: BlockModel,
    edges: EdgeModel,
    gaps: GapCosts,
    /// ln of each two-sided shape's share over that of 1-1.
    shapes: [f64; PAIRED],
}

/// What it costs to leave sentences without counterpart, as ln of probabilities against 1-1.
///
/// What is left out of a translation is left out in runs: the second sentence of a run costs less
/// than the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct GapCosts {
    /// The first after a linked bead.
    pub open: f64,
    /// One more on the same side.
    pub extend: f64,
    /// The next on the other side.
    pub switch: f64,
    /// The linked bead that comes after.
    pub close: f64,
}

/// Costs before a document has been seen. These and the other weights here were fitted on the
/// development gold, one after the other (`docs/alignment.md`).
const USUAL_GAPS: GapCosts = GapCosts {
    open: -4.4,
    extend: -2.85,
    switch: -7.5,
    close: -0.3,
};
/// How far from that a document may move them.
const GAP_REACH: f64 = 2.0;
/// Linked beads that learnt costs start from, and sentences left out.
const PSEUDO_GAPS: (f64, f64) = (20.0, 4.0);
/// Weight of each lexical direction: words of a sentence are not independent, as the formula
/// pretends.
const LEXICAL_WEIGHT: f64 = 0.5;
/// What shape and words can say against a bead before lengths and layout are no longer asked: they
/// hardly ever make up for so much, and leaving its sentences out mostly costs less.
const HOPELESS: f64 = -25.0;
/// Weight of the lengths.
const LENGTH_WEIGHT: f64 = 1.35;
/// Pseudo-beads of the usual shares that learnt ones start from.
const PSEUDO_BEADS: f64 = 20.0;
/// Beads of a lower posterior teach nothing.
const SURE_ENOUGH: f64 = 0.5;
/// Beads that the lexicon is learnt from; of more, every second, third… is taken.
const MOST_COUPLES: usize = 10_000;

impl Model {
    /// Returns the model of the first pass: lengths, cognates, numbers, marks, blocks, edges, and
    /// what the lexicon knows.
    pub(super) fn first(source: &Side, target: &Side, priors: &Priors) -> Self {
        Model {
            lexical: LexicalModel::new(
                &TranslationTable::from_priors(&priors.forth, source.vocabulary.len()),
                &TranslationTable::from_priors(&priors.back, target.vocabulary.len()),
                source,
                target,
            ),
            lengths: LengthModel::new(
                source.characters(&(0..source.len())),
                target.characters(&(0..target.len())),
                target.len(),
            ),
            blocks: BlockModel::new(source, target),
            edges: EdgeModel::new(source, target),
            gaps: USUAL_GAPS,
            shapes: USUAL_SHARES.map(|share| libm::log(share / USUAL_SHARES[0])),
        }
    }

    /// Returns the score of a bead with two sides: ln of its likelihood as a translation over
    /// that as unrelated text. `shape` indexes [`PAIRED_SHAPES`]; `words` is the lexical part,
    /// both directions together.
    pub(super) fn score(
        &self,
        source: &Side,
        target: &Side,
        ours: &Range<usize>,
        theirs: &Range<usize>,
        shape: usize,
        words: f64,
    ) -> f64 {
        let known = self.shapes[shape] + LEXICAL_WEIGHT * words;
        if known < HOPELESS {
            return f64::NEG_INFINITY;
        }
        let widest = ours.len().max(theirs.len());
        let (long, wide) = (source.characters(ours), target.characters(theirs));
        known
            + LENGTH_WEIGHT * self.lengths.score(long, wide, widest)
            + self.blocks.score(source, target, ours, theirs)
            + self.edges.score(source, target, ours, theirs)
    }

    /// Returns what the edges and what the blocks say for a bead with two sides.
    pub(super) fn layout(&self, source: &Side, target: &Side, bead: &Placed) -> (f64, f64) {
        let (ours, theirs) = (&bead.source, &bead.target);
        (
            self.edges.score(source, target, ours, theirs),
            self.blocks.score(source, target, ours, theirs),
        )
    }

    /// Returns what it costs to leave sentences out.
    pub(super) fn gaps(&self) -> GapCosts {
        self.gaps
    }

    /// Returns what its edges say for leaving out a source sentence.
    pub(super) fn left_source(&self, source: &Side, sentence: usize) -> f64 {
        self.edges.left_source(source, sentence)
    }

    /// Returns what its edges say for leaving out a target sentence.
    pub(super) fn left_target(&self, target: &Side, sentence: usize) -> f64 {
        self.edges.left_target(target, sentence)
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
        priors: &Priors,
    ) {
        let sure: Vec<&Placed> = beads.iter().filter(|b| b.posterior > SURE_ENOUGH).collect();
        self.learn_shapes(&sure);
        self.learn_gaps(&sure);
        self.edges = EdgeModel::learnt(source, target, &sure);
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
            let sizes = (rows.vocabulary.len(), columns.vocabulary.len());
            train(
                &couples,
                if turned { &priors.back } else { &priors.forth },
                sizes.0,
                sizes.1,
            )
        };
        let forward = table(false, source, target);
        let backward = table(true, target, source);
        self.lexical = LexicalModel::new(&forward, &backward, source, target);
    }

    fn learn_shapes(&mut self, beads: &[&Placed]) {
        let mut counts = USUAL_SHARES.map(|share| share * PSEUDO_BEADS);
        for bead in beads {
            if let Some(at) = PAIRED_SHAPES
                .iter()
                .position(|&shape| shape == bead.shape())
            {
                counts[at] += bead.posterior;
            }
        }
        self.shapes = counts.map(|count| libm::log(count / counts[0]));
    }

    fn learn_gaps(&mut self, beads: &[&Placed]) {
        let (mut linked, mut left) = PSEUDO_GAPS;
        let mut opened = linked * libm::exp(USUAL_GAPS.open) * 2.0;
        let mut extended = left * libm::exp(USUAL_GAPS.extend);
        let mut switched = left * libm::exp(USUAL_GAPS.switch);
        for pair in beads.windows(2) {
            let (first, then) = (pair[0], pair[1]);
            if (first.source.end, first.target.end) != (then.source.start, then.target.start) {
                continue;
            }
            let weight = first.posterior * then.posterior;
            let (before, after) = (first.shape(), then.shape());
            match (before.is_one_sided(), after.is_one_sided()) {
                (false, false) => linked += weight,
                (false, true) => {
                    linked += weight;
                    opened += weight;
                }
                (true, one_sided) => {
                    left += weight;
                    if one_sided && before == after {
                        extended += weight;
                    } else if one_sided {
                        switched += weight;
                    }
                }
            }
        }
        let near =
            |share: f64, usual: f64| libm::log(share).clamp(usual - GAP_REACH, usual + GAP_REACH);
        // Either side is left out as often: which one was is chance.
        self.gaps.open = near(opened / 2.0 / linked, USUAL_GAPS.open);
        self.gaps.extend = near(extended / left, USUAL_GAPS.extend);
        self.gaps.switch = near(switched / left, USUAL_GAPS.switch);
    }
}
