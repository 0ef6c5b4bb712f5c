//! Many units at once: deleted, their words replaced, equal ones merged. Each with a preview that
//! is the same work, not kept.

use regex::Regex;

use super::{Cancel, JobError};
use crate::memory::{Change, ChangeKind, Keep, Memory, MemoryError, Merged, Stamp, UnitFilter};
use crate::model::{InlineContent, LangTag, Piece, TranslationUnit, Tuv};

/// What to look for in texts.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Regex,
    /// Whether a replacement may name groups: `$1`.
    groups: bool,
}

impl Pattern {
    /// Reads a pattern: a regular expression, or a text as it stands.
    ///
    /// # Errors
    /// When it is empty, or no regular expression.
    pub fn new(typed: &str, is_regex: bool, ignore_case: bool) -> Result<Self, JobError> {
        if typed.is_empty() {
            return Err(JobError::NoPattern);
        }
        let escaped = if is_regex {
            typed.to_owned()
        } else {
            regex::escape(typed)
        };
        let regex = regex::RegexBuilder::new(&escaped)
            .case_insensitive(ignore_case)
            .build()
            .map_err(|error| JobError::Pattern {
                pattern: typed.to_owned(),
                reason: error.to_string(),
            })?;
        Ok(Pattern {
            regex,
            groups: is_regex,
        })
    }

    /// Makes sure that a replacement names only groups that the pattern has: others would stand for
    /// nothing, and `$1x` names a group `1x`.
    ///
    /// # Errors
    /// When it names another.
    pub fn check(&self, by: &str) -> Result<(), JobError> {
        let mut rest = by;
        while let Some((_, after)) = rest.split_once('$').filter(|_| self.groups) {
            if let Some(escaped) = after.strip_prefix('$') {
                rest = escaped;
                continue;
            }
            let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let name = match after.strip_prefix('{') {
                Some(braced) => braced.split('}').next().unwrap_or(braced),
                None => &after[..after.find(|c| !is_part(c)).unwrap_or(after.len())],
            };
            let known = match name.parse::<usize>() {
                Ok(number) => number < self.regex.captures_len(),
                Err(_) => self.regex.capture_names().flatten().any(|own| own == name),
            };
            if !name.is_empty() && !known {
                return Err(JobError::NoGroup(name.to_owned()));
            }
            rest = after;
        }
        Ok(())
    }

    /// Returns content with every match replaced in the text that readers see; `None` where
    /// nothing matches. Matches are those in the whole text; native code stays, and a match that
    /// goes across an inline element is none.
    fn replaced(&self, content: &InlineContent, by: &str) -> Option<InlineContent> {
        let plain = content.plain();
        let mut edits = Vec::new();
        for found in self.regex.captures_iter(&plain) {
            let mut new = String::new();
            if self.groups {
                found.expand(by, &mut new);
            } else {
                new.push_str(by);
            }
            edits.extend(found.get(0).map(|whole| (whole.range(), new)));
        }
        let mut edits = edits.into_iter().peekable();
        let mut out = InlineContent::default();
        // Depth in native code, and where the piece under way begins in the reader's text.
        let (mut code, mut start) = (0_usize, 0);
        for piece in content.pieces() {
            match piece {
                Piece::Text(text) if code == 0 => {
                    let end = start + text.len();
                    let mut at = start;
                    while let Some((range, new)) =
                        edits.next_if(|(range, _)| range.start < end || range.end == end)
                    {
                        if range.start >= at && range.end <= end {
                            out.push_text(&plain[at..range.start]);
                            out.push_text(&new);
                            at = range.end;
                        }
                    }
                    out.push_text(&plain[at..end]);
                    start = end;
                }
                Piece::Text(text) => out.push_text(text),
                Piece::Open { name, attributes } => {
                    code += usize::from(code > 0 || InlineContent::is_native_code(name));
                    out.open(name.clone(), attributes.clone());
                }
                Piece::Close => {
                    code = code.saturating_sub(1);
                    out.close();
                }
            }
        }
        (out != *content).then_some(out)
    }
}

/// Which units a bulk edit is about.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Where units come from and what they say of themselves.
    pub filter: UnitFilter,
    /// Only units of these numbers; empty means any.
    pub units: Vec<i64>,
    /// Only units with a match in a text, and of it only in these languages (empty means any).
    pub text: Option<Pattern>,
    /// Languages in which to look, and to replace.
    pub languages: Vec<LangTag>,
    /// How the history calls it.
    pub subject: String,
}

impl Selection {
    /// Tells whether everything would be selected.
    pub fn is_everything(&self) -> bool {
        self.filter.is_empty() && self.units.is_empty() && self.text.is_none()
    }

    fn is_in(&self, tuv: &Tuv) -> bool {
        let language = tuv.language();
        self.languages.is_empty()
            || language.is_some_and(|found| {
                self.languages
                    .iter()
                    .any(|asked| asked.fit(&found).is_some())
            })
    }

    fn selects(&self, id: i64, unit: &TranslationUnit) -> bool {
        let matches = |text: &Pattern| {
            unit.variants
                .iter()
                .filter(|tuv| self.is_in(tuv))
                .any(|tuv| {
                    let content = tuv.content.as_ref();
                    content.is_some_and(|content| text.regex.is_match(&content.plain()))
                })
        };
        (self.units.is_empty() || self.units.contains(&id))
            && self.text.as_ref().is_none_or(matches)
    }
}

/// A text that was or would be altered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedText {
    /// Number of the unit.
    pub unit: i64,
    /// Language of the text, as written.
    pub language: String,
    /// The reader's text before.
    pub before: String,
    /// And after.
    pub after: String,
}

/// What a bulk edit did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited<T> {
    /// The change set; `None` where nothing was altered, or only a preview was asked for.
    pub change: Option<i64>,
    /// What was altered, in the order of the units.
    pub altered: Vec<T>,
}

/// Ends a preview inside its transaction, so that nothing is kept.
enum Stop<T> {
    Preview(T),
    Failed(JobError),
}

impl<T> From<MemoryError> for Stop<T> {
    fn from(error: MemoryError) -> Self {
        Stop::Failed(error.into())
    }
}

/// Does work in one change set, or only shows what it would do.
fn bulk<T>(
    memory: &mut Memory,
    kind: ChangeKind,
    subject: &str,
    (stamp, preview): (&Stamp, bool),
    work: impl FnOnce(&mut Change<'_>) -> Result<Vec<T>, JobError>,
) -> Result<Edited<T>, JobError> {
    let result = memory.change(kind, subject, stamp, |change| {
        let altered = work(change).map_err(Stop::Failed)?;
        if preview {
            return Err(Stop::Preview(altered));
        }
        Ok(altered)
    });
    match result {
        Ok((change, altered)) => Ok(Edited { change, altered }),
        Err(Stop::Preview(altered)) => Ok(Edited {
            change: None,
            altered,
        }),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Deletes the selected units, or shows which those are.
///
/// # Errors
/// When the memory cannot be read or written, or somebody asked to stop; nothing is altered then.
pub fn delete(
    memory: &mut Memory,
    selection: &Selection,
    (stamp, preview): (&Stamp, bool),
    cancel: &Cancel,
) -> Result<Edited<(i64, TranslationUnit)>, JobError> {
    bulk(
        memory,
        ChangeKind::Deletion,
        &selection.subject,
        (stamp, preview),
        |change| {
            let mut selected = Vec::new();
            change.units(&selection.filter, |id, unit| {
                cancel.check()?;
                if selection.selects(id, &unit) {
                    selected.push((id, unit));
                }
                Ok::<(), JobError>(())
            })?;
            selected.sort_by_key(|(id, _)| *id);
            let ids: Vec<i64> = selected.iter().map(|(id, _)| *id).collect();
            change.delete_units(&ids)?;
            Ok(selected)
        },
    )
}

/// Replaces what a selection's pattern matches, or shows what that would give.
///
/// # Errors
/// When the selection has no pattern, the memory cannot be read or written, or somebody asked to
/// stop; nothing is altered then.
pub fn replace(
    memory: &mut Memory,
    selection: &Selection,
    by: &str,
    (stamp, preview): (&Stamp, bool),
    cancel: &Cancel,
) -> Result<Edited<EditedText>, JobError> {
    let Some(pattern) = &selection.text else {
        return Ok(Edited {
            change: None,
            altered: Vec::new(),
        });
    };
    pattern.check(by)?;
    bulk(
        memory,
        ChangeKind::Edit,
        &selection.subject,
        (stamp, preview),
        |change| {
            let mut edits = Vec::new();
            change.units(&selection.filter, |id, unit| {
                cancel.check()?;
                if !selection.selects(id, &unit) {
                    return Ok(());
                }
                let variants = unit.variants.iter().enumerate();
                for (variant, tuv) in variants.filter(|(_, tuv)| selection.is_in(tuv)) {
                    if let Some(old) = &tuv.content
                        && let Some(new) = pattern.replaced(old, by)
                    {
                        let text = EditedText {
                            unit: id,
                            language: tuv.language_as_written().unwrap_or_default().to_owned(),
                            before: old.plain().into_owned(),
                            after: new.plain().into_owned(),
                        };
                        edits.push((variant, new, text));
                    }
                }
                Ok::<(), JobError>(())
            })?;
            let mut altered = Vec::with_capacity(edits.len());
            for (variant, content, text) in edits {
                cancel.check()?;
                change.edit_text(text.unit, variant, &content)?;
                altered.push(text);
            }
            Ok(altered)
        },
    )
}

/// Merges equal units, or shows which those are.
///
/// # Errors
/// When the memory cannot be read or written, or somebody asked to stop; nothing is altered then.
pub fn dedupe(
    memory: &mut Memory,
    keep: Keep,
    (stamp, preview): (&Stamp, bool),
    cancel: &Cancel,
    progress: &mut dyn FnMut(u64),
) -> Result<Edited<Merged>, JobError> {
    let subject = match keep {
        Keep::Newest => "newest",
        Keep::Oldest => "oldest",
    };
    bulk(
        memory,
        ChangeKind::Dedupe,
        subject,
        (stamp, preview),
        |change| {
            change.dedupe(keep, &mut |units| {
                progress(units);
                cancel.check()
            })
        },
    )
}
