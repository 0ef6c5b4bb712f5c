//! Which state of a memory something was derived from, and what changed since.
//!
//! Change sets only ever follow each other, and each has a random seal: so the number and the seal
//! of the last one name a state, in one small read. What was derived from an earlier state of the
//! same memory stays right but for the units that later change sets touched.

use rusqlite::{OptionalExtension, params};

use super::journal::Run;
use super::{Memory, MemoryError};
use crate::text::fingerprint;

/// A state of a memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation {
    /// Number of the last change set; 0 before the first.
    pub change: i64,
    /// Its random seal; 0 before the first.
    pub seal: i64,
}

impl Generation {
    /// Returns a number that is another for every state.
    pub fn fingerprint(self) -> u64 {
        let bytes = [self.change, self.seal].map(i64::to_le_bytes);
        fingerprint(bytes.as_flattened())
    }
}

impl Memory {
    /// Returns the present state.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn generation(&self) -> Result<Generation, MemoryError> {
        let last = self
            .connection()
            .prepare_cached("SELECT id, seal FROM change_set ORDER BY id DESC LIMIT 1")?
            .query_row([], |row| {
                Ok(Generation {
                    change: row.get(0)?,
                    seal: row.get(1)?,
                })
            })
            .optional()?;
        Ok(last.unwrap_or(Generation { change: 0, seal: 0 }))
    }

    /// Tells whether this memory once was in a state, and its change sets since only added to it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn descends_from(&self, earlier: Generation) -> Result<bool, MemoryError> {
        if earlier.change == 0 {
            return Ok(earlier.seal == 0);
        }
        let seal: Option<i64> = self
            .connection()
            .prepare_cached("SELECT seal FROM change_set WHERE id = ?1")?
            .query_row([earlier.change], |row| row.get(0))
            .optional()?;
        Ok(seal == Some(earlier.seal))
    }

    /// Returns the units that change sets after a number made, removed, brought back or altered,
    /// themselves, in a text or in their bead: ascending runs of numbers that do not meet, first
    /// and last of each. They may hold units that are not in force.
    ///
    /// Costs what was changed, not what the memory holds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn touched_since(&self, change: i64) -> Result<Vec<(i64, i64)>, MemoryError> {
        let connection = self.connection();
        let mut runs = Vec::new();
        let mut collect = |query: &str| -> Result<(), MemoryError> {
            let mut statement = connection.prepare_cached(query)?;
            let found = statement.query_map(params![change], |row| {
                Ok(Run {
                    first: row.get(0)?,
                    last: row.get(1)?,
                })
            })?;
            for run in found {
                runs.push(run?);
            }
            Ok(())
        };
        collect("SELECT min(id), max(id) FROM unit WHERE change > ?1 GROUP BY change")?;
        collect(
            "SELECT row, coalesce(last, row) FROM journal WHERE change > ?1 AND entity = 'unit'",
        )?;
        collect(
            "SELECT tuv.unit, tuv.unit FROM journal JOIN tuv ON tuv.id BETWEEN row AND coalesce(last, row)
             WHERE journal.change > ?1 AND entity = 'tuv'",
        )?;
        collect(
            "SELECT unit.id, unit.id FROM journal JOIN unit ON unit.bead BETWEEN row AND coalesce(last, row)
             WHERE journal.change > ?1 AND entity = 'bead'",
        )?;
        Ok(Run::merged(runs)
            .into_iter()
            .map(|run| (run.first, run.last))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{align, imported, new_memory, stamp, tag};
    use super::*;
    use crate::memory::ChangeKind;
    use crate::model::{InlineContent, TranslationUnit, Tuv};

    fn unit(number: usize) -> TranslationUnit {
        TranslationUnit {
            variants: vec![
                Tuv::plain(&tag("fr"), &format!("Un {number}")),
                Tuv::plain(&tag("en"), &format!("A {number}")),
            ],
            ..TranslationUnit::default()
        }
    }

    #[test]
    fn a_state_is_known_again_and_what_came_after_it_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = new_memory(&folder);
        let first: Vec<_> = (0..20).map(unit).collect();
        imported(&mut memory, &first);
        let base = memory.generation().unwrap();
        assert_eq!(base.change, 1);
        assert!(memory.touched_since(base.change).unwrap().is_empty());

        let (edit, _) = memory
            .change(ChangeKind::Edit, "", &stamp(), |change| {
                change.edit_text(7, 0, &InlineContent::from_text("Une autre"))
            })
            .unwrap();
        assert_eq!(memory.touched_since(base.change).unwrap(), [(7, 7)]);
        align(&mut memory, 900);
        let touched = memory.touched_since(base.change).unwrap();
        assert_eq!(touched, [(7, 7), (21, 22)]);
        // Only a confidence changes: the unit's bead was altered.
        let before = memory.generation().unwrap();
        align(&mut memory, 700);
        assert_eq!(memory.touched_since(before.change).unwrap(), [(21, 21)]);
        memory.undo(edit, &stamp()).unwrap();
        memory.undo(Some(1), &stamp()).unwrap();
        assert_eq!(
            memory.touched_since(base.change).unwrap(),
            [(1, 22)],
            "all of the import went"
        );

        assert!(memory.descends_from(base).unwrap());
        let other = Generation {
            seal: base.seal ^ 1,
            ..base
        };
        assert!(!memory.descends_from(other).unwrap());
        let later = Generation { change: 99, ..base };
        assert!(!memory.descends_from(later).unwrap());
    }
}
