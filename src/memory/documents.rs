//! Documents with their blocks and segments.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Change, MemoryError};
use crate::model::{Block, LangTag};

/// A document as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRecord {
    /// File name without folders.
    pub name: String,
    /// Name of the format it was read as.
    pub format: String,
    /// Name of its encoding.
    pub encoding: String,
    /// Its language.
    pub language: LangTag,
    /// Fingerprint of the file's bytes and of the blocks read from them: with name and language,
    /// what makes it the same document.
    pub fingerprint: String,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
}

/// A segment of a document: a range of a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentRecord {
    /// Ordinal of the block, from 0.
    pub block: usize,
    /// Byte range in the block's text.
    pub range: Range<usize>,
    /// Id of the rule that ended it.
    pub rule: Option<String>,
}

/// Returns the id of the document in force that equals a record.
pub(super) fn find(
    connection: &Connection,
    document: &DocumentRecord,
) -> Result<Option<i64>, MemoryError> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM document
             WHERE name = ?1 AND language = ?2 AND fingerprint = ?3 AND removed IS NULL",
        )?
        .query_row(
            params![
                document.name,
                document.language.as_str(),
                document.fingerprint
            ],
            |row| row.get(0),
        )
        .optional()?)
}

/// Returns the segments of a document in force, in order, each with its id.
pub(super) fn segments(
    connection: &Connection,
    document: i64,
) -> Result<Vec<(i64, SegmentRecord)>, MemoryError> {
    let mut statement = connection.prepare_cached(
        r#"SELECT segment.id, block.ord, segment.start, segment."end", segment.rule
           FROM segment JOIN block ON block.id = segment.block
           WHERE segment.document = ?1 AND segment.removed IS NULL ORDER BY segment.ord"#,
    )?;
    let rows = statement.query_map([document], |row| {
        Ok((
            row.get(0)?,
            SegmentRecord {
                block: row.get(1)?,
                range: row.get(2)?..row.get(3)?,
                rule: row.get(4)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Change<'_> {
    /// Returns the id of a document, storing it where it is not stored yet.
    pub(super) fn store_document(&mut self, document: &DocumentRecord) -> Result<i64, MemoryError> {
        if let Some(id) = find(self.transaction, document)? {
            return Ok(id);
        }
        self.transaction.execute(
            "INSERT INTO document (change, name, format, encoding, language, fingerprint)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                self.id,
                document.name,
                document.format,
                document.encoding,
                document.language.as_str(),
                document.fingerprint
            ],
        )?;
        let id = self.transaction.last_insert_rowid();
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO block (document, ord, kind, line, path, text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (ord, block) in document.blocks.iter().enumerate() {
            let Block { kind, place, text } = block;
            insert.execute(params![id, ord, kind.name(), place.line, place.path, text])?;
        }
        drop(insert);
        self.touch();
        Ok(id)
    }

    /// Makes a document's segments what is given, and returns their ids in order. Segments that
    /// are already cut so are kept.
    pub(super) fn store_segments(
        &mut self,
        document: i64,
        segments: &[SegmentRecord],
    ) -> Result<Vec<i64>, MemoryError> {
        let stored = self::segments(self.transaction, document)?;
        if stored.iter().map(|(_, segment)| segment).eq(segments) {
            return Ok(stored.into_iter().map(|(id, _)| id).collect());
        }
        for (id, _) in stored {
            self.remove("segment", id)?;
        }
        let blocks: Vec<i64> = self
            .transaction
            .prepare_cached("SELECT id FROM block WHERE document = ?1 ORDER BY ord")?
            .query_map([document], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut ids = Vec::with_capacity(segments.len());
        for (ord, SegmentRecord { block, range, rule }) in segments.iter().enumerate() {
            let Some(block) = blocks.get(*block) else {
                return Err(MemoryError::Damaged(format!(
                    "document {document}: block {block}"
                )));
            };
            self.transaction
                .prepare_cached(
                    r#"INSERT INTO segment (change, document, ord, block, start, "end", rule)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"#,
                )?
                .execute(params![
                    self.id,
                    document,
                    ord,
                    block,
                    range.start,
                    range.end,
                    rule
                ])?;
            ids.push(self.transaction.last_insert_rowid());
        }
        self.touch();
        Ok(ids)
    }
}
