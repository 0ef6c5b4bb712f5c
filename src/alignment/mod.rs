//! Two lists of sentences into beads.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{BlockKind, Confidence};

/// A sentence as the aligner sees it.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    /// Its text.
    pub text: &'a str,
    /// Number of the block it stands in; grows along the document.
    pub block: u32,
    /// What that block is.
    pub kind: BlockKind,
}

/// Sentences of two documents that say the same. A side may be empty; then the other holds
/// exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bead {
    /// Sentence numbers of the source, consecutive.
    pub source: Range<usize>,
    /// Sentence numbers of the target, consecutive.
    pub target: Range<usize>,
    /// The estimated probability that the bead is right.
    pub confidence: Confidence,
    /// What speaks against it; empty where nothing does.
    pub doubts: Vec<Doubt>,
}

/// A reason to look at a bead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// The sides are too unlike in length.
    Lengths {
        /// Characters of the source.
        source: usize,
        /// Characters of the target.
        target: usize,
    },
    /// A number has no partner on the other side.
    Number(String),
    /// The bead stands next to a sentence without counterpart.
    NextToOmission,
    /// A sentence without counterpart.
    OneSided,
    /// Another way to link these sentences is nearly as good.
    CloseCall,
}

/// How to align.
#[derive(Debug, Clone, Default)]
pub struct AlignOptions {
    /// Beads that a person has fixed, in order; they come back as they are, the rest is aligned
    /// between them.
    pub pins: Vec<(Range<usize>, Range<usize>)>,
}

/// Links the sentences of a source with those of a target.
///
/// Total: every sentence of either side is in exactly one bead, and beads are in order.
pub fn align(
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
    lexicon: &Lexicon,
    options: &AlignOptions,
) -> Vec<Bead> {
    let _ = (source, target, lexicon, options);
    Vec::new()
}
