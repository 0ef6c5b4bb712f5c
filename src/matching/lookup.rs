//! A new sentence in, ranked matches out, by index or plainly.

use super::fragments::{IndexKnown, fragments};
use super::plain::{Hit, PlainSearch};
use super::ranking::Ranking;
use super::retrieval::{IndexPart, PartQuery, Retrieval, checked_details};
use super::{Answer, Details, LookupOptions, Match, Query, Scratch, StoredPair};

/// The lowest base score that is ever shown.
const LOWEST: u8 = 50;
/// The lowest base score for a query of few words.
const LOWEST_OF_SHORT: u8 = 75;
/// From this base score on, fragments have nothing to add.
const WHOLE_ENOUGH: u8 = 85;

/// Where the texts of units are, and what is only wanted of units that are shown.
pub trait PairStore {
    /// What goes wrong when the store is read.
    type Error;

    /// Returns the pairs of a unit of a memory in the direction of the lookup; none where it is not
    /// in force.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn pairs_of(&mut self, memory: usize, unit: i64) -> Result<Vec<StoredPair>, Self::Error>;

    /// Returns context and origin of a pair.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn details(&mut self, pair: &StoredPair) -> Result<Details, Self::Error>;
}

/// Why a lookup by index gave no answer.
#[derive(Debug)]
pub enum LookupError<E> {
    /// The store could not be read.
    Store(E),
    /// The index of the memory of this number says other things than the memory: it must be made
    /// anew.
    OtherIndex(usize),
}

/// Looks a query up by index. `scratches` holds one for each part, in their order, for this and
/// later lookups of the same parts.
///
/// Exact: the answer is that of [`lookup_plainly`], whatever the order of parts.
///
/// # Errors
/// When the store cannot be read, or an index is not of its memory.
pub fn lookup<S: PairStore>(
    parts: &[IndexPart<'_>],
    scratches: &mut Vec<Scratch>,
    query: &Query,
    options: &LookupOptions,
    store: &mut S,
) -> Result<Answer, LookupError<S::Error>> {
    scratches.resize_with(parts.len(), Scratch::default);
    let ranking = Ranking::new(query, options);
    let asked: Vec<PartQuery<'_>> = parts
        .iter()
        .zip(scratches.iter_mut())
        .map(|(part, scratch)| PartQuery::new(part, &ranking, scratch))
        .collect();
    let ranked = |range: (u8, u8), limit: usize, scratches: &mut [Scratch], store: &mut S| {
        let retrieval = Retrieval::new(&ranking, &asked);
        let groups = retrieval.best(range, limit, store, scratches)?;
        let mut details = |pair: &StoredPair| checked_details(store, pair);
        ranking.finished(groups, limit, &mut details)
    };
    let lowest = lowest(&ranking);
    let matches = match options.limit {
        0 => Vec::new(),
        limit => ranked((lowest, 100), limit, scratches, store)?,
    };
    let mut below = Vec::new();
    let mut high = lowest - 1;
    while options.help && options.limit > 0 && matches.is_empty() && below.is_empty() {
        let retrieval = Retrieval::new(&ranking, &asked);
        let Some(best) = retrieval.highest(LOWEST, high, scratches) else {
            break;
        };
        below = ranked((best, best), 1, scratches, store)?;
        high = best - 1;
    }
    let fragments = if options.help && wants_fragments(&matches) {
        let mut known = IndexKnown::new(&asked, scratches, store);
        fragments(&mut known, &ranking, &matches)?
    } else {
        Vec::new()
    };
    Ok(Answer {
        matches,
        below,
        fragments,
    })
}

/// Looks a query up by comparing it with every pair, by the definition of the score.
///
/// It is there to prove that the index finds the same: of what leads to the pairs nothing is shared.
///
/// # Errors
/// When `details` fails.
pub fn lookup_plainly<E>(
    pairs: &PlainSearch,
    query: &Query,
    options: &LookupOptions,
    mut details: impl FnMut(&StoredPair) -> Result<Details, E>,
) -> Result<Answer, E> {
    let ranking = Ranking::new(query, options);
    let lowest = lowest(&ranking);
    let hits = |low: u8, end: u8| {
        let mut hits = pairs.search(&query.text, low);
        hits.retain(|hit| hit.base < end);
        if ranking.is_short() {
            let content = &ranking.content;
            hits.retain(|hit| hit.base == 100 || pairs.shares(*hit, &query.text, content));
        }
        hits
    };
    let mut ranked = |hits: &[Hit], limit: usize| {
        let mut groups: Vec<_> = pairs
            .grouped(hits)
            .into_iter()
            .map(|(base, pairs)| ranking.group(base, pairs))
            .collect();
        ranking.settle_exact(&mut groups, &mut details)?;
        ranking.finished(groups, limit, &mut details)
    };
    let matches = ranked(&hits(lowest, 101), options.limit)?;
    let below = if options.help && matches.is_empty() && options.limit > 0 {
        let mut hits = hits(LOWEST, lowest);
        let best = hits.iter().map(|hit| hit.base).max();
        hits.retain(|hit| Some(hit.base) == best);
        ranked(&hits, 1)?
    } else {
        Vec::new()
    };
    let fragments = if options.help && wants_fragments(&matches) {
        match fragments(&mut pairs.known(), &ranking, &matches) {
            Ok(fragments) => fragments,
            Err(never) => match never {},
        }
    } else {
        Vec::new()
    };
    Ok(Answer {
        matches,
        below,
        fragments,
    })
}

fn lowest(ranking: &Ranking<'_>) -> u8 {
    let least = if ranking.is_short() {
        LOWEST_OF_SHORT
    } else {
        LOWEST
    };
    ranking.options.threshold.clamp(least, 100)
}

fn wants_fragments(matches: &[Match]) -> bool {
    matches.iter().all(|found| found.base < WHOLE_ENOUGH)
}
