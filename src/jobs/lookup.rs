//! New sentences against one or more memories.

use std::cell::{OnceCell, RefCell};

use super::fuzzy_index::{Making, MemoryIndex};
use super::lexicon::Progress;
use super::terms::TermBases;
use super::{Cancel, JobError};
use crate::lexicon::Lexicon;
use crate::matching::{
    self, Answer, Details, IndexPart, LookupError, LookupOptions, PairStore, PlainSearch, Query,
    Scratch, StoredPair, TermPair,
};
use crate::memory::{LanguagePair, Memory, MemoryError, PairReader};
use crate::model::LangTag;
use crate::text::detect_among;

/// From so many letters on, the language of a text is told by its letters alone.
const SURELY_DETECTED: usize = 60;

/// Memories that are asked together, in the direction each query is in.
pub struct Lookup<'m> {
    memories: &'m [Memory],
    settings: Settings,
    directions: Vec<OpenDirection>,
    terms: TermBases,
    progress: Option<Box<Progress>>,
    cancel: &'m Cancel,
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
    /// Say what differs and what might become of it, and where no match is good enough, look for
    /// weaker ones and for parts.
    pub help: bool,
}

/// What is said of the direction of a lookup.
#[derive(Debug, Clone, Copy, Default)]
pub struct Direction<'a> {
    /// Language of the queries, if given.
    pub from: Option<&'a LangTag>,
    /// Language of the answers, if given.
    pub to: Option<&'a LangTag>,
}

/// A direction with what was made ready for it.
struct OpenDirection {
    languages: LanguagePair,
    /// The index of each memory, and what searches of its parts use again.
    indexes: RefCell<(Vec<MemoryIndex>, Vec<Scratch>)>,
    /// Instead of these, all pairs.
    pairs: OnceCell<PlainSearch>,
}

/// Reads units of the memories in one direction.
struct Readers<'m>(Vec<PairReader<'m>>);

impl PairStore for Readers<'_> {
    type Error = MemoryError;

    fn pairs_of(&mut self, memory: usize, unit: i64) -> Result<Vec<StoredPair>, MemoryError> {
        let mut pairs = self.0[memory].of_unit(unit)?;
        for pair in &mut pairs {
            pair.memory = memory;
        }
        Ok(pairs)
    }

    fn details(&mut self, pair: &StoredPair) -> Result<Details, MemoryError> {
        self.0[pair.memory].details(pair)
    }
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
        cancel: &'m Cancel,
    ) -> Result<Self, JobError> {
        let directions = possible_directions(memories, wish)?
            .into_iter()
            .map(|languages| OpenDirection {
                languages,
                indexes: RefCell::default(),
                pairs: OnceCell::new(),
            })
            .collect();
        Ok(Lookup {
            memories,
            settings,
            directions,
            terms: TermBases::open(memories)?,
            progress: None,
            cancel,
        })
    }

    /// Returns the term bases of the memories.
    pub fn terms(&self) -> &TermBases {
        &self.terms
    }

    /// Tells `progress` whenever an index is made that takes time.
    #[must_use]
    pub fn with_progress(mut self, progress: Box<Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Answers one query, and tells the direction it was asked in.
    ///
    /// Where several directions are possible, a long text tells its own language; a short one is
    /// asked in all of them, and the one where the memory knows it best is taken.
    ///
    /// Answers are of the memories as they are now. What changed since the query before is read
    /// first; where the first query in a direction finds no index, it makes one.
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
        let lexicon = Lexicon::core(from.primary(), to.primary());
        let options = LookupOptions {
            threshold: self.settings.threshold,
            limit: self.settings.limit,
            memory_penalties: self.settings.memory_penalties.clone(),
            help: self.settings.help,
            ..LookupOptions::new(from, to)
        };
        let mut answer = self.found(direction, query, &options)?;
        if !options.help {
            return Ok(answer);
        }
        let base = self.terms.base(&direction.languages);
        let asked = base.pairs_in(&query.text);
        for found in answer.matches.iter_mut().chain(&mut answer.below) {
            let stored = base.pairs_in(&found.pair.source);
            let terms: Vec<TermPair<'_>> = asked
                .iter()
                .chain(&stored)
                .map(|(source, target)| (source.as_str(), target.as_str()))
                .collect();
            matching::complete(found, query, &options, &lexicon, &terms);
        }
        Ok(answer)
    }

    /// Returns what the memories have, by index or by reading everything.
    fn found(
        &self,
        direction: &OpenDirection,
        query: &Query,
        options: &LookupOptions,
    ) -> Result<Answer, JobError> {
        // Each memory as it is at one moment.
        let mut moments = Vec::new();
        for memory in self.memories {
            moments.push(memory.snapshot()?);
        }
        let reader = |memory: &'m Memory| memory.pairs(direction.languages.clone());
        let mut readers = Readers(self.memories.iter().map(reader).collect());
        let plainly = |readers: &mut Readers<'m>| {
            let pairs = self.all_pairs(direction, readers)?;
            let answer =
                matching::lookup_plainly(pairs, query, options, |pair| readers.details(pair));
            Ok::<_, JobError>(answer?)
        };
        if self.settings.exhaustive {
            return plainly(&mut readers);
        }
        let mut indexes = direction.indexes.borrow_mut();
        let (indexes, scratches) = &mut *indexes;
        indexes.resize_with(self.memories.len(), MemoryIndex::default);
        // An index that says other things than its memory is made anew, once.
        for _ in 0..=self.memories.len() {
            for (number, index) in indexes.iter_mut().enumerate() {
                index.update(&self.making(number, direction))?;
            }
            let parts: Vec<IndexPart<'_>> = indexes
                .iter()
                .enumerate()
                .flat_map(|(number, index)| index.parts(number))
                .collect();
            match matching::lookup(&parts, scratches, query, options, &mut readers) {
                Ok(answer) => return Ok(answer),
                Err(LookupError::Store(error)) => return Err(error.into()),
                Err(LookupError::OtherIndex(number)) => {
                    indexes[number].distrust(&self.making(number, direction));
                }
            }
        }
        drop(moments);
        plainly(&mut readers)
    }

    fn making<'s>(&'s self, number: usize, direction: &'s OpenDirection) -> Making<'s> {
        Making {
            memory: &self.memories[number],
            languages: &direction.languages,
            progress: self.progress.as_deref(),
            cancel: self.cancel,
        }
    }

    /// Returns all pairs of a direction, read once.
    fn all_pairs<'d>(
        &self,
        direction: &'d OpenDirection,
        readers: &Readers<'_>,
    ) -> Result<&'d PlainSearch, JobError> {
        if let Some(pairs) = direction.pairs.get() {
            return Ok(pairs);
        }
        let mut search = PlainSearch::default();
        for (number, reader) in readers.0.iter().enumerate() {
            reader.each(|read| {
                self.cancel.check()?;
                search.push(StoredPair {
                    memory: number,
                    ..read.pair
                });
                Ok::<_, JobError>(())
            })?;
        }
        Ok(direction.pairs.get_or_init(|| search))
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
