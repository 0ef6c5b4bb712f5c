//! The base score: how many of the words of two sentences are the same, in whole per cent.
//!
//! `base = floor(100 × (1 − D / L))`, where D is the Levenshtein distance between the two rows of
//! word classes (insertion, deletion, substitution cost 1 each) and L the length of the longer
//! row. Integers only: the same on every machine.

use std::collections::HashMap;

/// Returns the base score of two rows of words, 0 to 100.
///
/// `distance` is at most `longest`. Two rows without words are equal: 100.
pub fn base_score(distance: usize, longest: usize) -> u8 {
    if longest == 0 {
        return 100;
    }
    (100 * (longest - distance.min(longest)) / longest) as u8
}

/// Returns the greatest distance that still gives a base score.
pub(super) fn greatest_distance(base: u8, longest: usize) -> usize {
    longest * (100 - usize::from(base.min(100))) / 100
}

/// A row of tokens prepared for many comparisons.
///
/// Bit-parallel: Myers, "A fast bit-vector algorithm for approximate string matching" (JACM 46,
/// 1999), in the form of Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
/// edit distances" (Nordic Journal of Computing 10, 2003), 64 tokens to a machine word.
#[derive(Debug)]
pub(super) struct Pattern {
    length: usize,
    /// Token → its places, a bit each.
    places: HashMap<u32, Box<[u64]>>,
    nowhere: Box<[u64]>,
}

impl Pattern {
    pub(super) fn new(tokens: &[u32]) -> Self {
        let blocks = tokens.len().div_ceil(64);
        let nowhere = vec![0_u64; blocks].into_boxed_slice();
        let mut places: HashMap<u32, Box<[u64]>> = HashMap::new();
        for (n, token) in tokens.iter().enumerate() {
            places.entry(*token).or_insert_with(|| nowhere.clone())[n / 64] |= 1 << (n % 64);
        }
        Pattern {
            length: tokens.len(),
            places,
            nowhere,
        }
    }

    /// Returns the Levenshtein distance to other tokens, or `None` where it is above `limit`.
    ///
    /// O(⌈n / 64⌉ × m) for rows of n and m tokens; stops as soon as the limit is out of reach.
    pub(super) fn distance(&self, tokens: &[u32], limit: usize) -> Option<usize> {
        if self.length.abs_diff(tokens.len()) > limit {
            return None;
        }
        if self.length == 0 {
            return Some(tokens.len());
        }
        let mut columns = vec![(u64::MAX, 0_u64); self.nowhere.len()];
        let mut distance = self.length;
        for (n, token) in tokens.iter().enumerate() {
            let places = self.places.get(token).unwrap_or(&self.nowhere);
            match self.step(places, &mut columns) {
                1 => distance += 1,
                -1 => distance -= 1,
                _ => {}
            }
            // Each token that is left can lower the distance by one at most.
            if distance > limit + (tokens.len() - n - 1) {
                return None;
            }
        }
        (distance <= limit).then_some(distance)
    }

    /// Goes over one token of the other row; returns how the distance at the pattern's end changes.
    fn step(&self, places: &[u64], columns: &mut [(u64, u64)]) -> i8 {
        let last_bit = 1_u64 << ((self.length - 1) % 64);
        let (mut plus_in, mut minus_in) = (1, 0);
        let (mut plus, mut minus) = (0, 0);
        for (place, (up, down)) in places.iter().zip(columns) {
            let vertical = place | *down;
            let equal = place | minus_in;
            let diagonal = ((equal & *up).wrapping_add(*up) ^ *up) | equal;
            plus = *down | !(diagonal | *up);
            minus = *up & diagonal;
            let shifted_plus = (plus << 1) | plus_in;
            let shifted_minus = (minus << 1) | minus_in;
            (plus_in, minus_in) = (plus >> 63, minus >> 63);
            *up = shifted_minus | !(vertical | shifted_plus);
            *down = shifted_plus & vertical;
        }
        i8::from(plus & last_bit != 0) - i8::from(minus & last_bit != 0)
    }
}

/// One step that turns a stored sentence into the query, by positions of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The words are of one class: place in the stored sentence, place in the query.
    Keep(usize, usize),
    /// Another word stands there: stored, query.
    Substitute(usize, usize),
    /// Only in the stored sentence.
    Delete(usize),
    /// Only in the query.
    Insert(usize),
}

/// The largest table of distances that is kept for a path through it, in cells.
const LARGEST_TABLE: usize = 16_000_000;

/// Returns the steps of a cheapest way from `stored` to `query`, in order.
///
/// Their number without the kept words is the Levenshtein distance. O(n × m); where what is left
/// between an equal beginning and an equal end needs more than [`LARGEST_TABLE`] cells, all of it
/// is taken as replaced.
pub(super) fn steps(stored: &[u32], query: &[u32]) -> Vec<Step> {
    let both = stored.len().min(query.len());
    let head = (0..both).take_while(|n| stored[*n] == query[*n]).count();
    let tail = (0..both - head)
        .take_while(|n| stored[stored.len() - 1 - n] == query[query.len() - 1 - n])
        .count();
    let (from, to) = (stored.len() - tail, query.len() - tail);
    let mut steps: Vec<Step> = (0..head).map(|n| Step::Keep(n, n)).collect();
    let middle = (from - head + 1).saturating_mul(to - head + 1);
    if middle > LARGEST_TABLE {
        steps.extend((head..from).map(Step::Delete));
        steps.extend((head..to).map(Step::Insert));
    } else {
        steps.extend(
            middle_steps(&stored[head..from], &query[head..to])
                .into_iter()
                .map(|step| match step {
                    Step::Keep(s, q) => Step::Keep(s + head, q + head),
                    Step::Substitute(s, q) => Step::Substitute(s + head, q + head),
                    Step::Delete(s) => Step::Delete(s + head),
                    Step::Insert(q) => Step::Insert(q + head),
                }),
        );
    }
    steps.extend((0..tail).map(|n| Step::Keep(from + n, to + n)));
    steps
}

fn middle_steps(stored: &[u32], query: &[u32]) -> Vec<Step> {
    let width = query.len() + 1;
    let mut table = vec![0_u32; (stored.len() + 1) * width];
    for s in 0..=stored.len() {
        for q in 0..=query.len() {
            table[s * width + q] = match (s, q) {
                (0, q) => q as u32,
                (s, 0) => s as u32,
                (s, q) => {
                    let differ = u32::from(stored[s - 1] != query[q - 1]);
                    let diagonal = table[(s - 1) * width + q - 1] + differ;
                    let above = table[(s - 1) * width + q] + 1;
                    let left = table[s * width + q - 1] + 1;
                    diagonal.min(above).min(left)
                }
            };
        }
    }
    let mut steps = Vec::new();
    let (mut s, mut q) = (stored.len(), query.len());
    while s > 0 || q > 0 {
        let here = table[s * width + q];
        let differ = s > 0 && q > 0 && stored[s - 1] != query[q - 1];
        if s > 0 && q > 0 && here == table[(s - 1) * width + q - 1] + u32::from(differ) {
            (s, q) = (s - 1, q - 1);
            steps.push(if differ {
                Step::Substitute(s, q)
            } else {
                Step::Keep(s, q)
            });
        } else if s > 0 && here == table[(s - 1) * width + q] + 1 {
            s -= 1;
            steps.push(Step::Delete(s));
        } else {
            q -= 1;
            steps.push(Step::Insert(q));
        }
    }
    steps.reverse();
    steps
}
