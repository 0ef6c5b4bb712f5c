//! Why a match has its score, as a list for scripts and as one sentence for people.

use super::changes::WordChange;
use super::{Context, Match, PenaltyKind};
use crate::messages::{Message, Ui, say};
use crate::text::{Stems, words};

/// A reason of a score, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// Points it takes off beside the base score.
    pub points: u8,
    /// What the stored source has; empty where the reason names no words.
    pub old: String,
    /// What the query has in its place.
    pub new: String,
    /// How many words, marks or codes; 0 where nothing is counted.
    pub count: usize,
    /// What else there is to say: numbers carried over, a confidence. May be empty.
    pub detail: String,
}

/// Kinds of reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonKind {
    /// No word differs but for numbers.
    WordsEqual,
    /// Words stand in the place of others.
    WordChanged,
    /// Words stand in the place of others of the same stems.
    WordForm,
    /// Words of the query that the stored source has not.
    WordAdded,
    /// Words of the stored source that the query has not.
    WordRemoved,
    /// Something differs, but no mark does.
    PunctuationEqual,
    /// What a penalty says.
    Penalty(PenaltyKind),
    /// What the neighbours say.
    Context(Context),
    /// A word beside a changed number must follow.
    NeedsEdit,
}

impl ReasonKind {
    /// Returns the stable name, for scripts; a penalty has its own.
    pub fn id(self) -> &'static str {
        match self {
            ReasonKind::WordsEqual => "words-equal",
            ReasonKind::WordChanged => "word-changed",
            ReasonKind::WordForm => "word-form",
            ReasonKind::WordAdded => "word-added",
            ReasonKind::WordRemoved => "word-removed",
            ReasonKind::PunctuationEqual => "punctuation-equal",
            ReasonKind::Penalty(kind) => kind.id(),
            ReasonKind::Context(Context::None) => "context-none",
            ReasonKind::Context(Context::Next) => "context-next",
            ReasonKind::Context(Context::Previous) => "context-previous",
            ReasonKind::Context(Context::Both) => "context-both",
            ReasonKind::Context(Context::Id) => "context-id",
            ReasonKind::NeedsEdit => "needs-edit",
        }
    }

    fn plain(self) -> Reason {
        Reason {
            kind: self,
            points: 0,
            old: String::new(),
            new: String::new(),
            count: 0,
            detail: String::new(),
        }
    }
}

/// Returns the reasons of a match, in the order of the sentence.
pub(super) fn reasons(
    found: &Match,
    query: &str,
    changes: &[WordChange],
    stems: &Stems,
) -> Vec<Reason> {
    let source = found.pair.source.as_str();
    let mut reasons: Vec<Reason> = changes
        .iter()
        .map(|change| {
            let (old, new) = (&source[change.old.clone()], &query[change.new.clone()]);
            let kind = match (old.is_empty(), new.is_empty()) {
                (true, _) => ReasonKind::WordAdded,
                (_, true) => ReasonKind::WordRemoved,
                _ if same_stems(old, new, stems) => ReasonKind::WordForm,
                _ => ReasonKind::WordChanged,
            };
            Reason {
                old: old.to_owned(),
                new: new.to_owned(),
                count: change.words,
                ..kind.plain()
            }
        })
        .collect();
    if reasons.is_empty() {
        reasons.push(ReasonKind::WordsEqual.plain());
    }
    let of_marks = |kind| {
        matches!(
            kind,
            PenaltyKind::Punctuation | PenaltyKind::Typography | PenaltyKind::Writing
        )
    };
    let marks_differ = found.penalties.iter().any(|penalty| of_marks(penalty.kind));
    if !marks_differ && source != query {
        reasons.push(ReasonKind::PunctuationEqual.plain());
    }
    reasons.extend(found.penalties.iter().map(|penalty| Reason {
        points: penalty.points,
        detail: penalty.detail.clone(),
        ..ReasonKind::Penalty(penalty.kind).plain()
    }));
    if found.context != Context::None {
        reasons.push(ReasonKind::Context(found.context).plain());
    }
    if found.needs_edit {
        reasons.push(ReasonKind::NeedsEdit.plain());
    }
    reasons
}

fn same_stems(old: &str, new: &str, stems: &Stems) -> bool {
    let of = |text: &str| -> Vec<String> {
        let words = words(text).into_iter();
        words.map(|word| stems.stem(&text[word.range])).collect()
    };
    of(old) == of(new)
}

/// Most changes of words that a sentence names.
const NAMED: usize = 3;

/// Returns what else there is to say; a confidence with the decimal sign of the language.
fn detail(reason: &Reason, ui: Ui) -> String {
    match (reason.kind, ui) {
        (ReasonKind::Penalty(PenaltyKind::Unreviewed), Ui::Fr) => reason.detail.replace('.', ","),
        _ => reason.detail.clone(),
    }
}

/// Returns the reasons as one sentence without its full stop: what is the same and what differs,
/// then what each penalty takes off.
pub(super) fn sentence(reasons: &[Reason], ui: Ui) -> String {
    let mut said: Vec<String> = Vec::new();
    for kind in [
        ReasonKind::WordChanged,
        ReasonKind::WordForm,
        ReasonKind::WordAdded,
        ReasonKind::WordRemoved,
    ] {
        let of_kind: Vec<&Reason> = reasons.iter().filter(|r| r.kind == kind).collect();
        if !of_kind.is_empty() {
            said.push(words_sentence(kind, &of_kind, ui));
        }
    }
    let (mut free, mut lost) = (Vec::new(), Vec::new());
    for reason in reasons {
        let Some(id) = entry(reason) else { continue };
        let text = Message::new(id)
            .with("detail", detail(reason, ui))
            .in_language(ui);
        if reason.points > 0 {
            lost.push(format!("−{} {text}", reason.points));
        } else {
            free.push(text);
        }
    }
    said.extend(free);
    let mut sentence = said.join(", ");
    if !lost.is_empty() {
        sentence.push_str(match ui {
            Ui::En => "; ",
            Ui::Fr => "\u{202f}; ",
        });
        sentence.push_str(&lost.join(", "));
    }
    sentence
}

fn words_sentence(kind: ReasonKind, reasons: &[&Reason], ui: Ui) -> String {
    let id = match kind {
        ReasonKind::WordForm => "match-why-form",
        ReasonKind::WordAdded => "match-why-added",
        ReasonKind::WordRemoved => "match-why-removed",
        _ => "match-why-changed",
    };
    let count: usize = reasons.iter().map(|reason| reason.count).sum();
    let named = reasons.iter().take(NAMED).map(|reason| match kind {
        ReasonKind::WordAdded => reason.new.clone(),
        ReasonKind::WordRemoved => reason.old.clone(),
        _ => format!("{} → {}", reason.old, reason.new),
    });
    let mut changes = named.collect::<Vec<_>>().join(", ");
    if let Some(more) = reasons.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let more = Message::new("match-why-more").with("count", more);
        changes.push_str(&more.in_language(ui));
    }
    Message::new(id)
        .with("count", count)
        .with("changes", changes)
        .in_language(ui)
}

/// Returns the entry of a reason that is no change of words.
fn entry(reason: &Reason) -> Option<&'static str> {
    Some(match reason.kind {
        ReasonKind::WordChanged
        | ReasonKind::WordForm
        | ReasonKind::WordAdded
        | ReasonKind::WordRemoved
        | ReasonKind::Context(Context::None) => return None,
        ReasonKind::WordsEqual => "match-why-words-equal",
        ReasonKind::PunctuationEqual => "match-why-punctuation-equal",
        ReasonKind::Context(Context::Next) => "match-why-next",
        ReasonKind::Context(Context::Previous) => "match-why-previous",
        ReasonKind::Context(Context::Both) => "match-why-both",
        ReasonKind::Context(Context::Id) => "match-why-id",
        ReasonKind::NeedsEdit => "match-why-needs-edit",
        ReasonKind::Penalty(kind) => match kind {
            PenaltyKind::NumbersAdapted => "match-why-numbers-adapted",
            PenaltyKind::Numbers => "match-why-numbers",
            PenaltyKind::Case => "match-why-case",
            PenaltyKind::Punctuation => "match-why-punctuation",
            PenaltyKind::Writing => "match-why-writing",
            PenaltyKind::Typography => "match-why-typography",
            PenaltyKind::Codes => "match-why-codes",
            PenaltyKind::Unreviewed if reason.detail == "–" => "match-why-unreviewed-unit",
            PenaltyKind::Unreviewed => "match-why-unreviewed",
            PenaltyKind::Reversed => "match-why-reversed",
            PenaltyKind::Ambiguous => "match-why-ambiguous",
            PenaltyKind::Memory => "match-why-memory",
            PenaltyKind::OtherRegion => "match-why-other-region",
        },
    })
}

/// Returns the sentence with the score before it.
pub(super) fn with_score(score: u8, reasons: &[Reason], ui: Ui) -> String {
    let percent = say(ui, "match-why-percent");
    format!("{score}{percent} — {}", sentence(reasons, ui))
}
