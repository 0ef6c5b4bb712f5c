//! The term base of a memory as a file: TBX, a table, a glossary.

use std::cell::RefCell;
use std::io::{self, Write};

use super::{TermBases, TermProblem, names};
use crate::exchange::{WriteUnits, Written, glossary, tbx};
use crate::jobs::JobError;
use crate::memory::Memory;
use crate::model::LangTag;
use crate::terms::{TermEntry, TermStatus};

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
                let note = notes.into_iter().find_map(Option::as_deref);
                rows.push(vec![&source.text, &target.text, note.unwrap_or_default()]);
            }
        }
        written.units += u64::from(rows.len() > before);
        written.skipped += u64::from(rows.len() == before);
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
