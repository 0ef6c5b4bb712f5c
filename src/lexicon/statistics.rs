//! What was learnt of two languages, in a compact form that can be kept as bytes.

use std::collections::BTreeSet;

use super::tokens::{self, tokens};
use super::{Known, LexicalPair, Lexicon};

/// Which token translates which in two languages, and how probably, both ways.
///
/// Sorted rows of numbers, some bytes a pair: a memory of 100,000 units teaches several hundred
/// thousand pairs. [`lexicon`](Self::lexicon) takes out those that a document can use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordStatistics {
    /// Keys of the source's tokens, sorted.
    sources: Vec<Box<str>>,
    /// Keys of the target's tokens, sorted.
    targets: Vec<Box<str>>,
    /// Where the pairs of each source token begin, and where the last ones end.
    starts: Vec<u32>,
    /// The pairs: source token by source token, in the order of their targets.
    pairs: Vec<Pair>,
}

/// A target token and its probabilities in [`WHOLE`] parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    target: u32,
    forth: u16,
    back: u16,
}

/// A pair of tokens by their numbers in any two vocabularies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    source: u32,
    target: u32,
    forth: u16,
    back: u16,
}

/// Smaller probabilities say nothing about a text and would be most of the file.
const LEAST: f32 = 0.01;
/// A probability of 1.
const WHOLE: f32 = 65_535.0;
/// Rises whenever the bytes are laid out otherwise, or other numbers are learnt from the same texts.
const VERSION: u32 = 1;

impl Row {
    /// `forth` is the probability of the target where the source is given, `back` the other one.
    pub(super) fn new(source: u32, target: u32, forth: f32, back: f32) -> Self {
        let parts = |t: f32| {
            if t >= LEAST {
                (t * WHOLE).round() as u16
            } else {
                0
            }
        };
        Row {
            source,
            target,
            forth: parts(forth),
            back: parts(back),
        }
    }
}

impl WordStatistics {
    /// Orders rows by their keys; equal pairs become one, tokens without pairs are forgotten.
    pub(super) fn new(
        sources: Vec<Box<str>>,
        targets: Vec<Box<str>>,
        rows: impl Iterator<Item = Row>,
    ) -> Self {
        let mut rows: Vec<Row> = rows.filter(|row| row.forth > 0 || row.back > 0).collect();
        let (sources, rank) = ordered(sources, rows.iter().map(|row| row.source));
        for row in &mut rows {
            row.source = rank[row.source as usize];
        }
        let (targets, rank) = ordered(targets, rows.iter().map(|row| row.target));
        for row in &mut rows {
            row.target = rank[row.target as usize];
        }
        rows.sort_unstable();
        rows.dedup_by(|next, kept| {
            let same = (next.source, next.target) == (kept.source, kept.target);
            if same {
                kept.forth = kept.forth.max(next.forth);
                kept.back = kept.back.max(next.back);
            }
            same
        });
        let mut starts = vec![0_u32; sources.len() + 1];
        for row in &rows {
            starts[row.source as usize + 1] += 1;
        }
        for at in 0..sources.len() {
            starts[at + 1] += starts[at];
        }
        let pair = |row: Row| Pair {
            target: row.target,
            forth: row.forth,
            back: row.back,
        };
        WordStatistics {
            sources,
            targets,
            starts,
            pairs: rows.into_iter().map(pair).collect(),
        }
    }

    /// Tells whether nothing was learnt.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns the number of pairs.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Returns the pairs of which both tokens stand in the texts, each probability `weight` times.
    pub fn lexicon<'t>(
        &self,
        sources: impl IntoIterator<Item = &'t str>,
        targets: impl IntoIterator<Item = &'t str>,
        weight: f32,
    ) -> Lexicon {
        let mut wanted = vec![false; self.targets.len()];
        for at in numbers(&self.targets, targets) {
            wanted[at] = true;
        }
        let share = |parts: u16| weight * f32::from(parts) / WHOLE;
        let mut found = Vec::new();
        for at in numbers(&self.sources, sources) {
            let row = &self.pairs[self.starts[at] as usize..self.starts[at + 1] as usize];
            let row = row.iter().filter(|pair| wanted[pair.target as usize]);
            found.extend(row.map(|pair| LexicalPair {
                source: self.sources[at].to_string(),
                target: self.targets[pair.target as usize].to_string(),
                forth: share(pair.forth),
                back: share(pair.back),
            }));
        }
        Lexicon::of_keys(found)
    }

    /// Returns what is known of two vocabularies, by the numbers of their keys, each probability
    /// `weight` times. O((|source| + |target|) · log + the rows of the sources).
    pub(super) fn known(&self, source: &[&str], target: &[&str], weight: f32) -> Vec<Known> {
        let find = |keys: &[Box<str>], key: &str| keys.binary_search_by(|k| (**k).cmp(key)).ok();
        let numbered = target.iter().zip(0..);
        let mut targets: Vec<(u32, u32)> = numbered
            .filter_map(|(key, number)| Some((find(&self.targets, key)? as u32, number)))
            .collect();
        targets.sort_unstable();
        let share = |parts: u16| weight * f32::from(parts) / WHOLE;
        let mut found = Vec::new();
        for (key, number) in source.iter().zip(0..) {
            let Some(at) = find(&self.sources, key) else {
                continue;
            };
            let row = &self.pairs[self.starts[at] as usize..self.starts[at + 1] as usize];
            for &(wanted, place) in &targets {
                if let Ok(at) = row.binary_search_by_key(&wanted, |pair| pair.target) {
                    found.push(Known {
                        source: number,
                        target: place,
                        forth: share(row[at].forth),
                        back: share(row[at].back),
                    });
                }
            }
        }
        found
    }

    /// Returns the statistics as bytes, always the same ones.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let counts = [self.sources.len(), self.targets.len(), self.pairs.len()];
        let head = [VERSION, tokens::VERSION];
        for number in head.into_iter().chain(counts.map(|count| count as u32)) {
            bytes.extend(number.to_le_bytes());
        }
        for key in self.sources.iter().chain(&self.targets) {
            bytes.extend((key.len() as u16).to_le_bytes());
            bytes.extend(key.as_bytes());
        }
        for start in &self.starts {
            bytes.extend(start.to_le_bytes());
        }
        for pair in &self.pairs {
            bytes.extend(pair.target.to_le_bytes());
            bytes.extend(pair.forth.to_le_bytes());
            bytes.extend(pair.back.to_le_bytes());
        }
        bytes
    }

    /// Reads statistics from bytes; `None` where they are not as [`to_bytes`](Self::to_bytes) of
    /// this version writes them.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        if bytes.u32()? != VERSION || bytes.u32()? != tokens::VERSION {
            return None;
        }
        let (sources, targets, pairs) = (bytes.u32()?, bytes.u32()?, bytes.u32()?);
        let sources = bytes.keys(sources)?;
        let targets = bytes.keys(targets)?;
        let starts: Vec<u32> = (0..=sources.len())
            .map(|_| bytes.u32())
            .collect::<Option<_>>()?;
        let in_order = starts.is_sorted() && starts.first() == Some(&0);
        if !in_order || starts.last() != Some(&pairs) || bytes.0.len() != pairs as usize * 8 {
            return None;
        }
        let pairs: Vec<Pair> = (0..pairs)
            .map(|_| {
                Some(Pair {
                    target: bytes.u32()?,
                    forth: bytes.u16()?,
                    back: bytes.u16()?,
                })
            })
            .collect::<Option<_>>()?;
        let inside = |pair: &Pair| (pair.target as usize) < targets.len();
        pairs.iter().all(inside).then_some(WordStatistics {
            sources,
            targets,
            starts,
            pairs,
        })
    }
}

/// Returns the keys that are used, sorted, and for each old number the new one.
fn ordered(
    keys: Vec<Box<str>>,
    used_numbers: impl Iterator<Item = u32>,
) -> (Vec<Box<str>>, Vec<u32>) {
    let mut used = vec![false; keys.len()];
    for number in used_numbers {
        used[number as usize] = true;
    }
    let mut rank = vec![0; keys.len()];
    let numbered = keys.into_iter().zip(0_u32..);
    let mut kept: Vec<(Box<str>, u32)> = numbered.filter(|(_, n)| used[*n as usize]).collect();
    kept.sort_unstable();
    for (new, (_, old)) in (0_u32..).zip(&kept) {
        rank[*old as usize] = new;
    }
    (kept.into_iter().map(|(key, _)| key).collect(), rank)
}

/// Returns the places, among sorted keys, of the tokens of texts: ascending, each once.
fn numbers<'t>(keys: &[Box<str>], texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for text in texts {
        let tokens = tokens(text);
        let places = tokens
            .iter()
            .filter_map(|token| keys.binary_search_by(|key| (**key).cmp(token.key())).ok());
        found.extend(places);
    }
    found
}

/// Bytes being read from the front.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (front, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(front)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn keys(&mut self, count: u32) -> Option<Vec<Box<str>>> {
        // Nothing is reserved for a count that may be wrong.
        let mut keys: Vec<Box<str>> = Vec::new();
        for _ in 0..count {
            let length = self.u16()?.into();
            let key = std::str::from_utf8(self.take(length)?).ok()?;
            if keys.last().is_some_and(|last| **last >= *key) {
                return None;
            }
            keys.push(key.into());
        }
        Some(keys)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> WordStatistics {
        let keys = |keys: &[&str]| keys.iter().map(|key| Box::from(*key)).collect();
        let rows = [
            Row::new(0, 1, 0.5, 0.0),
            Row::new(1, 0, 0.25, 0.0),
            Row::new(0, 1, 0.0, 1.0),
            Row::new(0, 0, 0.02, 0.004),
            Row::new(2, 2, 0.009, 0.0),
        ];
        WordStatistics::new(
            keys(&["maison", "chat", "rare"]),
            keys(&["home", "house", "scarce"]),
            rows.into_iter(),
        )
    }

    #[test]
    fn rows_are_put_in_the_order_of_the_keys() {
        let sample = sample();
        assert_eq!(sample.len(), 3);
        assert_eq!(sample.sources, ["chat".into(), "maison".into()]);
        let lexicon = sample.lexicon(["Maisons, chats"], ["The house."], 20.0);
        let [pair] = lexicon.pairs() else {
            panic!("one pair stands in both texts: {lexicon:?}");
        };
        assert_eq!((&*pair.source, &*pair.target), ("maison", "house"));
        assert!((pair.forth - 10.0).abs() < 0.001 && (pair.back - 20.0).abs() < 0.001);
    }

    #[test]
    fn bytes_give_the_statistics_back() {
        let sample = sample();
        let bytes = sample.to_bytes();
        assert_eq!(WordStatistics::from_bytes(&bytes), Some(sample));
        for length in 0..bytes.len() {
            assert_eq!(WordStatistics::from_bytes(&bytes[..length]), None);
        }
        let empty = WordStatistics::new(Vec::new(), Vec::new(), std::iter::empty());
        assert_eq!(WordStatistics::from_bytes(&empty.to_bytes()), Some(empty));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(at in 0_usize..80, byte: u8, tail in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut bytes = sample().to_bytes();
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Some(read) = WordStatistics::from_bytes(&bytes) {
                let _ = read.lexicon(["maison chat"], ["house home"], 1.0);
            }
            let _ = WordStatistics::from_bytes(&tail);
        }
    }
}
