//! Units out of the store, whole, as they are now.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, Transaction, params};

use super::filter::{Standing, is_of_document};
use super::imports::ImportHeader;
use super::rows::{TUV_COLUMNS, read_annotations, read_attributes, read_tuv, text};
use super::{Memory, MemoryError, UnitFilter};
use crate::model::{Attributes, BeadUnit, Confidence, LangTag, TranslationUnit, Tuv};

/// An import or an alignment: where units come from, in the order they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitSource {
    /// Number of an import.
    Import(i64),
    /// Number of an alignment.
    Alignment(i64),
}

/// A moment of a memory; see [`Memory::snapshot`].
pub struct Snapshot<'m>(#[expect(dead_code, reason = "it ends the moment")] Transaction<'m>);

/// The units of an import, in its order.
const OF_IMPORT: &str = "
    SELECT unit.id, unit.state, unit.confidence, change_set.at, unit.attributes, unit.annotations
    FROM unit JOIN change_set ON change_set.id = unit.change
    WHERE unit.import = ?1 AND unit.removed IS NULL ORDER BY unit.ord";

/// The units of an alignment, in its order.
const OF_ALIGNMENT: &str = "
    SELECT unit.id, bead.state, bead.confidence, change_set.at, document.name, change_set.author,
           unit.annotations
    FROM bead JOIN unit ON unit.bead = bead.id
              JOIN alignment ON alignment.id = bead.alignment
              JOIN document ON document.id = alignment.source
              JOIN change_set ON change_set.id = bead.change
    WHERE bead.alignment = ?1 AND unit.removed IS NULL ORDER BY bead.ord, unit.id";

impl Memory {
    /// Gives the units in force that pass a filter: imports and alignments in the order they
    /// came, in each its own order. One unit is alive at a time.
    ///
    /// # Errors
    /// When the store cannot be read, or what `each` returns.
    pub fn units<E: From<MemoryError>>(
        &self,
        filter: &UnitFilter,
        each: impl FnMut(i64, TranslationUnit) -> Result<(), E>,
    ) -> Result<(), E> {
        units(self.connection(), filter, each)
    }

    /// Lets everything that is read until the answer is dropped be of one moment, whatever others
    /// write meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, MemoryError> {
        Ok(Snapshot(self.connection().unchecked_transaction()?))
    }

    /// Returns imports and alignments in force that a filter lets through, in the order they came.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unit_sources(&self, filter: &UnitFilter) -> Result<Vec<UnitSource>, MemoryError> {
        unit_sources(self.connection(), filter)
    }

    /// Returns the language of an alignment's source document.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn alignment_source_language(&self, alignment: i64) -> Result<LangTag, MemoryError> {
        let tag: String = self.connection().query_row(
            "SELECT document.language FROM alignment JOIN document ON document.id = alignment.source
             WHERE alignment.id = ?1",
            [alignment],
            |row| row.get(0),
        )?;
        tag.parse()
            .map_err(|_| MemoryError::Damaged(format!("language of alignment {alignment}")))
    }

    /// Returns what the file of an import said of itself; `None` if there is no such import.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn import_header(&self, import: i64) -> Result<Option<ImportHeader>, MemoryError> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT name, format, header, annotations,
                    EXISTS (SELECT 1 FROM unit WHERE unit.import = import.id AND term = 1)
             FROM import WHERE id = ?1 AND removed IS NULL",
        )?;
        let mut rows = statement.query([import])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let header: Option<String> = row.get(2)?;
        let (root, header) = match header {
            Some(json) => serde_json::from_str(&json)?,
            None => <(Attributes, Attributes)>::default(),
        };
        Ok(Some(ImportHeader {
            name: row.get(0)?,
            format: row.get(1)?,
            root,
            header,
            annotations: read_annotations(text(row, 3)?)?,
            terms: row.get(4)?,
        }))
    }
}

/// Gives the units in force that pass a filter, as [`Memory::units`] says.
pub(super) fn units<E: From<MemoryError>>(
    connection: &Connection,
    filter: &UnitFilter,
    mut each: impl FnMut(i64, TranslationUnit) -> Result<(), E>,
) -> Result<(), E> {
    for source in unit_sources(connection, filter)? {
        let (query, id) = match source {
            UnitSource::Import(id) => (OF_IMPORT, id),
            UnitSource::Alignment(id) => (OF_ALIGNMENT, id),
        };
        let store = |error: rusqlite::Error| E::from(MemoryError::from(error));
        let mut statement = connection.prepare_cached(query).map_err(store)?;
        let mut texts = Texts::prepare(connection)?;
        let mut rows = statement.query([id]).map_err(store)?;
        while let Some(row) = rows.next().map_err(store)? {
            let Some((id, unit)) = passing_unit(row, source, filter, &mut texts)? else {
                continue;
            };
            each(id, unit)?;
        }
    }
    Ok(())
}

/// Returns the unit of a row of [`OF_IMPORT`] or [`OF_ALIGNMENT`], if it passes a filter.
fn passing_unit(
    row: &Row<'_>,
    source: UnitSource,
    filter: &UnitFilter,
    texts: &mut Texts<'_>,
) -> Result<Option<(i64, TranslationUnit)>, MemoryError> {
    let state = text(row, 1)?.unwrap_or_default();
    let stored = text(row, 3)?.unwrap_or_default();
    let standing = Standing::new(state, row.get(2)?, stored);
    if !filter.review_passes(&standing) {
        return Ok(None);
    }
    let id = row.get(0)?;
    let unit = match source {
        UnitSource::Import(_) => imported_unit(id, [text(row, 4)?, text(row, 5)?], texts)?,
        UnitSource::Alignment(_) => bead_unit(id, row, &standing, texts)?,
    };
    let of_document = matches!(source, UnitSource::Alignment(_))
        || is_of_document(&unit, filter.document.as_deref());
    Ok((of_document && filter.unit_passes(&unit, &standing)).then_some((id, unit)))
}

fn unit_sources(
    connection: &Connection,
    filter: &UnitFilter,
) -> Result<Vec<UnitSource>, MemoryError> {
    let mut statement = connection.prepare(
        "SELECT change, 0, id FROM import
         WHERE removed IS NULL AND (?1 IS NULL OR id = ?1)
         UNION ALL
         SELECT change, 1, id FROM alignment
         WHERE removed IS NULL AND ?1 IS NULL AND (?2 IS NULL OR EXISTS (
             SELECT 1 FROM document AS d
             WHERE d.id IN (alignment.source, alignment.target) AND d.name = ?2))
         ORDER BY 1, 2, 3",
    )?;
    let rows = statement.query_map(params![filter.import, filter.document], |row| {
        let id = row.get(2)?;
        let is_alignment: bool = row.get(1)?;
        Ok(if is_alignment {
            UnitSource::Alignment(id)
        } else {
            UnitSource::Import(id)
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns a unit with everything in it; `None` if there is none of this number.
pub(super) fn read_unit(
    connection: &Connection,
    unit: i64,
) -> Result<Option<TranslationUnit>, MemoryError> {
    let mut texts = Texts::prepare(connection)?;
    let bead: Option<Option<i64>> = connection
        .prepare_cached("SELECT bead FROM unit WHERE id = ?1")?
        .query_row([unit], |row| row.get(0))
        .optional()?;
    let mut statement = match bead {
        None => return Ok(None),
        Some(None) => {
            connection.prepare_cached("SELECT attributes, annotations FROM unit WHERE id = ?1")?
        }
        Some(Some(_)) => connection.prepare_cached(OF_BEAD)?,
    };
    let mut rows = statement.query([unit])?;
    let Some(row) = rows.next()? else {
        return Err(MemoryError::Damaged(format!("unit {unit}")));
    };
    if bead.flatten().is_none() {
        return imported_unit(unit, [text(row, 0)?, text(row, 1)?], &mut texts).map(Some);
    }
    let standing = Standing::new(
        text(row, 1)?.unwrap_or_default(),
        row.get(2)?,
        text(row, 3)?.unwrap_or_default(),
    );
    bead_unit(unit, row, &standing, &mut texts).map(Some)
}

/// One unit of an alignment, as [`OF_ALIGNMENT`] gives it.
const OF_BEAD: &str = "
    SELECT unit.id, bead.state, bead.confidence, change_set.at, document.name, change_set.author,
           unit.annotations
    FROM unit JOIN bead ON bead.id = unit.bead
              JOIN alignment ON alignment.id = bead.alignment
              JOIN document ON document.id = alignment.source
              JOIN change_set ON change_set.id = bead.change
    WHERE unit.id = ?1";

/// The texts of one unit after the other.
struct Texts<'c> {
    statement: CachedStatement<'c>,
}

impl<'c> Texts<'c> {
    fn prepare(connection: &'c Connection) -> Result<Self, MemoryError> {
        let query = format!("SELECT {TUV_COLUMNS} FROM tuv WHERE unit = ?1 ORDER BY place");
        Ok(Texts {
            statement: connection.prepare_cached(&query)?,
        })
    }

    fn of(&mut self, unit: i64) -> Result<Vec<Tuv>, MemoryError> {
        let mut rows = self.statement.query([unit])?;
        let mut variants = Vec::with_capacity(2);
        while let Some(row) = rows.next()? {
            variants.push(read_tuv(row, 0)?);
        }
        Ok(variants)
    }
}

fn imported_unit(
    unit: i64,
    [attributes, annotations]: [Option<&str>; 2],
    texts: &mut Texts<'_>,
) -> Result<TranslationUnit, MemoryError> {
    Ok(TranslationUnit {
        attributes: read_attributes(attributes)?,
        annotations: read_annotations(annotations)?,
        variants: texts.of(unit)?,
    })
}

/// Returns the unit of a bead from a row of [`OF_ALIGNMENT`].
fn bead_unit(
    unit: i64,
    row: &Row<'_>,
    standing: &Standing,
    texts: &mut Texts<'_>,
) -> Result<TranslationUnit, MemoryError> {
    let damaged = || MemoryError::Damaged(format!("unit {unit}"));
    let mut sides = texts.of(unit)?;
    let (Some(target), Some(source)) = (sides.pop(), sides.pop()) else {
        return Err(damaged());
    };
    let side = |tuv: Tuv| {
        let language = tuv.language().ok_or_else(damaged)?;
        let content = tuv.content.unwrap_or_default();
        Ok::<_, MemoryError>((language, content, tuv.annotations))
    };
    let (source, target) = (side(source)?, side(target)?);
    let made = BeadUnit {
        languages: (source.0, target.0),
        contents: (source.1, target.1),
        beside: (source.2, target.2),
        document: row.get(4)?,
        confidence: standing
            .confidence
            .unwrap_or(Confidence::from_thousandths(0)),
        state: standing.state,
        date: Some(standing.stored.clone()),
        author: row.get(5)?,
        annotations: read_annotations(text(row, 6)?)?,
    };
    Ok(made.to_unit())
}
