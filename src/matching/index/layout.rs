//! How the index lies in bytes: a head, then sections one after the other.
//!
//! All numbers are little-endian. Whatever the bytes are, reading them never fails half-way: a
//! place that lies outside its section reads as nothing, so that a damaged index can lose matches
//! but not make the program stop. What the sections hold is written down at [`Section`].

use std::ops::Range;

/// How the bytes begin; the last two signs are the version of the layout and of what is a word.
const MAGIC: &[u8; 8] = b"enfcfz01";

/// The sections, in the order in which they lie.
///
/// A *row* is a sequence of word classes that one source or more have; rows are numbered by their
/// length in words, then by their ranks. An *entry* is a source and a target of one unit; the
/// entries of a row are next to each other. A *rank* is the number of a word class, the most
/// frequent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// For each length in words that occurs: the length, its first row.
    Lengths,
    /// For each row, and one more: where its ranks begin in `Tokens`.
    TokenStarts,
    /// The ranks of each row in the order of its words, in base 128 (LEB128).
    Tokens,
    /// For each row 256 bits: one for each word class, at a place that its fingerprint gives.
    Signatures,
    /// For each row, and one more: its first entry.
    EntryStarts,
    /// Entries, [`ENTRY`] bytes each.
    Entries,
    /// For each row, and one more: where the numbers of its first entry begin in `Numbers`.
    NumberStarts,
    /// Fingerprints of the numbers of each entry, in the order of the words.
    Numbers,
    /// Fingerprints of the word classes, ascending.
    Classes,
    /// The rank of each of these.
    Ranks,
    /// For each rank: fingerprint of the stem.
    Stems,
    /// For each rank and band, and one more: where its rows begin in `Postings`.
    PostingStarts,
    /// Rows in which a class is among the rarest; ascending in each list.
    Postings,
    /// For each bucket of pairs of neighbours, and one more: where its rows begin in `Pairs`.
    PairStarts,
    /// Rows that have a pair of neighbours, as differences, in base 128.
    Pairs,
    /// Language tags of sources and targets, a line each; an entry names them by their numbers.
    Languages,
}

const SECTIONS: usize = 16;

/// Bytes of the head: the magic, the section ends, the fingerprint of both.
const HEAD: usize = 8 + SECTIONS * 8 + 8;

/// Bytes of an entry: unit, fingerprint of the source, of the target, date (8 each), flags, looks
/// (4 each).
pub(super) const ENTRY: usize = 40;

/// Words of a signature.
pub(super) type Signature = [u64; 4];

/// Puts sections together.
#[derive(Debug, Default)]
pub(super) struct Sections {
    ends: Vec<u64>,
    bytes: Vec<u8>,
}

impl Sections {
    pub(super) fn new() -> Self {
        Sections {
            ends: Vec::with_capacity(SECTIONS),
            bytes: vec![0; HEAD],
        }
    }

    /// Adds the next section.
    pub(super) fn push(&mut self, section: Section, bytes: &[u8]) {
        debug_assert_eq!(self.ends.len(), section as usize, "sections have an order");
        self.bytes.extend_from_slice(bytes);
        self.ends.push(self.bytes.len() as u64);
    }

    /// Adds the next section, of numbers.
    pub(super) fn push_numbers(&mut self, section: Section, numbers: &[u32]) {
        self.bytes.reserve(numbers.len() * 4);
        for number in numbers {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
        self.push(section, &[]);
    }

    /// Returns the whole.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut head = MAGIC.to_vec();
        head.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        let seal = crate::text::fingerprint(&head);
        head.extend(seal.to_le_bytes());
        self.bytes[..HEAD].copy_from_slice(&head);
        self.bytes
    }
}

/// Where the sections of an index lie.
#[derive(Debug, Clone)]
pub(super) struct Places(Vec<Range<usize>>);

impl Places {
    /// Reads the head; `None` where the bytes are no index of this version, or not all of one.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, _) = bytes.split_at_checked(HEAD)?;
        let (sealed, seal) = head.split_last_chunk::<8>()?;
        let right = sealed.starts_with(MAGIC)
            && crate::text::fingerprint(sealed) == u64::from_le_bytes(*seal);
        if !right {
            return None;
        }
        let mut start = HEAD;
        let mut places = Vec::with_capacity(SECTIONS);
        for end in sealed[MAGIC.len()..].as_chunks::<8>().0 {
            let end = usize::try_from(u64::from_le_bytes(*end)).ok()?;
            if end < start {
                return None;
            }
            places.push(start..end);
            start = end;
        }
        (start == bytes.len()).then_some(Places(places))
    }

    /// Returns the bytes of a section.
    pub(super) fn of<'b>(&self, bytes: &'b [u8], section: Section) -> &'b [u8] {
        let place = self.0.get(section as usize).cloned().unwrap_or_default();
        bytes.get(place).unwrap_or_default()
    }
}

/// A section of numbers.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct Numbers<'b>(&'b [[u8; 4]]);

impl<'b> Numbers<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Numbers(bytes.as_chunks::<4>().0)
    }

    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// Returns a number; 0 where there is none.
    #[inline]
    pub(in crate::matching) fn get(self, at: usize) -> u32 {
        self.0.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// Returns the numbers of a range, as far as they are there.
    pub(super) fn range(self, range: Range<usize>) -> Numbers<'b> {
        let end = range.end.min(self.0.len());
        Numbers(self.0.get(range.start.min(end)..end).unwrap_or_default())
    }

    /// Returns the range that two neighbouring numbers enclose: the places of what belongs to `at`.
    pub(super) fn span(self, at: usize) -> Range<usize> {
        let (start, end) = (self.get(at) as usize, self.get(at + 1) as usize);
        start..end.max(start)
    }

    pub(in crate::matching) fn iter(self) -> impl Iterator<Item = u32> + 'b {
        self.0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Returns how many of the numbers, which ascend, are below a value.
    pub(super) fn below(self, value: u32) -> usize {
        self.0
            .partition_point(|bytes| u32::from_le_bytes(*bytes) < value)
    }
}

/// A section of fingerprints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fingerprints<'b>(&'b [[u8; 8]]);

impl<'b> Fingerprints<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Fingerprints(bytes.as_chunks::<8>().0)
    }

    /// Returns the place of a fingerprint among the ascending ones.
    pub(super) fn find(self, wanted: u64) -> Option<usize> {
        self.0
            .binary_search_by_key(&wanted, |bytes| u64::from_le_bytes(*bytes))
            .ok()
    }
}

/// Writes a number in base 128, the low digits first, each but the last with its high bit set.
pub(super) fn write_varint(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads numbers in base 128 until the bytes end.
#[derive(Debug, Clone)]
pub(in crate::matching) struct Varints<'b>(pub(super) &'b [u8]);

impl Iterator for Varints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&first, rest) = self.0.split_first()?;
        if first < 0x80 {
            self.0 = rest;
            return Some(u32::from(first));
        }
        let mut number = u32::from(first & 0x7F);
        let mut shift = 7;
        let mut rest = rest;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            number |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        self.0 = rest;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_from_base_128() {
        let numbers = [0, 1, 127, 128, 300, 65_535, 1 << 28, u32::MAX];
        let mut bytes = Vec::new();
        for number in numbers {
            write_varint(number, &mut bytes);
        }
        assert!(Varints(&bytes).eq(numbers));
        // A number that is cut off, or too long, is some number.
        assert_eq!(Varints(&[0x80]).count(), 1);
        assert_eq!(Varints(&[0xFF; 20]).count(), 1);
    }
}
