//! What is known of two languages before a document is aligned: dictionaries, and the memory.
//!
//! A memory teaches which word translates which as soon as it has some hundred units. That takes
//! seconds for a big one, so it is done from milestone to milestone of its content and kept beside it
//! (`memory/milestones.rs`, `memory/derived.rs`). Whether the kept one was there, or damaged, or
//! for another state, changes the time and nothing else.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::embeddings::Embedder;
use super::{Cancel, InputFile, JobError};
use crate::alignment::Vectors;
use crate::lexicon::{Dictionary, Learner, Lexicon, WordStatistics};
use crate::memory::{Derived, Memory, Milestone};
use crate::model::LangTag;

/// What a memory's probability of 1 counts: as much as so many beads that showed it.
pub const MEMORY_WEIGHT: f32 = 6.0;

/// More units teach nothing that so many do not; of more, every second, third… is taken.
const MOST_UNITS: u64 = 200_000;

/// A dictionary as it lies in files.
#[derive(Debug, Clone)]
pub enum DictionaryFile {
    /// Pairs separated by TAB.
    Table(InputFile),
    /// Index and text for `dictd`.
    Dictd {
        /// The headwords and where their entries are.
        index: InputFile,
        /// The entries, possibly compressed.
        text: InputFile,
    },
}

impl DictionaryFile {
    /// Reads the dictionary.
    ///
    /// # Errors
    /// When it is malformed, or has nothing that can be used.
    pub fn read(&self) -> Result<Dictionary, JobError> {
        let in_file = |file: &InputFile, error| JobError::Dictionary(file.name.clone(), error);
        match self {
            DictionaryFile::Table(file) => {
                Dictionary::from_table(&file.bytes).map_err(|error| in_file(file, error))
            }
            DictionaryFile::Dictd { index, text } => {
                Dictionary::from_dictd(&index.bytes, &text.bytes, &index.name).map_err(|error| {
                    let file = if error.is_in_text() { text } else { index };
                    in_file(file, error)
                })
            }
        }
    }
}

/// What helps an alignment besides the documents: where lexicons come from, and an embedding
/// source. What was gathered for two languages stays the same for the life of
/// this value, whatever is added to the memory meanwhile; several threads may ask at once.
#[derive(Default)]
pub struct Sources {
    dictionaries: Vec<(String, Dictionary)>,
    progress: Option<Box<Progress>>,
    /// Asked by one pair at a time: a model uses the whole machine for each.
    embedder: Option<Mutex<Box<Embedder>>>,
    /// By source's and target's language.
    gathered: Mutex<BTreeMap<[String; 2], Arc<Gathered>>>,
}

/// Is told how far the learning is, and of how much; at the end both are equal.
pub type Progress = dyn Fn(u64, u64) + Send + Sync;

/// What is known of two languages.
#[derive(Debug, Default)]
struct Gathered {
    dictionaries: Lexicon,
    /// From the language whose tag comes first in the alphabet.
    memory: Option<Arc<WordStatistics>>,
}

impl Sources {
    /// Returns the sources that some dictionaries are, with their names, and a memory where one is
    /// given later.
    pub fn new(dictionaries: Vec<(String, Dictionary)>) -> Self {
        Sources {
            dictionaries,
            ..Sources::default()
        }
    }

    /// Tells `progress` whenever something is learnt that takes time.
    #[must_use]
    pub fn with_progress(mut self, progress: Box<Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Asks an embedding source about beads that are in doubt.
    #[must_use]
    pub fn with_embedder(mut self, embedder: Box<Embedder>) -> Self {
        self.embedder = Some(Mutex::new(embedder));
        self
    }

    /// Returns what asks the embedding source, where there is one.
    pub(super) fn embedder(&self) -> Option<impl FnMut(&[String]) -> Result<Vectors, JobError>> {
        let embedder = self.embedder.as_ref()?;
        Some(|texts: &[String]| {
            let mut ask = embedder.lock().unwrap_or_else(PoisonError::into_inner);
            ask(texts)
        })
    }

    /// Gathers what is known of two languages, unless that was done before.
    ///
    /// # Errors
    /// When a dictionary is for other languages, the memory cannot be read, or somebody asked to
    /// stop.
    pub fn gather(
        &self,
        memory: Option<&Memory>,
        from: &LangTag,
        to: &LangTag,
        cancel: &Cancel,
    ) -> Result<(), JobError> {
        self.gathered(memory, from, to, cancel).map(|_| ())
    }

    /// Returns the lexicon for two documents: of what is known of their languages, the pairs that
    /// stand in their texts.
    ///
    /// # Errors
    /// As [`gather`](Self::gather).
    pub(super) fn lexicon<'t>(
        &self,
        memory: Option<&Memory>,
        source: (&LangTag, impl Iterator<Item = &'t str>),
        target: (&LangTag, impl Iterator<Item = &'t str>),
        cancel: &Cancel,
    ) -> Result<Lexicon, JobError> {
        let gathered = self.gathered(memory, source.0, target.0, cancel)?;
        let core = Lexicon::core(source.0.primary(), target.0.primary());
        let lexicon = core.plus(gathered.dictionaries.clone());
        let Some(learnt) = &gathered.memory else {
            return Ok(lexicon);
        };
        let learnt = if source.0.primary() <= target.0.primary() {
            learnt.lexicon(source.1, target.1, MEMORY_WEIGHT)
        } else {
            learnt.lexicon(target.1, source.1, MEMORY_WEIGHT).turned()
        };
        Ok(lexicon.plus(learnt))
    }

    fn gathered(
        &self,
        memory: Option<&Memory>,
        from: &LangTag,
        to: &LangTag,
        cancel: &Cancel,
    ) -> Result<Arc<Gathered>, JobError> {
        let key = [from, to].map(|tag| tag.primary().to_owned());
        // Whoever comes second waits: learning twice would take as long.
        let mut all = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(&key) {
            return Ok(Arc::clone(known));
        }
        let mut gathered = Gathered::default();
        for (file, dictionary) in &self.dictionaries {
            let lexicon = dictionary.lexicon(from, to);
            let lexicon = lexicon.ok_or_else(|| other_languages(file, dictionary, from, to))?;
            gathered.dictionaries = gathered.dictionaries.plus(lexicon);
        }
        if let Some(memory) = memory
            && !from.same_language(to)
        {
            gathered.memory = self.statistics(memory, from, to, cancel)?;
        }
        let gathered = Arc::new(gathered);
        all.insert(key, Arc::clone(&gathered));
        Ok(gathered)
    }

    /// Returns what a memory teaches of two languages, from that whose tag comes first in the
    /// alphabet; `None` where it teaches nothing.
    ///
    /// # Errors
    /// When the memory cannot be read, or somebody asked to stop.
    pub(super) fn statistics(
        &self,
        memory: &Memory,
        from: &LangTag,
        to: &LangTag,
        cancel: &Cancel,
    ) -> Result<Option<Arc<WordStatistics>>, JobError> {
        let mut languages = [from, to];
        languages.sort_by_key(|tag| tag.primary());
        Ok(self.learnt(memory, languages, cancel)?.map(Arc::new))
    }

    /// Returns what the memory teaches of two languages: as kept beside it where that is right,
    /// else learnt now and kept.
    fn learnt(
        &self,
        memory: &Memory,
        languages: [&LangTag; 2],
        cancel: &Cancel,
    ) -> Result<Option<WordStatistics>, JobError> {
        let seen = memory.generation()?.fingerprint();
        let kept = memory.kept_lexicon(languages);
        let kept = kept.and_then(|kept| Some((WordStatistics::from_bytes(&kept.content)?, kept)));
        let kept = match kept {
            Some((statistics, kept)) if kept.seen == seen => return Ok(Some(statistics)),
            kept => kept,
        };
        let Some(milestone) = memory.milestone(languages)? else {
            memory.forget_lexicon(languages);
            return Ok(None);
        };
        let still_right = |kept: &Derived| {
            (kept.milestone, kept.fingerprint) == (milestone.change, milestone.fingerprint)
        };
        let statistics = match kept {
            Some((statistics, kept)) if still_right(&kept) => statistics,
            _ => self.learn(memory, &milestone, languages, cancel)?,
        };
        let derived = Derived {
            seen,
            milestone: milestone.change,
            fingerprint: milestone.fingerprint,
            content: statistics.to_bytes(),
        };
        memory.keep_lexicon(languages, &derived);
        Ok(Some(statistics))
    }

    fn learn(
        &self,
        memory: &Memory,
        milestone: &Milestone,
        languages: [&LangTag; 2],
        cancel: &Cancel,
    ) -> Result<WordStatistics, JobError> {
        let mut watch = |done, of| {
            cancel.check()?;
            if let Some(progress) = &self.progress {
                progress(done, of);
            }
            Ok::<_, JobError>(())
        };
        let step = milestone.units.div_ceil(MOST_UNITS).max(1);
        let mut learner = Learner::default();
        let mut unit = 0_u64;
        memory.texts_at(milestone, languages, |pair| {
            if unit.is_multiple_of(1000) {
                cancel.check()?;
            }
            if unit.is_multiple_of(step) {
                let [source, target] = &pair.texts;
                learner.add(source, target, pair.weight);
            }
            unit += 1;
            Ok::<_, JobError>(())
        })?;
        learner.learn(&mut watch)
    }
}

fn other_languages(file: &str, dictionary: &Dictionary, from: &LangTag, to: &LangTag) -> JobError {
    let languages = dictionary.languages();
    JobError::OtherDictionary {
        file: file.to_owned(),
        languages: languages.map_or_else(String::new, |(a, b)| format!("{a}>{b}")),
        wanted: format!("{from}>{to}"),
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources")
            .field("dictionaries", &self.dictionaries)
            .field("gathered", &self.gathered)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
