//! A memory's own segmentation rules, ready to be asked before those of a language.

use super::JobError;
use crate::memory::{Change, Memory, RuleRecord};
use crate::model::LangTag;
use crate::segmentation::{Rule, Segmenter, built_in_file, language_pattern_fits};

/// The own rules of a memory, in the order in which they are asked. By default there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnRules(Vec<RuleRecord>);

impl OwnRules {
    /// Returns the rules of a memory; without a memory there are none.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub fn of(memory: Option<&Memory>) -> Result<Self, JobError> {
        let records = memory.map(Memory::own_rules).transpose()?;
        Ok(OwnRules(records.unwrap_or_default()))
    }

    /// Returns the rules that a memory has in the middle of a change.
    pub(super) fn now(change: &Change<'_>) -> Result<Self, JobError> {
        Ok(OwnRules(change.own_rules()?))
    }

    /// Returns the same rules with a further one asked first.
    pub(super) fn with_first(&self, record: &RuleRecord) -> Self {
        let mut records = vec![record.clone()];
        records.extend(self.0.iter().filter(|r| !r.says_the_same(record)).cloned());
        OwnRules(records)
    }

    /// Returns the records.
    pub fn records(&self) -> &[RuleRecord] {
        &self.0
    }

    /// Returns the rules for a language, in order.
    ///
    /// # Errors
    /// When a language pattern cannot be used.
    pub fn for_language(&self, language: &LangTag) -> Result<Vec<Rule>, JobError> {
        let mut rules = Vec::new();
        for record in &self.0 {
            if language_pattern_fits(&record.languages, language.as_str())? {
                rules.push(rule_of(record));
            }
        }
        Ok(rules)
    }

    /// Returns the rules as groups of a rule file: language pattern, name of the group, rules.
    pub(super) fn groups(&self) -> Vec<(String, String, Vec<Rule>)> {
        let mut groups: Vec<(String, String, Vec<Rule>)> = Vec::new();
        for record in &self.0 {
            let rule = rule_of(record);
            match groups.last_mut() {
                Some((languages, _, rules)) if *languages == record.languages => rules.push(rule),
                _ => {
                    let name = format!("own {}", groups.len() + 1);
                    groups.push((record.languages.clone(), name, vec![rule]));
                }
            }
        }
        groups
    }

    /// Returns a rule file for other programs: these rules, then the built-in ones of a language,
    /// or of all languages that have rules of their own.
    ///
    /// # Errors
    /// When a rule is no regular expression.
    pub fn rule_file(&self, language: Option<&LangTag>) -> Result<String, JobError> {
        let mut groups = self.groups();
        if let Some(language) = language {
            for (pattern, _, rules) in &mut groups {
                if !language_pattern_fits(pattern, language.as_str())? {
                    rules.clear();
                }
            }
            groups.retain(|(_, _, rules)| !rules.is_empty());
        }
        Ok(built_in_file(&groups, language)?.to_xml())
    }

    /// Returns what cuts text of a language: these rules, then the language's own.
    ///
    /// # Errors
    /// When a rule cannot be used.
    pub fn segmenter(&self, language: &LangTag) -> Result<Segmenter, JobError> {
        let own = self.for_language(language)?;
        Ok(Segmenter::with_own_rules(language, &own)?)
    }
}

/// Returns a stored rule as the segmenter takes it.
pub(super) fn rule_of(record: &RuleRecord) -> Rule {
    Rule {
        id: record.name.clone(),
        why: String::new(),
        breaks: record.breaks,
        before: record.before.clone(),
        after: record.after.clone(),
    }
}

/// Returns a rule as the memory keeps it, for the languages that a pattern fits.
pub(super) fn record_of(rule: &Rule, languages: &str) -> RuleRecord {
    RuleRecord {
        languages: languages.to_owned(),
        name: rule.id.clone(),
        breaks: rule.breaks,
        before: rule.before.clone(),
        after: rule.after.clone(),
        typed: rule.never_cut_after(),
    }
}
