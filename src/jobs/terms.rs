//! Terms: the term base of open memories, kept and written; new terms found in what is stored.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use super::{Cancel, JobError};
use crate::exchange::{WriteUnits, Written, glossary, tbx};
use crate::memory::{ChangeKind, LanguagePair, Memory, MemoryError, Stamp};
use crate::messages::{Explain, Message};
use crate::model::{Annotation, LangTag, TranslationUnit};
use crate::terms::{Extraction, Proposal, TermBase, TermEntry, TermHit, TermStatus, Wanted};
use crate::text::detect_among;

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
            let words: Vec<&str> = words.into_iter().filter_map(|w| w.as_deref()).collect();
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

/// What a list of terms is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermFormat {
    /// TBX, with everything an entry says.
    Tbx,
    /// A table of two languages with a header.
    Table,
    /// A glossary of OmegaT.
    Glossary,
}

impl TermFormat {
    /// Returns the format that the ending of a file's name asks for, a table where it has none.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        Some(match ending.to_ascii_lowercase().as_str() {
            "tbx" => TermFormat::Tbx,
            "tsv" | "" => TermFormat::Table,
            "utf8" | "txt" | "tab" => TermFormat::Glossary,
            _ => return None,
        })
    }
}

/// Writes the term base of a memory. A table and a glossary have a line for each pair of terms, and
/// leave out those that are not to be used: they have no way to say so.
///
/// # Errors
/// When there is nothing to write, nothing tells the languages of a table, or the output cannot be
/// written.
pub fn export(
    memory: &Memory,
    format: TermFormat,
    from: Option<&LangTag>,
    to: Option<&LangTag>,
    out: &mut dyn Write,
) -> Result<Written, JobError> {
    let units = memory.term_units()?;
    let entries: Vec<TermEntry> = units
        .iter()
        .map(|(id, unit)| TermEntry::of_unit(*id, unit))
        .collect();
    if entries.is_empty() {
        return Err(TermProblem::NoTerms.into());
    }
    let failed = |error: io::Error| JobError::File {
        file: "-".to_owned(),
        reason: error.to_string(),
    };
    let terms = TermBases {
        entries,
        bases: RefCell::default(),
    };
    if format == TermFormat::Tbx {
        let asked: Vec<&LangTag> = from.into_iter().chain(to).collect();
        let own = from
            .cloned()
            .or_else(|| terms.languages().into_iter().next());
        let english = "en".parse::<LangTag>().ok();
        let Some(own) = own.or(english) else {
            return Err(TermProblem::NoTerms.into());
        };
        let mut writer = Box::new(tbx::Writer::new(out, &own).map_err(failed)?);
        for (_, unit) in &units {
            let mut unit = unit.clone();
            if !asked.is_empty() {
                unit.variants.retain(|tuv| {
                    let language = tuv.language();
                    language.is_some_and(|l| asked.iter().any(|asked| asked.fit(&l).is_some()))
                });
            }
            writer.unit(&unit).map_err(failed)?;
        }
        return writer.finish().map_err(failed);
    }
    let (from, to) = pair_of(&terms, from, to)?;
    let mut written = Written::default();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for entry in &terms.entries {
        let before = rows.len();
        for source in entry.in_language(&from) {
            for target in entry.in_language(&to) {
                if source.status.max(target.status) == TermStatus::Deprecated {
                    written.variants_skipped += 1;
                    continue;
                }
                let notes = [&entry.note, &target.note, &source.note];
                let note = notes.into_iter().find_map(|note| note.as_deref());
                rows.push(vec![&source.text, &target.text, note.unwrap_or_default()]);
            }
        }
        written.units += (rows.len() > before) as u64;
        written.skipped += (rows.len() == before) as u64;
    }
    let header = [from.as_str(), to.as_str(), "note"];
    let header = (format == TermFormat::Table).then_some(&header[..]);
    glossary::write(out, header, rows).map_err(failed)?;
    Ok(written)
}

/// Returns the direction of a table: as asked, or the only two languages of the base.
fn pair_of(
    terms: &TermBases,
    from: Option<&LangTag>,
    to: Option<&LangTag>,
) -> Result<(LangTag, LangTag), JobError> {
    let present = terms.primaries();
    let other = |known: &LangTag| {
        let mut others = present.iter().filter(|tag| !tag.same_language(known));
        let first = others.next().cloned();
        first.filter(|_| others.next().is_none())
    };
    let found = match (from, to) {
        (Some(from), Some(to)) => Some((from.clone(), to.clone())),
        (Some(from), None) => other(from).map(|to| (from.clone(), to)),
        (None, Some(to)) => other(to).map(|from| (from, to.clone())),
        // The language of the first term of the first entry is the source.
        (None, None) => {
            let first = terms.entries.iter().find_map(|entry| entry.terms.first());
            let from: Option<LangTag> = first.and_then(|term| term.language.primary().parse().ok());
            from.and_then(|from| other(&from).map(|to| (from, to)))
        }
    };
    found.ok_or_else(|| {
        TermProblem::Languages {
            present: names(&present),
        }
        .into()
    })
}

fn names(languages: &[LangTag]) -> String {
    let names: Vec<&str> = languages.iter().map(LangTag::as_str).collect();
    names.join(", ")
}

/// Terms that were found in a memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The direction.
    pub from: LangTag,
    /// The language of the translations.
    pub to: LangTag,
    /// Pairs that were read, each once.
    pub pairs: usize,
    /// Whether the memory holds more than was read.
    pub cut_short: bool,
    /// Proposals that the term base has already, which are left out.
    pub known: usize,
    /// The others, the best first.
    pub proposals: Vec<Found>,
}

/// A proposal with what a person needs to judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The proposal.
    pub proposal: Proposal,
    /// What the term base says of the source term, where it says something else.
    pub otherwise: Vec<String>,
    /// Units where both terms stand: number, source, target.
    pub examples: Vec<(i64, String, String)>,
}

/// Proposes terms from the units of a memory.
///
/// # Errors
/// When the memory cannot be read or has no text in a language, nothing tells the direction, or
/// somebody asked to stop.
pub fn extract(
    memory: &Memory,
    from: Option<&LangTag>,
    to: Option<&LangTag>,
    wanted: &Wanted,
    cancel: &Cancel,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Extracted, JobError> {
    let (from, to) = direction(memory, from, to)?;
    let mut extraction = Extraction::new(&from, &to);
    let mut cut_short = false;
    let mut stopped = Ok(());
    let languages = LanguagePair {
        from: from.clone(),
        to: to.clone(),
    };
    memory.pairs(languages.clone()).each(|pair| {
        if stopped.is_ok() && !cut_short {
            cut_short = !extraction.add(pair.unit, &pair.source, &pair.target);
            if extraction.len() % 1_024 == 0 {
                stopped = cancel.check();
            }
        }
    })?;
    stopped?;
    let terms = TermBases::open(std::slice::from_ref(memory))?;
    let there = terms.base(&languages);
    let back = TermBase::new(terms.entries(), &to, Some(&from));
    // Known ones make room for others.
    let more = Wanted {
        limit: wanted.limit.saturating_add(terms.entries().len()),
        ..*wanted
    };
    let proposals = extraction.proposals(&more, &mut |done, of| {
        progress(done, of);
        cancel.check()
    })?;
    let mut extracted = Extracted {
        from,
        to,
        pairs: extraction.len(),
        cut_short,
        known: 0,
        proposals: Vec::new(),
    };
    for proposal in proposals {
        let ours = whole(&there, &proposal.source);
        let theirs = whole(&back, &proposal.target);
        if ours
            .iter()
            .any(|(unit, _)| theirs.iter().any(|(other, _)| unit == other))
        {
            extracted.known += 1;
            continue;
        }
        if extracted.proposals.len() == wanted.limit {
            break;
        }
        let mut examples = Vec::new();
        for unit in &proposal.units {
            let texts = memory.texts_of_unit(*unit, &extracted.from, &extracted.to)?;
            examples.extend(texts.map(|(source, target)| (*unit, source, target)));
        }
        extracted.proposals.push(Found {
            otherwise: ours
                .into_iter()
                .map(|(_, target)| target.to_owned())
                .collect(),
            proposal,
            examples,
        });
    }
    Ok(extracted)
}

/// Returns the translations of a text that is a term as a whole, with the units they are from.
fn whole<'b>(base: &'b TermBase, text: &str) -> Vec<(i64, &'b str)> {
    let hits = base.recognise(text).into_iter();
    let all = hits.filter(|hit| hit.end - hit.start == text.len());
    all.flat_map(|hit| hit.translations.iter().map(|t| (t.unit, t.text.as_str())))
        .collect()
}

/// Returns the direction of an extraction: as asked, or the only one the memory's units state.
fn direction(
    memory: &Memory,
    from: Option<&LangTag>,
    to: Option<&LangTag>,
) -> Result<(LangTag, LangTag), JobError> {
    let tags = memory.languages()?;
    let mut present: Vec<LangTag> = tags
        .iter()
        .filter_map(|tag| tag.primary().parse().ok())
        .collect();
    present.dedup();
    if present.is_empty() {
        return Err(JobError::EmptyMemory);
    }
    for asked in [from, to].into_iter().flatten() {
        if !present.iter().any(|found| found.same_language(asked)) {
            return Err(JobError::NoSuchLanguage {
                asked: asked.to_string(),
                present: names(&present),
            });
        }
    }
    if let (Some(from), Some(to)) = (from, to)
        && from.same_language(to)
    {
        return Err(JobError::OneLanguage {
            from: from.to_string(),
            to: to.to_string(),
        });
    }
    let side = |asked: Option<&LangTag>| asked.map_or_else(|| present.clone(), |a| vec![a.clone()]);
    let mut possible: Vec<(LangTag, LangTag)> = Vec::new();
    for from in side(from) {
        let others = side(to).into_iter().filter(|to| !to.same_language(&from));
        possible.extend(others.map(|to| (from.clone(), to)));
    }
    if let [only] = possible.as_slice() {
        return Ok(only.clone());
    }
    let stated = memory.stats()?.pairs;
    let name = |(from, to): &(LangTag, LangTag)| format!("{}>{}", from.primary(), to.primary());
    let stated: Vec<&(LangTag, LangTag)> = possible
        .iter()
        .filter(|pair| stated.contains_key(&name(pair)))
        .collect();
    match stated.as_slice() {
        [only] => Ok((*only).clone()),
        _ => {
            let names: Vec<String> = possible.iter().map(name).collect();
            Err(JobError::Direction {
                possible: names.join(", "),
            })
        }
    }
}

/// Writes proposals for a person to go through and import: a table with the evidence in further
/// columns, TBX with it as information on the entry, or a glossary with the counts as a comment.
///
/// # Errors
/// When the output cannot be written.
pub fn write_proposals(
    extracted: &Extracted,
    format: TermFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (from, to) = (&extracted.from, &extracted.to);
    if format == TermFormat::Tbx {
        let mut writer = Box::new(tbx::Writer::new(out, from)?);
        for Found { proposal, .. } in &extracted.proposals {
            let pair = TranslationUnit::pair((from, &proposal.source), (to, &proposal.target));
            let score = Annotation::property("x-score", &proposal.score.to_string());
            let count = Annotation::property("x-count", &counts(proposal));
            let evidence = vec![score, count];
            writer.unit(&TranslationUnit::of_parts(evidence, pair.variants))?;
        }
        return writer.finish().map(drop);
    }
    let cells: Vec<Vec<String>> = extracted
        .proposals
        .iter()
        .map(
            |Found {
                 proposal, examples, ..
             }| {
                let mut row = vec![proposal.source.clone(), proposal.target.clone()];
                if format == TermFormat::Table {
                    row.extend([
                        proposal.score.to_string(),
                        counts(proposal),
                        rivals(proposal),
                    ]);
                    let example = examples.first();
                    row.push(
                        example
                            .map(|(_, source, _)| source.clone())
                            .unwrap_or_default(),
                    );
                    row.push(
                        example
                            .map(|(_, _, target)| target.clone())
                            .unwrap_or_default(),
                    );
                } else {
                    row.push(counts(proposal));
                }
                row
            },
        )
        .collect();
    let header = [
        from.as_str(),
        to.as_str(),
        "score",
        "count",
        "rivals",
        "example",
        "translated",
    ];
    let header = (format == TermFormat::Table).then_some(&header[..]);
    let rows = cells
        .iter()
        .map(|row| row.iter().map(String::as_str).collect());
    glossary::write(out, header, rows)
}

/// Returns how often a term has the proposed translation: `12/14`.
pub fn counts(proposal: &Proposal) -> String {
    format!("{}/{}", proposal.together, proposal.count)
}

/// Returns the rivals of a translation with their counts: `pier 2, wharf 2`.
pub fn rivals(proposal: &Proposal) -> String {
    let rivals = proposal.rivals.iter();
    let rivals: Vec<String> = rivals
        .map(|r| format!("{} {}", r.target, r.count))
        .collect();
    rivals.join(", ")
}

impl From<TermProblem> for JobError {
    fn from(problem: TermProblem) -> Self {
        JobError::Terms(problem)
    }
}
