//! Blocks into sentences, by ordered break and no-break rules (SRX 2.0).
//!
//! The rules are data: `rules/fr.srx`, `rules/en.srx`, and `rules/other.srx` for every other
//! language. [`Srx`] reads such a file, `cascade` applies its rules, and `beyond_srx` puts right
//! the little that pairs of patterns cannot say. `docs/segmentation.md` explains the policy.

mod beyond_srx;
mod cascade;
mod error;
mod srx;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::LangTag;
use beyond_srx::End;
use cascade::{Cascade, Cut};

pub use error::RuleError;
pub use srx::{Rule, Srx};

/// A sentence within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Byte range in the block's text, without white space at the ends; never empty.
    pub range: Range<usize>,
    /// The id of the rule that ended the sentence; `None` at the end of the block.
    pub rule: Option<String>,
}

/// Cuts text of one language into sentences.
///
/// Cheap to clone: the compiled rules are shared.
#[derive(Debug, Clone)]
pub struct Segmenter {
    cascade: Arc<Cascade>,
}

impl Segmenter {
    /// Returns the segmenter of a language: its own rules, or the fall-back rules.
    ///
    /// The rules of a language are compiled when it is first asked for, once in a process.
    pub fn new(language: &LangTag) -> Self {
        Segmenter {
            cascade: built_in(language.primary()),
        }
    }

    /// Returns a segmenter with the rules that a rule file has for a language.
    pub fn with_rules(srx: &Srx, language: &LangTag) -> Result<Self, RuleError> {
        let cascade = Arc::new(Cascade::new(srx.rules_of(language.as_str())?)?);
        Ok(Segmenter { cascade })
    }

    /// Cuts a block's text into sentences.
    ///
    /// Total and lossless: sentences are in order, do not overlap, and only white space lies
    /// between and around them. A block of white space has none. White space is Unicode's, the
    /// no-break spaces included. Time is linear in the text.
    pub fn split(&self, text: &str) -> Vec<Sentence> {
        let cuts = self.cascade.cuts(text).into_iter();
        let end = |cut: Cut| End {
            at: cut.at,
            rule: self.cascade.id(cut.rule),
        };
        let mut ends: Vec<End<'_>> = cuts.map(end).collect();
        beyond_srx::refine(text, &mut ends);
        sentences(text, &ends)
    }
}

/// Returns the sentences between ends.
fn sentences(text: &str, ends: &[End<'_>]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(ends.len() + 1);
    let mut start = 0;
    for end in ends {
        if let Some(range) = trimmed(text, start..end.at) {
            let rule = Some(end.rule.to_owned());
            sentences.push(Sentence { range, rule });
        }
        start = end.at;
    }
    match trimmed(text, start..text.len()) {
        Some(range) => sentences.push(Sentence { range, rule: None }),
        // Only white space follows the last end, so the block ended that sentence.
        None => {
            if let Some(last) = sentences.last_mut() {
                last.rule = None;
            }
        }
    }
    sentences
}

/// Returns a range without the white space at its ends; `None` if nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    (start < end).then_some(start..end)
}

/// The built-in rule files, by the primary language subtag; the last one serves all others.
const RULES: [(&str, &str); 8] = [
    ("fr", include_str!("rules/fr.srx")),
    ("en", include_str!("rules/en.srx")),
    ("de", include_str!("rules/de.srx")),
    ("es", include_str!("rules/es.srx")),
    ("it", include_str!("rules/it.srx")),
    ("nl", include_str!("rules/nl.srx")),
    ("pt", include_str!("rules/pt.srx")),
    ("*", include_str!("rules/other.srx")),
];

/// The rules compiled so far.
#[derive(Default)]
struct Compiled {
    by_language: BTreeMap<String, Arc<Cascade>>,
    /// By the ids of the rules, since many languages share theirs.
    by_rules: BTreeMap<Vec<String>, Arc<Cascade>>,
}

/// Returns the compiled built-in rules of a language.
fn built_in(primary: &str) -> Arc<Cascade> {
    static COMPILED: OnceLock<Mutex<Compiled>> = OnceLock::new();
    let compiled = COMPILED.get_or_init(Mutex::default);
    let mut compiled = compiled.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cascade) = compiled.by_language.get(primary) {
        return Arc::clone(cascade);
    }
    let rules = built_in_rules(primary).unwrap_or_default();
    let ids = rules.iter().map(|r| r.id.clone()).collect();
    let cascade = compiled.by_rules.entry(ids).or_insert_with(|| {
        // The tests compile every built-in rule; without rules a block is one sentence.
        Arc::new(Cascade::new(rules).unwrap_or_default())
    });
    let cascade = Arc::clone(cascade);
    let language = primary.to_owned();
    compiled.by_language.insert(language, Arc::clone(&cascade));
    cascade
}

/// Returns the built-in rules of a language in their order.
fn built_in_rules(primary: &str) -> Result<Vec<Rule>, RuleError> {
    let own = RULES.iter().find(|(tag, _)| *tag == primary);
    let (_, file) = own.unwrap_or(&RULES[RULES.len() - 1]);
    Srx::read(file)?.rules_of(primary)
}

#[cfg(test)]
mod tests;
