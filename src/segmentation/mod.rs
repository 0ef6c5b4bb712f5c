//! Blocks into sentences, by ordered break and no-break rules (SRX 2.0).
//!
//! The rules are data: one file a language in `rules/`, `other.srx` for every other language.
//! [`Srx`] is such a file, `pattern` makes of a rule's two patterns what can be searched, `cascade`
//! applies the rules of a language, and `beyond_srx` puts right the little that pairs of patterns
//! cannot say. `inline` cuts text with inline codes. `docs/segmentation.md` explains the policy.

mod automaton;
mod beyond_srx;
mod built_in;
mod cascade;
mod error;
mod exceptions;
mod gate;
mod inline;
mod pattern;
mod srx;

use std::ops::Range;
use std::sync::Arc;

use crate::model::LangTag;
use beyond_srx::End;
use cascade::Cascade;

pub use built_in::built_in_file;
pub use error::{RuleError, Unusable};
pub use exceptions::{language_pattern, rule_name, tag_of_pattern};
pub use inline::ContentPart;
pub use pattern::Dialect;
pub use srx::{FormatHandle, Rule, Srx, language_pattern_fits};

/// A sentence within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence<'s> {
    /// Byte range in the block's text, without white space at the ends; never empty.
    pub range: Range<usize>,
    /// The id of the rule that ended the sentence; `None` at the end of the block.
    pub rule: Option<&'s str>,
}

/// A place that a rule would have cut, had not another kept it together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<'s> {
    /// Bytes of the block before the place.
    pub at: usize,
    /// The id of the rule that kept it together.
    pub rule: &'s str,
    /// The id of the rule that would have cut.
    pub against: &'s str,
}

/// A rule that was given up within a block, since it took too many steps there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp<'s> {
    /// Bytes of the block before the place at which it happened; the rule was asked no more.
    pub at: usize,
    /// The rule's id.
    pub rule: &'s str,
}

/// What the rules say of a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained<'s> {
    /// The sentences in order.
    pub sentences: Vec<Sentence<'s>>,
    /// The places that are not cut and why, in order.
    pub kept: Vec<Kept<'s>>,
    /// The rules that were given up.
    pub given_up: Vec<GivenUp<'s>>,
}

/// Cuts text of one language into sentences.
///
/// Cheap to clone: the compiled rules are shared.
#[derive(Debug, Clone)]
pub struct Segmenter {
    cascade: Arc<Cascade>,
    /// Whether `beyond_srx` has its say: with our own rules only.
    refines: bool,
    format: FormatHandle,
    subflows: bool,
}

impl Segmenter {
    /// Returns the segmenter of a language: its own rules, or the fall-back rules.
    ///
    /// The rules of a language are compiled when it is first asked for, once in a process.
    pub fn new(language: &LangTag) -> Self {
        Self::ours(built_in::cascade(language.primary()))
    }

    fn ours(cascade: Arc<Cascade>) -> Self {
        Segmenter {
            cascade,
            refines: true,
            format: FormatHandle::default(),
            subflows: true,
        }
    }

    /// Returns the segmenter of a language with a user's rules, in the ICU dialect, asked before
    /// the built-in ones.
    ///
    /// # Errors
    /// When a rule cannot be used, or all are too large together.
    pub fn with_own_rules(language: &LangTag, own: &[Rule]) -> Result<Self, RuleError> {
        if own.is_empty() {
            return Ok(Segmenter::new(language));
        }
        let mut rules = own.to_vec();
        rules.extend(built_in::rules(language.primary())?);
        let (cascade, unusable) = Cascade::new(rules, Dialect::Icu)?;
        match unusable.into_iter().next() {
            Some(unusable) => Err(unusable.into()),
            None => Ok(Self::ours(Arc::new(cascade))),
        }
    }

    /// Returns a segmenter that does exactly what a rule file says for a language, and the rules
    /// that had to be left out.
    ///
    /// # Errors
    /// When the file's language map cannot be used, or the rules are too large together.
    pub fn of_file(
        srx: &Srx,
        language: &LangTag,
        dialect: Dialect,
    ) -> Result<(Self, Vec<Unusable>), RuleError> {
        let (cascade, unusable) = Cascade::new(srx.rules_of(language.as_str())?, dialect)?;
        let segmenter = Segmenter {
            cascade: Arc::new(cascade),
            refines: false,
            format: srx.format_handle(),
            subflows: srx.cuts_subflows(),
        };
        Ok((segmenter, unusable))
    }

    /// Returns how many rules are asked.
    pub fn rule_count(&self) -> usize {
        self.cascade.rule_count()
    }

    /// Returns why a rule is there, in its author's words; empty where nothing is said.
    pub fn why(&self, rule: &str) -> &str {
        self.cascade.why(rule)
    }

    /// Cuts a block's text into sentences.
    ///
    /// Total and lossless: sentences are in order, do not overlap, and only white space lies
    /// between and around them. A block of white space has none. White space is Unicode's, the
    /// no-break spaces included. Time is linear in the text, but for rules that look around.
    pub fn split(&self, text: &str) -> Vec<Sentence<'_>> {
        self.cut(text, false).sentences
    }

    /// Cuts as [`Segmenter::split`] does; with `explain` also says why other places are not cut.
    pub fn cut(&self, text: &str, explain: bool) -> Explained<'_> {
        let decisions = self.cascade.decide(text, explain);
        let id = |rule| self.cascade.id(rule);
        let mut ends: Vec<End<'_>> = Vec::with_capacity(decisions.cuts.len());
        ends.extend(decisions.cuts.iter().map(|cut| End {
            at: cut.at,
            rule: id(cut.rule),
        }));
        let kept = decisions.kept.iter().filter_map(|kept| {
            Some(Kept {
                at: kept.at,
                rule: id(kept.rule),
                against: id(kept.against?),
            })
        });
        let mut kept: Vec<Kept<'_>> = kept.collect();
        if self.refines {
            let before = if explain { ends.clone() } else { Vec::new() };
            beyond_srx::refine(text, &mut ends);
            let taken = beyond_srx::taken_away(text, &before, &ends).into_iter();
            kept.extend(taken.map(|(end, rule)| Kept {
                at: end.at,
                rule,
                against: end.rule,
            }));
            kept.sort_by_key(|kept| kept.at);
        }
        let given_up = decisions.given_up.iter();
        Explained {
            sentences: sentences(text, &ends),
            kept,
            given_up: given_up
                .map(|(rule, at)| GivenUp {
                    at: *at,
                    rule: id(*rule),
                })
                .collect(),
        }
    }
}

/// Returns the sentences between ends.
fn sentences<'s>(text: &str, ends: &[End<'s>]) -> Vec<Sentence<'s>> {
    let mut sentences = Vec::with_capacity(ends.len() + 1);
    let mut start = 0;
    for end in ends {
        if let Some(range) = trimmed(text, start..end.at) {
            let rule = Some(end.rule);
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

#[cfg(test)]
mod tests;
