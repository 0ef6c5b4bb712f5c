//! New terms from the units of a memory, and the list of them for a person to go through.

use std::io::{self, Write};

use super::{TermBases, TermFormat, names};
use crate::exchange::{WriteUnits, glossary, tbx};
use crate::jobs::{Cancel, JobError};
use crate::memory::{LanguagePair, Memory};
use crate::model::{Annotation, LangTag, TranslationUnit};
use crate::terms::{Extraction, Proposal, TermBase, Wanted};

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
    let languages = LanguagePair {
        from: from.clone(),
        to: to.clone(),
    };
    memory.pairs(languages.clone()).each(|read| {
        let pair = read.pair;
        cut_short = cut_short || !extraction.add(pair.unit, &pair.source, &pair.target);
        cancel.check()
    })?;
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
    if let [only] = stated.as_slice() {
        return Ok((*only).clone());
    }
    let names: Vec<String> = possible.iter().map(name).collect();
    Err(JobError::Direction {
        possible: names.join(", "),
    })
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
