//! What the index knows of one source and target of a unit, in forty bytes.

use super::layout::ENTRY;
use crate::matching::StoredPair;
use crate::matching::looks::Looks;
use crate::model::Confidence;
use crate::text::fingerprint;

/// An entry of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) struct Entry {
    /// Number of the unit.
    pub(in crate::matching) unit: i64,
    /// Fingerprint of the source's text.
    pub(in crate::matching) source: u64,
    /// Fingerprint of the target's text.
    pub(in crate::matching) target: u64,
    /// See [`StoredPair::date`].
    pub(in crate::matching) date: u64,
    flags: u32,
    /// How the source is written.
    pub(in crate::matching) looks: Looks,
}

const REVIEWED: u32 = 1;
const REVERSED: u32 = 1 << 1;
const HAS_CONFIDENCE: u32 = 1 << 2;
const HAS_CODES: u32 = 1 << 3;
const SEVERAL: u32 = 1 << 4;
const CONFIDENCE: u32 = 5;
const LANGUAGES: [u32; 2] = [16, 24];
/// The number of a language that stands for all beyond.
const OTHER_LANGUAGE: u32 = 0xFF;

impl Entry {
    pub(super) fn of(pair: &StoredPair, several: bool, looks: Looks, languages: [u32; 2]) -> Self {
        let flag = |set: bool, flag: u32| if set { flag } else { 0 };
        let confidence = pair.confidence.map_or(0, Confidence::thousandths);
        let language = |n: usize| languages[n].min(OTHER_LANGUAGE) << LANGUAGES[n];
        Entry {
            unit: pair.unit,
            source: fingerprint(pair.source.as_bytes()),
            target: fingerprint(pair.target.as_bytes()),
            date: pair.date,
            flags: flag(pair.reviewed, REVIEWED)
                | flag(pair.reversed, REVERSED)
                | flag(pair.confidence.is_some(), HAS_CONFIDENCE)
                | flag(!pair.codes.is_empty(), HAS_CODES)
                | flag(several, SEVERAL)
                | u32::from(confidence) << CONFIDENCE
                | language(0)
                | language(1),
            looks,
        }
    }

    pub(super) fn to_bytes(self) -> [u8; ENTRY] {
        let mut bytes = [0; ENTRY];
        let parts = [self.unit as u64, self.source, self.target, self.date];
        for (place, part) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(parts) {
            *place = part.to_le_bytes();
        }
        bytes[32..36].copy_from_slice(&self.flags.to_le_bytes());
        bytes[36..].copy_from_slice(&self.looks.to_bytes());
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8; ENTRY]) -> Self {
        let [unit, source, target, date, rest] = bytes.as_chunks::<8>().0 else {
            unreachable!("forty bytes are five times eight")
        };
        let [a, b, c, d, looks @ ..] = *rest;
        Entry {
            unit: u64::from_le_bytes(*unit) as i64,
            source: u64::from_le_bytes(*source),
            target: u64::from_le_bytes(*target),
            date: u64::from_le_bytes(*date),
            flags: u32::from_le_bytes([a, b, c, d]),
            looks: Looks::from_bytes(looks),
        }
    }

    pub(in crate::matching) fn reviewed(&self) -> bool {
        self.flags & REVIEWED != 0
    }

    pub(in crate::matching) fn reversed(&self) -> bool {
        self.flags & REVERSED != 0
    }

    /// Tells whether the source has inline codes; only the unit says which.
    pub(in crate::matching) fn has_codes(&self) -> bool {
        self.flags & HAS_CODES != 0
    }

    /// Tells whether the unit has other texts in one of the two languages.
    pub(in crate::matching) fn several(&self) -> bool {
        self.flags & SEVERAL != 0
    }

    pub(in crate::matching) fn confidence(&self) -> Option<Confidence> {
        let thousandths = self.flags >> CONFIDENCE & 0x3FF;
        (self.flags & HAS_CONFIDENCE != 0).then(|| Confidence::from_thousandths(thousandths))
    }

    /// Returns the numbers of the source's and target's languages in the index; `None` where there
    /// are too many to be told apart.
    pub(in crate::matching) fn languages(&self) -> Option<[usize; 2]> {
        let ids = LANGUAGES.map(|shift| self.flags >> shift & 0xFF);
        (!ids.contains(&OTHER_LANGUAGE)).then(|| ids.map(|id| id as usize))
    }
}
