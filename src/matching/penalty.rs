//! What a match loses beside its base score, and why: named, additive, never hidden.

use super::Query;
use super::adaptation::Adapted;
use super::score::{Pattern, Step};
use super::tokens::Tokenised;
use super::{LookupOptions, StoredPair};
use crate::messages::{Explain, Message};
use crate::text::numbers::Convention;
use crate::text::{WordKind, same_typography, typographic_key};

/// Why a match loses points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PenaltyKind {
    /// Numbers differ, and all were carried over into the adapted target: 1; 0 where only words of
    /// them differ (weekdays, months), which the base score has counted.
    NumbersAdapted,
    /// Numbers differ and cannot be carried over: 2 each, at most 6.
    Numbers,
    /// Capitals differ: 1.
    Case,
    /// Punctuation differs, dashes included: 1 each, at most 3.
    Punctuation,
    /// The same words and marks in another writing: 1.
    Writing,
    /// Only spaces, quotation marks or apostrophes differ: 0, shown.
    Typography,
    /// Inline codes differ: 1 each, at most 5.
    Codes,
    /// No person has vouched for the unit: 1 to 10 by the aligner's confidence.
    Unreviewed,
    /// The unit states the other language as its source: 2.
    Reversed,
    /// The same source has several targets, and no context decides: 1.
    Ambiguous,
    /// The memory the unit is in has a penalty of its own.
    Memory,
    /// The unit is of another region than the asked one: 0, shown.
    OtherRegion,
}

/// A penalty of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    /// Why.
    pub kind: PenaltyKind,
    /// Points the match loses, 0 to 100.
    pub points: u8,
    /// What exactly: `1 250 → 2 480`, a confidence, a count. May be empty.
    pub detail: String,
}

/// Points an imported unit loses that nobody has vouched for and no aligner has judged.
const UNJUDGED: u8 = 3;

impl PenaltyKind {
    /// Returns the stable name, for scripts.
    pub fn id(self) -> &'static str {
        match self {
            PenaltyKind::NumbersAdapted => "numbers-adapted",
            PenaltyKind::Numbers => "numbers",
            PenaltyKind::Case => "case",
            PenaltyKind::Punctuation => "punctuation",
            PenaltyKind::Writing => "writing",
            PenaltyKind::Typography => "typography",
            PenaltyKind::Codes => "codes",
            PenaltyKind::Unreviewed => "unreviewed",
            PenaltyKind::Reversed => "reversed",
            PenaltyKind::Ambiguous => "ambiguous",
            PenaltyKind::Memory => "memory",
            PenaltyKind::OtherRegion => "other-region",
        }
    }

    pub(super) fn of(self, points: u8, detail: impl Into<String>) -> Penalty {
        Penalty {
            kind: self,
            points,
            detail: detail.into(),
        }
    }
}

impl Explain for Penalty {
    fn explain(&self) -> Message {
        let id = match self.kind {
            PenaltyKind::NumbersAdapted => "match-numbers-adapted",
            PenaltyKind::Numbers => "match-numbers",
            PenaltyKind::Case => "match-case",
            PenaltyKind::Punctuation => "match-punctuation",
            PenaltyKind::Writing => "match-writing",
            PenaltyKind::Typography => "match-typography",
            PenaltyKind::Codes => "match-codes",
            PenaltyKind::Unreviewed => "match-unreviewed",
            PenaltyKind::Reversed => "match-reversed",
            PenaltyKind::Ambiguous => "match-ambiguous",
            PenaltyKind::Memory => "match-memory",
            PenaltyKind::OtherRegion => "match-other-region",
        };
        let message = Message::new(id).with("points", usize::from(self.points));
        match self.kind {
            PenaltyKind::NumbersAdapted | PenaltyKind::Numbers | PenaltyKind::Unreviewed => {
                message.with("detail", self.detail.as_str())
            }
            _ => message,
        }
    }
}

/// What the texts of a match cost, apart from the base score.
///
/// `adapted` is what became of the target.
pub(super) fn text_penalties(
    stored: &Tokenised<'_>,
    query: &Tokenised<'_>,
    steps: &[Step],
    convention: Option<Convention>,
    adapted: Option<&Adapted>,
) -> Vec<Penalty> {
    if stored.text == query.text {
        return Vec::new();
    }
    if same_typography(stored.text, query.text) {
        return vec![PenaltyKind::Typography.of(0, "")];
    }
    let mut penalties = Vec::new();
    let kept = steps.iter().filter_map(|step| match step {
        Step::Keep(s, q) => Some((*s, *q)),
        _ => None,
    });
    penalties.extend(numbers(stored, query, kept.clone(), adapted));
    if kept.clone().any(|(s, q)| case_differs(stored, query, s, q)) {
        penalties.push(PenaltyKind::Case.of(1, ""));
    }
    let marks = marks_distance(&marks(stored, convention), &marks(query, convention));
    if marks > 0 {
        penalties.push(PenaltyKind::Punctuation.of(marks.min(3) as u8, marks.to_string()));
    }
    let same_words = steps.iter().all(|step| matches!(step, Step::Keep(..)));
    if same_words && penalties.is_empty() {
        penalties.push(PenaltyKind::Writing.of(1, ""));
    }
    penalties
}

fn numbers(
    stored: &Tokenised<'_>,
    query: &Tokenised<'_>,
    kept: impl Iterator<Item = (usize, usize)>,
    adapted: Option<&Adapted>,
) -> Option<Penalty> {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let changes: Vec<String> = kept
        .filter(|(s, _)| stored.words[*s].kind == WordKind::Number)
        .map(|(s, q)| (stored.word(s), query.word(q)))
        .filter(|(old, new)| plain(old) != plain(new))
        .map(|(old, new)| format!("{old} → {new}"))
        .collect();
    match adapted {
        // No change: at most the same values, written in another way.
        Some(adapted) if adapted.changes.is_empty() => None,
        Some(adapted) => {
            // A changed weekday or month costs nothing here: as a word it lowered the base score.
            let points = u8::from(!changes.is_empty());
            Some(PenaltyKind::NumbersAdapted.of(points, adapted.changes.join(", ")))
        }
        None if changes.is_empty() => None,
        None => {
            let points = (2 * changes.len()).min(6) as u8;
            Some(PenaltyKind::Numbers.of(points, changes.join(", ")))
        }
    }
}

fn case_differs(stored: &Tokenised<'_>, query: &Tokenised<'_>, s: usize, q: usize) -> bool {
    let (old, new) = (stored.word(s), query.word(q));
    stored.words[s].kind == WordKind::Word
        && old != new
        && typographic_key(old) != typographic_key(new)
}

/// Returns the marks between the words: neither spaces nor quotation marks or apostrophes, and
/// none that belong to a number (`%`, `€`).
fn marks(text: &Tokenised<'_>, convention: Option<Convention>) -> Vec<u32> {
    let mut taken: Vec<_> = text.words.iter().map(|word| word.range.clone()).collect();
    if let Some(convention) = convention {
        let quantities = text.numbers(convention).quantities.iter();
        taken.extend(quantities.map(|quantity| quantity.range.clone()));
        taken.sort_by_key(|range| range.start);
    }
    let mut taken = taken.into_iter().peekable();
    let mut end = 0;
    let mut marks = Vec::new();
    for (at, c) in text.text.char_indices() {
        while let Some(range) = taken.next_if(|range| range.start <= at) {
            end = end.max(range.end);
        }
        let typographic = matches!(
            c,
            '\'' | '"' | '\u{2018}'..='\u{201F}' | '\u{02BC}' | '\u{2032}' | '«' | '»'
        );
        if at >= end && !c.is_whitespace() && !c.is_alphanumeric() && !typographic {
            marks.push(u32::from(c));
        }
    }
    marks
}

fn marks_distance(stored: &[u32], query: &[u32]) -> usize {
    let longest = stored.len().max(query.len());
    Pattern::new(query)
        .distance(stored, longest)
        .unwrap_or(longest)
}

/// What the unit itself costs, whatever its text.
pub(super) fn unit_penalties(
    pair: &StoredPair,
    query: &Query,
    options: &LookupOptions,
) -> Vec<Penalty> {
    let mut penalties = Vec::new();
    let codes = codes_distance(&pair.codes, &query.codes);
    if codes > 0 {
        penalties.push(PenaltyKind::Codes.of(codes.min(5) as u8, codes.to_string()));
    }
    if !pair.reviewed {
        let (points, detail) = match pair.confidence {
            // round(10 × (1 − confidence)), in thousandths.
            Some(confidence) => {
                let points = (1050 - u32::from(confidence.thousandths())) / 100;
                (points.max(1) as u8, confidence.to_string())
            }
            None => (UNJUDGED, "–".to_owned()),
        };
        penalties.push(PenaltyKind::Unreviewed.of(points, detail));
    }
    if pair.reversed {
        penalties.push(PenaltyKind::Reversed.of(2, ""));
    }
    if let Some(points) = options
        .memory_penalties
        .get(pair.memory)
        .filter(|points| **points > 0)
    {
        penalties.push(PenaltyKind::Memory.of(*points, ""));
    }
    if pair.other_region {
        penalties.push(PenaltyKind::OtherRegion.of(0, ""));
    }
    penalties
}

/// Returns how many inline codes differ, whatever their order.
fn codes_distance(stored: &[String], query: &[String]) -> usize {
    let mut left: Vec<&String> = query.iter().collect();
    left.sort();
    let mut missing = 0;
    for code in stored {
        match left.binary_search(&code) {
            Ok(at) => drop(left.remove(at)),
            Err(_) => missing += 1,
        }
    }
    left.len().max(missing)
}
