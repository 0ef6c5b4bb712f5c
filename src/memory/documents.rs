//! Documents with their blocks and segments.

use std::collections::BTreeMap;
use std::ops::Range;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Change, MemoryError};
use crate::model::{Block, BlockKind, LangTag, Place};

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

/// A document read from the memory, with its segments in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// The document with its blocks.
    pub document: DocumentRecord,
    /// Its segments in order.
    pub segments: Vec<SegmentRecord>,
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
           WHERE segment.document = ?1 AND segment.removed IS NULL
           ORDER BY segment.block, segment.start"#,
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
        let place = |segment: &SegmentRecord| {
            let SegmentRecord { block, range, .. } = segment;
            (*block, range.start, range.end)
        };
        let stored = self::segments(self.transaction, document)?;
        let mut stored: BTreeMap<_, (i64, SegmentRecord)> = stored
            .into_iter()
            .map(|(id, segment)| (place(&segment), (id, segment)))
            .collect();
        let mut kept = Vec::with_capacity(segments.len());
        for segment in segments {
            kept.push(stored.remove(&place(segment)));
        }
        for (id, _) in stored.into_values() {
            self.remove("segment", id)?;
        }
        let blocks = block_ids(self.transaction, document)?;
        let mut ids = Vec::with_capacity(segments.len());
        for (segment, kept) in segments.iter().zip(kept) {
            ids.push(match kept {
                Some((id, before)) => {
                    if before.rule != segment.rule {
                        let rule = segment.rule.clone().map_or(Value::Null, Value::Text);
                        self.alter("segment", id, &[("rule", rule)])?;
                    }
                    id
                }
                None => self.insert_segment(document, &blocks, segment)?,
            });
        }
        Ok(ids)
    }

    fn insert_segment(
        &mut self,
        document: i64,
        blocks: &[i64],
        segment: &SegmentRecord,
    ) -> Result<i64, MemoryError> {
        let SegmentRecord { block, range, rule } = segment;
        let Some(block) = blocks.get(*block) else {
            return Err(MemoryError::Damaged(format!(
                "document {document}: block {block}"
            )));
        };
        self.transaction
            .prepare_cached(
                r#"INSERT INTO segment (change, document, block, start, "end", rule)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)"#,
            )?
            .execute(params![
                self.id,
                document,
                block,
                range.start,
                range.end,
                rule
            ])?;
        self.touch();
        Ok(self.transaction.last_insert_rowid())
    }

    /// Returns the numbers of the documents in force, in order, each with its language.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn documents(&self) -> Result<Vec<(i64, LangTag)>, MemoryError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT id, language FROM document WHERE removed IS NULL ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push((row.get(0)?, language(&row.get::<_, String>(1)?)?));
        }
        Ok(documents)
    }

    /// Returns a document by its number, with its blocks and segments.
    ///
    /// # Errors
    /// When the store cannot be read, or has no such document.
    pub fn document(&self, id: i64) -> Result<StoredDocument, MemoryError> {
        let mut statement = self.transaction.prepare_cached(
            "SELECT language, name, format, encoding, fingerprint FROM document WHERE id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else {
            return Err(MemoryError::Damaged(format!("document {id}")));
        };
        let document = DocumentRecord {
            language: language(&row.get::<_, String>(0)?)?,
            name: row.get(1)?,
            format: row.get(2)?,
            encoding: row.get(3)?,
            fingerprint: row.get(4)?,
            blocks: blocks(self.transaction, id)?,
        };
        let segments = segments(self.transaction, id)?;
        Ok(StoredDocument {
            document,
            segments: segments.into_iter().map(|(_, segment)| segment).collect(),
        })
    }
}

/// Returns the ids of a document's blocks in order.
fn block_ids(connection: &Connection, document: i64) -> Result<Vec<i64>, MemoryError> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM block WHERE document = ?1 ORDER BY ord")?;
    let ids = statement.query_map([document], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Returns the blocks of a document in order.
fn blocks(connection: &Connection, document: i64) -> Result<Vec<Block>, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, line, path, text FROM block WHERE document = ?1 ORDER BY ord",
    )?;
    let mut rows = statement.query([document])?;
    let mut blocks = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(0)?;
        let place = Place {
            line: row.get(1)?,
            path: row.get(2)?,
        };
        blocks.push(Block {
            kind: BlockKind::from_name(&kind)
                .ok_or_else(|| MemoryError::Damaged(format!("block of kind `{kind}`")))?,
            place,
            text: row.get(3)?,
        });
    }
    Ok(blocks)
}

fn language(tag: &str) -> Result<LangTag, MemoryError> {
    tag.parse()
        .map_err(|_| MemoryError::Damaged(format!("language `{tag}`")))
}
