//! What can be wrong with a rule file.

use crate::messages::{Explain, Message, explained_error};

/// A rule file that cannot be used, with the place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleError {
    /// The file is not well-formed XML.
    NotXml {
        /// Line of the file, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What the XML reader says.
        detail: String,
    },
    /// The file is XML, but without `<srx>` and its `<body>`.
    NotSrx,
    /// A map names a group of rules that is not in the file.
    NoGroup {
        /// The group's name.
        group: String,
    },
    /// A pattern of the language map is no regular expression.
    Map {
        /// The pattern.
        pattern: String,
        /// What the reader of regular expressions says.
        detail: String,
    },
    /// A rule's pattern is no regular expression, or one that no engine of ours can hold.
    Pattern {
        /// The rule's id.
        rule: String,
        /// What is wrong.
        detail: String,
    },
    /// The rules are too many or too large for one automaton.
    TooLarge {
        /// What the automaton's builder says.
        detail: String,
    },
}

impl Explain for RuleError {
    fn explain(&self) -> Message {
        match self {
            RuleError::NotXml {
                line,
                column,
                detail,
            } => Message::new("segmentation-not-xml")
                .with("line", line.to_string())
                .with("column", column.to_string())
                .with("detail", detail.as_str()),
            RuleError::NotSrx => Message::new("segmentation-not-srx"),
            RuleError::NoGroup { group } => {
                Message::new("segmentation-no-group").with("group", group.as_str())
            }
            RuleError::Map { pattern, detail } => Message::new("segmentation-map")
                .with("pattern", pattern.as_str())
                .with("detail", detail.as_str()),
            RuleError::Pattern { rule, detail } => Message::new("segmentation-pattern")
                .with("rule", rule.as_str())
                .with("detail", detail.as_str()),
            RuleError::TooLarge { detail } => {
                Message::new("segmentation-too-large").with("detail", detail.as_str())
            }
        }
    }
}

explained_error!(RuleError);

/// A rule that is left out because its patterns cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unusable {
    /// The rule's id.
    pub rule: String,
    /// What is wrong with it.
    pub reason: String,
}

impl From<Unusable> for RuleError {
    fn from(Unusable { rule, reason }: Unusable) -> Self {
        RuleError::Pattern {
            rule,
            detail: reason,
        }
    }
}
