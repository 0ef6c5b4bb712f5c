//! A file into sentences, by our rules or by a rule file, and why it is cut as it is.

use super::read::{self, Reading};
use super::{InputFile, JobError};
use crate::memory::DocumentRecord;
use crate::segmentation::{Dialect, Explained, Segmenter, Srx, Unusable};

/// A document and what cuts it.
#[derive(Debug, Clone)]
pub struct Readied {
    /// The document with its blocks.
    pub document: DocumentRecord,
    /// What cuts its blocks.
    pub segmenter: Segmenter,
    /// How the rule file was understood, if there is one.
    pub rule_file: Option<RuleFileUse>,
}

/// How a rule file was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFileUse {
    /// The dialect its patterns were read in.
    pub dialect: Dialect,
    /// Whether the dialect was guessed from the patterns.
    pub guessed: bool,
    /// How many rules the file has for the language and can be asked.
    pub rules: usize,
    /// The rules that had to be left out.
    pub unusable: Vec<Unusable>,
}

/// A rule file that takes the place of all other rules.
#[derive(Debug, Clone, Copy)]
pub struct RuleFile<'a> {
    /// The file.
    pub file: &'a InputFile,
    /// Whose regular expressions its patterns are; guessed where not given.
    pub dialect: Option<Dialect>,
}

/// Reads a file and finds what cuts it: a rule file, or the memory's own rules and the built-in
/// ones.
///
/// # Errors
/// When a file cannot be read, or nothing tells the document's language.
pub fn ready(
    file: &InputFile,
    reading: &Reading,
    rule_file: Option<RuleFile<'_>>,
) -> Result<Readied, JobError> {
    let (document, _) = read::read(file, reading)?;
    let Some(rule_file) = rule_file else {
        return Ok(Readied {
            segmenter: reading.own_rules.segmenter(&document.language)?,
            document,
            rule_file: None,
        });
    };
    let in_file = |error| JobError::RuleFile(rule_file.file.name.clone(), error);
    let srx = Srx::from_bytes(&rule_file.file.bytes).map_err(in_file)?;
    let dialect = rule_file.dialect.unwrap_or_else(|| srx.guessed_dialect());
    let (segmenter, unusable) =
        Segmenter::of_file(&srx, &document.language, dialect).map_err(in_file)?;
    let rule_file = RuleFileUse {
        dialect,
        guessed: rule_file.dialect.is_none(),
        rules: segmenter.rule_count(),
        unusable,
    };
    Ok(Readied {
        document,
        segmenter,
        rule_file: Some(rule_file),
    })
}

impl Readied {
    /// Returns each block's text with its sentences; with `explain`, also why other places are not
    /// cut.
    pub fn blocks(&self, explain: bool) -> impl Iterator<Item = (&str, Explained<'_>)> {
        let blocks = self.document.blocks.iter();
        blocks.map(move |block| {
            (
                block.text.as_str(),
                self.segmenter.cut(&block.text, explain),
            )
        })
    }
}
