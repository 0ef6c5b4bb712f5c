//! Units out of the store, whole, as they are now.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::imports::ImportHeader;
use super::{Memory, MemoryError};
use crate::model::{
    Annotation, Attributes, BeadState, BeadUnit, Confidence, InlineContent, LangTag,
    TranslationUnit, Tuv,
};

/// Which units to take.
#[derive(Debug, Clone, Default)]
pub struct UnitFilter {
    /// Only units of this import.
    pub import: Option<i64>,
    /// Only units of alignments of documents of this name, as source or target.
    pub document: Option<String>,
    /// Only units that have a text in each of these languages.
    pub languages: Vec<LangTag>,
    /// Only units that a person has vouched for.
    pub reviewed: bool,
    /// Only reviewed units and units of at least this confidence.
    pub min_confidence: Option<Confidence>,
}

/// An import or an alignment: where units come from, in the order they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitSource {
    /// Number of an import.
    Import(i64),
    /// Number of an alignment.
    Alignment(i64),
}

impl Memory {
    /// Gives the units in force that pass a filter: imports and alignments in the order they
    /// came, in each its own order. One unit is alive at a time.
    ///
    /// # Errors
    /// When the store cannot be read, or what `each` returns.
    pub fn units<E: From<MemoryError>>(
        &self,
        filter: &UnitFilter,
        mut each: impl FnMut(i64, TranslationUnit) -> Result<(), E>,
    ) -> Result<(), E> {
        let connection = self.connection();
        for source in self.unit_sources(filter)? {
            for id in unit_ids(connection, source)? {
                if !review_passes(connection, id, filter)? {
                    continue;
                }
                let Some(unit) = read_unit(connection, id)? else {
                    continue;
                };
                if languages_pass(&unit, filter) {
                    each(id, unit)?;
                }
            }
        }
        Ok(())
    }

    /// Returns imports and alignments in force that a filter lets through, in the order they came.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unit_sources(&self, filter: &UnitFilter) -> Result<Vec<UnitSource>, MemoryError> {
        let mut statement = self.connection().prepare(
            "SELECT change, 0, id FROM import
             WHERE removed IS NULL AND ?2 IS NULL AND (?1 IS NULL OR id = ?1)
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
        let found: Option<(String, String, Option<String>)> = connection
            .query_row(
                "SELECT name, format, header FROM import WHERE id = ?1 AND removed IS NULL",
                [import],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((name, format, header)) = found else {
            return Ok(None);
        };
        let (root, header) = match header {
            Some(json) => serde_json::from_str(&json)?,
            None => <(Attributes, Attributes)>::default(),
        };
        let annotations = annotations(connection, "import", import)?;
        Ok(Some(ImportHeader {
            name,
            format,
            root,
            header,
            annotations,
        }))
    }
}

fn unit_ids(connection: &Connection, source: UnitSource) -> Result<Vec<i64>, MemoryError> {
    let (query, id) = match source {
        UnitSource::Import(id) => (
            "SELECT id FROM unit WHERE import = ?1 AND removed IS NULL ORDER BY ord",
            id,
        ),
        UnitSource::Alignment(id) => (
            "SELECT unit.id FROM bead JOIN unit ON unit.bead = bead.id
             WHERE bead.alignment = ?1 AND unit.removed IS NULL ORDER BY bead.ord, unit.id",
            id,
        ),
    };
    let mut statement = connection.prepare_cached(query)?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn review_passes(
    connection: &Connection,
    unit: i64,
    filter: &UnitFilter,
) -> Result<bool, MemoryError> {
    let (state, confidence): (String, Option<u32>) = connection
        .prepare_cached(
            "SELECT coalesce(bead.state, unit.state), coalesce(bead.confidence, unit.confidence)
             FROM unit LEFT JOIN bead ON bead.id = unit.bead WHERE unit.id = ?1",
        )?
        .query_row([unit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let state = BeadState::from_name(&state).unwrap_or(BeadState::Unreviewed);
    if state == BeadState::LeftOut {
        return Ok(false);
    }
    let sure = filter.min_confidence.is_none_or(|least| {
        state.is_reviewed() || confidence.map(Confidence::from_thousandths) >= Some(least)
    });
    Ok(sure && (!filter.reviewed || state.is_reviewed()))
}

fn languages_pass(unit: &TranslationUnit, filter: &UnitFilter) -> bool {
    filter.languages.iter().all(|asked| {
        unit.variants
            .iter()
            .filter_map(Tuv::language)
            .any(|found| asked.fit(&found).is_some())
    })
}

/// Returns a unit with everything in it; `None` if there is none of this number.
pub(super) fn read_unit(
    connection: &Connection,
    unit: i64,
) -> Result<Option<TranslationUnit>, MemoryError> {
    let found: Option<(Option<i64>, Option<String>)> = connection
        .prepare_cached("SELECT bead, attributes FROM unit WHERE id = ?1")?
        .query_row([unit], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((bead, attributes)) = found else {
        return Ok(None);
    };
    if let Some(bead) = bead {
        return Ok(Some(read_bead_unit(connection, unit, bead)?.to_unit()));
    }
    let attributes = read_attributes(attributes)?;
    let annotations = annotations(connection, "unit", unit)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, place, attributes, content, content_place FROM tuv
         WHERE unit = ?1 ORDER BY place",
    )?;
    let mut variants = Vec::new();
    let mut rows = statement.query([unit])?;
    while let Some(row) = rows.next()? {
        variants.push(read_tuv(connection, row)?);
    }
    Ok(Some(TranslationUnit {
        attributes,
        annotations,
        variants,
    }))
}

fn read_tuv(connection: &Connection, row: &Row<'_>) -> Result<Tuv, MemoryError> {
    let content: Option<String> = row.get(3)?;
    Ok(Tuv {
        place: row.get(1)?,
        attributes: read_attributes(row.get(2)?)?,
        annotations: annotations(connection, "tuv", row.get(0)?)?,
        content_place: row.get(4)?,
        content: content.as_deref().map(read_content).transpose()?,
    })
}

fn read_bead_unit(connection: &Connection, unit: i64, bead: i64) -> Result<BeadUnit, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT language, coalesce(plain, content, '') FROM tuv WHERE unit = ?1 ORDER BY place",
    )?;
    let mut sides: Vec<(String, String)> = statement
        .query_map([unit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let damaged = || MemoryError::Damaged(format!("unit {unit}"));
    let (Some(target), Some(source)) = (sides.pop(), sides.pop()) else {
        return Err(damaged());
    };
    let tag = |text: &str| text.parse::<LangTag>().map_err(|_| damaged());
    let languages = (tag(&source.0)?, tag(&target.0)?);
    let mut statement = connection.prepare_cached(
        "SELECT document.name, bead.confidence, bead.state, change_set.at, change_set.author
         FROM bead JOIN alignment ON alignment.id = bead.alignment
                   JOIN document ON document.id = alignment.source
                   JOIN change_set ON change_set.id = bead.change
         WHERE bead.id = ?1",
    )?;
    Ok(statement.query_row([bead], |row| {
        let state: String = row.get(2)?;
        Ok(BeadUnit {
            languages,
            texts: (source.1, target.1),
            document: row.get(0)?,
            confidence: Confidence::from_thousandths(row.get(1)?),
            state: BeadState::from_name(&state).unwrap_or(BeadState::Unreviewed),
            date: Some(row.get(3)?),
            author: row.get(4)?,
        })
    })?)
}

fn annotations(
    connection: &Connection,
    owner: &str,
    id: i64,
) -> Result<Vec<Annotation>, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT place, name, attributes, content FROM annotation
         WHERE owner = ?1 AND owner_id = ?2 ORDER BY place",
    )?;
    let mut rows = statement.query(params![owner, id])?;
    let mut annotations = Vec::new();
    while let Some(row) = rows.next()? {
        let content: String = row.get(3)?;
        annotations.push(Annotation {
            place: row.get(0)?,
            name: row.get(1)?,
            attributes: read_attributes(row.get(2)?)?,
            content: read_content(&content)?,
        });
    }
    Ok(annotations)
}

fn read_attributes(stored: Option<String>) -> Result<Attributes, MemoryError> {
    Ok(stored
        .map(|json| serde_json::from_str(&json))
        .transpose()?
        .unwrap_or_default())
}

fn read_content(canonical: &str) -> Result<InlineContent, MemoryError> {
    InlineContent::from_canonical(canonical).map_err(|e| MemoryError::Damaged(e.to_string()))
}
