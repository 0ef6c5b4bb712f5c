//! The JSON that people's scripts read: stable names, one object a line.
//!
//! Kept apart from the model, so that the model may change without breaking a script. The names
//! that `docs/cli.md` promises stand here and nowhere else.

pub mod concordance;
mod lookup;
pub mod terms;
pub mod upkeep;

use std::collections::BTreeMap;

use serde::Serialize;

pub use self::lookup::AnswerLine;
use self::lookup::OriginOf;
use super::align::{Added, Aligned, Tally};
use super::exceptions::EditReport;
use super::import::ImportReport;
use super::manifest::ListedPair;
use super::recut::NewCut;
use crate::alignment::Bead;
use crate::documents::Document;
use crate::exchange::{Diagnostic, Severity};
use crate::memory::{ChangeRecord, RuleRecord, Stats, Undone};
use crate::messages::{Explain, Ui};
use crate::model::Block;
use crate::segmentation::{Kept, Sentence, tag_of_pattern};

/// A block of `extract --json`.
#[derive(Debug, Serialize)]
pub struct BlockLine<'a> {
    block: usize,
    kind: &'static str,
    place: PlaceOf<'a>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct PlaceOf<'a> {
    line: u32,
    path: &'a str,
}

impl<'a> BlockLine<'a> {
    /// Returns the lines of a document, in order.
    pub fn of(document: &'a Document) -> impl Iterator<Item = BlockLine<'a>> {
        document.blocks.iter().enumerate().map(|(number, block)| {
            let Block { kind, place, text } = block;
            BlockLine {
                block: number,
                kind: kind.name(),
                place: PlaceOf {
                    line: place.line,
                    path: &place.path,
                },
                text,
            }
        })
    }
}

/// A sentence of `segment --json`.
#[derive(Debug, Serialize)]
pub struct SentenceLine<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    block: usize,
    rule: Option<&'a str>,
    kept: Vec<KeptLine<'a>>,
}

/// A place that was not cut: where in the block, the rule that kept it, the rule that would cut.
#[derive(Debug, Serialize)]
struct KeptLine<'a> {
    at: usize,
    rule: &'a str,
    against: &'a str,
}

impl<'a> SentenceLine<'a> {
    /// Returns the line of a sentence of a block, with the places within it that were not cut.
    pub fn new(
        block: usize,
        text: &'a str,
        sentence: &Sentence<'a>,
        kept: impl Iterator<Item = &'a Kept<'a>>,
    ) -> Self {
        SentenceLine {
            text: &text[sentence.range.clone()],
            start: sentence.range.start,
            end: sentence.range.end,
            block,
            rule: sentence.rule,
            kept: kept
                .map(|kept| KeptLine {
                    at: kept.at,
                    rule: kept.rule,
                    against: kept.against,
                })
                .collect(),
        }
    }
}

/// The first line of `align --format json`.
#[derive(Debug, Serialize)]
pub struct AlignmentLine<'a> {
    source: &'a str,
    target: &'a str,
    source_sentences: usize,
    target_sentences: usize,
    beads: usize,
    accept: usize,
    look: usize,
    doubtful: usize,
    one_sided: usize,
}

/// A bead of `align --format json`.
#[derive(Debug, Serialize)]
pub struct BeadLine {
    source: Vec<usize>,
    target: Vec<usize>,
    source_text: String,
    target_text: String,
    confidence: f64,
    band: &'static str,
    doubts: Vec<DoubtOf>,
}

#[derive(Debug, Serialize)]
struct DoubtOf {
    id: &'static str,
    detail: String,
}

impl<'a> AlignmentLine<'a> {
    /// Returns the summary of an alignment; the names are those the user gave.
    pub fn new(source: &'a str, target: &'a str, aligned: &Aligned) -> Self {
        let Tally {
            beads,
            accept,
            look,
            doubtful,
            one_sided,
        } = aligned.tally();
        AlignmentLine {
            source,
            target,
            source_sentences: aligned.source.segments.len(),
            target_sentences: aligned.target.segments.len(),
            beads,
            accept,
            look,
            doubtful,
            one_sided,
        }
    }
}

impl BeadLine {
    /// Returns the line of a bead.
    pub fn new(aligned: &Aligned, bead: &Bead, ui: Ui) -> Self {
        let (source_text, target_text) = aligned.texts(bead);
        BeadLine {
            source: bead.source.clone().collect(),
            target: bead.target.clone().collect(),
            source_text,
            target_text,
            confidence: bead.confidence.probability(),
            band: bead.confidence.band().name(),
            doubts: bead
                .doubts
                .iter()
                .map(|doubt| DoubtOf {
                    id: doubt.id(),
                    detail: doubt.explain().in_language(ui),
                })
                .collect(),
        }
    }
}

/// A pair of `align --pairs --format json`.
#[derive(Debug, Serialize)]
pub struct PairLine<'a> {
    source: &'a str,
    target: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    beads: usize,
    accept: usize,
    look: usize,
    doubtful: usize,
    one_sided: usize,
    change: Option<i64>,
    units: u64,
}

impl<'a> PairLine<'a> {
    /// Returns the line of a pair that was aligned.
    pub fn aligned(listed: &'a ListedPair, tally: Tally, added: Option<Added>) -> Self {
        PairLine {
            result: "aligned",
            change: added.and_then(|added| added.change),
            units: added.map_or(0, |added| added.units),
            ..Self::known(listed, tally)
        }
    }

    /// Returns the line of a pair that the memory knows, with the beads it has of it.
    pub fn known(listed: &'a ListedPair, tally: Tally) -> Self {
        PairLine {
            beads: tally.beads,
            accept: tally.accept,
            look: tally.look,
            doubtful: tally.doubtful,
            one_sided: tally.one_sided,
            ..Self::passed_over(listed, "known", String::new())
        }
    }

    /// Returns the line of a pair that was not aligned, with the reason.
    pub fn passed_over(listed: &'a ListedPair, result: &'static str, reason: String) -> Self {
        PairLine {
            source: &listed.pair.source,
            target: &listed.pair.target,
            line: listed.line,
            result,
            reason: Some(reason).filter(|reason| !reason.is_empty()),
            beads: 0,
            accept: 0,
            look: 0,
            doubtful: 0,
            one_sided: 0,
            change: None,
            units: 0,
        }
    }
}

/// The report of `import --json`.
#[derive(Debug, Serialize)]
pub struct ImportLine<'a> {
    file: &'a str,
    format: &'a str,
    change: Option<i64>,
    import: Option<i64>,
    units_read: u64,
    units_added: u64,
    units_known: u64,
    units_repaired: u64,
    units_lost: u64,
    languages: &'a BTreeMap<String, u64>,
    diagnostics: Vec<DiagnosticOf>,
}

#[derive(Debug, Serialize)]
struct DiagnosticOf {
    severity: &'static str,
    line: u64,
    column: u64,
    unit: Option<u64>,
    id: String,
    message: String,
}

impl<'a> ImportLine<'a> {
    /// Returns the line of an import.
    pub fn new(report: &'a ImportReport, ui: Ui) -> Self {
        ImportLine {
            file: &report.file,
            format: report.format,
            change: report.change,
            import: report.import,
            units_read: report.units_read,
            units_added: report.units_added,
            units_known: report.units_known,
            units_repaired: report.units_repaired,
            units_lost: report.units_lost,
            languages: &report.languages,
            diagnostics: report
                .diagnostics
                .iter()
                .map(|d| DiagnosticOf {
                    severity: match d.severity {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                    },
                    line: d.line,
                    column: d.column,
                    unit: d.unit,
                    id: d.message.id().to_owned(),
                    message: d.message.in_language(ui),
                })
                .collect(),
        }
    }
}

/// A finding of `validate --json`.
#[derive(Debug, Serialize)]
pub struct FindingLine<'a> {
    file: &'a str,
    line: u64,
    column: u64,
    unit: Option<u64>,
    severity: &'static str,
    id: &'a str,
    message: String,
}

impl<'a> FindingLine<'a> {
    /// Returns the line of a finding about a file.
    pub fn new(file: &'a str, finding: &'a Diagnostic, ui: Ui) -> Self {
        FindingLine {
            file,
            line: finding.line,
            column: finding.column,
            unit: finding.unit,
            severity: finding.severity.name(),
            id: finding.message.id(),
            message: finding.message.in_language(ui),
        }
    }
}

/// A rule of `exceptions --json`.
#[derive(Debug, Serialize)]
pub struct ExceptionLine<'a> {
    id: &'a str,
    language: Option<String>,
    pattern: &'a str,
    #[serde(rename = "break")]
    breaks: bool,
    before: &'a str,
    after: &'a str,
    text: Option<&'a str>,
}

impl<'a> From<&'a RuleRecord> for ExceptionLine<'a> {
    fn from(rule: &'a RuleRecord) -> Self {
        ExceptionLine {
            id: &rule.name,
            language: tag_of_pattern(&rule.languages).map(|tag| tag.to_string()),
            pattern: &rule.languages,
            breaks: rule.breaks,
            before: &rule.before,
            after: &rule.after,
            text: rule.typed.as_deref(),
        }
    }
}

/// The first line of `exceptions add --json` and the like.
#[derive(Debug, Serialize)]
pub struct EditLine<'a> {
    change: Option<i64>,
    added: Vec<&'a str>,
    known: Vec<&'a str>,
    removed: Vec<&'a str>,
    documents: usize,
    alignments: usize,
    units_added: u64,
    units_removed: u64,
    frozen: &'a [String],
}

impl<'a> From<&'a EditReport> for EditLine<'a> {
    fn from(report: &'a EditReport) -> Self {
        let names = |rules: &'a [RuleRecord]| rules.iter().map(|rule| &*rule.name).collect();
        EditLine {
            change: report.change,
            added: names(&report.added),
            known: names(&report.known),
            removed: names(&report.removed),
            documents: report.recut.documents,
            alignments: report.recut.alignments,
            units_added: report.recut.units_added,
            units_removed: report.recut.units_removed,
            frozen: &report.recut.frozen,
        }
    }
}

/// A place of `exceptions add --json` and the like where a document is cut otherwise.
#[derive(Debug, Serialize)]
pub struct NewCutLine<'a> {
    document: &'a str,
    language: &'a str,
    block: usize,
    before: &'a [String],
    after: &'a [String],
}

impl<'a> From<&'a NewCut> for NewCutLine<'a> {
    fn from(place: &'a NewCut) -> Self {
        NewCutLine {
            document: &place.document,
            language: place.language.as_str(),
            block: place.block,
            before: &place.before,
            after: &place.after,
        }
    }
}

/// The line of `stats --json`.
#[derive(Debug, Serialize)]
pub struct StatsLine<'a> {
    units: u64,
    usable: u64,
    documents: u64,
    alignments: u64,
    languages: &'a BTreeMap<String, u64>,
    pairs: &'a BTreeMap<String, u64>,
    reviewed: u64,
    changes: u64,
    bytes: u64,
}

impl<'a> From<&'a Stats> for StatsLine<'a> {
    fn from(stats: &'a Stats) -> Self {
        StatsLine {
            units: stats.units,
            usable: stats.usable,
            documents: stats.documents,
            alignments: stats.alignments,
            languages: &stats.languages,
            pairs: &stats.pairs,
            reviewed: stats.reviewed,
            changes: stats.changes,
            bytes: stats.bytes,
        }
    }
}

/// A line of `history --json`.
#[derive(Debug, Serialize)]
pub struct ChangeLine<'a> {
    change: i64,
    kind: &'a str,
    subject: &'a str,
    at: &'a str,
    author: Option<&'a str>,
    undoes: Option<i64>,
    undone_by: Option<i64>,
    import: Option<i64>,
    units_added: u64,
    units_altered: u64,
}

impl<'a> From<&'a ChangeRecord> for ChangeLine<'a> {
    fn from(record: &'a ChangeRecord) -> Self {
        ChangeLine {
            change: record.id,
            kind: &record.kind,
            subject: &record.subject,
            at: &record.at,
            author: record.author.as_deref(),
            undoes: record.undoes,
            undone_by: record.undone_by,
            import: record.import,
            units_added: record.units_added,
            units_altered: record.units_altered,
        }
    }
}

/// The line of `undo --json`.
#[derive(Debug, Serialize)]
pub struct UndoLine {
    change: i64,
    undone: i64,
    units_removed: u64,
    units_restored: u64,
}

impl From<&Undone> for UndoLine {
    fn from(undone: &Undone) -> Self {
        UndoLine {
            change: undone.change,
            undone: undone.undone,
            units_removed: undone.units_removed,
            units_restored: undone.units_restored,
        }
    }
}
