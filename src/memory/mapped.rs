//! A file seen as bytes without being read: the system fetches the pages that are looked at.
#![allow(unsafe_code)]

use std::fs::File;
use std::path::Path;

use memmap2::Mmap;

/// The bytes of a file from some place on.
#[derive(Debug)]
pub struct Mapped {
    map: Mmap,
    start: usize,
}

impl Mapped {
    /// Maps a file, and shows its bytes from `start` on. `None` where it cannot be opened or
    /// mapped, or is shorter.
    pub(super) fn open(path: &Path, start: usize) -> Option<Self> {
        let file = File::open(path).ok()?;
        // SAFETY: a mapped file must not change or get shorter while it is mapped. The files that
        // are mapped here are derived ones: this program writes each under another name, whole,
        // and renames it over the old one (`derived::write`), which leaves the mapped pages as they
        // are; it never writes into one. What remains is another program that writes into, or cuts
        // short, a file of this name while it is mapped: the system may then stop this program. Nothing
        // is lost by that, since the memory itself is not mapped and the file is derived.
        let map = unsafe { Mmap::map(&file) }.ok()?;
        (map.len() >= start).then_some(Mapped { map, start })
    }

    /// Returns the bytes before the place that is shown from.
    pub(super) fn head(&self) -> &[u8] {
        &self.map[..self.start]
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        &self.map[self.start..]
    }
}
