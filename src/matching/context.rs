//! Context of a match, and the order in which matches are shown.

use std::cmp::Ordering;

use super::{Details, Query, StoredPair};
use crate::text::same_typography;

/// Which neighbours of a stored sentence are those of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Context {
    /// Neither, or they are not known.
    #[default]
    None,
    /// The sentence after.
    Next,
    /// The sentence before.
    Previous,
    /// Both.
    Both,
    /// Both, and the document is the same.
    Id,
}

impl Context {
    /// Returns the stable name: `none`, `previous`, `next`, `both`, `id`.
    pub fn name(self) -> &'static str {
        match self {
            Context::None => "none",
            Context::Next => "next",
            Context::Previous => "previous",
            Context::Both => "both",
            Context::Id => "id",
        }
    }
}

/// Compares the neighbours of a query with those of a unit. What one of them does not know never
/// counts against the other.
pub(super) fn context_of(query: &Query, details: &Details) -> Context {
    let same = |asked: &Option<String>, stored: &Option<Option<String>>| match (asked, stored) {
        (Some(asked), Some(Some(stored))) => same_typography(asked, stored),
        // An empty neighbour is the document's edge.
        (Some(asked), Some(None)) => asked.is_empty(),
        _ => false,
    };
    let previous = same(&query.previous, &details.previous);
    let next = same(&query.next, &details.next);
    let document = query.key.is_some() && query.key == details.origin.document;
    match (previous, next) {
        (true, true) if document => Context::Id,
        (true, true) => Context::Both,
        (true, false) => Context::Previous,
        (false, true) => Context::Next,
        (false, false) => Context::None,
    }
}

/// What the order of matches looks at, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rank {
    pub(super) score: u8,
    pub(super) context: Context,
    pub(super) likeness: u16,
    pub(super) reviewed: bool,
    pub(super) date: u64,
    pub(super) memory: usize,
    pub(super) unit: i64,
    /// Several texts of one unit.
    pub(super) texts: (String, String),
}

impl Rank {
    pub(super) fn new(pair: &StoredPair, score: u8, likeness: u16) -> Self {
        Rank {
            score,
            context: Context::None,
            likeness,
            reviewed: pair.reviewed,
            date: pair.date,
            memory: pair.memory,
            unit: pair.unit,
            texts: (pair.source.clone(), pair.target.clone()),
        }
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    /// Best first: score, context, likeness, reviewed, newest, first memory, lowest unit.
    fn cmp(&self, other: &Self) -> Ordering {
        let best_first = |rank: &Rank| {
            (
                rank.score,
                rank.context,
                rank.likeness,
                rank.reviewed,
                rank.date,
            )
        };
        best_first(other)
            .cmp(&best_first(self))
            .then_with(|| self.memory.cmp(&other.memory))
            .then_with(|| self.unit.cmp(&other.unit))
            .then_with(|| self.texts.cmp(&other.texts))
    }
}
