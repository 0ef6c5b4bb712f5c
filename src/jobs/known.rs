//! Whether two files are aligned in a memory already: read and compared, neither cut nor aligned.

use super::align::{AlignRequest, Tally};
use super::read::{Reading, read};
use super::{InputFile, JobError};
use crate::memory::{DocumentRecord, Memory, MemoryError};
use crate::model::LangTag;

/// Counts the beads that a memory holds of two files, if it holds both, unchanged, and their
/// alignment, either way round. What a new alignment might do better is not asked.
///
/// # Errors
/// When a file cannot be read as a document, or the memory cannot be read.
pub fn known(
    source: &InputFile,
    target: &InputFile,
    request: &AlignRequest,
    memory: &Memory,
) -> Result<Option<Tally>, JobError> {
    let document = |file, language: &Option<LangTag>| {
        let reading = Reading {
            language: language.clone(),
            wrap: request.wrap,
            sentences: request.sentences,
            ..Reading::default()
        };
        read(file, &reading).map(|(document, _)| document)
    };
    let source = document(source, &request.from)?;
    let target = document(target, &request.to)?;
    Ok(known_documents(&source, &target, memory)?)
}

/// The same question about two documents that are read already.
///
/// # Errors
/// When the memory cannot be read.
pub fn known_documents(
    source: &DocumentRecord,
    target: &DocumentRecord,
    memory: &Memory,
) -> Result<Option<Tally>, MemoryError> {
    let beads = memory.beads_between(source, target)?;
    Ok(beads.map(|beads| beads.into_iter().collect()))
}
