//! A new sentence and stored units: scores, penalties, bands, differences, adaptation.
//!
//! [`lookup()`] is the story on one page. The pairs of a language pair are cut into words once
//! ([`PairIndex`]); a query is compared with each of them ([`score`]), what its text and its unit
//! cost is taken off ([`penalty`]), equal answers are grouped and ordered ([`context`]), the
//! numbers of the query are carried over into the target ([`adaptation`]), and where no whole
//! sentence helps, its parts are looked for ([`fragments`]). `docs/matching.md` defines the score.
//!
//! Knows no SQL: stored pairs are put into a [`PairIndex`], and what is only wanted of pairs that are
//! shown (context, origin) is fetched through a closure.

mod adaptation;
mod band;
mod concordance;
mod context;
mod diff;
mod fragments;
mod index;
mod lookup;
mod marking;
mod penalty;
mod plain;
mod score;
#[cfg(test)]
mod tests;
mod tokens;
mod translations;

pub use band::MatchBand;
pub use concordance::Phrase;
pub use context::Context;
pub use diff::{DiffKind, DiffPart, diff_texts};
pub use fragments::Fragment;
pub use index::PairIndex;
pub use lookup::lookup;
pub use marking::translated_by;
pub use penalty::{Penalty, PenaltyKind};
pub use score::base_score;
pub use translations::{Translation, translations};

use crate::messages::{Explain, Message};
use crate::model::{Confidence, LangTag};

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

/// A sentence to look up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The sentence, codes left out.
    pub text: String,
    /// Kinds of its inline codes, in order.
    pub codes: Vec<String>,
    /// The sentence before it; empty at the document's beginning, `None` where it is not known.
    pub previous: Option<String>,
    /// The sentence after it; empty at the document's end, `None` where it is not known.
    pub next: Option<String>,
    /// Name of the document it stands in.
    pub key: Option<String>,
}

impl Query {
    /// Returns a query without context.
    pub fn new(text: impl Into<String>) -> Self {
        Query {
            text: text.into(),
            ..Query::default()
        }
    }

    fn knows_context(&self) -> bool {
        self.previous.is_some() || self.next.is_some()
    }
}

/// How to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupOptions {
    /// Lowest base score of a match, 50 to 100; less counts as 50.
    pub threshold: u8,
    /// Most matches to return.
    pub limit: usize,
    /// Language of the query.
    pub from: LangTag,
    /// Language of the answers.
    pub to: LangTag,
    /// Points that units of each open memory lose; the working memory is the first. A memory
    /// beyond the list loses nothing.
    pub memory_penalties: Vec<u8>,
}

impl LookupOptions {
    /// Returns the usual options: matches from 70, five of them.
    pub fn new(from: LangTag, to: LangTag) -> Self {
        LookupOptions {
            threshold: 70,
            limit: 5,
            from,
            to,
            memory_penalties: Vec::new(),
        }
    }
}

/// What a lookup found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Matches whose base score reaches the threshold, best first.
    pub matches: Vec<Match>,
    /// Where there are none: the best weaker match from 50 on, if any.
    pub below: Vec<Match>,
    /// Where no match reaches 85: parts of the query that stored sources contain.
    pub fragments: Vec<Fragment>,
}

/// A stored pair as an answer to a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The pair; of several units with the same two texts the best.
    pub pair: StoredPair,
    /// Its context and origin.
    pub details: Details,
    /// Words in common, in per cent: 0 to 100.
    pub base: u8,
    /// `base` less the penalties, at least 0; 101 and 102 by context.
    pub score: u8,
    /// The band of the score.
    pub band: MatchBand,
    /// What was taken off, and what is only worth a remark (0 points).
    pub penalties: Vec<Penalty>,
    /// What differs between the stored source and the query.
    pub diff: Vec<DiffPart>,
    /// The target with the query's numbers; the target itself where none differs; `None` where
    /// it must not be touched.
    pub adapted: Option<String>,
    /// A word beside an adapted number must be changed too.
    pub needs_edit: bool,
    /// The target with suggestions word by word; none are made yet.
    pub proposal: Option<String>,
    /// Which neighbours are the same.
    pub context: Context,
    /// The other units with the same two texts, ascending.
    pub also: Vec<i64>,
}

impl Match {
    /// Returns why the score is what it is: the words in common, then each penalty, then the
    /// context.
    pub fn explanation(&self) -> Vec<Message> {
        let base = match self.base {
            100 => Message::new("match-all-words"),
            base => Message::new("match-words").with("base", usize::from(base)),
        };
        let context = match self.context {
            Context::None => None,
            Context::Next => Some("match-context-next"),
            Context::Previous => Some("match-context-previous"),
            Context::Both => Some("match-context-both"),
            Context::Id => Some("match-context-id"),
        };
        std::iter::once(base)
            .chain(self.penalties.iter().map(Explain::explain))
            .chain(context.map(Message::new))
            .chain(self.needs_edit.then(|| Message::new("match-needs-edit")))
            .collect()
    }
}
