//! Phrases of a query that stored sentences hold, where no whole sentence helps.

use std::collections::HashMap;
use std::ops::Range;

use super::PairIndex;
use super::index::Tokens;
use crate::text::{fold_for_search, words};

/// Words that a phrase must have at least.
const FEWEST_WORDS: usize = 4;

/// Of these, words that mean something by themselves.
const FEWEST_CONTENT_WORDS: usize = 2;

/// Phrases shown for one query.
const MOST: usize = 3;

/// Words of two languages that stand in any sentence; longer than two letters, without accents.
const FUNCTION_WORDS: [&str; 48] = [
    "afin", "ainsi", "and", "are", "aux", "avec", "been", "but", "ces", "cet", "cette", "comme",
    "dans", "des", "dont", "elle", "est", "for", "from", "has", "have", "his", "ils", "its", "les",
    "leur", "mais", "not", "nous", "par", "pas", "plus", "pour", "que", "qui", "ses", "son",
    "sont", "sur", "that", "the", "their", "this", "une", "vous", "was", "which", "with",
];

/// A phrase of the query and a stored sentence that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The phrase as the query has it.
    pub text: String,
    /// Byte offset in the query where it begins.
    pub start: usize,
    /// Byte offset in the query where it ends.
    pub end: usize,
    /// The unit that holds it.
    pub unit: i64,
    /// Which of the open memories the unit is in.
    pub memory: usize,
    /// The stored sentence.
    pub source: String,
    /// Its translation.
    pub target: String,
}

/// A run of words that query and entry share.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// Word numbers of the query.
    words: Range<usize>,
    entry: usize,
    /// Words of the entry.
    entry_length: usize,
}

/// Tells whether a word means something by itself.
pub(super) fn is_content_word(word: &str) -> bool {
    let folded = fold_for_search(word).text;
    folded.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !FUNCTION_WORDS.contains(&folded.as_str())
}

/// Returns the longest phrases of a query that stored sentences hold; they do not overlap, and
/// stand in the order of the query.
///
/// Linear in the words of the index.
pub(super) fn fragments(index: &PairIndex, text: &str, query: &Tokens) -> Vec<Fragment> {
    let words = words(text);
    let content: Vec<bool> = words
        .iter()
        .map(|word| is_content_word(&text[word.range.clone()]))
        .collect();
    let mut runs = runs(index, &query.classes);
    runs.retain(|run| {
        content[run.words.clone()].iter().filter(|c| **c).count() >= FEWEST_CONTENT_WORDS
    });
    // The longest; of equal ones the first of the query, in the shortest sentence, stored first.
    runs.sort_by_key(|run| {
        let pair = index.pair(run.entry);
        let length = std::cmp::Reverse(run.words.len());
        (
            length,
            run.words.start,
            run.entry_length,
            pair.memory,
            pair.unit,
        )
    });
    let mut chosen: Vec<Run> = Vec::new();
    for run in runs {
        let overlaps =
            |other: &Run| run.words.start < other.words.end && other.words.start < run.words.end;
        if chosen.len() < MOST && !chosen.iter().any(overlaps) {
            chosen.push(run);
        }
    }
    chosen.sort_by_key(|run| run.words.start);
    chosen
        .into_iter()
        .map(|run| {
            let pair = index.pair(run.entry);
            let (start, end) = (
                words[run.words.start].range.start,
                words[run.words.end - 1].range.end,
            );
            Fragment {
                text: text[start..end].to_owned(),
                start,
                end,
                unit: pair.unit,
                memory: pair.memory,
                source: pair.source.clone(),
                target: pair.target.clone(),
            }
        })
        .collect()
}

/// Returns the runs of shared words that cannot be made longer, of each entry the longest.
fn runs(index: &PairIndex, query: &[u32]) -> Vec<Run> {
    let mut starts: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, window) in query.windows(FEWEST_WORDS).enumerate() {
        starts.entry(window).or_default().push(at);
    }
    let mut runs = Vec::new();
    for (entry, stored) in index.all() {
        let mut best: Option<Run> = None;
        for (at, window) in stored.windows(FEWEST_WORDS).enumerate() {
            for &start in starts.get(window).into_iter().flatten() {
                if start > 0 && at > 0 && query[start - 1] == stored[at - 1] {
                    continue; // inside a run that has been seen from its beginning
                }
                let same = query[start..]
                    .iter()
                    .zip(&stored[at..])
                    .take_while(|(a, b)| a == b);
                let words = start..start + same.count();
                if best
                    .as_ref()
                    .is_none_or(|run| words.len() > run.words.len())
                {
                    best = Some(Run {
                        words,
                        entry,
                        entry_length: stored.len(),
                    });
                }
            }
        }
        runs.extend(best);
    }
    runs
}
