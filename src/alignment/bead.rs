//! Beads, the shapes they come in, and the reasons to look at one.

use std::ops::Range;

use crate::messages::{Explain, Message};
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
    /// A sentence of it seems to be translated by this one, out of order.
    Elsewhere(String),
    /// No telling word of either side is known to translate one of the other.
    Words,
}

impl Doubt {
    /// Returns the stable name, for scripts.
    pub fn id(&self) -> &'static str {
        match self {
            Doubt::Lengths { .. } => "lengths",
            Doubt::Number(_) => "number",
            Doubt::NextToOmission => "next-to-omission",
            Doubt::OneSided => "one-sided",
            Doubt::CloseCall => "close-call",
            Doubt::Elsewhere(_) => "elsewhere",
            Doubt::Words => "words",
        }
    }
}

impl Explain for Doubt {
    fn explain(&self) -> Message {
        match self {
            Doubt::Lengths { source, target } => Message::new("align-doubt-lengths")
                .with("source", *source)
                .with("target", *target),
            Doubt::Number(number) => {
                Message::new("align-doubt-number").with("number", number.as_str())
            }
            Doubt::NextToOmission => Message::new("align-doubt-next-to-omission"),
            Doubt::OneSided => Message::new("align-doubt-one-sided"),
            Doubt::CloseCall => Message::new("align-doubt-close-call"),
            Doubt::Words => Message::new("align-doubt-words"),
            Doubt::Elsewhere(text) => {
                Message::new("align-doubt-elsewhere").with("text", excerpt(text))
            }
        }
    }
}

/// Characters of a sentence that a doubt quotes.
const QUOTED: usize = 60;

/// Returns the beginning of a text, cut between words, or the whole without its full stop.
fn excerpt(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(QUOTED) else {
        return text.trim_end_matches('.').to_owned();
    };
    let head = &text[..end];
    let cut = head.rfind(' ').unwrap_or(end);
    format!("{}…", &head[..cut])
}

/// How many sentences of each side a bead holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Sentences of the source.
    pub source: usize,
    /// Sentences of the target.
    pub target: usize,
}

/// The most sentences a bead of the aligner's own holds on one side.
pub(super) const WIDEST: usize = 4;

/// Number of shapes with two sides.
pub(super) const PAIRED: usize = 11;

const fn shape(source: usize, target: usize) -> Shape {
    Shape { source, target }
}

/// The two-sided shapes the aligner may use. Where two are equally good, the earlier one wins.
pub(super) const PAIRED_SHAPES: [Shape; PAIRED] = [
    shape(1, 1),
    shape(2, 1),
    shape(1, 2),
    shape(2, 2),
    shape(3, 1),
    shape(1, 3),
    shape(4, 1),
    shape(1, 4),
    shape(3, 2),
    shape(2, 3),
    shape(3, 3),
];

/// How frequent each two-sided shape is before a document has been seen; the counts of Gale and
/// Church (1993), made less sure of 1-1 because translators of releases and novels join and cut
/// more.
pub(super) const USUAL_SHARES: [f64; PAIRED] = [
    0.80, 0.065, 0.065, 0.006, 0.012, 0.012, 0.004, 0.004, 0.003, 0.003, 0.001,
];

impl Shape {
    /// Tells whether a side is empty.
    pub(super) fn is_one_sided(self) -> bool {
        self.source == 0 || self.target == 0
    }
}

/// A bead that the search placed, before it is judged.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// Sentence numbers of the source.
    pub source: Range<usize>,
    /// Sentence numbers of the target.
    pub target: Range<usize>,
    /// Log-likelihood ratio of the bead against unrelated text, with what vectors added where they
    /// were asked for; of a sentence left out, the cost of beginning a gap; of a pin 0.
    pub score: f64,
    /// Share of all ways to align, by likelihood, that contain the bead; 0 to 1.
    pub posterior: f64,
    /// The same share where all likelihoods are made less sure.
    pub softened: f64,
    /// A person fixed it.
    pub pinned: bool,
}

impl Placed {
    /// Returns how many sentences each side holds.
    pub(super) fn shape(&self) -> Shape {
        shape(self.source.len(), self.target.len())
    }
}
