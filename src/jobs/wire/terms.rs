//! The JSON of terms: those found in a text, those of the base, those proposed.

use serde::Serialize;

use crate::jobs::terms::{Extracted, Found};
use crate::model::LangTag;
use crate::terms::{TermEntry, TermHit};

/// A term in a text, with one translation of it.
#[derive(Debug, Clone, Serialize)]
pub struct TermOf {
    start: usize,
    end: usize,
    source: String,
    target: String,
    lang: String,
    exact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    note: Option<String>,
    entry: i64,
    memory: usize,
}

impl TermOf {
    /// Returns an object for each translation of the terms found, in their order.
    pub fn all(hits: &[TermHit<'_>]) -> Vec<TermOf> {
        let all = hits.iter().flat_map(|hit| {
            hit.translations.iter().map(|translation| TermOf {
                start: hit.start,
                end: hit.end,
                source: hit.source.to_owned(),
                target: translation.text.clone(),
                lang: translation.language.to_string(),
                exact: hit.exact,
                status: translation.status.max(hit.status).name(),
                note: translation.note.clone(),
                entry: translation.unit,
                memory: translation.memory,
            })
        });
        all.collect()
    }
}

/// A text of `terms find --json`.
#[derive(Debug, Serialize)]
pub struct FindLine<'a> {
    query: &'a str,
    from: Option<&'a str>,
    terms: Vec<TermOf>,
}

impl<'a> FindLine<'a> {
    /// Returns the line of a text.
    pub fn new(query: &'a str, from: Option<&'a LangTag>, hits: &[TermHit<'_>]) -> Self {
        FindLine {
            query,
            from: from.map(LangTag::as_str),
            terms: TermOf::all(hits),
        }
    }
}

/// An entry of `terms list --json`.
#[derive(Debug, Serialize)]
pub struct EntryLine<'a> {
    entry: i64,
    terms: Vec<EntryTerm<'a>>,
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EntryTerm<'a> {
    lang: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> From<&'a TermEntry> for EntryLine<'a> {
    fn from(entry: &'a TermEntry) -> Self {
        let terms = entry.terms.iter().map(|term| EntryTerm {
            lang: term.language.as_str(),
            text: &term.text,
            status: term.status.name(),
            note: term.note.as_deref(),
        });
        EntryLine {
            entry: entry.unit,
            terms: terms.collect(),
            note: entry.note.as_deref(),
        }
    }
}

/// The report of `terms add --json` and `terms remove --json`.
#[derive(Debug, Serialize)]
pub struct EntryChangeLine {
    /// The change set; `null` where nothing was changed.
    pub change: Option<i64>,
    /// Entries that came.
    pub added: usize,
    /// Entries that were there already.
    pub known: usize,
    /// Entries that went.
    pub removed: usize,
}

/// A proposal of `terms extract --json`.
#[derive(Debug, Serialize)]
pub struct ProposalLine<'a> {
    source: &'a str,
    target: &'a str,
    from: &'a str,
    to: &'a str,
    score: u8,
    count: usize,
    together: usize,
    target_count: usize,
    rivals: Vec<RivalOf<'a>>,
    /// Other translations that the term base has.
    base: &'a [String],
    examples: Vec<ExampleOf<'a>>,
}

#[derive(Debug, Serialize)]
struct RivalOf<'a> {
    target: &'a str,
    count: usize,
}

#[derive(Debug, Serialize)]
struct ExampleOf<'a> {
    unit: i64,
    source: &'a str,
    target: &'a str,
}

impl<'a> ProposalLine<'a> {
    /// Returns the line of a proposal.
    pub fn new(extracted: &'a Extracted, found: &'a Found) -> Self {
        let proposal = &found.proposal;
        let rivals = proposal.rivals.iter().map(|rival| RivalOf {
            target: &rival.target,
            count: rival.count,
        });
        let examples = found
            .examples
            .iter()
            .map(|(unit, source, target)| ExampleOf {
                unit: *unit,
                source,
                target,
            });
        ProposalLine {
            source: &proposal.source,
            target: &proposal.target,
            from: extracted.from.as_str(),
            to: extracted.to.as_str(),
            score: proposal.score,
            count: proposal.count,
            together: proposal.together,
            target_count: proposal.target_count,
            rivals: rivals.collect(),
            base: &found.otherwise,
            examples: examples.collect(),
        }
    }
}
