//! Dictionaries of people: which word translates which, as somebody wrote it down.
//!
//! Two kinds are read, both from bytes: a table separated by TAB (`table.rs`), and the two files
//! of a dictionary for `dictd`, as FreeDict's come (`dictd.rs`, its entries in `entry.rs`). An
//! aligner that compares single tokens can use what is one token on each side; articles and
//! particles are taken off first (`phrase.rs`).

mod dictd;
mod entry;
mod error;
mod languages;
mod phrase;
mod table;

use std::collections::BTreeMap;

pub use error::DictionaryError;

use super::{LexicalPair, Lexicon};
use crate::model::LangTag;

/// Word pairs that somebody vouches for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary {
    languages: Option<(LangTag, LangTag)>,
    /// Keys of both tokens → weight. A pair in several entries, or in several forms of its words,
    /// is one piece of knowledge and counts once.
    pairs: BTreeMap<(String, String), f32>,
    passed_over: usize,
}

/// What an entry counts where nothing else is said: as much as two beads that showed it. Where a
/// word has several translations they share it, since no dictionary says how often each is meant.
const ENTRY: f32 = 2.0;

impl Dictionary {
    /// Reads a table: a pair a line, source and target separated by TAB, then possibly a weight. A
    /// first line of two language tags, such as `fr` and `en`, is its header.
    ///
    /// # Errors
    /// When a line is no pair, or no pair is one word on each side.
    pub fn from_table(bytes: &[u8]) -> Result<Self, DictionaryError> {
        table::read(bytes)?.checked()
    }

    /// Reads a dictionary for `dictd` from its index and its text, which may be compressed. `name`
    /// is that of the files; it may tell the languages where the entries do not.
    ///
    /// # Errors
    /// When a line of the index cannot be understood or leads out of the text, the text cannot be
    /// decompressed, or no pair is one word on each side.
    pub fn from_dictd(index: &[u8], text: &[u8], name: &str) -> Result<Self, DictionaryError> {
        dictd::read(index, text, name)?.checked()
    }

    /// Returns the languages it is from and to, where it says them.
    pub fn languages(&self) -> Option<&(LangTag, LangTag)> {
        self.languages.as_ref()
    }

    /// Returns the number of pairs of words.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Tells whether it has no pair; none that was read is empty.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns how many translations were passed over, since a side is not one word.
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// Returns what it knows of a source's language and a target's, turned where it is the other
    /// way round; `None` where it is for other languages. One that does not say its languages is
    /// taken at its word.
    pub fn lexicon(&self, from: &LangTag, to: &LangTag) -> Option<Lexicon> {
        let turned = match &self.languages {
            None => false,
            Some((a, b)) if a.same_language(from) && b.same_language(to) => false,
            Some((a, b)) if a.same_language(to) && b.same_language(from) => true,
            Some(_) => return None,
        };
        let (mut sources, mut targets): (BTreeMap<&str, f32>, BTreeMap<&str, f32>) =
            Default::default();
        for ((source, target), weight) in &self.pairs {
            *sources.entry(source).or_default() += weight;
            *targets.entry(target).or_default() += weight;
        }
        let pairs = self.pairs.iter().map(|((source, target), &weight)| {
            let share = |all: &BTreeMap<&str, f32>, key: &str| {
                weight * weight / all.get(key).copied().unwrap_or(weight)
            };
            LexicalPair {
                forth: share(&sources, source),
                back: share(&targets, target),
                source: source.clone(),
                target: target.clone(),
            }
        });
        let lexicon = Lexicon::of_keys(pairs.collect());
        Some(if turned { lexicon.turned() } else { lexicon })
    }

    /// Takes a translation in, if it is one word on each side.
    fn add(&mut self, source: &str, target: &str, weight: f32) {
        match (phrase::only_key(source), phrase::only_key(target)) {
            (Some(source), Some(target)) => {
                let known = self.pairs.entry((source, target)).or_default();
                *known = known.max(weight);
            }
            _ => self.passed_over += 1,
        }
    }

    fn checked(self) -> Result<Self, DictionaryError> {
        if self.pairs.is_empty() {
            return Err(DictionaryError::NoPairs(self.passed_over));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
