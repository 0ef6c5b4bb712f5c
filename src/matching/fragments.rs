//! Parts of a query that stored sources contain: phrases, and whole short sources.

use std::collections::HashMap;

use super::StoredPair;
use super::index::PairIndex;
use super::tokens::{Tokenised, is_content};
use crate::text::{Word, words};

/// A part of the query that a stored source contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The part, as the query writes it.
    pub text: String,
    /// Where it begins in the query, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The pair whose source contains it.
    pub pair: StoredPair,
    /// Where it begins in that source, in bytes.
    pub source_start: usize,
    /// Where it ends there.
    pub source_end: usize,
}

/// The shortest phrase, in words.
const PHRASE: usize = 4;
/// How many words of a phrase must say something by themselves.
const CONTENT: usize = 2;
/// The shortest source or query that is taken whole, in words.
const WHOLE: usize = 2;
/// How many fragments are shown.
const SHOWN: usize = 3;
/// At how many places of the query equal words are followed up.
const PLACES: usize = 4;

/// A run of words that query and source have alike.
#[derive(Debug, Clone, Copy)]
struct Run {
    length: usize,
    /// First word in the query.
    query: usize,
    /// First word in the source.
    source: usize,
    /// Place of the pair in the index.
    at: usize,
}

/// Returns the longest parts of a query that stored sources contain, longest first; they do not
/// overlap. Phrases have four words or more, two of them with content; a source of two words or
/// more that the query contains counts whole, and so does a query that a source contains.
///
/// Sentences in `shown` are passed over: the reader sees them whole already.
///
/// One pass over all tokens of the index: a run is looked for only where enough words of the query
/// follow each other.
pub(super) fn fragments(index: &PairIndex, query: &Tokenised<'_>, shown: &[&str]) -> Vec<Fragment> {
    if query.tokens.len() < WHOLE {
        return Vec::new();
    }
    let content: Vec<bool> = query
        .words
        .iter()
        .map(|w| is_content(query.text, w))
        .collect();
    let scan = Scan::new(index, query, &content);
    let mut best: Vec<Option<Run>> = vec![None; query.tokens.len()];
    let unseen = |at: &usize| !shown.contains(&index.pairs[*at].source.as_str());
    for at in (0..index.len()).filter(unseen) {
        scan.runs(at, &mut |run| {
            let place = &mut best[run.query];
            if place.is_none_or(|kept| better(index, &run, &kept)) {
                *place = Some(run);
            }
        });
    }
    let mut runs: Vec<Run> = best.into_iter().flatten().collect();
    runs.sort_by(|a, b| b.length.cmp(&a.length).then(a.query.cmp(&b.query)));
    let mut chosen: Vec<Run> = Vec::new();
    for run in runs {
        let apart = |other: &Run| {
            run.query + run.length <= other.query || other.query + other.length <= run.query
        };
        if chosen.len() < SHOWN && chosen.iter().all(apart) {
            chosen.push(run);
        }
    }
    chosen
        .into_iter()
        .map(|run| fragment(index, query, run))
        .collect()
}

/// Tells which of two runs at one place of the query is shown: the longer, then the one a person
/// has vouched for, of the shorter source, the first memory, the lowest unit.
fn better(index: &PairIndex, run: &Run, kept: &Run) -> bool {
    let key = |run: &Run| {
        let pair = &index.pairs[run.at];
        let longest_first = usize::MAX - run.length;
        (
            longest_first,
            !pair.reviewed,
            index.tokens(run.at).len(),
            pair.memory,
            pair.unit,
        )
    };
    let texts = |run: &Run| {
        (
            &index.pairs[run.at].source,
            &index.pairs[run.at].target,
            run.source,
        )
    };
    key(run)
        .cmp(&key(kept))
        .then_with(|| texts(run).cmp(&texts(kept)))
        .is_lt()
}

fn fragment(index: &PairIndex, query: &Tokenised<'_>, run: Run) -> Fragment {
    let pair = index.pairs[run.at].clone();
    let range = |words: &[Word], first: usize| {
        (
            words[first].range.start,
            words[first + run.length - 1].range.end,
        )
    };
    let (start, end) = range(&query.words, run.query);
    let (source_start, source_end) = range(&words(&pair.source), run.source);
    Fragment {
        text: query.text[start..end].to_owned(),
        start,
        end,
        pair,
        source_start,
        source_end,
    }
}

/// What is known of the query while sources are read.
struct Scan<'s> {
    index: &'s PairIndex,
    query: &'s [u32],
    /// For each token whether the query has it.
    known: Vec<bool>,
    /// Two tokens that follow each other → their places in the query.
    pairs: HashMap<(u32, u32), Vec<usize>>,
    /// How many words with content stand before each word of the query.
    content_before: Vec<usize>,
}

impl<'s> Scan<'s> {
    fn new(index: &'s PairIndex, query: &'s Tokenised<'_>, content: &[bool]) -> Self {
        let tokens = &query.tokens;
        let mut known = vec![false; index.vocabulary.len()];
        for token in tokens {
            if let Some(known) = known.get_mut(*token as usize) {
                *known = true;
            }
        }
        let mut pairs: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, two) in tokens.windows(2).enumerate() {
            let places = pairs.entry((two[0], two[1])).or_default();
            if places.len() < PLACES {
                places.push(n);
            }
        }
        let mut content_before = vec![0];
        for (n, content) in content.iter().enumerate() {
            content_before.push(content_before[n] + usize::from(*content));
        }
        Scan {
            index,
            query: tokens,
            known,
            pairs,
            content_before,
        }
    }

    /// Gives the runs of a source that are worth showing.
    fn runs(&self, at: usize, each: &mut impl FnMut(Run)) {
        let source = self.index.tokens(at);
        let shortest = PHRASE.min(source.len()).min(self.query.len()).max(WHOLE);
        let mut start = 0;
        while start < source.len() {
            // Words the query does not have cut a source into stretches.
            let stretch = source[start..]
                .iter()
                .take_while(|t| self.known[**t as usize])
                .count();
            if stretch >= shortest {
                self.runs_in(at, source, start, start + stretch, each);
            }
            start += stretch + 1;
        }
    }

    fn runs_in(
        &self,
        at: usize,
        source: &[u32],
        from: usize,
        to: usize,
        each: &mut impl FnMut(Run),
    ) {
        let mut first = from;
        while first + 1 < to {
            let mut longest = 1;
            let two = (source[first], source[first + 1]);
            for &place in self.pairs.get(&two).into_iter().flatten() {
                let length = source[first..to]
                    .iter()
                    .zip(&self.query[place..])
                    .take_while(|(a, b)| a == b)
                    .count();
                longest = longest.max(length);
                let run = Run {
                    length,
                    query: place,
                    source: first,
                    at,
                };
                if self.is_worth_showing(&run, source.len()) {
                    each(run);
                }
            }
            // What lies inside a run is found with it; the last word may begin another.
            first += if longest > 1 { longest - 1 } else { 1 };
        }
    }

    fn is_worth_showing(&self, run: &Run, source_length: usize) -> bool {
        let end = run.query + run.length;
        let content = self.content_before[end] - self.content_before[run.query];
        let whole = run.length == source_length || run.length == self.query.len();
        (run.length >= PHRASE && content >= CONTENT)
            || (whole && run.length >= WHOLE && content > 0)
    }
}
