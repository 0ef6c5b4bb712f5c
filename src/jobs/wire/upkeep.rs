//! JSON of `delete`, `replace`, `dedupe`, `verify` and of the history of one unit.

use serde::Serialize;

use crate::jobs::edit::EditedText;
use crate::memory::{Merged, UnitEvent, UnitWhat};
use crate::messages::{Message, Ui};
use crate::model::{TranslationUnit, Tuv};

/// A unit of `delete --json`.
#[derive(Debug, Serialize)]
pub struct DeletedLine {
    unit: i64,
    texts: Vec<(String, String)>,
}

impl From<&(i64, TranslationUnit)> for DeletedLine {
    fn from((unit, whole): &(i64, TranslationUnit)) -> Self {
        DeletedLine {
            unit: *unit,
            texts: whole.variants.iter().map(text).collect(),
        }
    }
}

fn text(tuv: &Tuv) -> (String, String) {
    let language = tuv.language_as_written().unwrap_or_default().to_owned();
    let content = tuv.content.as_ref();
    let plain = content.map_or_else(String::new, |content| content.plain().into_owned());
    (language, plain)
}

/// A text of `replace --json`.
#[derive(Debug, Serialize)]
pub struct EditedLine<'a> {
    unit: i64,
    lang: &'a str,
    before: &'a str,
    after: &'a str,
}

impl<'a> From<&'a EditedText> for EditedLine<'a> {
    fn from(edited: &'a EditedText) -> Self {
        EditedLine {
            unit: edited.unit,
            lang: &edited.language,
            before: &edited.before,
            after: &edited.after,
        }
    }
}

/// A merged unit of `dedupe --json`.
#[derive(Debug, Serialize)]
pub struct MergedLine<'a> {
    kept: i64,
    removed: &'a [i64],
}

impl<'a> From<&'a Merged> for MergedLine<'a> {
    fn from(merged: &'a Merged) -> Self {
        MergedLine {
            kept: merged.kept,
            removed: &merged.removed,
        }
    }
}

/// The last line of a bulk edit's JSON.
#[derive(Debug, Serialize)]
pub struct BulkLine {
    /// Number of the change set; null where nothing was altered.
    pub change: Option<i64>,
    /// Units deleted, edited or merged into others.
    pub units: u64,
}

/// A finding of `verify --json`.
#[derive(Debug, Serialize)]
pub struct FindingLine<'a> {
    id: &'a str,
    message: String,
}

impl<'a> FindingLine<'a> {
    /// Returns the line of a finding.
    pub fn new(finding: &'a Message, ui: Ui) -> Self {
        FindingLine {
            id: finding.id(),
            message: finding.in_language(ui),
        }
    }
}

/// An event of `history --unit N --json`.
#[derive(Debug, Serialize)]
pub struct EventLine<'a> {
    change: i64,
    kind: &'a str,
    at: &'a str,
    author: Option<&'a str>,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
}

impl<'a> From<&'a UnitEvent> for EventLine<'a> {
    fn from(event: &'a UnitEvent) -> Self {
        let (what, lang, before, after) = match &event.what {
            UnitWhat::Made => ("made", None, None, None),
            UnitWhat::Removed => ("removed", None, None, None),
            UnitWhat::Restored => ("restored", None, None, None),
            UnitWhat::Annotations => ("annotations", None, None, None),
            UnitWhat::State { before, after } => {
                ("state", None, Some(before.as_str()), Some(after.as_str()))
            }
            UnitWhat::Text {
                language,
                before,
                after,
            } => (
                "text",
                Some(language.as_str()),
                Some(before.as_str()),
                Some(after.as_str()),
            ),
        };
        EventLine {
            change: event.change,
            kind: &event.kind,
            at: &event.at,
            author: event.author.as_deref(),
            what,
            lang,
            before,
            after,
        }
    }
}
