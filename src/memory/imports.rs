//! Imports: every unit of a file kept, in order, also unusable ones.

use rusqlite::params;

use super::units::read_unit;
use super::{Change, MemoryError};
use crate::model::{Annotation, Attributes, Confidence, InlineContent, LangTag, TranslationUnit};
use crate::text::fingerprint;

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
}

/// An import under way. Its row appears with its first new unit.
#[derive(Debug)]
pub struct UnitImport<'c, 'a> {
    change: &'c mut Change<'a>,
    header: ImportHeader,
    /// Source language of the units that state none; `None` for `*all*`.
    default_source: Option<LangTag>,
    id: Option<i64>,
    ord: u64,
    /// Units that were new.
    pub added: u64,
    /// Units that another import had brought already.
    pub known: u64,
}

impl<'c, 'a> UnitImport<'c, 'a> {
    /// Begins an import inside a change.
    pub fn new(change: &'c mut Change<'a>, header: ImportHeader) -> Self {
        let default_source = header
            .header
            .get("srclang")
            .and_then(|tag| tag.parse().ok());
        UnitImport {
            change,
            header,
            default_source,
            id: None,
            ord: 0,
            added: 0,
            known: 0,
        }
    }

    /// Adds the next unit of the file, unless one that equals it in everything is in force from
    /// another import.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn add(&mut self, unit: &TranslationUnit) -> Result<(), MemoryError> {
        let ord = self.ord;
        self.ord += 1;
        let digest = digest(unit);
        if self.is_known(unit, digest)? {
            self.known += 1;
            return Ok(());
        }
        let import = self.row()?;
        let source = match unit.attributes.get("srclang") {
            Some(stated) => stated.parse().ok(),
            None => self.default_source.clone(),
        };
        let (state, confidence) = unit.stated_review();
        let transaction = self.change.transaction;
        transaction
            .prepare_cached(
                "INSERT INTO unit (change, import, ord, state, confidence, source_language,
                                   attributes, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                self.change.id,
                import,
                ord,
                state.name(),
                confidence.map(Confidence::thousandths),
                source.as_ref().map(LangTag::as_str),
                stored_attributes(&unit.attributes)?,
                digest
            ])?;
        let id = transaction.last_insert_rowid();
        self.add_annotations("unit", id, &unit.annotations)?;
        for tuv in &unit.variants {
            let content = tuv.content.as_ref().map(InlineContent::canonical);
            let plain = tuv.content.as_ref().map(|content| content.plain());
            let plain = plain.filter(|plain| content.as_deref() != Some(plain));
            transaction
                .prepare_cached(
                    "INSERT INTO tuv (unit, place, language, attributes, content, content_place,
                                      plain)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    id,
                    tuv.place,
                    tuv.language().as_ref().map(LangTag::as_str),
                    stored_attributes(&tuv.attributes)?,
                    content,
                    tuv.content_place,
                    plain
                ])?;
            if !tuv.annotations.is_empty() {
                let tuv_id = transaction.last_insert_rowid();
                self.add_annotations("tuv", tuv_id, &tuv.annotations)?;
            }
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
    fn is_known(&self, unit: &TranslationUnit, digest: i64) -> Result<bool, MemoryError> {
        let transaction = self.change.transaction;
        // Every other import is an earlier one.
        let mut statement = transaction.prepare_cached(
            "SELECT id FROM unit WHERE digest = ?1 AND import < ?2 AND removed IS NULL",
        )?;
        let mut rows = statement.query(params![digest, self.id.unwrap_or(i64::MAX)])?;
        while let Some(row) = rows.next()? {
            if read_unit(transaction, row.get(0)?)?.as_ref() == Some(unit) {
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
            "INSERT INTO import (change, name, format, header) VALUES (?1, ?2, ?3, ?4)",
            params![self.change.id, self.header.name, self.header.format, header],
        )?;
        let id = self.change.transaction.last_insert_rowid();
        self.id = Some(id);
        let annotations = std::mem::take(&mut self.header.annotations);
        self.add_annotations("import", id, &annotations)?;
        Ok(id)
    }

    fn add_annotations(
        &self,
        owner: &str,
        id: i64,
        annotations: &[Annotation],
    ) -> Result<(), MemoryError> {
        for annotation in annotations {
            self.change
                .transaction
                .prepare_cached(
                    "INSERT INTO annotation (owner, owner_id, place, name, attributes, content)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    owner,
                    id,
                    annotation.place,
                    annotation.name,
                    stored_attributes(&annotation.attributes)?,
                    annotation.content.canonical()
                ])?;
        }
        Ok(())
    }
}

/// Returns the JSON of attributes; `None` where there are none.
fn stored_attributes(attributes: &Attributes) -> Result<Option<String>, MemoryError> {
    if attributes.is_empty() {
        return Ok(None);
    }
    Ok(Some(serde_json::to_string(attributes)?))
}

/// Returns a fingerprint of everything in a unit; equal units have equal ones.
fn digest(unit: &TranslationUnit) -> i64 {
    let mut bytes = String::new();
    let attributes = |attributes: &Attributes, bytes: &mut String| {
        for (name, value) in attributes.iter() {
            bytes.extend([name, "\u{1}", value, "\u{2}"]);
        }
    };
    let annotations = |annotations: &[Annotation], bytes: &mut String| {
        for annotation in annotations {
            bytes.extend([annotation.name.as_str(), "\u{3}"]);
            attributes(&annotation.attributes, bytes);
            bytes.push_str(&annotation.content.canonical());
        }
    };
    attributes(&unit.attributes, &mut bytes);
    annotations(&unit.annotations, &mut bytes);
    for tuv in &unit.variants {
        bytes.push('\u{4}');
        attributes(&tuv.attributes, &mut bytes);
        annotations(&tuv.annotations, &mut bytes);
        bytes.push('\u{5}');
        if let Some(content) = &tuv.content {
            bytes.push_str(&content.canonical());
        }
    }
    fingerprint(bytes.as_bytes()).cast_signed()
}
