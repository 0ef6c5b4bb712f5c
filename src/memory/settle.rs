//! After an undo: which documents and which of their segments are in force.
//!
//! They are shared, so they follow a rule of their own. A document is in force while an alignment
//! in force uses it, and of its segments those that a bead in force uses; where two of these
//! overlap, because two alignments know different cuts, the newer one.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;

use super::{Change, MemoryError};

/// Whether a document is used.
const USED: &str = "EXISTS (SELECT 1 FROM alignment AS a WHERE a.removed IS NULL
                            AND (a.source = document.id OR a.target = document.id))";

/// The documents whose beads a change set touched.
const TOUCHED: &str = "WITH touched AS (
         SELECT bead.alignment FROM journal JOIN bead ON bead.id = journal.row
         WHERE journal.change = ?1 AND journal.entity = 'bead'
         UNION SELECT row FROM journal WHERE change = ?1 AND entity = 'alignment')
     SELECT source FROM alignment WHERE id IN touched
     UNION SELECT target FROM alignment WHERE id IN touched ORDER BY 1";

/// The segments of a document in force.
const IN_FORCE: &str = "SELECT id FROM segment WHERE document = ?1 AND removed IS NULL";

/// A segment that a bead in force uses.
struct Used {
    id: i64,
    block: i64,
    start: i64,
    end: i64,
}

impl Change<'_> {
    /// Puts documents and segments in and out of force by their rule; segments of those documents
    /// whose beads this change set touched.
    pub(super) fn settle_documents(&mut self) -> Result<(), MemoryError> {
        let unused = format!("SELECT id FROM document WHERE removed IS NULL AND NOT {USED}");
        for document in self.rows(&unused, &[])? {
            self.remove("document", document)?;
        }
        let used = format!("SELECT id FROM document WHERE removed IS NOT NULL AND {USED}");
        for document in self.rows(&used, &[])? {
            self.alter("document", document, &[("removed", Value::Null)])?;
        }
        for document in self.rows(TOUCHED, &[self.id()])? {
            self.settle_segments(document)?;
        }
        Ok(())
    }

    fn settle_segments(&mut self, document: i64) -> Result<(), MemoryError> {
        let mut in_force: BTreeMap<(i64, i64), Used> = BTreeMap::new();
        for segment in self.used_segments(document)? {
            let place = (segment.block, segment.start);
            let before = in_force.range(..=place).next_back().map(|(_, other)| other);
            let after = in_force.range(place..).next().map(|(_, other)| other);
            let overlaps = before
                .is_some_and(|o| o.block == segment.block && o.end > segment.start)
                || after.is_some_and(|o| o.block == segment.block && o.start < segment.end);
            if !overlaps {
                in_force.insert(place, segment);
            }
        }
        let mut missing: BTreeSet<i64> = in_force.values().map(|s| s.id).collect();
        for segment in self.rows(IN_FORCE, &[document])? {
            if !missing.remove(&segment) {
                self.remove("segment", segment)?;
            }
        }
        for segment in missing {
            self.alter("segment", segment, &[("removed", Value::Null)])?;
        }
        Ok(())
    }

    /// Returns the segments of a document that beads in force use, the newest first.
    fn used_segments(&self, document: i64) -> Result<Vec<Used>, MemoryError> {
        let mut statement = self.transaction.prepare_cached(
            r#"SELECT DISTINCT segment.id, segment.block, segment.start, segment."end"
               FROM alignment JOIN bead ON bead.alignment = alignment.id
                              JOIN bead_segment AS bs ON bs.bead = bead.id
                              JOIN segment ON segment.id = bs.segment
               WHERE (alignment.source = ?1 OR alignment.target = ?1)
                 AND alignment.removed IS NULL AND bead.removed IS NULL AND segment.document = ?1
               ORDER BY segment.id DESC"#,
        )?;
        let rows = statement.query_map([document], |row| {
            Ok(Used {
                id: row.get(0)?,
                block: row.get(1)?,
                start: row.get(2)?,
                end: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn rows(&self, query: &str, values: &[i64]) -> Result<Vec<i64>, MemoryError> {
        let mut statement = self.transaction.prepare_cached(query)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
