//! Stored pairs as a lookup sees them, and where they come from.

use crate::model::Confidence;

/// A stored unit in the direction a lookup reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPair {
    /// Number of the unit in its memory.
    pub unit: i64,
    /// Which of the open memories it is in; 0 is the working memory.
    pub memory: usize,
    /// Text in the query's language, codes left out.
    pub source: String,
    /// Text in the other language, codes left out.
    pub target: String,
    /// Kinds of the inline codes of the source, in order.
    pub codes: Vec<String>,
    /// A person has vouched for it.
    pub reviewed: bool,
    /// The aligner's confidence; `None` for imported units.
    pub confidence: Option<Confidence>,
    /// The unit states the other language as its source.
    pub reversed: bool,
    /// The source or target language found is another region than the asked one.
    pub other_region: bool,
}

/// What is fetched only for the pairs that are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The sentence before the unit's source in its document: `Some(None)` at the document's
    /// edge, `None` where the unit does not know its context.
    pub previous: Option<Option<String>>,
    /// The sentence after it, likewise.
    pub next: Option<Option<String>>,
    /// Where the unit comes from.
    pub origin: Origin,
}

/// Where a unit comes from, as far as it knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Name of the document, for units made by an alignment.
    pub document: Option<String>,
    /// Number of the block in that document, from 0.
    pub block: Option<u32>,
    /// Number of the import, for imported units.
    pub import: Option<i64>,
    /// Who wrote or changed it last.
    pub author: Option<String>,
    /// When, as written in the unit.
    pub date: Option<String>,
}
