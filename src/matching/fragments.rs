//! Parts of a query that stored sources contain: phrases, and whole short sources.

use super::StoredPair;
use super::index::IndexQuery;
use super::ranking::Ranking;
use super::retrieval::PartQuery;
use super::{LookupError, Match, PairStore, Scratch};
use crate::text::{fingerprint, words};

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
const SHOWN: usize = 5;

/// A stretch of the query's words: first, end.
type Stretch = (usize, usize);

/// What sources know of a query's words.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    /// For each word, the end of the longest stretch from there that a source contains.
    pub(super) contained: Vec<usize>,
    /// For each word, the end of the longest stretch from there that is a whole source.
    pub(super) whole: Vec<usize>,
}

impl Stretches {
    pub(super) fn none(length: usize) -> Self {
        Stretches {
            contained: (0..length).collect(),
            whole: (0..length).collect(),
        }
    }

    pub(super) fn note(&mut self, start: usize, end: usize, is_whole: bool) {
        for first in start..end {
            self.contained[first] = self.contained[first].max(end);
        }
        if is_whole {
            self.whole[start] = self.whole[start].max(end);
        }
    }
}

/// A source that contains a stretch, in the order in which they are preferred: one that a person
/// has vouched for, a shorter one, the first memory, the lowest unit, then the texts.
type Preference = (bool, usize, usize, i64);

/// Where fragments are looked for.
pub(super) trait Known {
    type Error;

    /// Returns the stretches that sources contain, but those of `shown` sources. All that
    /// [`is_worth_showing`] would show is among them.
    fn stretches(
        &mut self,
        ranking: &Ranking<'_>,
        shown: &[&str],
    ) -> Result<Stretches, Self::Error>;

    /// Returns the preferred pair whose source contains a stretch, or is it where `whole`, and the
    /// word of the source where it begins first. Sources of `shown` are passed over.
    fn preferred(
        &mut self,
        ranking: &Ranking<'_>,
        stretch: Stretch,
        whole: bool,
        shown: &[&str],
    ) -> Result<Option<(StoredPair, usize)>, Self::Error>;
}

/// Returns the longest parts of a query that stored sources contain, longest first; they do not
/// overlap. Phrases have four words or more, two of them with content; a source of two words or
/// more that the query contains counts whole, and so does a query that a source contains.
///
/// The sources of the matches shown are passed over: the reader sees them whole already.
pub(super) fn fragments<K: Known>(
    known: &mut K,
    ranking: &Ranking<'_>,
    shown: &[Match],
) -> Result<Vec<Fragment>, K::Error> {
    let length = ranking.text.words.len();
    if length < WHOLE {
        return Ok(Vec::new());
    }
    let shown: Vec<&str> = shown
        .iter()
        .map(|found| found.pair.source.as_str())
        .collect();
    let stretches = known.stretches(ranking, &shown)?;
    let before = content_before(&ranking.content);
    let mut chosen: Vec<(Stretch, Fragment)> = Vec::new();
    let mut free = vec![true; length];
    while chosen.len() < SHOWN {
        let Some((start, end)) = longest(&stretches, &free, &before) else {
            break;
        };
        free[start..end].fill(false);
        let short = end - start < PHRASE && end - start < length;
        let found = known.preferred(ranking, (start, end), short, &shown)?;
        if let Some((pair, first)) = found {
            chosen.push(((start, end), fragment(ranking, (start, end), pair, first)));
        }
    }
    Ok(chosen.into_iter().map(|(_, fragment)| fragment).collect())
}

/// Returns for each word, and one more, how many words with content stand before it.
fn content_before(content: &[bool]) -> Vec<usize> {
    let mut before = vec![0];
    for (n, content) in content.iter().enumerate() {
        before.push(before[n] + usize::from(*content));
    }
    before
}

/// Returns the longest stretch among free words that is worth showing, the first of several.
fn longest(stretches: &Stretches, free: &[bool], before: &[usize]) -> Option<Stretch> {
    let mut best: Option<Stretch> = None;
    for start in 0..free.len() {
        let open = free[start..].iter().take_while(|free| **free).count();
        // What lies in a known stretch is known; a whole source is whole or nothing.
        let part = stretches.contained[start].min(start + open);
        let whole = stretches.whole[start];
        let whole = if whole <= start + open { whole } else { start };
        for (end, is_whole) in [(part, part - start == free.len()), (whole, true)] {
            let longer = best.is_none_or(|(from, to)| end - start > to - from);
            if longer && is_worth_showing((start, end), is_whole, before) {
                best = Some((start, end));
            }
        }
    }
    best
}

fn is_worth_showing((start, end): Stretch, whole: bool, before: &[usize]) -> bool {
    let (length, content) = (end - start, before[end] - before[start]);
    (length >= PHRASE && content >= CONTENT) || (whole && length >= WHOLE && content > 0)
}

fn fragment(
    ranking: &Ranking<'_>,
    (first, end): Stretch,
    pair: StoredPair,
    source_first: usize,
) -> Fragment {
    let bytes = |words: &[crate::text::Word], first: usize, end: usize| {
        let start = words.get(first).map_or(0, |word| word.range.start);
        let stop = words.get(end - 1).map_or(start, |word| word.range.end);
        (start, stop)
    };
    let (start, stop) = bytes(&ranking.text.words, first, end);
    let (source_start, source_end) = bytes(
        &words(&pair.source),
        source_first,
        source_first + end - first,
    );
    Fragment {
        text: ranking.text.text[start..stop].to_owned(),
        start,
        end: stop,
        pair,
        source_start,
        source_end,
    }
}

/// Fragments by index: rows are led to by pairs of neighbours.
pub(super) struct IndexKnown<'k, 'p, S> {
    parts: &'k [PartQuery<'p>],
    scratches: &'k mut [Scratch],
    store: &'k mut S,
    runs: Vec<Run>,
}

/// A run of words that query and row have alike and that cannot be longer.
#[derive(Debug, Clone, Copy)]
struct Run {
    part: usize,
    row: u32,
    row_length: usize,
    /// First word in the query.
    start: usize,
    end: usize,
    /// First word in the row.
    first: usize,
}

impl<'k, 'p, S: PairStore> IndexKnown<'k, 'p, S> {
    pub(super) fn new(
        parts: &'k [PartQuery<'p>],
        scratches: &'k mut [Scratch],
        store: &'k mut S,
    ) -> Self {
        IndexKnown {
            parts,
            scratches,
            store,
            runs: Vec::new(),
        }
    }

    /// Tells whether a row has a source in force that is not shown.
    fn is_open(
        &mut self,
        part: usize,
        row: u32,
        shown: &[u64],
    ) -> Result<bool, LookupError<S::Error>> {
        let asked = &self.parts[part];
        for (_, entry) in asked.entries(row) {
            if !shown.contains(&entry.source)
                && (!asked.must_be_read(&entry) || asked.read(&entry, self.store)?.is_some())
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<S: PairStore> Known for IndexKnown<'_, '_, S> {
    type Error = LookupError<S::Error>;

    fn stretches(
        &mut self,
        ranking: &Ranking<'_>,
        shown: &[&str],
    ) -> Result<Stretches, Self::Error> {
        let shown = fingerprints(shown);
        let content = &ranking.content;
        let mut stretches = Stretches::none(content.len());
        for part in 0..self.parts.len() {
            let query = &self.parts[part].query;
            let mut rows = query.rows_with_both(&leads(query, content), &mut self.scratches[part]);
            let before = content_before(content);
            for length in WHOLE..PHRASE {
                for (start, window) in query.ranks.windows(length).enumerate() {
                    if before[start + length] > before[start] {
                        rows.extend(query.row_of(window));
                    }
                }
            }
            rows.sort_unstable();
            rows.dedup();
            let mut ranks = Vec::new();
            for row in rows {
                ranks.clear();
                ranks.extend(query.view.row(row));
                let known = self.runs.len();
                self.scratches[part].run_starts(&ranks, |start, first| {
                    let both = query.ranks[start..].iter().zip(&ranks[first..]);
                    let length = both.take_while(|(a, b)| a == b).count();
                    if length >= WHOLE {
                        self.runs.push(Run {
                            part,
                            row,
                            row_length: ranks.len(),
                            start,
                            end: start + length,
                            first,
                        });
                    }
                });
                if self.runs.len() > known && !self.is_open(part, row, &shown)? {
                    self.runs.truncate(known);
                }
            }
        }
        for run in &self.runs {
            stretches.note(run.start, run.end, run.end - run.start == run.row_length);
        }
        Ok(stretches)
    }

    fn preferred(
        &mut self,
        _: &Ranking<'_>,
        (start, end): Stretch,
        whole: bool,
        shown: &[&str],
    ) -> Result<Option<(StoredPair, usize)>, Self::Error> {
        let shown = fingerprints(shown);
        let mut candidates = Vec::new();
        for run in &self.runs {
            let contains = run.start <= start && end <= run.end;
            if !contains || (whole && run.row_length != end - start) {
                continue;
            }
            let part = &self.parts[run.part];
            let first = run.first + start - run.start;
            for (_, entry) in part.entries(run.row) {
                if !shown.contains(&entry.source) {
                    let preference: Preference =
                        (!entry.reviewed(), run.row_length, part.memory(), entry.unit);
                    candidates.push((preference, first, run.part, entry));
                }
            }
        }
        candidates.sort_by_key(|(preference, first, ..)| (*preference, *first));
        // Several texts of one unit come one after the other.
        let mut found: Option<(Preference, StoredPair, usize)> = None;
        for (preference, first, part, entry) in candidates {
            if found.as_ref().is_some_and(|(best, ..)| *best < preference) {
                break;
            }
            let Some(pair) = self.parts[part].read(&entry, self.store)? else {
                continue;
            };
            let better = found.as_ref().is_none_or(|(_, kept, kept_first)| {
                (&pair.source, &pair.target, first) < (&kept.source, &kept.target, *kept_first)
            });
            if better {
                found = Some((preference, pair, first));
            }
        }
        Ok(found.map(|(_, pair, first)| (pair, first)))
    }
}

fn fingerprints(texts: &[&str]) -> Vec<u64> {
    texts
        .iter()
        .map(|text| fingerprint(text.as_bytes()))
        .collect()
}

/// Returns twos of pairs of neighbours of the query, of which every stretch that is worth showing
/// has both: of each window of four words with content its two cheapest telling pairs, or the same
/// one twice.
fn leads(query: &IndexQuery<'_>, content: &[bool]) -> Vec<(usize, usize)> {
    let length = content.len();
    let window = PHRASE.min(length);
    let cost = |at: usize| {
        let rows = query
            .view
            .rows_with_pair(query.classes[at], query.classes[at + 1]);
        rows.bytes()
    };
    let costs: Vec<usize> = (0..length.saturating_sub(1)).map(cost).collect();
    let mut leads: Vec<(usize, usize)> = Vec::new();
    for start in 0..=length - window {
        let telling = (start..start + window - 1).filter(|at| content[*at] || content[*at + 1]);
        let mut telling: Vec<usize> = telling.collect();
        telling.sort_by_key(|at| (costs[*at], *at));
        if let Some(first) = telling.first() {
            leads.push((*first, *telling.get(1).unwrap_or(first)));
        }
    }
    leads.dedup();
    leads
}
