//! Many sources ready for lookups: words as ranks, with lists that lead to the rows that can match.
//!
//! An index is bytes ([`layout`]), made once ([`build`]) and then only read, from a mapped file as
//! well as from memory. A search at a threshold τ goes through four exact filters, each cheaper
//! than what it saves: length (a match has between τ·n and n/τ words), the rarest words (of both
//! sides one of the first `len − ⌈τ·len⌉ + 1`, the rarest first, must be common), 256-bit signatures
//! (each word of one side that the other lacks costs a step), and then the distance itself,
//! bit-parallel. None of them loses a match; `docs/fuzzy-index.md` has the arguments.

mod build;
mod distance;
mod entry;
mod layout;
mod popcount;
mod search;

pub use build::{IndexBuilder, IndexFull};
pub use search::Scratch;

pub(super) use entry::Entry;
pub(super) use search::{IndexQuery, RowHit};

use layout::{ENTRY, Fingerprints, Numbers, Places, Section, Signature, Varints};

use super::score::greatest_distance;
use crate::model::LangTag;
use crate::text::fingerprint;

/// The thresholds that lists of rows are made for, highest first: a list holds what is wanted at
/// its own threshold and at none above. The last is the lowest threshold of all.
pub(super) const BANDS: [u8; 4] = [85, 70, 60, 50];

/// Returns how many of a row's words, the rarest first, must lead to it so that no match with a base
/// score from `base` on is missed.
fn prefix_end(length: usize, base: u8) -> usize {
    (greatest_distance(base, length) + 1).min(length)
}

/// Returns the place of a class in a signature: the word, and the bit in it.
fn signature_bit(class: u64) -> (usize, u64) {
    ((class >> 6 & 3) as usize, 1 << (class & 63))
}

/// Returns how many buckets pairs of neighbours go into, for so many words: a power of two.
fn bucket_count(words: usize) -> usize {
    (words / 16).next_power_of_two().clamp(16, 1 << 24)
}

/// Returns the bucket of two classes that stand side by side.
fn pair_bucket(first: u64, second: u64, buckets: usize) -> u32 {
    let mixed = (first.rotate_left(23) ^ second).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as u32 & (buckets as u32 - 1)
}

/// Returns a fingerprint that tells numbers apart: numbers of one value, or written alike, have the
/// same, or one of them has 0, which says nothing. Separators and noughts at the ends do not count;
/// a number with a colon or letters (`14h30`) may be a time that can be said in other figures.
pub(super) fn number_fingerprint(number: &str) -> u32 {
    let telling = |c: char| c.is_alphabetic() || c == ':';
    if number.contains(telling) {
        return 0;
    }
    let digits: String = number.chars().filter(|c| c.is_numeric()).collect();
    fingerprint(digits.trim_matches('0').as_bytes()) as u32 | 1
}

/// Tells whether two fingerprints of numbers may be of one value.
pub(super) fn may_be_one_number(a: u32, b: u32) -> bool {
    a == b || a == 0 || b == 0
}

/// The pairs of one direction, ready for lookups.
pub struct FuzzyIndex {
    bytes: Box<dyn AsRef<[u8]> + Send + Sync>,
    places: Places,
    languages: Vec<Option<LangTag>>,
}

impl FuzzyIndex {
    /// Takes the bytes that an [`IndexBuilder`] made; `None` where they are something else, were
    /// made by another version, or are not all of it. What lies in the middle is not looked at.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Option<Self> {
        let places = Places::read(bytes.as_ref())?;
        let tags = places.of(bytes.as_ref(), Section::Languages);
        let tags = std::str::from_utf8(tags).ok()?;
        let languages = tags.split('\n').map(|tag| tag.parse().ok()).collect();
        Some(FuzzyIndex {
            bytes: Box::new(bytes),
            places,
            languages,
        })
    }

    /// Returns the number of entries: sources and targets of units.
    pub fn len(&self) -> usize {
        self.view().entries.len()
    }

    /// Tells whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the language tags that entries name by number.
    pub(super) fn languages(&self) -> &[Option<LangTag>] {
        &self.languages
    }

    pub(super) fn view(&self) -> View<'_> {
        let bytes = (*self.bytes).as_ref();
        let of = |section| self.places.of(bytes, section);
        View {
            lengths: Numbers::new(of(Section::Lengths)),
            token_starts: Numbers::new(of(Section::TokenStarts)),
            tokens: of(Section::Tokens),
            signatures: of(Section::Signatures).as_chunks::<32>().0,
            entry_starts: Numbers::new(of(Section::EntryStarts)),
            entries: of(Section::Entries).as_chunks::<ENTRY>().0,
            number_starts: Numbers::new(of(Section::NumberStarts)),
            numbers: Numbers::new(of(Section::Numbers)),
            classes: Fingerprints::new(of(Section::Classes)),
            ranks: Numbers::new(of(Section::Ranks)),
            stems: Numbers::new(of(Section::Stems)),
            posting_starts: Numbers::new(of(Section::PostingStarts)),
            postings: Numbers::new(of(Section::Postings)),
            pair_starts: Numbers::new(of(Section::PairStarts)),
            pairs: of(Section::Pairs),
        }
    }
}

impl std::fmt::Debug for FuzzyIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FuzzyIndex")
            .field("entries", &self.len())
            .field("languages", &self.languages)
            .finish_non_exhaustive()
    }
}

/// The sections of an index, each read as what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'b> {
    lengths: Numbers<'b>,
    token_starts: Numbers<'b>,
    tokens: &'b [u8],
    signatures: &'b [[u8; 32]],
    entry_starts: Numbers<'b>,
    entries: &'b [[u8; ENTRY]],
    number_starts: Numbers<'b>,
    numbers: Numbers<'b>,
    classes: Fingerprints<'b>,
    ranks: Numbers<'b>,
    stems: Numbers<'b>,
    posting_starts: Numbers<'b>,
    postings: Numbers<'b>,
    pair_starts: Numbers<'b>,
    pairs: &'b [u8],
}

impl<'b> View<'b> {
    /// Returns the ranks of a row.
    #[inline]
    pub(super) fn row(self, row: u32) -> Varints<'b> {
        Varints(
            self.tokens
                .get(self.token_starts.span(row as usize))
                .unwrap_or_default(),
        )
    }

    /// Returns the signature of a row.
    #[inline]
    fn signature(self, row: u32) -> Signature {
        let Some(bytes) = self.signatures.get(row as usize) else {
            return Signature::default();
        };
        let mut signature = Signature::default();
        for (word, bytes) in signature.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        signature
    }

    /// Returns the places of a row's entries.
    pub(super) fn entries_of(self, row: u32) -> std::ops::Range<usize> {
        let span = self.entry_starts.span(row as usize);
        span.start.min(self.entries.len())..span.end.min(self.entries.len())
    }

    /// Returns an entry; `at` is one of [`entries_of`](Self::entries_of).
    pub(super) fn entry(self, at: usize) -> Option<Entry> {
        self.entries.get(at).map(Entry::from_bytes)
    }

    /// Returns the fingerprints of the numbers of an entry of a row that has so many numbers.
    pub(super) fn numbers_of(self, row: u32, at: usize, count: usize) -> Numbers<'b> {
        let first = self.number_starts.get(row as usize) as usize;
        let before = at.saturating_sub(self.entry_starts.get(row as usize) as usize);
        let start = first.saturating_add(before.saturating_mul(count));
        self.numbers.range(start..start.saturating_add(count))
    }

    /// Returns the rank of a class, by its fingerprint.
    pub(super) fn rank(self, class: u64) -> Option<u32> {
        self.classes.find(class).map(|at| self.ranks.get(at))
    }

    /// Returns the fingerprint of the stem of a class.
    pub(super) fn stem(self, rank: u32) -> u32 {
        self.stems.get(rank as usize)
    }

    /// Returns the rows that may have two classes side by side, and no fewer than have, ascending;
    /// how many bytes they lie in is how dear they are. Pairs of which neither says anything by
    /// itself are not kept.
    pub(super) fn rows_with_pair(self, first: u64, second: u64) -> PairRows<'b> {
        let buckets = self.pair_starts.len().saturating_sub(1);
        if !buckets.is_power_of_two() {
            return PairRows {
                differences: Varints(&[]),
                row: 0,
            };
        }
        let bucket = pair_bucket(first, second, buckets) as usize;
        let bytes = self.pairs.get(self.pair_starts.span(bucket));
        PairRows {
            differences: Varints(bytes.unwrap_or_default()),
            row: 0,
        }
    }
}

/// Rows out of a bucket.
#[derive(Debug, Clone)]
pub(super) struct PairRows<'b> {
    differences: Varints<'b>,
    row: u32,
}

impl PairRows<'_> {
    /// Returns how many bytes are left to read.
    pub(super) fn bytes(&self) -> usize {
        self.differences.0.len()
    }
}

impl Iterator for PairRows<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.row = self.row.wrapping_add(self.differences.next()?);
        Some(self.row)
    }
}
