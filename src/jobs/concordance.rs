//! A phrase in all texts of the memories, with the other language beside it.

use super::{Cancel, JobError};
use crate::matching::{Origin, Phrase};
use crate::memory::{Memory, TextRow};
use crate::model::LangTag;

/// A text that holds the phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcordanceHit {
    /// The text and its counterpart.
    pub row: TextRow,
    /// Which of the memories it is in.
    pub memory: usize,
    /// Byte ranges of the phrase in the text, in order, not overlapping.
    pub hits: Vec<(usize, usize)>,
    /// Where the unit comes from.
    pub origin: Origin,
}

/// Finds a phrase as whole words, whatever its case, accents, spaces and apostrophes; by memory and
/// unit number, at most `limit` texts.
///
/// Reads every text of the memories until there are enough.
///
/// # Errors
/// When the memory cannot be read, or somebody asked to stop.
pub fn concordance(
    memories: &[Memory],
    language: Option<&LangTag>,
    phrase: &str,
    limit: usize,
    cancel: &Cancel,
) -> Result<Vec<ConcordanceHit>, JobError> {
    let phrase = Phrase::new(phrase);
    let mut found = Vec::new();
    for (number, memory) in memories.iter().enumerate() {
        let mut rows: Vec<(TextRow, Vec<(usize, usize)>)> = Vec::new();
        let mut cancelled = Ok(());
        memory.texts(language, |row| {
            cancelled = cancel.check();
            let hits = phrase.hits(&row.text);
            if !hits.is_empty() {
                rows.push((row, hits));
            }
            cancelled.is_ok() && found.len() + rows.len() < limit
        })?;
        cancelled?;
        for (row, hits) in rows {
            let origin = memory.origin(row.unit)?;
            found.push(ConcordanceHit {
                row,
                memory: number,
                hits,
                origin,
            });
        }
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}
