//! Penalties: named, additive, each with its reason.

use super::{DiffPart, StoredPair};
use crate::messages::{Explain, Message};
use crate::text::{Word, WordKind, typographic_key, words};

/// Points taken off the base score, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penalty {
    /// What it is for.
    pub kind: PenaltyKind,
    /// Points, 0 for what is only flagged.
    pub points: u8,
}

/// What a penalty is for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PenaltyKind {
    /// Spaces, quotation marks or apostrophes are of another kind; costs nothing.
    Typography,
    /// Numbers differ and all are carried over into the adapted target.
    NumbersAdapted,
    /// So many numbers differ and cannot be carried over.
    Numbers(usize),
    /// Capitals differ.
    Case,
    /// So many punctuation marks differ.
    Punctuation(usize),
    /// So many inline codes differ.
    Codes(usize),
    /// Nobody has reviewed the unit; the aligner's confidence in thousandths, if known.
    Unreviewed(Option<u16>),
    /// The unit states the other language as its source.
    Reversed,
    /// The same source has other targets too.
    Ambiguous,
    /// The memory has a penalty of its own.
    Memory,
    /// The unit is of another region than the one asked for; costs nothing.
    Region,
}

impl Penalty {
    /// Returns the stable name.
    pub fn id(&self) -> &'static str {
        match self.kind {
            PenaltyKind::Typography => "typography",
            PenaltyKind::NumbersAdapted => "numbers-adapted",
            PenaltyKind::Numbers(_) => "numbers",
            PenaltyKind::Case => "case",
            PenaltyKind::Punctuation(_) => "punctuation",
            PenaltyKind::Codes(_) => "codes",
            PenaltyKind::Unreviewed(_) => "unreviewed",
            PenaltyKind::Reversed => "reversed",
            PenaltyKind::Ambiguous => "ambiguous",
            PenaltyKind::Memory => "memory",
            PenaltyKind::Region => "region",
        }
    }
}

impl Explain for Penalty {
    fn explain(&self) -> Message {
        match &self.kind {
            PenaltyKind::Typography => Message::new("match-typography"),
            PenaltyKind::NumbersAdapted => Message::new("match-numbers-adapted"),
            PenaltyKind::Numbers(count) => Message::new("match-numbers").with("count", *count),
            PenaltyKind::Case => Message::new("match-case"),
            PenaltyKind::Punctuation(count) => {
                Message::new("match-punctuation").with("count", *count)
            }
            PenaltyKind::Codes(count) => Message::new("match-codes").with("count", *count),
            PenaltyKind::Unreviewed(Some(confidence)) => {
                Message::new("match-unreviewed-confidence").with(
                    "confidence",
                    format!("{}.{:03}", confidence / 1000, confidence % 1000),
                )
            }
            PenaltyKind::Unreviewed(None) => Message::new("match-unreviewed"),
            PenaltyKind::Reversed => Message::new("match-reversed"),
            PenaltyKind::Ambiguous => Message::new("match-ambiguous"),
            PenaltyKind::Memory => Message::new("match-memory"),
            PenaltyKind::Region => Message::new("match-region"),
        }
    }
}

/// Facts about a query and a pair that decide its penalties.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// The query.
    pub(super) query: &'a str,
    /// The pair.
    pub(super) pair: &'a StoredPair,
    /// The differences of their sources.
    pub(super) diff: &'a [DiffPart],
    /// The numbers were carried over, or there was nothing to carry.
    pub(super) adapted: bool,
    /// The same exact source has another target.
    pub(super) ambiguous: bool,
    /// Penalty of the pair's memory.
    pub(super) memory: u8,
}

/// Returns the penalties of a match in a fixed order.
pub(super) fn penalties(facts: &Facts<'_>) -> Vec<Penalty> {
    let Facts { query, pair, .. } = facts;
    let mut list = Vec::new();
    let mut push = |kind, points| list.push(Penalty { kind, points });
    if *query != pair.source {
        text_penalties(facts, &mut push);
    }
    match pair.codes.len() {
        0 => {}
        count => push(PenaltyKind::Codes(count), count.min(5) as u8),
    }
    if !pair.reviewed {
        let points = pair.confidence.map_or(3, |confidence| {
            // max(1, round(10·(1 − confidence))), halves upwards.
            ((1000 - confidence.thousandths() + 50) / 100).max(1) as u8
        });
        let confidence = pair.confidence.map(crate::model::Confidence::thousandths);
        push(PenaltyKind::Unreviewed(confidence), points);
    }
    if pair.reversed {
        push(PenaltyKind::Reversed, 2);
    }
    if facts.ambiguous {
        push(PenaltyKind::Ambiguous, 1);
    }
    if facts.memory > 0 {
        push(PenaltyKind::Memory, facts.memory);
    }
    if pair.other_region {
        push(PenaltyKind::Region, 0);
    }
    list
}

fn text_penalties(facts: &Facts<'_>, push: &mut impl FnMut(PenaltyKind, u8)) {
    let Facts { query, pair, .. } = facts;
    let (query_words, source_words) = (words(query), words(&pair.source));
    let numbers = surplus(
        &numbers(query, &query_words),
        &numbers(&pair.source, &source_words),
    );
    match numbers {
        0 => {}
        _ if facts.adapted => push(PenaltyKind::NumbersAdapted, 1),
        count => push(PenaltyKind::Numbers(count), (2 * count).min(6) as u8),
    }
    if case_differs(facts.diff) {
        push(PenaltyKind::Case, 1);
    }
    match surplus(
        &marks(query, &query_words),
        &marks(&pair.source, &source_words),
    ) {
        0 => {}
        count => push(PenaltyKind::Punctuation(count), count.min(3) as u8),
    }
    if typographic_key(query) == typographic_key(&pair.source) {
        push(PenaltyKind::Typography, 0);
    }
}

/// Returns the numbers of a text as they are written, spaces left out, sorted.
fn numbers(text: &str, words: &[Word]) -> Vec<String> {
    let mut numbers: Vec<String> = words
        .iter()
        .filter(|word| word.kind == WordKind::Number)
        .map(|word| {
            text[word.range.clone()]
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect()
        })
        .collect();
    numbers.sort();
    numbers
}

/// Returns the characters between words that are not white space, one kind of each mark, sorted.
fn marks(text: &str, words: &[Word]) -> Vec<char> {
    let mut marks = Vec::new();
    let mut at = 0;
    let ends = words
        .iter()
        .map(|w| w.range.clone())
        .chain([text.len()..text.len()]);
    for range in ends {
        let between = typographic_key(&text[at..range.start]);
        marks.extend(between.chars().filter(|c| !c.is_whitespace()));
        at = range.end;
    }
    marks.sort_unstable();
    marks
}

/// Returns how many items at least must change to make one sorted list the other.
fn surplus<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
        }
    }
    a.len().max(b.len()) - common
}

/// Tells whether a stretch and what stands in its place differ in nothing but capitals.
fn case_differs(diff: &[DiffPart]) -> bool {
    diff.windows(2).any(|pair| match pair {
        [DiffPart::Gone(gone), DiffPart::New(new)] => {
            let (gone, new) = (typographic_key(gone), typographic_key(new));
            gone != new
                && gone
                    .split(' ')
                    .zip(new.split(' '))
                    .any(|(a, b)| a != b && a.to_lowercase() == b.to_lowercase())
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::diff;
    use crate::model::Confidence;

    fn pair(source: &str) -> StoredPair {
        StoredPair {
            unit: 1,
            memory: 0,
            source: source.to_owned(),
            target: String::new(),
            codes: Vec::new(),
            reviewed: true,
            confidence: None,
            reversed: false,
            other_region: false,
        }
    }

    fn named(query: &str, pair: &StoredPair, adapted: bool) -> Vec<(&'static str, u8)> {
        let diff = diff(&pair.source, query);
        let facts = Facts {
            query,
            pair,
            diff: &diff,
            adapted,
            ambiguous: false,
            memory: 0,
        };
        penalties(&facts)
            .iter()
            .map(|p| (p.id(), p.points))
            .collect()
    }

    #[test]
    fn text_differences_have_their_price() {
        assert_eq!(named("Oui.", &pair("Oui."), true), []);
        assert_eq!(
            named("l’aide « ici »", &pair("l'aide \"ici\""), true),
            [("typography", 0)]
        );
        assert_eq!(
            named("Soit 60 %.", &pair("Soit 45 %."), true),
            [("numbers-adapted", 1)]
        );
        assert_eq!(
            named("Soit 60 %.", &pair("Soit 45 %."), false),
            [("numbers", 2)]
        );
        assert_eq!(named("1 2 3 4", &pair("5 6 7 8"), false), [("numbers", 6)]);
        assert_eq!(
            named("Les Alliés", &pair("Les alliés"), true),
            [("case", 1)]
        );
        assert_eq!(named("Oui", &pair("Oui !"), true), [("punctuation", 1)]);
        assert_eq!(
            named("plan – bis", &pair("plan - bis"), true),
            [("punctuation", 1)]
        );
    }

    #[test]
    fn an_unreviewed_unit_loses_by_its_confidence() {
        let unreviewed = |confidence: Option<u32>| StoredPair {
            reviewed: false,
            confidence: confidence.map(Confidence::from_thousandths),
            ..pair("Oui.")
        };
        for (confidence, points) in [
            (Some(999), 1),
            (Some(850), 2),
            (Some(851), 1),
            (Some(0), 10),
            (None, 3),
        ] {
            let found = named("Oui.", &unreviewed(confidence), true);
            assert_eq!(found, [("unreviewed", points)], "{confidence:?}");
        }
    }
}
