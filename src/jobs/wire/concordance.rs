//! The lines of `concordance --json`.

use serde::Serialize;

use super::OriginOf;
use crate::jobs::concordance::ConcordanceHit;
use crate::matching::concordance::Ranked;

/// A hit of `concordance --json`.
#[derive(Debug, Serialize)]
pub struct HitLine<'a> {
    unit: i64,
    memory: usize,
    lang: &'a str,
    text: &'a str,
    hits: &'a [(usize, usize)],
    other_lang: &'a str,
    other_text: &'a str,
    marked: Vec<&'a str>,
    marks: &'a [(usize, usize)],
    origin: OriginOf<'a>,
}

impl<'a> HitLine<'a> {
    /// Returns the line of a hit.
    pub fn new(hit: &'a ConcordanceHit) -> Self {
        let row = &hit.found.row;
        HitLine {
            unit: row.unit,
            memory: hit.found.memory,
            lang: &row.lang,
            text: &row.text,
            hits: &hit.found.hits,
            other_lang: &row.other_lang,
            other_text: &row.other_text,
            marked: hit.marked(),
            marks: &hit.marks,
            origin: OriginOf::new(&hit.origin),
        }
    }
}

/// A translation of `concordance --translations --json`.
#[derive(Debug, Serialize)]
pub struct TranslationLine<'a> {
    translation: Option<&'a str>,
    count: u64,
    /// Of all hits, to three decimals.
    share: f64,
    units: Vec<UnitOf>,
}

#[derive(Debug, Serialize)]
struct UnitOf {
    memory: usize,
    unit: i64,
}

impl<'a> TranslationLine<'a> {
    /// Returns the line of a translation among so many hits.
    pub fn new(ranked: &'a Ranked, hits: u64) -> Self {
        let units = ranked.units.iter();
        TranslationLine {
            translation: ranked.translation.as_deref(),
            count: ranked.count,
            share: ((ranked.count * 1000 + hits / 2) / hits.max(1)) as f64 / 1000.0,
            units: units
                .map(|&(memory, unit)| UnitOf { memory, unit })
                .collect(),
        }
    }
}
