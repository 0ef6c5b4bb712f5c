//! New sentences against one or more memories.

use std::cell::OnceCell;

use super::JobError;
use crate::lexicon::Lexicon;
use crate::matching::{self, Answer, LookupOptions, PairIndex, Query, StoredPair};
use crate::memory::{LanguagePair, Memory, MemoryError};
use crate::model::LangTag;
use crate::text::detect_among;

/// From so many letters on, the language of a text is told by its letters alone.
const SURELY_DETECTED: usize = 60;

/// Memories that are asked together, in the direction each query is in.
#[derive(Debug)]
pub struct Lookup<'m> {
    memories: &'m [Memory],
    settings: Settings,
    directions: Vec<OpenDirection>,
}

/// How to ask, whatever the direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Lowest base score, 50 to 100.
    pub threshold: u8,
    /// Most matches.
    pub limit: usize,
    /// Points that units of each memory lose; the working memory is the first.
    pub memory_penalties: Vec<u8>,
    /// Compare with every pair by the definition of the score, without the index.
    pub exhaustive: bool,
}

/// What is said of the direction of a lookup.
#[derive(Debug, Clone, Copy, Default)]
pub struct Direction<'a> {
    /// Language of the queries, if given.
    pub from: Option<&'a LangTag>,
    /// Language of the answers, if given.
    pub to: Option<&'a LangTag>,
}

/// A direction with the pairs of all memories in it, read when first needed.
#[derive(Debug)]
struct OpenDirection {
    languages: LanguagePair,
    index: OnceCell<PairIndex>,
}

impl<'m> Lookup<'m> {
    /// Prepares to ask memories, the first of them the working memory, in every direction that
    /// what is said allows.
    ///
    /// # Errors
    /// When a memory cannot be read, is empty, or has no text in a language.
    pub fn open(
        memories: &'m [Memory],
        wish: Direction<'_>,
        settings: Settings,
    ) -> Result<Self, JobError> {
        let directions = possible_directions(memories, wish)?
            .into_iter()
            .map(|languages| OpenDirection {
                languages,
                index: OnceCell::new(),
            })
            .collect();
        Ok(Lookup {
            memories,
            settings,
            directions,
        })
    }

    /// Answers one query, and tells the direction it was asked in.
    ///
    /// Where several directions are possible, a long text tells its own language; a short one is
    /// asked in all of them, and the one where the memory knows it best is taken.
    ///
    /// The first query in a direction reads all its pairs; later ones are answered from these.
    ///
    /// # Errors
    /// When a memory cannot be read, or nothing tells the direction.
    pub fn ask(&self, query: &Query) -> Result<(Answer, &LanguagePair), JobError> {
        if let [only] = self.directions.as_slice() {
            return Ok((self.ask_in(only, query)?, &only.languages));
        }
        let detected = self.detected(&query.text);
        let letters = query.text.chars().filter(|c| c.is_alphabetic()).count();
        if let Some(direction) = detected
            && letters >= SURELY_DETECTED
        {
            return Ok((self.ask_in(direction, query)?, &direction.languages));
        }
        let mut best: Option<(u8, Answer, &OpenDirection)> = None;
        for direction in &self.directions {
            let answer = self.ask_in(direction, query)?;
            let base = answer.matches.first().map_or(0, |found| found.base);
            let better = best.as_ref().is_none_or(|(known, ..)| base > *known);
            if base > 0 && better {
                best = Some((base, answer, direction));
            }
        }
        if let Some((_, answer, direction)) = best {
            return Ok((answer, &direction.languages));
        }
        let direction = detected.ok_or_else(|| self.ambiguous())?;
        Ok((self.ask_in(direction, query)?, &direction.languages))
    }

    fn ask_in(&self, direction: &OpenDirection, query: &Query) -> Result<Answer, JobError> {
        let LanguagePair { from, to } = direction.languages.clone();
        let options = LookupOptions {
            threshold: self.settings.threshold,
            limit: self.settings.limit,
            memory_penalties: self.settings.memory_penalties.clone(),
            ..LookupOptions::new(from, to)
        };
        let details = |pair: &StoredPair| {
            self.memories[pair.memory]
                .pairs(direction.languages.clone())
                .details(pair)
        };
        let answer = matching::lookup(self.index(direction)?, query, &options, details);
        let mut answer = answer.map_err(|error: MemoryError| JobError::from(error))?;
        let lexicon = Lexicon::core(options.from.primary(), options.to.primary());
        for found in answer.matches.iter_mut().chain(&mut answer.below) {
            matching::complete(found, query, &options, &lexicon, &[]);
        }
        Ok(answer)
    }

    fn index<'d>(&self, direction: &'d OpenDirection) -> Result<&'d PairIndex, JobError> {
        if let Some(index) = direction.index.get() {
            return Ok(index);
        }
        let mut index = PairIndex::default();
        for (number, memory) in self.memories.iter().enumerate() {
            memory.pairs(direction.languages.clone()).each(|mut pair| {
                pair.memory = number;
                index.push(pair);
            })?;
        }
        if self.settings.exhaustive {
            index.search_plainly();
        }
        Ok(direction.index.get_or_init(|| index))
    }

    /// Returns the direction from the language that a text is written in.
    fn detected(&self, text: &str) -> Option<&OpenDirection> {
        let from = |direction: &OpenDirection| direction.languages.from.primary().to_owned();
        let sources: Vec<String> = self.directions.iter().map(from).collect();
        let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
        let language = detect_among(text, &sources)?;
        self.directions
            .iter()
            .find(|d| d.languages.from.primary() == language)
    }

    fn ambiguous(&self) -> JobError {
        let names = self
            .directions
            .iter()
            .map(|d| name(&d.languages))
            .collect::<Vec<_>>();
        JobError::Direction {
            possible: names.join(", "),
        }
    }
}

/// Returns the directions that what is said and what the memories hold allow, one for each
/// language of queries.
fn possible_directions(
    memories: &[Memory],
    wish: Direction<'_>,
) -> Result<Vec<LanguagePair>, JobError> {
    let mut present: Vec<LangTag> = Vec::new();
    for memory in memories {
        present.extend(memory.languages()?);
    }
    present.sort();
    present.dedup();
    if present.is_empty() {
        return Err(JobError::EmptyMemory);
    }
    if let (Some(from), Some(to)) = (wish.from, wish.to)
        && from.same_language(to)
    {
        return Err(JobError::OneLanguage {
            from: from.to_string(),
            to: to.to_string(),
        });
    }
    for asked in [wish.from, wish.to].into_iter().flatten() {
        if !present.iter().any(|found| asked.same_language(found)) {
            let present: Vec<&str> = present.iter().map(LangTag::as_str).collect();
            return Err(JobError::NoSuchLanguage {
                asked: asked.to_string(),
                present: present.join(", "),
            });
        }
    }
    let mut languages: Vec<LangTag> = present
        .iter()
        .filter_map(|tag| tag.primary().parse().ok())
        .collect();
    languages.dedup();
    let side =
        |asked: Option<&LangTag>| asked.map_or_else(|| languages.clone(), |a| vec![a.clone()]);
    let mut directions = Vec::new();
    for from in side(wish.from) {
        for to in side(wish.to) {
            if !from.same_language(&to) {
                directions.push(LanguagePair {
                    from: from.clone(),
                    to,
                });
            }
        }
    }
    // Text can tell the language it is in, but not the one it is wanted in.
    let mut sources: Vec<&LangTag> = directions.iter().map(|d| &d.from).collect();
    sources.dedup();
    if directions.is_empty() || sources.len() < directions.len() {
        let names: Vec<String> = directions.iter().map(name).collect();
        return Err(JobError::Direction {
            possible: names.join(", "),
        });
    }
    Ok(directions)
}

fn name(languages: &LanguagePair) -> String {
    format!("{}>{}", languages.from, languages.to)
}
