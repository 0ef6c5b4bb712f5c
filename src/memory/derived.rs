//! What is derived from a memory, kept in files beside it: deleting one costs nothing but time.
//!
//! Here is the lexicon of two languages, `<memory>.lexicon-en-fr`; the fuzzy index is in `fuzzy.rs`, the
//! full-text index in `fulltext/`. A file is an
//! envelope with what the content was derived from, the content, and a fingerprint of both. What
//! is not exactly that is as good as no file; where none can be written, none is.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Memory;
use crate::model::LangTag;
use crate::text::fingerprint;

/// Something derived, and from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Fingerprint of the memory's generation when it was last found to be right.
    pub seen: u64,
    /// Number of the change set of its milestone.
    pub milestone: i64,
    /// Fingerprint of that milestone.
    pub fingerprint: u64,
    /// What was derived.
    pub content: Vec<u8>,
}

/// How every file begins; the last letter is the version of the envelope.
const MAGIC: &[u8; 8] = b"enfcdrv1";
/// Bytes before the content.
const HEAD: usize = MAGIC.len() + 4 * 8;

impl Memory {
    /// Returns the lexicon kept beside the memory for two languages, in either order; `None` where
    /// there is none, or none that is whole.
    pub fn kept_lexicon(&self, languages: [&LangTag; 2]) -> Option<Derived> {
        let bytes = fs::read(self.lexicon_path(languages)).ok()?;
        Derived::from_bytes(&bytes)
    }

    /// Keeps a lexicon beside the memory, whole or not at all. Where that cannot be done the
    /// lexicon serves this once, and is learnt again the next time.
    pub fn keep_lexicon(&self, languages: [&LangTag; 2], derived: &Derived) {
        let path = self.lexicon_path(languages);
        let _ = write(&path, self.path(), &[&derived.to_bytes()]);
    }

    /// Deletes the lexicon kept for two languages: the memory no longer holds what it was
    /// learnt from. A file that is something else stays.
    pub fn forget_lexicon(&self, languages: [&LangTag; 2]) {
        let path = self.lexicon_path(languages);
        if fs::read(&path).is_ok_and(|bytes| bytes.starts_with(MAGIC)) {
            // Where it cannot be deleted, nobody will believe it.
            let _ = fs::remove_file(path);
        }
    }

    fn lexicon_path(&self, languages: [&LangTag; 2]) -> PathBuf {
        let mut languages = languages.map(LangTag::primary);
        languages.sort_unstable();
        let mut name = OsString::from(self.path());
        name.push(format!(".lexicon-{}", languages.join("-")));
        name.into()
    }
}

impl Derived {
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.seen.to_le_bytes());
        bytes.extend(self.milestone.to_le_bytes());
        bytes.extend(self.fingerprint.to_le_bytes());
        bytes.extend((self.content.len() as u64).to_le_bytes());
        bytes.extend(&self.content);
        bytes.extend(fingerprint(&bytes).to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (sealed, seal) = bytes.split_last_chunk::<8>()?;
        if fingerprint(sealed) != u64::from_le_bytes(*seal) {
            return None;
        }
        let (head, content) = sealed.split_at_checked(HEAD)?;
        let (magic, head) = head.split_first_chunk::<8>()?;
        let (seen, head) = head.split_first_chunk::<8>()?;
        let (milestone, head) = head.split_first_chunk::<8>()?;
        let (fingerprint, length) = head.split_first_chunk::<8>()?;
        let length = u64::from_le_bytes(length.try_into().ok()?);
        let whole = magic == MAGIC && length == content.len() as u64;
        whole.then(|| Derived {
            seen: u64::from_le_bytes(*seen),
            milestone: i64::from_le_bytes(*milestone),
            fingerprint: u64::from_le_bytes(*fingerprint),
            content: content.to_vec(),
        })
    }
}

/// Makes a file aside that is to get a name, with the rights of the memory: it says what words the
/// memory has.
pub(super) fn aside(path: &Path, memory: &Path) -> std::io::Result<NamedTempFile> {
    if path.exists() && !path.is_file() {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let aside = tempfile::Builder::new()
        .prefix(".enface-derived-")
        .make_in(folder.unwrap_or(Path::new(".")), |aside| {
            File::create_new(aside)
        })?;
    aside
        .as_file()
        .set_permissions(fs::metadata(memory)?.permissions())?;
    Ok(aside)
}

/// Writes a file that appears only when it is complete.
pub(super) fn write(path: &Path, memory: &Path, parts: &[&[u8]]) -> std::io::Result<()> {
    let mut aside = aside(path, memory)?;
    for part in parts {
        aside.write_all(part)?;
    }
    // Its name must not be on the disk before its bytes are.
    aside.as_file().sync_all()?;
    aside.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_files_are_read() {
        let derived = Derived {
            seen: 1,
            milestone: 2,
            fingerprint: u64::MAX,
            content: b"words".to_vec(),
        };
        let bytes = derived.to_bytes();
        assert_eq!(Derived::from_bytes(&bytes), Some(derived));
        for at in 0..bytes.len() {
            assert_eq!(Derived::from_bytes(&bytes[..at]), None);
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_eq!(Derived::from_bytes(&other), None);
        }
        let longer = [&bytes[..], b"x"].concat();
        assert_eq!(Derived::from_bytes(&longer), None);
    }
}
