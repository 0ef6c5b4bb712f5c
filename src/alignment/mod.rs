//! Two lists of sentences into beads.
//!
//! A *bead* links sentences of two documents that say the same. Each possible bead has a score:
//! how much likelier its sides are as translations of each other than as unrelated text, judged
//! by their lengths ([`length_cost`]), their words ([`lexical_cost`]), and the blocks they stand
//! in ([`block_cost`]). The best *path* of beads through both documents is the alignment
//! ([`path`]). The first pass knows only words that look alike ([`cognates`]); each pass teaches
//! the next one the document's own words, lengths and habits ([`model`]). How likely each bead
//! is among all paths makes its [`confidence`]. `docs/alignment.md` tells the whole story.

mod anchors;
mod bead;
mod block_cost;
mod cognates;
mod confidence;
mod corridor;
mod length_cost;
mod lexical_cost;
mod model;
mod path;
mod pins;
mod relatedness;
mod side;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use bead::{Bead, Doubt, Sentence};
pub use relatedness::{Relatedness, relatedness};

use bead::Placed;
use corridor::Corridor;
use model::Model;
use path::Region;
use side::Side;

use crate::lexicon::Lexicon;

/// How to align.
#[derive(Debug, Clone, Default)]
pub struct AlignOptions {
    /// Beads that a person has fixed, in order; they come back as they are, the rest is aligned
    /// between them. A pin that lies outside the documents or crosses an earlier one is left
    /// out; a one-sided pin of several sentences becomes one bead a sentence.
    pub pins: Vec<(Range<usize>, Range<usize>)>,
}

/// For each pass: cells of a grid that is still searched whole, and the half-width in sentences
/// of the corridor where it is larger. Later passes know better where to look.
const PASSES: [(usize, usize); 3] = [(160_000, 40), (10_000, 40), (10_000, 20)];

/// Links the sentences of a source with those of a target.
///
/// Total: every sentence of either side is in exactly one bead, and beads are in order. Bead
/// shapes are 1-1, 1-0, 0-1, and up to 4-1, 1-4 and 3-3. Deterministic to the byte.
///
/// `lexicon` is from the source's language to the target's; an empty one will do.
///
/// Documents of up to some 400 × 400 sentences are searched whole: O(n × m). Longer ones are
/// searched in a corridor around rare common words, whose width is cut where it would hold more
/// than two million cells (some 180 MB), so time and memory stay O(n + m) beyond.
pub fn align(
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
    lexicon: &Lexicon,
    options: &AlignOptions,
) -> Vec<Bead> {
    let (ours, theirs) = (Side::read(source), Side::read(target));
    let links = cognates::links(&ours, &theirs);
    let (pins, regions) = pins::divide(&options.pins, ours.len(), theirs.len());
    let mut model = Model::first(&ours, &theirs, &links, lexicon);
    let mut placed: Vec<Placed> = Vec::new();
    for (pass, (whole, half)) in PASSES.into_iter().enumerate() {
        if pass > 0 {
            model.learn(&placed, &ours, &theirs, &links, lexicon);
        }
        let search = |region: &Region| {
            let (n, m) = (region.source.len(), region.target.len());
            let corridor = Corridor::whole(n, m, whole).unwrap_or_else(|| {
                let points = match pass {
                    0 => anchors::chain(&links, &ours, &theirs, region),
                    _ => points_of(&placed, region),
                };
                Corridor::around(&points, half, n, m)
            });
            path::search(&model, &ours, &theirs, region, &corridor)
        };
        let found: Vec<Vec<Placed>> = regions.iter().map(search).collect();
        placed = interleave(found, &pins);
    }
    confidence::judge(&placed, &model, (&ours, &theirs), source, target)
}

/// Returns where the beads inside a region begin, in the region's own numbers.
fn points_of(placed: &[Placed], region: &Region) -> Vec<(usize, usize)> {
    let inside = |bead: &&Placed| {
        region.source.start <= bead.source.start
            && region.target.start <= bead.target.start
            && bead.source.end <= region.source.end
            && bead.target.end <= region.target.end
    };
    let first = placed.partition_point(|b| {
        b.source.start < region.source.start || b.target.start < region.target.start
    });
    let beads = placed[first..].iter().take_while(inside);
    beads
        .map(|b| {
            (
                b.source.start - region.source.start,
                b.target.start - region.target.start,
            )
        })
        .collect()
}

/// Puts the beads of each region and the pins between them in order.
fn interleave(found: Vec<Vec<Placed>>, pins: &[Placed]) -> Vec<Placed> {
    let mut all = Vec::new();
    for (at, beads) in found.into_iter().enumerate() {
        all.extend(beads);
        all.extend(pins.get(at).cloned());
    }
    all
}
