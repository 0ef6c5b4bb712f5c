//! A phrase in all texts of a memory, with the other language beside it.

use super::{Cancel, JobError};
use crate::matching::{Origin, Phrase};
use crate::memory::{Memory, TextRow};
use crate::model::LangTag;

/// A text that holds the phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcordanceHit {
    /// The text and its counterpart.
    pub row: TextRow,
    /// Byte ranges of the phrase in the text, in order, not overlapping.
    pub hits: Vec<(usize, usize)>,
    /// Where the unit comes from.
    pub origin: Origin,
}

/// Finds a phrase as whole words, whatever its case, accents, spaces and apostrophes; by unit
/// number, at most `limit` texts.
///
/// Reads every text of the memory.
///
/// # Errors
/// When the memory cannot be read, or somebody asked to stop.
pub fn concordance(
    memory: &Memory,
    language: Option<&LangTag>,
    phrase: &str,
    limit: usize,
    cancel: &Cancel,
) -> Result<Vec<ConcordanceHit>, JobError> {
    let phrase = Phrase::new(phrase);
    let mut found: Vec<(TextRow, Vec<(usize, usize)>)> = Vec::new();
    let mut cancelled = Ok(());
    memory.texts(language, |row| {
        cancelled = cancel.check();
        let hits = phrase.hits(&row.text);
        if !hits.is_empty() {
            found.push((row, hits));
        }
        cancelled.is_ok() && found.len() < limit
    })?;
    cancelled?;
    found
        .into_iter()
        .map(|(row, hits)| {
            Ok(ConcordanceHit {
                origin: memory.origin(row.unit)?,
                row,
                hits,
            })
        })
        .collect()
}
