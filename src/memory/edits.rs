//! What people do to stored units: edit a text, delete units.

use rusqlite::params;
use rusqlite::types::Value;

use super::rows::{TuvRow, UnitRows};
use super::units::{read_unit, units};
use super::{Change, MemoryError, UnitFilter};
use crate::model::{BeadState, InlineContent, TranslationUnit};

impl Change<'_> {
    /// Gives the units in force that pass a filter, as [`super::Memory::units`] does, from inside
    /// the change.
    ///
    /// # Errors
    /// When the store cannot be read, or what `each` returns.
    pub fn units<E: From<MemoryError>>(
        &self,
        filter: &UnitFilter,
        each: impl FnMut(i64, TranslationUnit) -> Result<(), E>,
    ) -> Result<(), E> {
        units(self.transaction, filter, each)
    }

    /// Gives a text of a unit other content; `variant` indexes the unit's variants. Tells whether
    /// that altered anything. Whether the unit counts as reviewed does not change: nobody has looked
    /// at each of many units that are edited at once.
    ///
    /// # Errors
    /// When there is no such text in force, or the store cannot be written.
    pub fn edit_text(
        &mut self,
        unit: i64,
        variant: usize,
        content: &InlineContent,
    ) -> Result<bool, MemoryError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT tuv.id, tuv.content, unit.bead, coalesce(bead.state, unit.state)
             FROM unit JOIN tuv ON tuv.unit = unit.id LEFT JOIN bead ON bead.id = unit.bead
             WHERE unit.id = ?1 AND unit.removed IS NULL
             ORDER BY tuv.place LIMIT 1 OFFSET ?2",
        )?;
        let mut rows = statement.query(params![unit, variant])?;
        let Some(row) = rows.next()? else {
            return Err(MemoryError::NoSuchUnit(unit));
        };
        let (tuv, old): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
        let (bead, state): (Option<i64>, String) = (row.get(2)?, row.get(3)?);
        drop(rows);
        let (stored, plain) = TuvRow::texts(content);
        if old.as_deref() == Some(&stored) {
            return Ok(false);
        }
        let columns = [
            ("content", Value::Text(stored)),
            ("plain", plain.map_or(Value::Null, Value::Text)),
        ];
        self.alter("tuv", tuv, &columns)?;
        // Altered even where it stays the same, so that the journal knows the unit was touched.
        match bead {
            Some(bead) => self.alter("bead", bead, &[("state", Value::Text(state))])?,
            None => self.alter_imported(unit, state)?,
        }
        Ok(true)
    }

    /// Brings the digest of an imported unit up to an edit of its texts.
    fn alter_imported(&mut self, unit: i64, state: String) -> Result<(), MemoryError> {
        let edited = read_unit(self.transaction, unit)?.ok_or(MemoryError::NoSuchUnit(unit))?;
        let digest = UnitRows::of(&edited)?.digest;
        let columns = [
            ("state", Value::Text(state)),
            ("digest", Value::Integer(digest)),
        ];
        self.alter("unit", unit, &columns)
    }

    /// Takes units out of force. The bead of one made by an alignment is left out from then on, so
    /// that aligning the same documents again does not bring it back. Numbers ascend.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn delete_units(&mut self, units: &[i64]) -> Result<(), MemoryError> {
        for unit in units {
            let bead: Option<i64> = self
                .transaction
                .prepare_cached("SELECT bead FROM unit WHERE id = ?1")?
                .query_row([unit], |row| row.get(0))?;
            if let Some(bead) = bead {
                let left_out = Value::Text(BeadState::LeftOut.name().to_owned());
                self.alter("bead", bead, &[("state", left_out)])?;
            }
        }
        self.remove_all("unit", units.iter().copied())
    }
}
