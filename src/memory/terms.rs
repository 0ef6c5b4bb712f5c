//! Entries of term bases: those in force, and new ones.

use super::imports::{ImportHeader, UnitImport};
use super::rows::{UnitRows, read_annotations, read_attributes, read_tuv, text};
use super::units::read_unit;
use super::{Change, Memory, MemoryError};
use crate::model::{LangTag, TranslationUnit};
use crate::terms::TermEntry;

/// The entries in force with their texts. Named, so that no plan reads every unit for them.
const ENTRIES: &str = "
    SELECT unit.id, unit.attributes, unit.annotations,
           tuv.place, tuv.language, tuv.attributes, tuv.annotations, tuv.content, tuv.content_place,
           tuv.plain
    FROM unit INDEXED BY unit_term JOIN tuv ON tuv.unit = unit.id
    WHERE unit.term = 1 AND unit.removed IS NULL AND unit.state <> 'left-out'
    ORDER BY unit.id, tuv.place";

impl Memory {
    /// Returns the entries of the term base in force as units, by number, whole.
    ///
    /// Costs what there is of them, not what the memory holds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn term_units(&self) -> Result<Vec<(i64, TranslationUnit)>, MemoryError> {
        let mut statement = self.connection().prepare_cached(ENTRIES)?;
        let mut rows = statement.query([])?;
        let mut units: Vec<(i64, TranslationUnit)> = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if units.last().is_none_or(|(last, _)| *last != id) {
                let unit = TranslationUnit {
                    attributes: read_attributes(text(row, 1)?)?,
                    annotations: read_annotations(text(row, 2)?)?,
                    variants: Vec::new(),
                };
                units.push((id, unit));
            }
            if let Some((_, unit)) = units.last_mut() {
                unit.variants.push(read_tuv(row, 3)?);
            }
        }
        Ok(units)
    }

    /// Returns the entries of the term base in force, by number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn term_entries(&self) -> Result<Vec<TermEntry>, MemoryError> {
        let units = self.term_units()?;
        let entries = units.iter().map(|(id, unit)| TermEntry::of_unit(*id, unit));
        Ok(entries.collect())
    }

    /// Returns the readers' texts of a unit in two languages; `None` where it has no such texts, or
    /// there is no such unit in force.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn texts_of_unit(
        &self,
        unit: i64,
        from: &LangTag,
        to: &LangTag,
    ) -> Result<Option<(String, String)>, MemoryError> {
        let Some(unit) = read_unit(self.connection(), unit)? else {
            return Ok(None);
        };
        let of = |language| {
            unit.best_in(language)
                .map(|(_, text)| text.plain().into_owned())
        };
        Ok(of(from).zip(of(to)))
    }
}

impl Change<'_> {
    /// Adds an entry to the term base; tells whether none that equals it in everything is there.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add_term(&mut self, entry: &TranslationUnit) -> Result<bool, MemoryError> {
        let header = ImportHeader {
            name: "terms".to_owned(),
            format: "terms".to_owned(),
            terms: true,
            ..ImportHeader::default()
        };
        let mut import = UnitImport::new(self, header)?;
        import.add(&UnitRows::of(entry)?)?;
        import.finish()?;
        Ok(import.added > 0)
    }
}
