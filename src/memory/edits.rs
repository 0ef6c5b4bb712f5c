//! What people do to stored units: edit a text, delete units.

use rusqlite::params;
use rusqlite::types::Value;

use super::rows::{TuvRow, UnitRows, stored_annotations};
use super::units::{read_unit, units};
use super::{Change, MemoryError, UnitFilter};
use crate::model::{BeadState, InlineContent, STATE_PROPERTY, TranslationUnit};

/// What an edit says of a unit's review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// A person has looked at the unit and changed it.
    Edited,
    /// Many texts were changed in one go; nobody has looked at each.
    Unchanged,
}

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
    /// that altered anything.
    ///
    /// # Errors
    /// When there is no such text in force, or the store cannot be written.
    pub fn edit_text(
        &mut self,
        unit: i64,
        variant: usize,
        content: &InlineContent,
        review: Review,
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
        let state = match review {
            Review::Edited => BeadState::Edited.name().to_owned(),
            Review::Unchanged => state,
        };
        // Altered even where it stays the same, so that the journal knows the unit was touched.
        match bead {
            Some(bead) => self.alter("bead", bead, &[("state", Value::Text(state))])?,
            None => self.alter_imported(unit, state, review)?,
        }
        Ok(true)
    }

    /// Brings what an imported unit says of itself up to an edit of its texts.
    fn alter_imported(
        &mut self,
        unit: i64,
        state: String,
        review: Review,
    ) -> Result<(), MemoryError> {
        let mut edited = read_unit(self.transaction, unit)?.ok_or(MemoryError::NoSuchUnit(unit))?;
        let mut columns = vec![("state", Value::Text(state))];
        if review == Review::Edited {
            let told = edited.annotations.iter_mut().find(|annotation| {
                annotation.name == "prop"
                    && annotation.attributes.get("type") == Some(STATE_PROPERTY)
            });
            if let Some(told) = told {
                told.content = InlineContent::from_text(BeadState::Edited.name());
                let annotations = stored_annotations(&edited.annotations)?;
                columns.push(("annotations", annotations.map_or(Value::Null, Value::Text)));
            }
        }
        let digest = UnitRows::of(&edited)?.digest;
        columns.push(("digest", Value::Integer(digest)));
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
