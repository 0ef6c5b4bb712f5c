//! Context of a match, and the order in which matches are shown.

use std::cmp::Ordering;

use super::{Details, Query, StoredPair};
use crate::text::{same_typography, typographic_key};

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

/// How many characters of a text are looked at for the order of equal scores.
const COMPARED: usize = 1000;

/// Returns how alike two texts are letter by letter, in thousandths: 1000 − 1000 · d / longest,
/// d the Levenshtein distance of their first thousand characters, typography and case aside.
pub(super) fn similarity(a: &str, b: &str) -> u16 {
    let form = |text: &str| -> String {
        typographic_key(text)
            .to_lowercase()
            .chars()
            .take(COMPARED)
            .collect()
    };
    let (a, b) = (form(a), form(b));
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 {
        return 1000;
    }
    (1000 * (longest - strsim::levenshtein(&a, &b).min(longest)) / longest) as u16
}

/// What the order of matches looks at, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rank {
    pub(super) score: u8,
    pub(super) context: Context,
    pub(super) similarity: u16,
    pub(super) reviewed: bool,
    /// Digits of the date; empty where none is known.
    pub(super) date: String,
    pub(super) memory: usize,
    pub(super) unit: i64,
    /// Several texts of one unit.
    pub(super) texts: (String, String),
}

impl Rank {
    pub(super) fn new(pair: &StoredPair, score: u8, similarity: u16) -> Self {
        Rank {
            score,
            context: Context::None,
            similarity,
            reviewed: pair.reviewed,
            date: String::new(),
            memory: pair.memory,
            unit: pair.unit,
            texts: (pair.source.clone(), pair.target.clone()),
        }
    }

    /// Takes the date out of a unit's details, so that `20231003T…` and `2023-10-03` compare.
    pub(super) fn take_date(&mut self, details: &Details) {
        let date = details.origin.date.as_deref().unwrap_or_default();
        self.date = date.chars().filter(char::is_ascii_digit).collect();
    }

    /// Compares by all that is known without the details of the units; best first.
    pub(super) fn before_details(&self, other: &Rank) -> Ordering {
        (other.score, other.context, other.similarity, other.reviewed).cmp(&(
            self.score,
            self.context,
            self.similarity,
            self.reviewed,
        ))
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
        self.before_details(other)
            .then_with(|| other.date.cmp(&self.date))
            .then_with(|| self.memory.cmp(&other.memory))
            .then_with(|| self.unit.cmp(&other.unit))
            .then_with(|| self.texts.cmp(&other.texts))
    }
}
