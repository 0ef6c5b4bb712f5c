//! Imports: every unit of a file kept, in order, also unusable ones.

use rusqlite::{CachedStatement, Connection, params};

use super::rows::{TUV_COLUMNS, TuvRow, UnitRows, read_tuv_row, stored_annotations, text};
use super::{Change, MemoryError};
use crate::model::{Annotation, Attributes, LangTag};

/// What a file says of itself before its first unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportHeader {
    /// File name without folders.
    pub name: String,
    /// Name of the format: `tmx`, `tsv`.
    pub format: String,
    /// Attributes of the root element.
    pub root: Attributes,
    /// Attributes of the header.
    pub header: Attributes,
    /// Notes, properties and encodings of the header.
    pub annotations: Vec<Annotation>,
    /// Whether the units are entries of a term base, which answer no lookup of sentences.
    pub terms: bool,
}

/// The indexes over units and their texts, each with how it is made.
const INDEXES: &str = "SELECT name, sql FROM sqlite_schema
                       WHERE type = 'index' AND tbl_name IN ('unit', 'tuv') AND sql IS NOT NULL
                       ORDER BY name";

/// An import under way. Its row appears with its first new unit.
pub struct UnitImport<'c, 'a> {
    change: &'c mut Change<'a>,
    insert_unit: CachedStatement<'a>,
    insert_tuv: CachedStatement<'a>,
    header: ImportHeader,
    /// Source language of the units that state none; `None` for `*all*`.
    default_source: Option<LangTag>,
    id: Option<i64>,
    /// Whether no unit was ever imported, so that none can be known.
    nothing_before: bool,
    /// How the indexes are made that were taken away: to fill an empty memory without them and
    /// make them afterwards takes half the time.
    indexes: Vec<String>,
    ord: u64,
    /// Units that were new.
    pub added: u64,
    /// Units that another import had brought already.
    pub known: u64,
}

impl<'c, 'a> UnitImport<'c, 'a> {
    /// Begins an import inside a change.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn new(change: &'c mut Change<'a>, header: ImportHeader) -> Result<Self, MemoryError> {
        let default_source = header
            .header
            .get("srclang")
            .and_then(|tag| tag.parse().ok());
        let nothing_before = change.transaction.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM unit WHERE import IS NOT NULL)",
            [],
            |row| row.get(0),
        )?;
        let empty: bool =
            change
                .transaction
                .query_row("SELECT NOT EXISTS (SELECT 1 FROM unit)", [], |row| {
                    row.get(0)
                })?;
        let indexes = if empty {
            drop_indexes(change.transaction)?
        } else {
            Vec::new()
        };
        let insert_unit = change.transaction.prepare_cached(
            "INSERT INTO unit (change, import, ord, state, confidence, source_language,
                               attributes, annotations, digest, term)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        let insert_tuv = change.transaction.prepare_cached(
            "INSERT INTO tuv (unit, place, language, attributes, annotations, content,
                              content_place, plain)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        Ok(UnitImport {
            change,
            insert_unit,
            insert_tuv,
            header,
            default_source,
            id: None,
            nothing_before,
            indexes,
            ord: 0,
            added: 0,
            known: 0,
        })
    }

    /// Adds the next unit of the file, unless one that equals it in everything is in force from
    /// another import.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add(&mut self, rows: &UnitRows) -> Result<(), MemoryError> {
        let ord = self.ord;
        self.ord += 1;
        if self.is_known(rows)? {
            self.known += 1;
            return Ok(());
        }
        let import = self.row()?;
        let source = rows.source.or(self.default_source.as_ref());
        self.insert_unit.execute(params![
            self.change.id,
            import,
            ord,
            rows.state,
            rows.confidence,
            source.map(LangTag::as_str),
            rows.attributes,
            rows.annotations,
            rows.digest,
            self.header.terms
        ])?;
        let id = self.change.transaction.last_insert_rowid();
        for tuv in &rows.variants {
            if let Some(language) = &tuv.language {
                self.change.note_language(language)?;
            }
            self.insert_tuv.execute(params![
                id,
                tuv.place,
                tuv.language,
                tuv.attributes,
                tuv.annotations,
                tuv.content,
                tuv.content_place,
                tuv.plain
            ])?;
        }
        self.added += 1;
        self.change.touch();
        Ok(())
    }

    /// Ends the import. A file without units is kept too, for what it says of itself, unless an
    /// import that says the same is in force.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn finish(&mut self) -> Result<(), MemoryError> {
        for index in std::mem::take(&mut self.indexes) {
            self.change.transaction.execute_batch(&index)?;
        }
        if self.ord > 0 {
            return Ok(());
        }
        let known: bool = self
            .change
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM import
                 WHERE name = ?1 AND header = ?2 AND removed IS NULL)",
            )?
            .query_row(params![self.header.name, self.header_json()?], |row| {
                row.get(0)
            })?;
        if !known {
            self.row()?;
            self.change.touch();
        }
        Ok(())
    }

    fn header_json(&self) -> Result<String, MemoryError> {
        Ok(serde_json::to_string(&(
            &self.header.root,
            &self.header.header,
        ))?)
    }

    /// Returns the number of the import; `None` while it has brought nothing new.
    pub fn id(&self) -> Option<i64> {
        self.id
    }

    /// Tells whether an equal unit is in force from another import.
    fn is_known(&self, rows: &UnitRows) -> Result<bool, MemoryError> {
        if self.nothing_before {
            return Ok(false);
        }
        let transaction = self.change.transaction;
        // Every other import is an earlier one.
        let mut statement = transaction.prepare_cached(
            "SELECT id, attributes, annotations, source_language FROM unit
             WHERE digest = ?1 AND import < ?2 AND removed IS NULL AND term = ?3",
        )?;
        let earlier = self.id.unwrap_or(i64::MAX);
        let mut found = statement.query(params![rows.digest, earlier, self.header.terms])?;
        let source = rows.source.or(self.default_source.as_ref());
        let source = source.map(LangTag::as_str);
        while let Some(row) = found.next()? {
            let id = row.get(0)?;
            let same = text(row, 1)? == rows.attributes.as_deref()
                && text(row, 2)? == rows.annotations.as_deref()
                && text(row, 3)? == source
                && has_texts(transaction, id, &rows.variants)?;
            if same {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn row(&mut self) -> Result<i64, MemoryError> {
        if let Some(id) = self.id {
            return Ok(id);
        }
        let header = self.header_json()?;
        self.change.transaction.execute(
            "INSERT INTO import (change, name, format, header, annotations)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                self.change.id,
                self.header.name,
                self.header.format,
                header,
                stored_annotations(&self.header.annotations)?
            ],
        )?;
        let id = self.change.transaction.last_insert_rowid();
        self.id = Some(id);
        Ok(id)
    }
}

/// Takes the indexes over units and their texts away, and returns how they are made.
fn drop_indexes(connection: &Connection) -> Result<Vec<String>, MemoryError> {
    let mut statement = connection.prepare(INDEXES)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
    for (name, _) in &found {
        connection.execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

/// Tells whether the texts of a unit are stored in exactly these rows.
fn has_texts(connection: &Connection, unit: i64, texts: &[TuvRow]) -> Result<bool, MemoryError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {TUV_COLUMNS} FROM tuv WHERE unit = ?1 ORDER BY place"
    ))?;
    let mut rows = statement.query([unit])?;
    for expected in texts {
        match rows.next()? {
            Some(row) if read_tuv_row(row)? == *expected => {}
            _ => return Ok(false),
        }
    }
    Ok(rows.next()?.is_none())
}
