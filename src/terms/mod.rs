//! Terms: a term base recognised in a text, and bilingual terms found in what was translated.
//!
//! [`TermBase`] holds the entries of one direction and finds them in a sentence, whatever their
//! inflection ([`base`]); [`Extraction`] proposes new entries from sentence pairs, by counts alone
//! ([`phrases`], [`extraction`]). What is known of French and English by heart, the words that hold
//! phrases together and the endings that make another word, stands in [`grammar`].
//!
//! Pure work on texts: no SQL, no files. `docs/terms.md` says what counts as the same term.

mod base;
mod extraction;
mod forms;
mod grammar;
mod phrases;
#[cfg(test)]
mod tests;

pub use base::{TermBase, TermHit, Translation};
pub use extraction::{Extraction, Proposal, Rival, Wanted};

use crate::model::{LangTag, TranslationUnit};

/// An entry of a term base: what one concept is called in several languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermEntry {
    /// Number of its unit in its memory.
    pub unit: i64,
    /// Which of the open memories it is in; 0 is the working memory.
    pub memory: usize,
    /// What it is called: not empty, in the order of the entry; several in one language are
    /// synonyms.
    pub terms: Vec<Term>,
    /// Notes and definitions of the entry, each a line.
    pub note: Option<String>,
}

/// A term of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its language.
    pub language: LangTag,
    /// The term, trimmed.
    pub text: String,
    /// Whether to use it.
    pub status: TermStatus,
    /// Notes on the term itself, each a line.
    pub note: Option<String>,
}

/// Whether a term is to be used, as TBX says by `administrativeStatus` and
/// `normativeAuthorization`; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum TermStatus {
    /// To be used before others.
    Preferred,
    /// Nothing is said of it.
    #[default]
    Unmarked,
    /// May be used.
    Admitted,
    /// Not to be used: deprecated, superseded, obsolete, forbidden.
    Deprecated,
}

/// Types of properties that tell the status of a term, of TBX and of what tools make of it.
const STATUS_PROPERTIES: [&str; 4] = [
    "x-administrativeStatus",
    "x-normativeAuthorization",
    "x-status",
    "x-usageStatus",
];

impl TermStatus {
    /// Returns the stable name: `preferred`, `admitted`, `deprecated`; `None` where nothing is said.
    pub fn name(self) -> Option<&'static str> {
        match self {
            TermStatus::Preferred => Some("preferred"),
            TermStatus::Unmarked => None,
            TermStatus::Admitted => Some("admitted"),
            TermStatus::Deprecated => Some("deprecated"),
        }
    }

    /// Reads what a term list says: `preferredTerm-admn-sts`, `deprecatedTerm`, `forbidden`.
    fn of_words(words: &str) -> Self {
        let words = words.trim().to_ascii_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
        if begins(&["preferred", "standardized"]) {
            TermStatus::Preferred
        } else if begins(&["admitted"]) {
            TermStatus::Admitted
        } else if begins(&[
            "deprecated",
            "superseded",
            "obsolete",
            "forbidden",
            "notrecommended",
            "not recommended",
        ]) {
            TermStatus::Deprecated
        } else {
            TermStatus::Unmarked
        }
    }
}

impl TermEntry {
    /// Reads the entry in a unit of a term base; texts that are empty or in no language are left
    /// out.
    pub fn of_unit(id: i64, unit: &TranslationUnit) -> Self {
        let terms = unit.variants.iter().filter_map(|tuv| {
            let text = tuv.content.as_ref()?.plain().trim().to_owned();
            let properties = tuv.annotations.iter().filter(|a| {
                let kind = a.attributes.get("type");
                a.name == "prop" && kind.is_some_and(|kind| STATUS_PROPERTIES.contains(&kind))
            });
            let status = properties.map(|a| TermStatus::of_words(&a.content.plain()));
            (!text.is_empty()).then_some(Term {
                language: tuv.language()?,
                text,
                status: status
                    .max_by_key(|status| *status != TermStatus::Unmarked)
                    .unwrap_or_default(),
                note: notes(&tuv.annotations),
            })
        });
        TermEntry {
            unit: id,
            memory: 0,
            terms: terms.collect(),
            note: notes(&unit.annotations),
        }
    }

    /// Returns the terms in a language, in order.
    pub fn in_language<'e>(&'e self, language: &'e LangTag) -> impl Iterator<Item = &'e Term> {
        let fits = |term: &&Term| language.fit(&term.language).is_some();
        self.terms.iter().filter(fits)
    }
}

/// Returns the notes among annotations, each a line; `None` where there are none.
fn notes(annotations: &[crate::model::Annotation]) -> Option<String> {
    let notes = annotations.iter().filter(|a| a.name == "note");
    let notes: Vec<String> = notes
        .map(|a| a.content.plain().trim().to_owned())
        .filter(|note| !note.is_empty())
        .collect();
    (!notes.is_empty()).then(|| notes.join("\n"))
}
