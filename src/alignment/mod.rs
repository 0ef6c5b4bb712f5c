//! Two lists of sentences into beads.
//!
//! A *bead* links sentences of two documents that say the same. Each possible bead has a score:
//! how much likelier its sides are as translations of each other than as unrelated text, judged
//! by their lengths ([`length_cost`]), their words ([`lexical_cost`]), the blocks they stand in
//! ([`block_cost`]) and how they begin and end ([`edge_cost`]). The best *path* of beads through
//! both documents is the alignment ([`path`]); long documents are searched in [`pieces`], and
//! between what a person has fixed ([`pins`]). The first pass knows only words that look alike
//! ([`cognates`]) and the lexicon; each pass teaches the next one the document's own words, lengths
//! and habits ([`model`]). How likely each bead is among all paths, and its other [`signs`], make
//! its [`confidence`]; [`doubts`] says what speaks against it, and [`elsewhere`] finds lists in
//! another order. `docs/alignment.md` tells the whole story.

mod anchors;
mod bead;
mod block_cost;
pub mod calibration;
mod cognates;
mod confidence;
mod corridor;
mod doubts;
mod edge_cost;
mod elsewhere;
mod embeddings;
mod length_cost;
mod lexical_cost;
mod logarithm;
mod model;
mod path;
mod pieces;
mod pins;
mod relatedness;
mod side;
mod signs;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::ops::Range;

pub use bead::{Bead, Doubt, Sentence};
pub use embeddings::{Ask, VectorProblem, Vectors};
pub use relatedness::Relatedness;

use bead::Placed;
use cognates::{Link, Priors};
use model::Model;
use path::Region;
use pieces::{Band, WholeRegion};
use side::Side;
use signs::Judged;

use crate::lexicon::Lexicon;

/// How to align.
#[derive(Debug, Clone, Default)]
pub struct AlignOptions {
    /// Beads that a person has fixed, in order; they come back as they are, the rest is aligned
    /// between them. A pin that lies outside the documents or crosses an earlier one is left
    /// out; a one-sided pin of several sentences becomes one bead a sentence.
    pub pins: Vec<(Range<usize>, Range<usize>)>,
}

/// Times that the documents are searched, each time with what the last one taught.
const PASSES: usize = 3;

/// Links the sentences of a source with those of a target.
///
/// Total: every sentence of either side is in exactly one bead, and beads are in order. Bead
/// shapes are 1-1, 1-0, 0-1, and up to 4-1, 1-4 and 3-3. Deterministic to the byte.
///
/// `lexicon` is from the source's language to the target's; an empty one will do.
///
/// Time and memory are O(n + m) but for sorting: documents of up to some 100 × 100 sentences are
/// searched whole, longer ones in a corridor around rare common words, in pieces that are cut
/// where there is no doubt; where nothing tells where to cut or look, a corridor is
/// narrowed to 700,000 cells, some 70 MB, or to eleven cells a row, whichever is more.
pub fn align(
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
    lexicon: &Lexicon,
    options: &AlignOptions,
) -> Vec<Bead> {
    let watch = &mut |_, _| Ok(());
    let Ok(found) = align_watched::<Infallible>(source, target, lexicon, options, None, watch);
    found.beads
}

/// Two documents linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// The beads in order, as [`align`] returns them.
    pub beads: Vec<Bead>,
    /// How much the two documents have to do with each other.
    pub relatedness: Relatedness,
}

/// Links like [`align`], and tells `watch` now and then how many sentences are done, and of how
/// many (each counts once a pass).
///
/// With `ask`, an embedding source is asked about the beads that are in doubt after the last pass;
/// where none is, nothing is asked. The beads depend on the vectors and nothing else of the source:
/// the same vectors, the same beads.
///
/// # Errors
/// Where `watch` or the source fails, the work ends with its error.
pub fn align_watched<E>(
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
    lexicon: &Lexicon,
    options: &AlignOptions,
    ask: Option<&mut Ask<'_, E>>,
    watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
) -> Result<Alignment, E> {
    let mut placement = place(source, target, lexicon, options, watch)?;
    if let Some(ask) = ask {
        placement.reconsider((source, target), ask)?;
    }
    let judged = placement.judged(source, target);
    let signs = judged.signs();
    let mut beads = confidence::judge(&judged, &signs);
    elsewhere::mark(&judged, &signs, &mut beads);
    Ok(Alignment {
        relatedness: relatedness::of(judged.sides, &placement.links, &beads),
        beads,
    })
}

/// Two documents, the beads of the last pass and the first, and what the last one went by.
struct Placement {
    source: Side,
    target: Side,
    /// Tokens that look alike.
    links: Vec<Link>,
    model: Model,
    /// What is aligned between the pins, each with its band of the last pass.
    regions: Vec<(Region, Band)>,
    pins: Vec<Placed>,
    first: Vec<Placed>,
    placed: Vec<Placed>,
}

impl Placement {
    fn judged<'a>(&'a self, source: &'a [Sentence<'a>], target: &'a [Sentence<'a>]) -> Judged<'a> {
        Judged {
            placed: &self.placed,
            first: &self.first,
            model: &self.model,
            sides: (&self.source, &self.target),
            texts: (source, target),
        }
    }
}

fn place<E>(
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
    lexicon: &Lexicon,
    options: &AlignOptions,
    watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
) -> Result<Placement, E> {
    let (source, target) = (Side::read(source), Side::read(target));
    let links = cognates::links(&source, &target);
    let priors = Priors::new(&links, lexicon, &source, &target);
    let (pins, regions) = pins::divide(&options.pins, source.len(), target.len());
    let mut model = Model::first(&source, &target, &priors);
    let mut bands: Vec<Option<Band>> = vec![None; regions.len()];
    let (mut placed, mut first): (Vec<Placed>, Vec<Placed>) = (Vec::new(), Vec::new());
    let sentences = |region: &Region| region.source.len() + region.target.len();
    let all = (PASSES * regions.iter().map(sentences).sum::<usize>()) as u64;
    let mut done = 0;
    for pass in 0..PASSES {
        if pass > 0 {
            watch(done, all)?;
            model.learn(&placed, &source, &target, &priors);
        }
        let mut found = Vec::new();
        for (region, band) in regions.iter().zip(&mut bands) {
            let pieces = match band {
                None => pieces::first(&links, &source, &target, region),
                Some(band) => pieces::again(region, band),
            };
            let mut whole = WholeRegion::new(region);
            for piece in pieces {
                watch(done, all)?;
                let (place, corridor) = (&piece.region, &piece.corridor);
                let judged = pass + 1 == PASSES;
                let found = path::search(&model, &source, &target, place, corridor, judged);
                whole.add(&piece, found);
                done += sentences(&piece.region) as u64;
            }
            found.push(whole.beads);
            *band = Some(whole.band);
        }
        placed = interleave(found, &pins);
        if pass == 0 {
            first.clone_from(&placed);
        }
    }
    Ok(Placement {
        source,
        target,
        links,
        model,
        regions: regions
            .into_iter()
            .zip(bands.into_iter().flatten())
            .collect(),
        pins,
        first,
        placed,
    })
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
