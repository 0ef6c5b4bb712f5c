//! JSON of `lookup`.

use serde::Serialize;

use super::terms::TermOf;
use crate::matching::{Answer, DiffPart, Fragment, Match, Origin, Penalty, Reason};
use crate::messages::{Explain, Ui};
use crate::terms::TermHit;

/// An answer of `lookup --json`.
#[derive(Debug, Serialize)]
pub struct AnswerLine<'a> {
    query: &'a str,
    matches: Vec<MatchOf<'a>>,
    below: Vec<MatchOf<'a>>,
    fragments: Vec<FragmentOf<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermOf>,
}

#[derive(Debug, Serialize)]
struct MatchOf<'a> {
    score: u8,
    base: u8,
    band: &'static str,
    penalties: Vec<PenaltyOf>,
    source: &'a str,
    target: &'a str,
    adapted: Option<&'a str>,
    needs_edit: bool,
    proposal: Option<&'a str>,
    proposed: &'a [(String, String)],
    affected: &'a [(usize, usize)],
    explanation: String,
    reasons: Vec<ReasonOf<'a>>,
    diff: Vec<(&'static str, &'a str)>,
    unit: i64,
    memory: usize,
    also: &'a [i64],
    context: &'static str,
    reviewed: bool,
    origin: OriginOf<'a>,
}

#[derive(Debug, Serialize)]
struct PenaltyOf {
    id: &'static str,
    points: u8,
    detail: String,
}

/// A reason; what a kind has not is left out.
#[derive(Debug, Serialize)]
struct ReasonOf<'a> {
    id: &'static str,
    points: u8,
    #[serde(skip_serializing_if = "str::is_empty")]
    old: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    new: &'a str,
    #[serde(skip_serializing_if = "is_zero")]
    count: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl<'a> ReasonOf<'a> {
    fn new(reason: &'a Reason) -> Self {
        ReasonOf {
            id: reason.kind.id(),
            points: reason.points,
            old: &reason.old,
            new: &reason.new,
            count: reason.count,
            detail: &reason.detail,
        }
    }
}

#[derive(Debug, Serialize)]
struct FragmentOf<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    unit: i64,
    source: &'a str,
    source_start: usize,
    source_end: usize,
    target: &'a str,
}

/// Where a unit comes from.
#[derive(Debug, Serialize)]
pub(super) struct OriginOf<'a> {
    document: Option<&'a str>,
    block: Option<u32>,
    import: Option<i64>,
    author: Option<&'a str>,
    date: Option<&'a str>,
}

impl<'a> OriginOf<'a> {
    /// Returns the origin of a unit.
    pub(super) fn new(origin: &'a Origin) -> Self {
        OriginOf {
            document: origin.document.as_deref(),
            block: origin.block,
            import: origin.import,
            author: origin.author.as_deref(),
            date: origin.date.as_deref(),
        }
    }
}

impl<'a> AnswerLine<'a> {
    /// Returns the line of an answer.
    pub fn new(query: &'a str, answer: &'a Answer, ui: Ui) -> Self {
        let matches = |found: &'a [Match]| found.iter().map(|m| MatchOf::new(m, ui)).collect();
        AnswerLine {
            query,
            matches: matches(&answer.matches),
            below: matches(&answer.below),
            fragments: answer.fragments.iter().map(FragmentOf::new).collect(),
            terms: Vec::new(),
        }
    }

    /// Adds the terms of the term base that are in the query.
    #[must_use]
    pub fn with_terms(mut self, hits: &[TermHit<'_>]) -> Self {
        self.terms = TermOf::all(hits);
        self
    }
}

impl<'a> MatchOf<'a> {
    fn new(found: &'a Match, ui: Ui) -> Self {
        let diff = |part: &'a DiffPart| (part.kind.mark(), part.text.as_str());
        let penalty = |penalty: &Penalty| PenaltyOf {
            id: penalty.kind.id(),
            points: penalty.points,
            detail: penalty.explain().in_language(ui),
        };
        MatchOf {
            score: found.score,
            base: found.base,
            band: found.band.name(),
            penalties: found.penalties.iter().map(penalty).collect(),
            source: &found.pair.source,
            target: &found.pair.target,
            adapted: found.adapted.as_deref(),
            needs_edit: found.needs_edit,
            proposal: found.proposal.as_deref(),
            proposed: &found.proposed,
            affected: &found.affected,
            explanation: found.explanation(ui),
            reasons: found.reasons.iter().map(ReasonOf::new).collect(),
            diff: found.diff.iter().map(diff).collect(),
            unit: found.pair.unit,
            memory: found.pair.memory,
            also: &found.also,
            context: found.context.name(),
            reviewed: found.pair.reviewed,
            origin: OriginOf::new(&found.details.origin),
        }
    }
}

impl<'a> FragmentOf<'a> {
    fn new(fragment: &'a Fragment) -> Self {
        FragmentOf {
            text: &fragment.text,
            start: fragment.start,
            end: fragment.end,
            unit: fragment.pair.unit,
            source: &fragment.pair.source,
            source_start: fragment.source_start,
            source_end: fragment.source_end,
            target: &fragment.pair.target,
        }
    }
}
