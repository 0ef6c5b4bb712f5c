//! Making an index: pairs in, bytes out.
//!
//! Sources are cut into words once. Equal rows of word classes are kept once; classes are ranked
//! by how often they occur; of each row the rarest words, as many as a match at 50 % cannot all
//! lack, lead to it (prefix filter: Chaudhuri, Ganti and Kaushik, "A primitive operator for
//! similarity joins in data cleaning", ICDE 2006; Bayardo, Ma and Srikant, "Scaling up all pairs
//! similarity search", WWW 2007).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::entry::Entry;
use super::layout::{ENTRY, Section, Sections, Signature, write_varint};
use super::{BANDS, bucket_count, number_fingerprint, pair_bucket, prefix_end, signature_bit};
use crate::matching::StoredPair;
use crate::matching::looks::Looks;
use crate::matching::tokens::is_content;
use crate::model::LangTag;
use crate::text::{Stems, Word, WordKind, fingerprint, word_class, words};

/// Keys that are fingerprints already need no other hash.
#[derive(Debug, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = fingerprint(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type ByFingerprint<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// The index has no more room: four billion words, rows or entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexFull;

/// A class while the index is being made, by the order of first appearance.
#[derive(Debug)]
struct Class {
    fingerprint: u64,
    stem: u32,
    content: bool,
    count: u32,
}

/// Makes an index of the pairs that are pushed.
#[derive(Debug)]
pub struct IndexBuilder {
    stems: Stems,
    /// Fingerprint of a word as written → its class: most words come again as they were.
    written: ByFingerprint<u32>,
    by_class: ByFingerprint<u32>,
    classes: Vec<Class>,
    /// The classes of the rows, one row after the other, and where each row ends.
    row_classes: Vec<u32>,
    row_ends: Vec<u32>,
    by_row: ByFingerprint<u32>,
    /// For each entry its row, its bytes, and where its numbers end.
    entries: Vec<(u32, [u8; ENTRY])>,
    numbers: Vec<u32>,
    number_ends: Vec<u32>,
    languages: Vec<String>,
}

impl IndexBuilder {
    /// Begins an index of sources in a language, by its primary subtag.
    pub fn new(language: &str) -> Self {
        IndexBuilder {
            stems: Stems::of_language(language),
            written: HashMap::default(),
            by_class: HashMap::default(),
            classes: Vec::new(),
            row_classes: Vec::new(),
            row_ends: Vec::new(),
            by_row: HashMap::default(),
            entries: Vec::new(),
            numbers: Vec::new(),
            number_ends: Vec::new(),
            languages: Vec::new(),
        }
    }

    /// Returns the number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a pair with the languages of its source and target; `several` says that its unit has
    /// other texts in one of them.
    ///
    /// # Errors
    /// When the index is full.
    pub fn push(
        &mut self,
        pair: &StoredPair,
        languages: [&LangTag; 2],
        several: bool,
    ) -> Result<(), IndexFull> {
        let words = words(&pair.source);
        let start = self.row_classes.len();
        for word in &words {
            let class = self.class(&pair.source, word);
            self.row_classes.push(class);
            if word.kind == WordKind::Number {
                self.numbers
                    .push(number_fingerprint(&pair.source[word.range.clone()]));
            }
        }
        let row = self.row(start)?;
        let looks = Looks::of(&pair.source, &words);
        let ids = languages.map(|tag| self.language(tag.as_str()));
        let entry = Entry::of(pair, several, looks, ids);
        self.entries.push((row, entry.to_bytes()));
        let end = u32::try_from(self.numbers.len()).map_err(|_| IndexFull)?;
        self.number_ends.push(end);
        Ok(())
    }

    fn language(&mut self, tag: &str) -> u32 {
        let known = self.languages.iter().position(|known| known == tag);
        known.unwrap_or_else(|| {
            self.languages.push(tag.to_owned());
            self.languages.len() - 1
        }) as u32
    }

    fn class(&mut self, text: &str, word: &Word) -> u32 {
        let run = &text[word.range.clone()];
        // A number is written in endless ways, and is always the same class.
        let key = match word.kind {
            WordKind::Number => 0,
            WordKind::Word => fingerprint(run.as_bytes()),
        };
        if let Some(class) = self.written.get(&key) {
            self.classes[*class as usize].count += 1;
            return *class;
        }
        let name = word_class(text, word);
        let class_fingerprint = fingerprint(name.as_bytes());
        let class = *self.by_class.entry(class_fingerprint).or_insert_with(|| {
            self.classes.push(Class {
                fingerprint: class_fingerprint,
                stem: fingerprint(self.stems.stem(&name).as_bytes()) as u32,
                content: is_content(text, word),
                count: 0,
            });
            self.classes.len() as u32 - 1
        });
        self.classes[class as usize].count += 1;
        self.written.insert(key, class);
        class
    }

    /// Returns the row of the classes from `start` on, and takes them away where it is known.
    fn row(&mut self, start: usize) -> Result<u32, IndexFull> {
        let classes = &self.row_classes[start..];
        let mut key = classes
            .iter()
            .fold(classes.len() as u64, |key, class| mix(key, *class));
        while let Some(&known) = self.by_row.get(&key) {
            let first = match known {
                0 => 0,
                known => self.row_ends[known as usize - 1] as usize,
            };
            let same = self.row_classes[first..self.row_ends[known as usize] as usize]
                == self.row_classes[start..];
            if same {
                self.row_classes.truncate(start);
                return Ok(known);
            }
            key = key.wrapping_add(1);
        }
        let row = u32::try_from(self.row_ends.len()).map_err(|_| IndexFull)?;
        let end = u32::try_from(self.row_classes.len()).map_err(|_| IndexFull)?;
        self.row_ends.push(end);
        self.by_row.insert(key, row);
        Ok(row)
    }

    /// Returns the bytes of the index. O(T log T) in the number T of words; the order in which the
    /// pairs came decides the order of entries within a row and nothing else.
    ///
    /// # Errors
    /// When the index is full.
    pub fn finish(mut self) -> Result<Vec<u8>, IndexFull> {
        self.written = HashMap::default();
        self.by_row = HashMap::default();
        self.by_class = HashMap::default();
        let entries = std::mem::take(&mut self.entries);
        let numbers = std::mem::take(&mut self.numbers);
        let number_ends = std::mem::take(&mut self.number_ends);
        let rank_of = self.ranks();
        // From here on rows hold ranks.
        for class in &mut self.row_classes {
            *class = rank_of[*class as usize];
        }
        let mut by_rank: Vec<usize> = vec![0; rank_of.len()];
        for (class, rank) in rank_of.iter().enumerate() {
            by_rank[*rank as usize] = class;
        }
        let rows = Rows::sorted(&self.row_classes, &self.row_ends);
        let mut sections = Sections::new();
        self.push_rows(&rows, &by_rank, &mut sections)?;
        let entries = Entries {
            bytes: entries,
            numbers,
            number_ends,
        };
        push_entries(&rows, &entries, &mut sections)?;
        drop(entries);
        self.push_classes(&rank_of, &by_rank, &mut sections);
        push_postings(&rows, by_rank.len(), &mut sections)?;
        let content: Vec<bool> = by_rank.iter().map(|c| self.classes[*c].content).collect();
        push_pairs(&rows, &content, &self.classes, &by_rank, &mut sections)?;
        sections.push(Section::Languages, self.languages.join("\n").as_bytes());
        Ok(sections.finish())
    }

    /// Returns the rank of each class: the most frequent first, then by fingerprint.
    fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.classes.len() as u32).collect();
        let key = |class: &u32| {
            let class = &self.classes[*class as usize];
            (u32::MAX - class.count, class.fingerprint)
        };
        order.sort_unstable_by_key(key);
        let mut ranks = vec![0; order.len()];
        for (rank, class) in order.into_iter().enumerate() {
            ranks[class as usize] = rank as u32;
        }
        ranks
    }

    fn push_rows(
        &self,
        rows: &Rows<'_>,
        by_rank: &[usize],
        sections: &mut Sections,
    ) -> Result<(), IndexFull> {
        let mut lengths: Vec<u32> = Vec::new();
        let mut last = None;
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let mut tokens = Vec::new();
        let mut signatures: Vec<u8> = Vec::with_capacity(rows.len() * 32);
        for (number, row) in rows.iter().enumerate() {
            if last != Some(row.len()) {
                lengths.extend([row.len() as u32, number as u32]);
                last = Some(row.len());
            }
            starts.push(u32::try_from(tokens.len()).map_err(|_| IndexFull)?);
            let mut signature = Signature::default();
            for rank in row {
                write_varint(*rank, &mut tokens);
                let (word, bit) = signature_bit(self.classes[by_rank[*rank as usize]].fingerprint);
                signature[word] |= bit;
            }
            for word in signature {
                signatures.extend_from_slice(&word.to_le_bytes());
            }
        }
        starts.push(u32::try_from(tokens.len()).map_err(|_| IndexFull)?);
        sections.push_numbers(Section::Lengths, &lengths);
        sections.push_numbers(Section::TokenStarts, &starts);
        sections.push(Section::Tokens, &tokens);
        sections.push(Section::Signatures, &signatures);
        Ok(())
    }

    fn push_classes(&self, rank_of: &[u32], by_rank: &[usize], sections: &mut Sections) {
        let mut order: Vec<usize> = (0..self.classes.len()).collect();
        order.sort_unstable_by_key(|class| self.classes[*class].fingerprint);
        let fingerprints = order.iter().map(|class| self.classes[*class].fingerprint);
        let bytes: Vec<u8> = fingerprints.flat_map(u64::to_le_bytes).collect();
        sections.push(Section::Classes, &bytes);
        let ranks: Vec<u32> = order.iter().map(|class| rank_of[*class]).collect();
        sections.push_numbers(Section::Ranks, &ranks);
        let stems: Vec<u32> = by_rank.iter().map(|c| self.classes[*c].stem).collect();
        sections.push_numbers(Section::Stems, &stems);
    }
}

/// Mixes a number into a key (the multiplier of `FxHash`, as many hash functions use one).
fn mix(key: u64, number: u32) -> u64 {
    (key.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// The rows in their final order.
struct Rows<'b> {
    ranks: &'b [u32],
    ends: &'b [u32],
    /// The old number of each row.
    order: Vec<u32>,
}

impl<'b> Rows<'b> {
    fn sorted(ranks: &'b [u32], ends: &'b [u32]) -> Self {
        let mut rows = Rows {
            ranks,
            ends,
            order: (0..ends.len() as u32).collect(),
        };
        let mut order = std::mem::take(&mut rows.order);
        order.sort_unstable_by(|a, b| {
            let (a, b) = (rows.old(*a), rows.old(*b));
            a.len().cmp(&b.len()).then_with(|| a.cmp(b))
        });
        rows.order = order;
        rows
    }

    fn old(&self, row: u32) -> &'b [u32] {
        let start = match row {
            0 => 0,
            row => self.ends[row as usize - 1] as usize,
        };
        &self.ranks[start..self.ends[row as usize] as usize]
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn iter(&self) -> impl Iterator<Item = &'b [u32]> + '_ {
        self.order.iter().map(|row| self.old(*row))
    }

    fn new_numbers(&self) -> Vec<u32> {
        let mut numbers = vec![0; self.order.len()];
        for (number, row) in self.order.iter().enumerate() {
            numbers[*row as usize] = number as u32;
        }
        numbers
    }
}

/// The entries as they came, each with its row; the numbers of them, and where they end.
struct Entries {
    bytes: Vec<(u32, [u8; ENTRY])>,
    numbers: Vec<u32>,
    number_ends: Vec<u32>,
}

fn push_entries(rows: &Rows<'_>, all: &Entries, sections: &mut Sections) -> Result<(), IndexFull> {
    let count = u32::try_from(all.bytes.len()).map_err(|_| IndexFull)?;
    // Entries in the order of their rows' new numbers, then as they came.
    let number_of = rows.new_numbers();
    let mut order: Vec<u32> = (0..count).collect();
    order.sort_by_key(|entry| number_of[all.bytes[*entry as usize].0 as usize]);
    let mut starts = Vec::with_capacity(rows.len() + 1);
    let mut number_starts = Vec::with_capacity(rows.len() + 1);
    let mut numbers: Vec<u32> = Vec::with_capacity(all.numbers.len());
    let mut bytes = Vec::with_capacity(all.bytes.len() * ENTRY);
    for (place, entry) in order.iter().enumerate() {
        let entry = *entry as usize;
        let row = number_of[all.bytes[entry].0 as usize] as usize;
        while starts.len() <= row {
            starts.push(place as u32);
            number_starts.push(numbers.len() as u32);
        }
        bytes.extend_from_slice(&all.bytes[entry].1);
        let from = match entry {
            0 => 0,
            entry => all.number_ends[entry - 1] as usize,
        };
        numbers.extend(&all.numbers[from..all.number_ends[entry] as usize]);
    }
    starts.push(count);
    number_starts.push(numbers.len() as u32);
    sections.push_numbers(Section::EntryStarts, &starts);
    sections.push(Section::Entries, &bytes);
    sections.push_numbers(Section::NumberStarts, &number_starts);
    sections.push_numbers(Section::Numbers, &numbers);
    Ok(())
}

/// Turns what each row belongs to into lists of rows: `of` gives each row's lists, each once.
fn lists(
    rows: &Rows<'_>,
    count: usize,
    of: &mut dyn FnMut(&[u32], &mut Vec<u32>),
) -> Result<(Vec<u32>, Vec<u32>), IndexFull> {
    let mut belongs: Vec<u32> = Vec::new();
    let mut ends: Vec<u32> = Vec::with_capacity(rows.len());
    let mut starts = vec![0_u32; count + 1];
    let mut one = Vec::new();
    for row in rows.iter() {
        one.clear();
        of(row, &mut one);
        for list in &one {
            starts[*list as usize + 1] += 1;
        }
        belongs.extend(&one);
        ends.push(u32::try_from(belongs.len()).map_err(|_| IndexFull)?);
    }
    for list in 0..count {
        starts[list + 1] += starts[list];
    }
    let mut next = starts.clone();
    let mut found = vec![0_u32; belongs.len()];
    let mut from = 0;
    for (row, end) in ends.iter().enumerate() {
        for list in &belongs[from..*end as usize] {
            let place = &mut next[*list as usize];
            found[*place as usize] = row as u32;
            *place += 1;
        }
        from = *end as usize;
    }
    Ok((starts, found))
}

/// Writes for each rank and band the rows in which it is among the rarest.
fn push_postings(rows: &Rows<'_>, ranks: usize, sections: &mut Sections) -> Result<(), IndexFull> {
    let mut rarest: Vec<u32> = Vec::new();
    let (starts, postings) = lists(rows, ranks * BANDS.len(), &mut |row, lists| {
        rarest.clear();
        rarest.extend(row);
        rarest.sort_unstable_by(|a, b| b.cmp(a));
        let ends = BANDS.map(|base| prefix_end(row.len(), base));
        let longest = ends[BANDS.len() - 1];
        for (place, rank) in rarest.iter().take(longest).enumerate() {
            // A word that comes twice stands where it comes first.
            if place > 0 && rarest[place - 1] == *rank {
                continue;
            }
            let band = ends.iter().take_while(|end| place >= **end).count();
            lists.push(rank * BANDS.len() as u32 + band as u32);
        }
    })?;
    sections.push_numbers(Section::PostingStarts, &starts);
    sections.push_numbers(Section::Postings, &postings);
    Ok(())
}

/// Writes the rows of each pair of neighbours of which one says something by itself.
fn push_pairs(
    rows: &Rows<'_>,
    content: &[bool],
    classes: &[Class],
    by_rank: &[usize],
    sections: &mut Sections,
) -> Result<(), IndexFull> {
    let words: usize = rows.iter().map(<[u32]>::len).sum();
    let buckets = bucket_count(words);
    let fingerprint = |rank: u32| classes[by_rank[rank as usize]].fingerprint;
    let (starts, found) = lists(rows, buckets, &mut |row, lists| {
        let pairs = row.windows(2);
        let telling = pairs.filter(|two| content[two[0] as usize] || content[two[1] as usize]);
        lists.extend(
            telling.map(|two| pair_bucket(fingerprint(two[0]), fingerprint(two[1]), buckets)),
        );
        lists.sort_unstable();
        lists.dedup();
    })?;
    let mut bytes = Vec::with_capacity(found.len() * 2);
    let mut byte_starts = Vec::with_capacity(buckets + 1);
    for bucket in 0..buckets {
        byte_starts.push(u32::try_from(bytes.len()).map_err(|_| IndexFull)?);
        let mut before = 0;
        for row in &found[starts[bucket] as usize..starts[bucket + 1] as usize] {
            write_varint(row - before, &mut bytes);
            before = *row;
        }
    }
    byte_starts.push(u32::try_from(bytes.len()).map_err(|_| IndexFull)?);
    sections.push_numbers(Section::PairStarts, &byte_starts);
    sections.push(Section::Pairs, &bytes);
    Ok(())
}
