//! Where a cut can be at all: two tables of bytes, asked before any automaton.
//!
//! A break rule says what text ends at a place and what starts there; so it says which bytes can
//! stand before the place and after it. Few pairs of bytes can, in a hundred characters of running
//! text perhaps two, and looking them up costs next to nothing.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A set of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bytes([u64; 4]);

impl Bytes {
    const NONE: Bytes = Bytes([0; 4]);
    const ALL: Bytes = Bytes([u64::MAX; 4]);

    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }

    fn join(&mut self, other: Bytes) {
        for (mine, other) in self.0.iter_mut().zip(other.0) {
            *mine |= other;
        }
    }
}

/// How many kinds of rules are told apart; further ones share the last kind.
const KINDS: usize = u16::BITS as usize;

/// The pairs of bytes between which some break rule can cut.
///
/// Rules whose `after` can start with the same bytes are of one kind, a bit each. A pair passes if
/// some kind allows both of its bytes.
pub(super) struct Gate {
    /// By the byte before the place: the kinds that can end with it.
    last: [u16; 256],
    /// By the byte after the place: the kinds that can start with it.
    first: [u16; 256],
}

impl Gate {
    /// Builds the tables from the patterns, before and after, of all break rules.
    pub(super) fn new<'h>(rules: impl Iterator<Item = (&'h Hir, &'h Hir)>) -> Self {
        let mut kinds: Vec<(Bytes, Bytes)> = Vec::new();
        for (before, after) in rules {
            let (last, first) = (ending(before), starting(after));
            if let Some(kind) = kinds.iter_mut().find(|kind| kind.1 == first) {
                kind.0.join(last);
            } else if kinds.len() < KINDS {
                kinds.push((last, first));
            } else if let Some(kind) = kinds.last_mut() {
                kind.0.join(last);
                kind.1.join(first);
            }
        }
        let mask = |in_kind: &dyn Fn(&(Bytes, Bytes)) -> bool| -> u16 {
            let members = kinds.iter().enumerate().filter(|(_, kind)| in_kind(kind));
            members.fold(0, |mask, (bit, _)| mask | 1 << bit)
        };
        Gate {
            last: std::array::from_fn(|byte| mask(&|kind| kind.0.contains(byte as u8))),
            first: std::array::from_fn(|byte| mask(&|kind| kind.1.contains(byte as u8))),
        }
    }

    /// Returns the places that pass, in order; none lies at an end or within a character.
    pub(super) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                at += 1 + self.next(text.as_bytes().get(at..)?)?;
                if text.is_char_boundary(at) {
                    return Some(at);
                }
            }
        })
    }

    /// Returns which byte is the first that passes together with the one after it.
    fn next(&self, bytes: &[u8]) -> Option<usize> {
        let before = bytes.get(..bytes.len().checked_sub(1)?)?;
        let after = &bytes[1..];
        // Eight at a time without a branch between them: hardly any passes.
        let chunks = before
            .as_chunks::<8>()
            .0
            .iter()
            .zip(after.as_chunks::<8>().0);
        let full = before.len() / 8;
        let some = |(before, after): (&[u8; 8], &[u8; 8])| {
            let passing = before.iter().zip(after).map(|pair| self.passing(pair));
            passing.fold(0, |any, kinds| any | kinds) != 0
        };
        let start = 8 * chunks
            .into_iter()
            .map(some)
            .position(|some| some)
            .unwrap_or(full);
        let mut rest = before[start..].iter().zip(&after[start..]);
        Some(start + rest.position(|pair| self.passing(pair) != 0)?)
    }

    /// Returns the kinds that a pair of bytes passes for.
    fn passing(&self, (before, after): (&u8, &u8)) -> u16 {
        self.last[usize::from(*before)] & self.first[usize::from(*after)]
    }
}

/// Returns the bytes that a match can end with: all if it can be empty.
fn ending(pattern: &Hir) -> Bytes {
    edge(pattern, false).unwrap_or(Bytes::ALL)
}

/// Returns the bytes that a match can start with: all if it can be empty.
fn starting(pattern: &Hir) -> Bytes {
    edge(pattern, true).unwrap_or(Bytes::ALL)
}

/// Returns the bytes at one edge of the matches; `None` where a match can be empty.
fn edge(pattern: &Hir, at_start: bool) -> Option<Bytes> {
    // A repetition of what never matches has no least length, and is empty all the same.
    if matches!(pattern.kind(), HirKind::Repetition(repetition) if repetition.min == 0) {
        return None;
    }
    if pattern.properties().minimum_len() == Some(0) {
        return None;
    }
    let mut bytes = Bytes::NONE;
    match pattern.kind() {
        HirKind::Literal(literal) => {
            let byte = if at_start {
                literal.0.first()
            } else {
                literal.0.last()
            };
            bytes.insert(*byte?);
        }
        HirKind::Class(Class::Unicode(class)) => {
            for range in class.ranges() {
                bytes.join(of_range(range.start(), range.end(), at_start));
            }
        }
        HirKind::Class(Class::Bytes(class)) => {
            for range in class.ranges() {
                (range.start()..=range.end()).for_each(|byte| bytes.insert(byte));
            }
        }
        HirKind::Capture(group) => return edge(&group.sub, at_start),
        HirKind::Repetition(repetition) => return edge(&repetition.sub, at_start),
        HirKind::Alternation(parts) => {
            for part in parts {
                bytes.join(edge(part, at_start)?);
            }
        }
        HirKind::Concat(parts) => {
            let parts: Vec<&Hir> = if at_start {
                parts.iter().collect()
            } else {
                parts.iter().rev().collect()
            };
            for part in parts {
                match edge(part, at_start) {
                    Some(found) => {
                        bytes.join(found);
                        return Some(bytes);
                    }
                    None => bytes.join(inside(part, at_start)),
                }
            }
            return None;
        }
        HirKind::Empty | HirKind::Look(_) => return None,
    }
    Some(bytes)
}

/// Returns the bytes at one edge of those matches that are not empty.
fn inside(pattern: &Hir, at_start: bool) -> Bytes {
    match pattern.kind() {
        HirKind::Repetition(repetition) => edge(&repetition.sub, at_start).unwrap_or(Bytes::ALL),
        HirKind::Empty | HirKind::Look(_) => Bytes::NONE,
        HirKind::Capture(group) => {
            edge(&group.sub, at_start).unwrap_or_else(|| inside(&group.sub, at_start))
        }
        HirKind::Alternation(parts) => {
            let mut bytes = Bytes::NONE;
            for part in parts {
                bytes.join(edge(part, at_start).unwrap_or_else(|| inside(part, at_start)));
            }
            bytes
        }
        _ => Bytes::ALL,
    }
}

/// Returns the first or the last bytes of a range of characters in UTF-8.
fn of_range(start: char, end: char, first: bool) -> Bytes {
    let mut bytes = Bytes::NONE;
    let of = |c: char| {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        if first {
            bytes[0]
        } else {
            bytes[bytes.len() - 1]
        }
    };
    if first {
        // First bytes grow with the characters.
        (of(start)..=of(end)).for_each(|byte| bytes.insert(byte));
        return bytes;
    }
    // Last bytes return after 64 characters.
    if start.is_ascii() {
        let last = end.min('\u{7f}');
        (of(start)..=of(last)).for_each(|byte| bytes.insert(byte));
    }
    let start = u32::from(start).max(0x80);
    for code in start..=u32::from(end).min(start.saturating_add(63)) {
        bytes.insert(0x80 | (code & 0x3F) as u8);
    }
    bytes
}

#[cfg(test)]
mod tests;
