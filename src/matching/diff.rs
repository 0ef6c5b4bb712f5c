//! What differs between a stored source and the query, word by word on the texts as they are.

use super::score::{Step, steps};
use super::tokens::Tokenised;

/// Whether a piece of text is in both sentences or in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffKind {
    /// In both, letter by letter.
    Same,
    /// Only in the stored source.
    Removed,
    /// Only in the query.
    Added,
}

impl DiffKind {
    /// Returns the mark of the JSON answer: `=`, `-` or `+`.
    pub fn mark(self) -> &'static str {
        match self {
            DiffKind::Same => "=",
            DiffKind::Removed => "-",
            DiffKind::Added => "+",
        }
    }
}

/// A piece of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffPart {
    /// Where it is.
    pub kind: DiffKind,
    /// The text; never empty.
    pub text: String,
}

/// Returns the difference: `=` and `-` joined give the stored source, `=` and `+` the query, to
/// the byte.
///
/// Words are the pieces: they pair as in the distance of the score. A word takes the punctuation
/// and spaces that follow it along only where they differ too, so that a removed word takes its
/// space with it. No two pieces of one kind stand side by side, of a change the removed text
/// comes first, and changes that only white space parts are one.
pub(super) fn diff(stored: &Tokenised<'_>, query: &Tokenised<'_>, steps: &[Step]) -> Vec<DiffPart> {
    let mut parts = Parts::default();
    parts.gaps(gap(stored, 0), gap(query, 0));
    for step in steps {
        match *step {
            Step::Keep(s, q) | Step::Substitute(s, q) => {
                let (old, new) = (stored.word(s), query.word(q));
                if old == new {
                    parts.push(DiffKind::Same, old);
                } else {
                    parts.push(DiffKind::Removed, old);
                    parts.push(DiffKind::Added, new);
                }
                parts.gaps(gap(stored, s + 1), gap(query, q + 1));
            }
            Step::Delete(s) => {
                parts.push(DiffKind::Removed, stored.word(s));
                parts.push(DiffKind::Removed, gap(stored, s + 1));
            }
            Step::Insert(q) => {
                parts.push(DiffKind::Added, query.word(q));
                parts.push(DiffKind::Added, gap(query, q + 1));
            }
        }
    }
    parts.finish()
}

/// Returns the difference of two texts alone, without a vocabulary at hand. O(n × m) in words where
/// they differ.
pub fn diff_texts(stored: &str, query: &str) -> Vec<DiffPart> {
    let mut vocabulary = super::tokens::Vocabulary::default();
    vocabulary.learn(stored);
    let stored = Tokenised::new(stored, &vocabulary);
    let query = Tokenised::new(query, &vocabulary);
    let steps = steps(&stored.tokens, &query.tokens);
    diff(&stored, &query, &steps)
}

/// Returns what stands before a word, or after the last one.
fn gap<'t>(text: &Tokenised<'t>, before: usize) -> &'t str {
    let start = if before == 0 {
        0
    } else {
        text.words[before - 1].range.end
    };
    let end = text
        .words
        .get(before)
        .map_or(text.text.len(), |word| word.range.start);
    &text.text[start..end]
}

/// Gathers pieces; what is removed and added between two equal pieces is kept apart.
#[derive(Default)]
struct Parts {
    done: Vec<DiffPart>,
    removed: String,
    added: String,
}

impl Parts {
    fn push(&mut self, kind: DiffKind, text: &str) {
        match kind {
            DiffKind::Removed => self.removed.push_str(text),
            DiffKind::Added => self.added.push_str(text),
            DiffKind::Same if text.is_empty() => {}
            DiffKind::Same => {
                self.flush();
                match self.done.last_mut() {
                    Some(last) if last.kind == DiffKind::Same => last.text.push_str(text),
                    _ => self.done.push(DiffPart {
                        kind,
                        text: text.to_owned(),
                    }),
                }
            }
        }
    }

    /// Takes what stands between words in both: the common beginning and end are the same.
    fn gaps(&mut self, old: &str, new: &str) {
        let head: usize = old
            .chars()
            .zip(new.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        let (old_rest, new_rest) = (&old[head..], &new[head..]);
        let tail: usize = old_rest
            .chars()
            .rev()
            .zip(new_rest.chars().rev())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        self.push(DiffKind::Same, &old[..head]);
        self.push(DiffKind::Removed, &old_rest[..old_rest.len() - tail]);
        self.push(DiffKind::Added, &new_rest[..new_rest.len() - tail]);
        self.push(DiffKind::Same, &old_rest[old_rest.len() - tail..]);
    }

    /// Takes over what is removed and added; punctuation and spaces that end both are the same.
    fn flush(&mut self) {
        let (mut removed, mut added) = (
            std::mem::take(&mut self.removed),
            std::mem::take(&mut self.added),
        );
        let tail: usize = removed
            .chars()
            .rev()
            .zip(added.chars().rev())
            .take_while(|(a, b)| a == b && !a.is_alphanumeric())
            .map(|(a, _)| a.len_utf8())
            .sum();
        let same = removed.split_off(removed.len() - tail);
        added.truncate(added.len() - tail);
        for (kind, text) in [
            (DiffKind::Removed, removed),
            (DiffKind::Added, added),
            (DiffKind::Same, same),
        ] {
            if !text.is_empty() {
                self.done.push(DiffPart { kind, text });
            }
        }
    }

    fn finish(mut self) -> Vec<DiffPart> {
        self.flush();
        shifted(joined(self.done))
    }
}

/// Makes one change of two that only white space parts: a name of two words is replaced at once.
fn joined(parts: Vec<DiffPart>) -> Vec<DiffPart> {
    let mut joined = Parts::default();
    let mut parts = parts.into_iter().peekable();
    while let Some(DiffPart { kind, text }) = parts.next() {
        let inside = kind == DiffKind::Same
            && text.chars().all(char::is_whitespace)
            && !joined.removed.is_empty()
            && !joined.added.is_empty()
            && parts.peek().is_some();
        if inside {
            joined.removed.push_str(&text);
            joined.added.push_str(&text);
        } else {
            joined.push(kind, &text);
        }
    }
    joined.flush();
    joined.done
}

/// Makes one change of two of one kind that only white space parts, where the second ends with the
/// same white space: `, très attendue,` is taken out at once.
fn shifted(parts: Vec<DiffPart>) -> Vec<DiffPart> {
    let mut done: Vec<DiffPart> = Vec::with_capacity(parts.len());
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        let ends = parts.peek().is_none_or(|next| next.kind == DiffKind::Same);
        match done.as_mut_slice() {
            [.., change, space]
                if space.kind == DiffKind::Same
                    && part.kind != DiffKind::Same
                    && change.kind == part.kind
                    && ends
                    && space.text.chars().all(char::is_whitespace)
                    && part.text.ends_with(&space.text) =>
            {
                change.text.push_str(&space.text);
                let kept = part.text.len() - space.text.len();
                change.text.push_str(&part.text[..kept]);
            }
            [.., last] if last.kind == part.kind => last.text.push_str(&part.text),
            _ => done.push(part),
        }
    }
    done
}
