//! Alignments: two documents and their beads, each two-sided bead a unit.

use std::collections::BTreeMap;
use std::ops::Range;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::documents::{self, DocumentRecord, SegmentRecord};
use super::{Change, Memory, MemoryError};
use crate::model::{Confidence, InlineContent};

/// A bead to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeadRecord {
    /// Ordinals of the source segments.
    pub source: Range<usize>,
    /// Ordinals of the target segments.
    pub target: Range<usize>,
    /// Joined text of the source; empty where the side is.
    pub source_text: String,
    /// Joined text of the target.
    pub target_text: String,
    /// How sure the aligner is.
    pub confidence: Confidence,
    /// Ids of the doubts.
    pub doubts: Vec<String>,
}

/// Ordinals of the source and target segments of a reviewed bead.
pub type PinnedBead = (Range<usize>, Range<usize>);

/// A bead in force.
struct StoredBead {
    id: i64,
    ord: i64,
    sides: [Vec<i64>; 2],
    confidence: i64,
    doubts: Option<String>,
    reviewed: bool,
}

impl Memory {
    /// Returns the beads of two documents that a person has reviewed, in order; they index the
    /// documents' segments in force.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn reviewed_beads(
        &self,
        source: &DocumentRecord,
        target: &DocumentRecord,
    ) -> Result<Vec<PinnedBead>, MemoryError> {
        let connection = self.connection();
        let (Some(source), Some(target)) = (
            documents::find(connection, source)?,
            documents::find(connection, target)?,
        ) else {
            return Ok(Vec::new());
        };
        let Some(alignment) = find(connection, source, target)? else {
            return Ok(Vec::new());
        };
        let positions = |document: i64| -> Result<BTreeMap<i64, usize>, MemoryError> {
            let segments = documents::segments(connection, document)?;
            let ids = segments.into_iter().enumerate();
            Ok(ids.map(|(n, (id, _))| (id, n)).collect())
        };
        let positions = [positions(source)?, positions(target)?];
        // Where each side of the last bead ended: the place of a bead's empty side.
        let mut ends = [0, 0];
        let mut pins = Vec::new();
        for bead in beads(connection, alignment)? {
            let mut ranges = [0..0, 0..0];
            for side in [0, 1] {
                let ids = &bead.sides[side];
                let first = ids.first().and_then(|id| positions[side].get(id)).copied();
                let first = first.unwrap_or(ends[side]);
                ends[side] = first + ids.len();
                ranges[side] = first..ends[side];
            }
            if bead.reviewed {
                pins.push(ranges.into());
            }
        }
        Ok(pins)
    }

    /// Returns the beads in force between two documents, in order, each as its confidence and
    /// whether a side of it is empty; `None` where the two are not aligned, either way round.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn beads_between(
        &self,
        source: &DocumentRecord,
        target: &DocumentRecord,
    ) -> Result<Option<Vec<(Confidence, bool)>>, MemoryError> {
        let connection = self.connection();
        let (Some(source), Some(target)) = (
            documents::find(connection, source)?,
            documents::find(connection, target)?,
        ) else {
            return Ok(None);
        };
        let alignment = match find(connection, source, target)? {
            Some(alignment) => Some(alignment),
            None => find(connection, target, source)?,
        };
        let Some(alignment) = alignment else {
            return Ok(None);
        };
        let mut statement = connection.prepare_cached(
            "SELECT confidence, (SELECT count(DISTINCT side) FROM bead_segment
                                 WHERE bead_segment.bead = bead.id) < 2
             FROM bead WHERE alignment = ?1 AND removed IS NULL ORDER BY ord, id",
        )?;
        let beads = statement.query_map([alignment], |row| {
            Ok((Confidence::from_thousandths(row.get(0)?), row.get(1)?))
        })?;
        Ok(Some(beads.collect::<Result<_, _>>()?))
    }

    /// Returns the segments of a document where a person has reviewed a bead of it, in whatever
    /// alignment: then its cut must stay.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn frozen_segments(
        &self,
        document: &DocumentRecord,
    ) -> Result<Option<Vec<SegmentRecord>>, MemoryError> {
        let connection = self.connection();
        match documents::find(connection, document)? {
            Some(id) if is_reviewed(connection, id)? => {
                let segments = documents::segments(connection, id)?;
                Ok(Some(segments.into_iter().map(|(_, s)| s).collect()))
            }
            _ => Ok(None),
        }
    }
}

impl Change<'_> {
    /// Makes the alignment of two documents what is given.
    ///
    /// Reviewed beads stay, and so do those that link the same sentences, with the confidence they
    /// now have; the others are replaced. Returns the number of units made.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn store_alignment(
        &mut self,
        source: (&DocumentRecord, &[SegmentRecord]),
        target: (&DocumentRecord, &[SegmentRecord]),
        records: &[BeadRecord],
    ) -> Result<u64, MemoryError> {
        let source_document = self.store_document(source.0)?;
        let target_document = self.store_document(target.0)?;
        let segments = [
            self.store_segments(source_document, source.1)?,
            self.store_segments(target_document, target.1)?,
        ];
        let alignment = match find(self.transaction, source_document, target_document)? {
            Some(alignment) => alignment,
            None => self.insert_alignment(source_document, target_document)?,
        };
        let mut stored: BTreeMap<[Vec<i64>; 2], StoredBead> = beads(self.transaction, alignment)?
            .into_iter()
            .map(|bead| (bead.sides.clone(), bead))
            .collect();
        let mut made = Vec::new();
        for (ord, record) in records.iter().enumerate() {
            let sides = [
                segments[0][record.source.clone()].to_vec(),
                segments[1][record.target.clone()].to_vec(),
            ];
            match stored.remove(&sides) {
                Some(bead) => self.judge_bead(&bead, ord, record)?,
                None => made.push((ord, record, sides)),
            }
        }
        for bead in stored.values().filter(|bead| !bead.reviewed) {
            self.remove_bead(bead.id)?;
        }
        let mut units = 0;
        for (ord, record, sides) in made {
            let languages = [source.0.language.as_str(), target.0.language.as_str()];
            units += u64::from(self.insert_bead(alignment, ord, record, &sides, languages)?);
        }
        Ok(units)
    }

    /// Returns the alignments in force of a document, as the numbers of source and target.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alignments_of(&self, document: i64) -> Result<Vec<(i64, i64)>, MemoryError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT source, target FROM alignment
             WHERE removed IS NULL AND (source = ?1 OR target = ?1) ORDER BY id",
        )?;
        let pairs = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    /// Tells whether a person has reviewed a bead of a document, so that its cut must stay.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_reviewed(&self, document: i64) -> Result<bool, MemoryError> {
        is_reviewed(self.transaction, document)
    }

    fn insert_alignment(&mut self, source: i64, target: i64) -> Result<i64, MemoryError> {
        self.transaction.execute(
            "INSERT INTO alignment (change, source, target) VALUES (?1, ?2, ?3)",
            params![self.id, source, target],
        )?;
        self.touch();
        Ok(self.transaction.last_insert_rowid())
    }

    /// Gives a bead that links the same sentences as before its place, and what is now thought of
    /// it; of a reviewed one a person knows better.
    fn judge_bead(
        &mut self,
        bead: &StoredBead,
        ord: usize,
        record: &BeadRecord,
    ) -> Result<(), MemoryError> {
        let (ord, confidence) = (ord as i64, i64::from(record.confidence.thousandths()));
        let doubts = doubts(record)?;
        let mut columns = Vec::new();
        if bead.ord != ord {
            columns.push(("ord", Value::Integer(ord)));
        }
        if !bead.reviewed && (bead.confidence, &bead.doubts) != (confidence, &doubts) {
            columns.push(("confidence", Value::Integer(confidence)));
            columns.push(("doubts", doubts.map_or(Value::Null, Value::Text)));
        }
        if columns.is_empty() {
            return Ok(());
        }
        self.alter("bead", bead.id, &columns)
    }

    fn remove_bead(&mut self, bead: i64) -> Result<(), MemoryError> {
        self.remove("bead", bead)?;
        let unit: Option<i64> = self
            .transaction
            .prepare_cached("SELECT id FROM unit WHERE bead = ?1 AND removed IS NULL")?
            .query_row([bead], |row| row.get(0))
            .optional()?;
        unit.map_or(Ok(()), |unit| self.remove("unit", unit))
    }

    /// Stores a bead, and its unit where both sides have text; tells whether there is one.
    fn insert_bead(
        &mut self,
        alignment: i64,
        ord: usize,
        record: &BeadRecord,
        sides: &[Vec<i64>; 2],
        languages: [&str; 2],
    ) -> Result<bool, MemoryError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO bead (change, alignment, ord, confidence, state, doubts)
                 VALUES (?1, ?2, ?3, ?4, 'unreviewed', ?5)",
            )?
            .execute(params![
                self.id,
                alignment,
                ord,
                record.confidence.thousandths(),
                doubts(record)?
            ])?;
        let bead = self.transaction.last_insert_rowid();
        for (side, ids) in sides.iter().enumerate() {
            for (ord, segment) in ids.iter().enumerate() {
                self.transaction
                    .prepare_cached(
                        "INSERT INTO bead_segment (bead, side, ord, segment)
                         VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![bead, side, ord, segment])?;
            }
        }
        self.touch();
        if sides.iter().any(Vec::is_empty) {
            return Ok(false);
        }
        self.transaction
            .prepare_cached("INSERT INTO unit (change, bead) VALUES (?1, ?2)")?
            .execute(params![self.id, bead])?;
        let unit = self.transaction.last_insert_rowid();
        let texts = [&record.source_text, &record.target_text];
        for (place, (text, language)) in texts.into_iter().zip(languages).enumerate() {
            let content = InlineContent::from_text(text).canonical();
            let plain = (content != *text).then_some(text);
            self.note_language(language)?;
            self.transaction
                .prepare_cached(
                    "INSERT INTO tuv (unit, place, language, content, content_place, plain)
                     VALUES (?1, ?2, ?3, ?4, 0, ?5)",
                )?
                .execute(params![unit, place, language, content, plain])?;
        }
        Ok(true)
    }
}

/// Returns the doubts of a bead as they are stored.
fn doubts(record: &BeadRecord) -> Result<Option<String>, MemoryError> {
    if record.doubts.is_empty() {
        return Ok(None);
    }
    Ok(Some(serde_json::to_string(&record.doubts)?))
}

/// Tells whether a person has reviewed a bead in force of a document.
fn is_reviewed(connection: &Connection, document: i64) -> Result<bool, MemoryError> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM alignment JOIN bead ON bead.alignment = alignment.id
                 WHERE alignment.removed IS NULL AND bead.removed IS NULL
                   AND (alignment.source = ?1 OR alignment.target = ?1)
                   AND bead.state <> 'unreviewed')",
        )?
        .query_row([document], |row| row.get(0))?)
}

/// Returns the alignment in force of two documents.
fn find(connection: &Connection, source: i64, target: i64) -> Result<Option<i64>, MemoryError> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM alignment WHERE source = ?1 AND target = ?2 AND removed IS NULL",
        )?
        .query_row([source, target], |row| row.get(0))
        .optional()?)
}

/// Returns the beads in force of an alignment, in order.
fn beads(connection: &Connection, alignment: i64) -> Result<Vec<StoredBead>, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, ord, confidence, state <> 'unreviewed', doubts
         FROM bead WHERE alignment = ?1 AND removed IS NULL ORDER BY ord, id",
    )?;
    let mut beads: Vec<StoredBead> = statement
        .query_map([alignment], |row| {
            Ok(StoredBead {
                id: row.get(0)?,
                ord: row.get(1)?,
                sides: [Vec::new(), Vec::new()],
                confidence: row.get(2)?,
                reviewed: row.get(3)?,
                doubts: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let mut statement = connection.prepare_cached(
        "SELECT side, segment FROM bead_segment WHERE bead = ?1 ORDER BY side, ord",
    )?;
    for bead in &mut beads {
        let mut rows = statement.query([bead.id])?;
        while let Some(row) = rows.next()? {
            let side: usize = row.get(0)?;
            bead.sides[side.min(1)].push(row.get(1)?);
        }
    }
    Ok(beads)
}
