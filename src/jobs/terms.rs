//! Terms: the term base of open memories, kept, written, found in texts; new ones proposed.

mod extraction;
mod listing;

use std::cell::RefCell;
use std::rc::Rc;

use super::JobError;
use crate::memory::{ChangeKind, LanguagePair, Memory, MemoryError, Stamp};
use crate::messages::{Explain, Message};
use crate::model::{Annotation, LangTag, TranslationUnit};
use crate::terms::{TermBase, TermEntry, TermHit};
use crate::text::detect_among;

pub use extraction::{Extracted, Found, counts, extract, rivals, write_proposals};
pub use listing::{TermFormat, export};

/// How many entries a refusal names.
const NAMED: usize = 5;

/// Why the term base cannot do what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermProblem {
    /// No entry has such terms; what was asked for.
    NoSuchTerm(String),
    /// Several entries have the term: each with its number.
    Several {
        /// The term.
        term: String,
        /// The entries: `12 (quai = quay)`.
        entries: String,
    },
    /// The entry holds more than the two terms.
    HoldsMore {
        /// Its number.
        entry: i64,
        /// All its terms.
        terms: String,
    },
    /// A term has no text.
    Empty,
    /// The base is empty.
    NoTerms,
    /// Nothing tells the language of a text, or which languages to write.
    Languages {
        /// The languages of the base.
        present: String,
    },
}

impl Explain for TermProblem {
    fn explain(&self) -> Message {
        match self {
            TermProblem::NoSuchTerm(term) => {
                Message::new("terms-no-such-term").with("term", term.as_str())
            }
            TermProblem::Several { term, entries } => Message::new("terms-several")
                .with("term", term.as_str())
                .with("entries", entries.as_str()),
            TermProblem::HoldsMore { entry, terms } => Message::new("terms-holds-more")
                .with("entry", entry.to_string())
                .with("terms", terms.as_str()),
            TermProblem::Empty => Message::new("terms-empty"),
            TermProblem::NoTerms => Message::new("terms-none"),
            TermProblem::Languages { present } => {
                Message::new("terms-languages").with("present", present.as_str())
            }
        }
    }
}

/// The term bases of some memories, put in each direction when it is first asked for.
pub struct TermBases {
    entries: Vec<TermEntry>,
    bases: RefCell<Vec<(LanguagePair, Rc<TermBase>)>>,
}

impl TermBases {
    /// Reads the entries of memories, the first of them the working memory. Costs what there is of
    /// them, not what the memories hold.
    ///
    /// # Errors
    /// When a memory cannot be read.
    pub fn open(memories: &[Memory]) -> Result<Self, JobError> {
        let mut entries = Vec::new();
        for (number, memory) in memories.iter().enumerate() {
            for mut entry in memory.term_entries()? {
                entry.memory = number;
                entries.push(entry);
            }
        }
        Ok(TermBases {
            entries,
            bases: RefCell::default(),
        })
    }

    /// Returns the entries, by memory and number.
    pub fn entries(&self) -> &[TermEntry] {
        &self.entries
    }

    /// Returns the terms in one direction.
    pub fn base(&self, languages: &LanguagePair) -> Rc<TermBase> {
        let mut bases = self.bases.borrow_mut();
        if let Some((_, base)) = bases.iter().find(|(known, _)| known == languages) {
            return Rc::clone(base);
        }
        let base = TermBase::new(&self.entries, &languages.from, Some(&languages.to));
        let base = Rc::new(base);
        bases.push((languages.clone(), Rc::clone(&base)));
        base
    }

    /// Returns the languages of the entries, each once, sorted; `fr` and `fr-CA` are two.
    pub fn languages(&self) -> Vec<LangTag> {
        let all = self.entries.iter().flat_map(|entry| &entry.terms);
        let mut languages: Vec<LangTag> = all.map(|term| term.language.clone()).collect();
        languages.sort();
        languages.dedup();
        languages
    }

    fn primaries(&self) -> Vec<LangTag> {
        let all = self.languages();
        let mut primaries: Vec<LangTag> = all
            .iter()
            .filter_map(|tag| tag.primary().parse().ok())
            .collect();
        primaries.dedup();
        primaries
    }
}

/// Finds terms in texts whose language nobody may have said.
pub struct Finder {
    bases: Vec<(LangTag, TermBase)>,
}

impl Finder {
    /// Prepares to find terms of `from`, or of any language of the entries, with their translations
    /// in `to`, or in any other.
    ///
    /// # Errors
    /// When there is no entry, or none in a language.
    pub fn new(
        terms: &TermBases,
        from: Option<&LangTag>,
        to: Option<&LangTag>,
    ) -> Result<Self, JobError> {
        let present = terms.primaries();
        if present.is_empty() {
            return Err(TermProblem::NoTerms.into());
        }
        for asked in [from, to].into_iter().flatten() {
            if !present.iter().any(|found| found.same_language(asked)) {
                return Err(JobError::NoSuchLanguage {
                    asked: asked.to_string(),
                    present: names(&present),
                });
            }
        }
        let sources = from.map_or(present, |from| vec![from.clone()]);
        let other = |from: &LangTag| to.is_none_or(|to| !to.same_language(from));
        let bases = sources.into_iter().filter(other).map(|from| {
            let base = TermBase::new(&terms.entries, &from, to);
            (from, base)
        });
        Ok(Finder {
            bases: bases.filter(|(_, base)| !base.is_empty()).collect(),
        })
    }

    /// Returns the terms in a text and the language it was read in: the one it is written in, where
    /// that can be told; else the one whose terms cover most of it.
    pub fn find(&self, text: &str) -> Option<(&LangTag, Vec<TermHit<'_>>)> {
        let sources: Vec<&str> = self.bases.iter().map(|(from, _)| from.primary()).collect();
        let detected = detect_among(text, &sources);
        let mut best: Option<(usize, &LangTag, Vec<TermHit<'_>>)> = None;
        for (from, base) in &self.bases {
            let hits = base.recognise(text);
            let covered: usize = hits.iter().map(|hit| hit.end - hit.start).sum();
            // What a text is written in counts more than a word that two languages share.
            let weight = if detected == Some(from.primary()) {
                2
            } else {
                1
            };
            if best
                .as_ref()
                .is_none_or(|(most, ..)| covered * weight > *most)
            {
                best = Some((covered * weight, from, hits));
            }
        }
        best.map(|(_, from, hits)| (from, hits))
    }
}

/// Adds an entry of two terms; tells the change set, `None` where the base has both terms in one
/// entry already.
///
/// # Errors
/// When a term is empty, both languages are one, or the memory cannot be written.
pub fn add(
    memory: &mut Memory,
    source: (&LangTag, &str),
    target: (&LangTag, &str),
    note: Option<&str>,
    stamp: &Stamp,
) -> Result<Option<i64>, JobError> {
    let (from, to) = (source.0, target.0);
    let (source, target) = (source.1.trim(), target.1.trim());
    if source.is_empty() || target.is_empty() {
        return Err(TermProblem::Empty.into());
    }
    if from.same_language(to) {
        return Err(JobError::OneLanguage {
            from: from.to_string(),
            to: to.to_string(),
        });
    }
    let known = memory.term_entries()?.into_iter().any(|entry| {
        let has = |language, text| entry.in_language(language).any(|term| term.text == text);
        has(from, source) && has(to, target)
    });
    if known {
        return Ok(None);
    }
    let mut unit = TranslationUnit::pair((from, source), (to, target));
    if let Some(note) = note.map(str::trim).filter(|note| !note.is_empty()) {
        unit = TranslationUnit::of_parts(vec![Annotation::note(note)], unit.variants);
    }
    let subject = format!("{source} = {target}");
    let (change, _) = memory.change(ChangeKind::Edit, &subject, stamp, |change| {
        change.add_term(&unit).map_err(JobError::from)
    })?;
    Ok(change)
}

/// Which entry to take out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Its number.
    pub entry: Option<i64>,
    /// One of its terms.
    pub source: Option<String>,
    /// Another one.
    pub target: Option<String>,
    /// The language of the first one.
    pub from: Option<LangTag>,
    /// The language of the other one.
    pub to: Option<LangTag>,
}

/// Takes an entry out of the term base; returns the change set and the entry.
///
/// # Errors
/// When there is none such, or several, or the entry holds more terms than were named; or the
/// memory cannot be written.
pub fn remove(
    memory: &mut Memory,
    named: &Named,
    stamp: &Stamp,
) -> Result<(i64, TermEntry), JobError> {
    let is_in = |entry: &TermEntry, text: &Option<String>, language: &Option<LangTag>| {
        text.as_ref().is_none_or(|text| {
            entry.terms.iter().any(|term| {
                let fits = |asked: &LangTag| asked.fit(&term.language).is_some();
                term.text == text.trim() && language.as_ref().is_none_or(fits)
            })
        })
    };
    let mut found = memory.term_entries()?;
    found.retain(|entry| {
        named.entry.is_none_or(|number| number == entry.unit)
            && is_in(entry, &named.source, &named.from)
            && is_in(entry, &named.target, &named.to)
    });
    let entry = match found.as_slice() {
        [one] => one.clone(),
        [] => {
            let number = named.entry.map(|number| number.to_string());
            let words = [&number, &named.source, &named.target];
            let words: Vec<&str> = words.into_iter().filter_map(Option::as_deref).collect();
            return Err(TermProblem::NoSuchTerm(words.join(" = ")).into());
        }
        several => {
            let entries = several.iter().take(NAMED);
            let mut entries: Vec<String> = entries
                .map(|e| format!("{} ({})", e.unit, written(e)))
                .collect();
            entries.extend((several.len() > NAMED).then(|| "…".to_owned()));
            return Err(TermProblem::Several {
                term: named.source.clone().unwrap_or_default(),
                entries: entries.join(", "),
            }
            .into());
        }
    };
    if named.entry.is_none() && entry.terms.len() > 2 {
        return Err(TermProblem::HoldsMore {
            entry: entry.unit,
            terms: written(&entry),
        }
        .into());
    }
    let subject = written(&entry);
    let (change, ()) = memory.change(ChangeKind::Deletion, &subject, stamp, |change| {
        change.delete_units(&[entry.unit]).map_err(JobError::from)
    })?;
    let change = change.ok_or(MemoryError::NoSuchUnit(entry.unit))?;
    Ok((change, entry))
}

/// Returns the terms of an entry: `quai = quay = wharf`.
pub fn written(entry: &TermEntry) -> String {
    let terms: Vec<&str> = entry.terms.iter().map(|term| term.text.as_str()).collect();
    terms.join(" = ")
}

fn names(languages: &[LangTag]) -> String {
    let names: Vec<&str> = languages.iter().map(LangTag::as_str).collect();
    names.join(", ")
}

impl From<TermProblem> for JobError {
    fn from(problem: TermProblem) -> Self {
        JobError::Terms(problem)
    }
}
