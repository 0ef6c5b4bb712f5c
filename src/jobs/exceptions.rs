//! A person's own segmentation rules: added, removed, in from SRX and out, and with each change
//! the stored documents cut again.

use super::own_rules::{OwnRules, record_of, rule_of};
use super::recut::{Recut, Watch, differing, recut};
use super::{InputFile, JobError};
use crate::memory::{Change, ChangeKind, Memory, RuleRecord, Stamp};
use crate::model::LangTag;
use crate::segmentation::{
    Rule, RuleError, Segmenter, Srx, language_pattern, language_pattern_fits, rule_name,
};

/// What is to be done with the rules of a memory.
#[derive(Debug, Clone, Copy)]
pub enum Edit<'a> {
    /// Never cut after a text.
    Add {
        /// The text.
        text: &'a str,
        /// Its language, with the regions under it; found out where not given.
        language: Option<&'a LangTag>,
    },
    /// No longer ask a rule.
    Remove {
        /// The rule's name, or the text it came from.
        named: &'a str,
        /// A language it is for, where the name alone is not clear.
        language: Option<&'a LangTag>,
    },
    /// Ask all rules of a rule file.
    Import(&'a InputFile),
}

/// What became of the rules and of the stored documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditReport {
    /// The change set; `None` where nothing had to change, or nothing was to be stored.
    pub change: Option<i64>,
    /// Rules that are new.
    pub added: Vec<RuleRecord>,
    /// Rules that were there before.
    pub known: Vec<RuleRecord>,
    /// Rules that are no longer asked.
    pub removed: Vec<RuleRecord>,
    /// What the documents became.
    pub recut: Recut,
}

/// Ends a dry run inside its transaction, so that nothing is kept.
enum Stop {
    DryRun(Box<EditReport>),
    Failed(JobError),
}

impl<E: Into<JobError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Failed(error.into())
    }
}

/// Edits the rules of a memory and cuts its documents again: one change set, or none where nothing
/// changed. A dry run does the same and stores nothing.
///
/// # Errors
/// When the edit cannot be made as asked, the memory cannot be written, or somebody asked to stop;
/// the memory stays as it was.
pub fn edit(
    memory: &mut Memory,
    edit: Edit<'_>,
    dry_run: bool,
    stamp: &Stamp,
    watch: &mut Watch<'_>,
) -> Result<EditReport, JobError> {
    let subject = subject(edit);
    let result = memory.change(ChangeKind::Segmentation, &subject, stamp, |change| {
        let before = OwnRules::now(change)?;
        let mut report = match edit {
            Edit::Add { text, language } => add(change, &before, text, language, watch)?,
            Edit::Remove { named, language } => remove(change, &before, named, language)?,
            Edit::Import(file) => {
                let rules = read(file).map_err(|why| why.in_file(&file.name))?;
                put(change, &rules)?
            }
        };
        let after = OwnRules::now(change)?;
        report.recut = recut(change, &before, &after, watch)?;
        if dry_run {
            return Err(Stop::DryRun(Box::new(report)));
        }
        Ok(report)
    });
    match result {
        Ok((change, report)) => Ok(EditReport { change, ..report }),
        Err(Stop::DryRun(report)) => Ok(*report),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Returns what the history says of an edit.
fn subject(edit: Edit<'_>) -> String {
    match edit {
        Edit::Add { text, .. } => format!("+ {}", text.trim()),
        Edit::Remove { named, .. } => format!("− {}", named.trim()),
        Edit::Import(file) => file.file_name().to_owned(),
    }
}

fn add(
    change: &mut Change<'_>,
    own: &OwnRules,
    text: &str,
    language: Option<&LangTag>,
    watch: &mut Watch<'_>,
) -> Result<EditReport, JobError> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(JobError::EmptyException);
    }
    let record = |language: &LangTag| RuleRecord {
        typed: Some(text.to_owned()),
        ..record_of(&Rule::never_after(text), &language_pattern(language))
    };
    if let Some(known) = covering(own, text, language)? {
        return Ok(EditReport {
            known: vec![known.clone()],
            ..EditReport::default()
        });
    }
    let record = match language {
        Some(language) => record(language),
        None => record(&language_of(change, own, text, record, watch)?),
    };
    // One that stands behind a rule that cuts comes to the front.
    change.remove_rule(&record)?;
    put(change, &[record])
}

/// Returns the rule that already forbids all that an exception would, for its language or, where
/// none is said, for any.
fn covering<'r>(
    own: &'r OwnRules,
    text: &str,
    language: Option<&LangTag>,
) -> Result<Option<&'r RuleRecord>, JobError> {
    let wanted = Rule::never_after(text);
    for record in own.records() {
        if let Some(language) = language
            && !language_pattern_fits(&record.languages, language.as_str())?
        {
            continue;
        }
        if record.breaks {
            // What stands behind it has less to say.
            return Ok(None);
        }
        if is_same(record, &wanted) {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// Tells whether a stored rule says the same as another one, whatever they are called.
fn is_same(record: &RuleRecord, rule: &Rule) -> bool {
    (record.breaks, &record.before, &record.after) == (rule.breaks, &rule.before, &rule.after)
}

/// Returns the only language that can be meant: that of all documents, or of those that an
/// exception would cut otherwise.
fn language_of(
    change: &Change<'_>,
    own: &OwnRules,
    text: &str,
    record: impl Fn(&LangTag) -> RuleRecord,
    watch: &mut Watch<'_>,
) -> Result<LangTag, JobError> {
    let mut present: Vec<LangTag> = Vec::new();
    for (_, language) in change.documents()? {
        present.extend(language.primary().parse().ok());
    }
    present.sort();
    present.dedup();
    let mut possible = present.clone();
    if present.len() > 1 {
        possible.clear();
        for language in &present {
            let after = own.with_first(&record(language));
            if !differing(change, own, &after, Some(language), watch)?.is_empty() {
                possible.push(language.clone());
            }
        }
    }
    match possible.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(JobError::ExceptionLanguage {
            text: text.to_owned(),
            present: present.iter().map(LangTag::to_string).collect(),
        }),
    }
}

fn remove(
    change: &mut Change<'_>,
    own: &OwnRules,
    named: &str,
    language: Option<&LangTag>,
) -> Result<EditReport, JobError> {
    let named = named.trim();
    let meant = Rule::never_after(named);
    let mut found: Vec<RuleRecord> = Vec::new();
    for record in own.records() {
        let asked = record.name == named || is_same(record, &meant);
        let fits = match language {
            Some(language) => language_pattern_fits(&record.languages, language.as_str())?,
            None => true,
        };
        if asked && fits {
            found.push(record.clone());
        }
    }
    let Some(first) = found.first() else {
        return Err(JobError::NoSuchException(named.to_owned()));
    };
    if found.iter().any(|other| other.languages != first.languages) {
        return Err(JobError::SeveralExceptions(named.to_owned()));
    }
    for record in &found {
        change.remove_rule(record)?;
    }
    Ok(EditReport {
        removed: found,
        ..EditReport::default()
    })
}

fn put(change: &mut Change<'_>, records: &[RuleRecord]) -> Result<EditReport, JobError> {
    let added = change.put_rules_in_front(records)?;
    let known = records.iter().filter(|r| !added.contains(r)).cloned();
    Ok(EditReport {
        known: known.collect(),
        added,
        ..EditReport::default()
    })
}

/// Why a rule file cannot be taken.
enum Unfit {
    Rules(RuleError),
    /// Several languages of which the first decides, which the memory cannot say.
    NoCascade,
    /// No rule that any language uses.
    Empty,
}

impl From<RuleError> for Unfit {
    fn from(error: RuleError) -> Self {
        Unfit::Rules(error)
    }
}

impl Unfit {
    fn in_file(self, file: &str) -> JobError {
        let file = file.to_owned();
        match self {
            Unfit::Rules(error) => JobError::RuleFile(file, error),
            Unfit::NoCascade => JobError::NoCascade(file),
            Unfit::Empty => JobError::NoRulesInFile(file),
        }
    }
}

/// Reads all rules of a rule file, and tries whether they can be used.
fn read(file: &InputFile) -> Result<Vec<RuleRecord>, Unfit> {
    let srx = Srx::from_bytes(&file.bytes)?;
    let mapped = srx.mapped_rules()?;
    if !srx.cascades() && mapped.len() > 1 {
        return Err(Unfit::NoCascade);
    }
    let mut records = Vec::new();
    for (languages, _, rules) in mapped {
        language_pattern_fits(&languages, "")?;
        for rule in rules {
            // The memory keeps its rules in the dialect of the built-in ones.
            let rule = rule.in_icu(srx.guessed_dialect())?;
            let id = rule_name(&rule.id);
            records.push(record_of(&Rule { id, ..rule }, &languages));
        }
    }
    if records.is_empty() {
        return Err(Unfit::Empty);
    }
    let rules: Vec<Rule> = records.iter().map(rule_of).collect();
    if let Ok(any) = "und".parse() {
        Segmenter::with_own_rules(&any, &rules)?;
    }
    Ok(records)
}

/// Returns the rules of a memory as a rule file.
///
/// # Errors
/// When the memory cannot be read, or has no rules of its own.
pub fn export(memory: &Memory) -> Result<String, JobError> {
    let groups = OwnRules::of(Some(memory))?.groups();
    if groups.is_empty() {
        return Err(JobError::NoExceptions);
    }
    Ok(Srx::of_groups(&groups).to_xml())
}

#[cfg(test)]
mod tests;
