//! A new sentence and stored units: scores, penalties, bands, differences, adaptation.
//!
//! [`lookup()`] is the story on one page. The pairs of a language pair are made an index once
//! ([`FuzzyIndex`]); a query leads to the rows of words that can match ([`index`]), what its text and
//! its unit cost is taken off ([`penalty`]), equal answers are grouped and ordered ([`ranking`]), only as
//! many of them read as are wanted ([`retrieval`]), the numbers of the query are carried over into the
//! target ([`adaptation`]), and where no whole sentence helps, its parts are looked for
//! ([`fragments`]). [`complete`] says what differs. `docs/matching.md` defines the score,
//! `docs/fuzzy-index.md` the index.
//!
//! Knows no SQL: stored pairs come through a [`PairStore`], the index as bytes.

mod adaptation;
#[cfg(test)]
mod adaptation_tests;
mod band;
mod changes;
pub mod concordance;
mod context;
mod diff;
mod explanation;
mod fragments;
mod help;
#[cfg(test)]
mod help_tests;
mod index;
mod likeness;
mod looks;
mod lookup;
mod marking;
mod penalty;
mod plain;
mod proposal;
mod ranking;
#[cfg(test)]
mod refusal_tests;
mod retrieval;
mod score;
#[cfg(test)]
mod tests;
mod tokens;

pub use band::MatchBand;
pub use context::Context;
pub use diff::{DiffKind, DiffPart, diff_texts};
pub use explanation::{Reason, ReasonKind};
pub use fragments::Fragment;
pub use help::{TermPair, complete};
pub use index::{FuzzyIndex, IndexBuilder, IndexFull, Scratch};
pub use lookup::{LookupError, PairStore, lookup, lookup_plainly};
pub use marking::translated_by;
pub use penalty::{Penalty, PenaltyKind};
pub use plain::PlainSearch;
pub use retrieval::IndexPart;
pub use score::base_score;

use crate::messages::Ui;
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
    /// When it was written or changed last, as [`date_key`] makes a number of it.
    pub date: u64,
}

/// Returns a date as a number that orders dates: its first fourteen digits, year to second, as far
/// as they are there; 0 where there are none. `20231003T141500Z` and `2023-10-03` compare.
pub fn date_key(date: &str) -> u64 {
    let digits = date
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| u64::from(digit - b'0'));
    digits
        .chain(std::iter::repeat(0))
        .take(14)
        .fold(0, |key, digit| key * 10 + digit)
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
    /// Where no match is good enough, look for weaker ones and for parts.
    pub help: bool,
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
            help: true,
        }
    }
}

/// What a lookup found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Matches whose base score reaches the threshold, best first.
    pub matches: Vec<Match>,
    /// Where there are none: of the weaker matches from 50 on the one with the highest base score, the
    /// best of several.
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
    /// The adapted target with other words too, where it is sure what they become; see
    /// [`complete`].
    pub proposal: Option<String>,
    /// What the proposal changes in the adapted target: what stood there, what stands now.
    pub proposed: Vec<(String, String)>,
    /// Byte ranges of the target that translate words the query has not; see [`complete`].
    pub affected: Vec<(usize, usize)>,
    /// Why the score is what it is; empty until [`complete`] was called.
    pub reasons: Vec<Reason>,
    /// Which neighbours are the same.
    pub context: Context,
    /// The other units with the same two texts, ascending.
    pub also: Vec<i64>,
}

impl Match {
    /// Returns why the score is what it is, in one sentence with the score: `92% — 1 word changed
    /// (aide → appui), punctuation equal; −2 alignment not reviewed`.
    pub fn explanation(&self, ui: Ui) -> String {
        explanation::with_score(self.score, &self.reasons, ui)
    }

    /// Returns the same sentence without the score.
    pub fn why(&self, ui: Ui) -> String {
        explanation::sentence(&self.reasons, ui)
    }
}
