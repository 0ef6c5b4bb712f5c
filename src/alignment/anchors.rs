//! Anchors: sentence pairs that rare common words make likely before anything is searched.
//!
//! Only long documents need them, to lay the first corridor. A pair of rare tokens that look
//! alike votes for the sentence pairs it stands in, the more the rarer it is; votes nearby on
//! the same diagonal help each other; the heaviest rising chain is kept. The
//! corridor leaves room on both sides of it, and where a long document is cut at an anchor that
//! many others confirm, the next pass may go another way.

use std::cmp::Ordering;

use super::cognates::Link;
use super::path::Region;
use super::side::Side;

/// Tokens that occur more often in a side do not vote.
const RARE: usize = 6;
/// Votes a pair needs, its neighbours' help included.
const ENOUGH: f32 = 0.8;
/// Share of its weight that a vote lends a neighbour.
const HELP: f32 = 0.5;
/// Rows up to which votes are neighbours.
const NEAR: usize = 8;
/// Diagonals up to which they are.
const ASIDE: usize = 3;
/// Pairs looked at for help, of either side; boilerplate would make it quadratic.
const MOST_HELPERS: usize = 64;

/// Votes for a sentence pair, in a region's own numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Vote {
    source: usize,
    target: usize,
    weight: f32,
}

/// Returns points of a rising chain (source, target sentences used up) in a region.
pub(super) fn chain(
    links: &[Link],
    source: &Side,
    target: &Side,
    region: &Region,
) -> Vec<(usize, usize)> {
    let ours = occurrences(source, &region.source);
    let theirs = occurrences(target, &region.target);
    let mut votes = Vec::new();
    for &(a, b, likeness) in links {
        let (here, there) = (&ours[a as usize], &theirs[b as usize]);
        if here.len() > RARE || there.len() > RARE {
            continue;
        }
        let weight = likeness / (here.len() * there.len()).max(1) as f32;
        for &i in here {
            votes.extend(there.iter().map(|&j| Vote {
                source: i,
                target: j,
                weight,
            }));
        }
    }
    heaviest_rising(&supported(&counted(votes)))
}

/// Returns for each token the sentences of a range it stands in, counted from the range's start;
/// of frequent tokens not all.
fn occurrences(side: &Side, range: &std::ops::Range<usize>) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); side.vocabulary.len()];
    for (at, sentence) in side.sentences[range.clone()].iter().enumerate() {
        for &token in sentence {
            let places: &mut Vec<usize> = &mut found[token as usize];
            if places.len() <= RARE && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    found
}

fn by_place(a: &Vote, b: &Vote) -> Ordering {
    (a.source, a.target).cmp(&(b.source, b.target))
}

/// Adds up the votes for each pair; sorted by place.
fn counted(mut votes: Vec<Vote>) -> Vec<Vote> {
    votes.sort_by(|a, b| by_place(a, b).then(a.weight.total_cmp(&b.weight)));
    votes.dedup_by(|next, kept| {
        let same = by_place(next, kept) == Ordering::Equal;
        if same {
            kept.weight += next.weight;
        }
        same
    });
    votes
}

/// Adds the neighbours' help and keeps the pairs that have enough.
fn supported(votes: &[Vote]) -> Vec<Vote> {
    let helps = |vote: &Vote, other: &Vote| {
        let (down, right) = (
            other.source.abs_diff(vote.source),
            other.target.abs_diff(vote.target),
        );
        down.abs_diff(right) <= ASIDE && down + right > 0 && (down <= NEAR) && right <= 2 * NEAR
    };
    let mut kept = Vec::new();
    for (at, vote) in votes.iter().enumerate() {
        let before = votes[..at].iter().rev().take(MOST_HELPERS);
        let after = votes[at + 1..].iter().take(MOST_HELPERS);
        let help: f32 = before
            .chain(after)
            .filter(|other| helps(vote, other))
            .map(|other| other.weight * HELP)
            .sum();
        let weight = vote.weight + help;
        if weight >= ENOUGH {
            kept.push(Vote { weight, ..*vote });
        }
    }
    kept
}

/// Returns the heaviest chain of votes that rises strictly on both sides, as points.
///
/// A Fenwick tree over target sentences holds the best chain that ends at or before each:
/// O(votes × log sentences).
fn heaviest_rising(votes: &[Vote]) -> Vec<(usize, usize)> {
    let columns = votes.iter().map(|v| v.target + 1).max().unwrap_or(0);
    let mut tree: Vec<Option<usize>> = vec![None; columns + 1];
    let mut totals = vec![0.0_f32; votes.len()];
    let mut previous = vec![None; votes.len()];
    let mut first = 0;
    for row in votes.chunk_by(|a, b| a.source == b.source) {
        // Votes of one row must not follow each other: look up all, then enter all.
        for (at, vote) in (first..).zip(row) {
            previous[at] = best_before(&tree, &totals, vote.target);
            totals[at] = vote.weight + previous[at].map_or(0.0, |p: usize| totals[p]);
        }
        for (at, vote) in (first..).zip(row) {
            enter(&mut tree, &totals, vote.target + 1, at);
        }
        first += row.len();
    }
    let mut at = best_before(&tree, &totals, columns);
    let mut points = Vec::new();
    while let Some(vote) = at {
        points.push((votes[vote].source, votes[vote].target));
        at = previous[vote];
    }
    points.reverse();
    points
}

/// Returns the best chain whose last target sentence is below `end`.
fn best_before(tree: &[Option<usize>], totals: &[f32], end: usize) -> Option<usize> {
    let mut best: Option<usize> = None;
    let mut at = end;
    while at > 0 {
        if let Some(found) = tree[at]
            && best.is_none_or(|b| totals[found] > totals[b])
        {
            best = Some(found);
        }
        at &= at - 1;
    }
    best
}

fn enter(tree: &mut [Option<usize>], totals: &[f32], start: usize, vote: usize) {
    let mut at = start;
    while at < tree.len() {
        if tree[at].is_none_or(|held| totals[vote] > totals[held]) {
            tree[at] = Some(vote);
        }
        at += at & at.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(source: usize, target: usize, weight: f32) -> Vote {
        Vote {
            source,
            target,
            weight,
        }
    }

    #[test]
    fn the_heaviest_chain_wins_over_a_single_heavy_vote() {
        let votes = [
            vote(0, 0, 1.0),
            vote(1, 9, 1.5),
            vote(2, 2, 1.0),
            vote(2, 3, 1.0),
            vote(4, 4, 1.0),
        ];
        assert_eq!(heaviest_rising(&votes), [(0, 0), (2, 2), (4, 4)]);
        assert_eq!(heaviest_rising(&[]), []);
    }

    #[test]
    fn lonely_votes_are_not_enough() {
        let weak = [vote(0, 0, 0.5), vote(40, 7, 0.5)];
        assert_eq!(supported(&weak), []);
        let together = [vote(0, 0, 0.6), vote(1, 1, 0.6)];
        assert_eq!(supported(&together).len(), 2);
    }
}
