//! The fuzzy index kept beside the memory: where it lies, and of which state of the memory it is.
//!
//! There are two for each direction: `<memory>.index-fr-en` of all units, and
//! `<memory>.index-fr-en-recent` of those that changed since, so that a big one is seldom made.
//! What they hold is the matter of `matching`; here a file has a head that says what state it is of.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::derived::write;
use super::{Generation, LanguagePair, Mapped, Memory};
use crate::text::fingerprint;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexKind {
    /// Of all units.
    Whole,
    /// Of the units that changed since the whole one.
    Recent,
}

/// An index as it was kept.
#[derive(Debug)]
pub struct KeptIndex {
    /// The state up to which it goes.
    pub until: Generation,
    /// The state since which it goes: for a whole one the beginning.
    pub since: Generation,
    /// What it holds.
    pub content: Mapped,
}

/// How every file begins; the last sign is the version of the head.
const MAGIC: &[u8; 8] = b"enfcidx1";
/// Bytes of the head: the magic, two states, a fingerprint of these.
const HEAD: usize = 8 + 4 * 8 + 8;

impl Memory {
    /// Returns the index kept for a direction, unless it is of another memory or of a state that
    /// this one never was in. Its content is not looked at.
    pub fn kept_index(&self, languages: &LanguagePair, kind: IndexKind) -> Option<KeptIndex> {
        let (since, until, content) = read_head(&self.index_path(languages, kind))?;
        let ours = self.descends_from(until).ok()?;
        ours.then_some(KeptIndex {
            until,
            since,
            content,
        })
    }

    /// Keeps an index beside the memory, whole or not at all. Where that cannot be done it serves
    /// this once.
    pub fn keep_index(
        &self,
        languages: &LanguagePair,
        kind: IndexKind,
        (since, until): (Generation, Generation),
        content: &[u8],
    ) {
        let mut head = MAGIC.to_vec();
        for number in [since.change, since.seal, until.change, until.seal] {
            head.extend(number.to_le_bytes());
        }
        head.extend(fingerprint(&head).to_le_bytes());
        let path = self.index_path(languages, kind);
        let _ = write(&path, self.path(), &[&head, content]);
    }

    /// Deletes an index. A file that is something else stays.
    pub fn forget_index(&self, languages: &LanguagePair, kind: IndexKind) {
        let path = self.index_path(languages, kind);
        if Mapped::open(&path, HEAD).is_some_and(|kept| kept.head().starts_with(MAGIC)) {
            // Where it cannot be deleted, it is found out again.
            let _ = fs::remove_file(path);
        }
    }

    fn index_path(&self, languages: &LanguagePair, kind: IndexKind) -> PathBuf {
        let (from, to) = (languages.from.primary(), languages.to.primary());
        let mut name = OsString::from(self.path());
        name.push(format!(".index-{from}-{to}"));
        if kind == IndexKind::Recent {
            name.push("-recent");
        }
        name.into()
    }
}

/// Reads the head of a file: since and until which state it goes, and what follows.
fn read_head(path: &Path) -> Option<(Generation, Generation, Mapped)> {
    let content = Mapped::open(path, HEAD)?;
    let (sealed, seal) = content.head().split_last_chunk::<8>()?;
    let (magic, numbers) = sealed.split_at(MAGIC.len());
    if magic != MAGIC || fingerprint(sealed) != u64::from_le_bytes(*seal) {
        return None;
    }
    let mut numbers = numbers.as_chunks::<8>().0.iter();
    let mut next = || numbers.next().map(|bytes| i64::from_le_bytes(*bytes));
    let mut generation = || {
        Some(Generation {
            change: next()?,
            seal: next()?,
        })
    };
    let (since, until) = (generation()?, generation()?);
    Some((since, until, content))
}
