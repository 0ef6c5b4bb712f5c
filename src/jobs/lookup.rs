//! New sentences against one or more memories.

use super::JobError;
use crate::matching::{self, Answer, LookupOptions, PairIndex, Query};
use crate::memory::{LanguagePair, Memory, MemoryError};
use crate::model::LangTag;
use crate::text::detect_among;

/// Memories that are asked together, with all their pairs of one direction in order.
#[derive(Debug)]
pub struct Lookup<'m> {
    memories: &'m [Memory],
    languages: LanguagePair,
    index: PairIndex,
    options: LookupOptions,
}

/// What decides the direction of a lookup.
#[derive(Debug, Clone, Copy, Default)]
pub struct Direction<'a> {
    /// Language of the query, if given.
    pub from: Option<&'a LangTag>,
    /// Language of the answers, if given.
    pub to: Option<&'a LangTag>,
    /// The query itself, to tell its language by.
    pub text: Option<&'a str>,
}

impl<'m> Lookup<'m> {
    /// Reads the pairs of some memories in one direction; the first is the working memory.
    ///
    /// Linear in the memories; every lookup after it is answered from what was read.
    ///
    /// # Errors
    /// When a memory cannot be read.
    pub fn open(
        memories: &'m [Memory],
        languages: LanguagePair,
        options: LookupOptions,
    ) -> Result<Self, JobError> {
        let mut index = PairIndex::default();
        for (number, memory) in memories.iter().enumerate() {
            memory.pairs(languages.clone()).each(|mut pair| {
                pair.memory = number;
                index.push(pair);
            })?;
        }
        Ok(Lookup {
            memories,
            languages,
            index,
            options,
        })
    }

    /// Answers one query.
    ///
    /// # Errors
    /// When a memory cannot be read.
    pub fn ask(&self, query: &Query) -> Result<Answer, JobError> {
        let details = |pair: &matching::StoredPair| {
            self.memories[pair.memory]
                .pairs(self.languages.clone())
                .details(pair)
        };
        let answer = matching::lookup(&self.index, query, &self.options, details);
        answer.map_err(|error: MemoryError| error.into())
    }
}

/// Finds the direction of a lookup: as given; where something is left out, what the memories
/// allow; where they allow both directions of two languages, what the text is written in.
///
/// # Errors
/// When a language is not in the memories, or several directions remain.
pub fn direction(memories: &[Memory], wish: Direction<'_>) -> Result<LanguagePair, JobError> {
    let mut present: Vec<LangTag> = Vec::new();
    for memory in memories {
        present.extend(memory.languages()?);
    }
    present.sort();
    present.dedup();
    for asked in [wish.from, wish.to].into_iter().flatten() {
        if !present.iter().any(|found| asked.same_language(found)) {
            return Err(JobError::NoSuchLanguage {
                asked: asked.to_string(),
                present: list(&present),
            });
        }
    }
    let mut languages: Vec<&str> = present.iter().map(LangTag::primary).collect();
    languages.dedup();
    let ambiguous = || JobError::Direction {
        possible: directions(&languages, wish),
    };
    let others = |known: &LangTag| -> Option<LangTag> {
        match languages
            .iter()
            .filter(|l| **l != known.primary())
            .collect::<Vec<_>>()[..]
        {
            [only] => only.parse().ok(),
            _ => None,
        }
    };
    let from = match (wish.from, wish.to, wish.text) {
        (Some(from), _, _) => from.clone(),
        (None, Some(to), _) if languages.len() == 2 => others(to).ok_or_else(ambiguous)?,
        (None, _, Some(text)) => detect_among(text, &languages)
            .and_then(|tag| tag.parse().ok())
            .ok_or_else(ambiguous)?,
        (None, _, None) => return Err(ambiguous()),
    };
    let to = match wish.to {
        Some(to) => to.clone(),
        None => others(&from).ok_or_else(ambiguous)?,
    };
    Ok(LanguagePair { from, to })
}

fn list(tags: &[LangTag]) -> String {
    tags.iter()
        .map(LangTag::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Names the directions that remain.
fn directions(languages: &[&str], wish: Direction<'_>) -> String {
    let fits = |asked: Option<&LangTag>, found: &str| asked.is_none_or(|a| a.primary() == found);
    let mut possible = Vec::new();
    for from in languages.iter().filter(|l| fits(wish.from, l)) {
        for to in languages.iter().filter(|l| fits(wish.to, l) && *l != from) {
            possible.push(format!("{from}>{to}"));
        }
    }
    possible.join(", ")
}
