//! Lists that are in another order in the other language: definitions, countries, names.
//!
//! Beads never cross, so of two lists that are each in alphabetical order an aligner can link only
//! what happens to stand in the same order, and leaves out or mislinks the rest. Where beads are
//! in doubt, or their words say nothing for each other, this looks for the sentences whose words all
//! point to a partner elsewhere in the same stretch, and names it: a person links in a moment what
//! no path can.

use std::ops::Range;

use super::bead::{Bead, Doubt};
use super::confidence::UNEXPLAINED;
use super::lexical_cost::RowScorer;
use super::signs::{Judged, Signs};
use crate::model::{Band, Confidence};

/// Beads in a row that nothing speaks against end a stretch.
const SURE_RUN: usize = 4;
/// Sentences of a side that a stretch may have; a novel that is all doubts is no list.
const LONGEST: usize = 600;
/// What the words of two sentences must say for each other, both directions together, in nats.
const TELLING: f32 = 6.0;
/// By how much a partner must be better than the next best.
const CLEAR: f32 = 6.0;
/// Partners out of order from which a stretch is called a list in another order.
const FEWEST: usize = 3;
/// Their least share of all partners there.
const LEAST_SHARE: f64 = 0.25;
/// What a bead with a partner elsewhere is believed at most.
const BELIEVED: u32 = 300;

/// Marks the beads whose sentences seem to be translated elsewhere.
pub(super) fn mark(judged: &Judged<'_>, signs: &[Signs], beads: &mut [Bead]) {
    // A glossary is linked term by term, in whatever order, and place and length make that look
    // sure; its words do not.
    let odd: Vec<bool> = beads
        .iter()
        .zip(signs)
        .map(|(bead, signs)| signs.unlinked || bead.confidence.band() != Band::Accept)
        .collect();
    for stretch in stretches(&odd) {
        let pairs = partners(judged, &beads[stretch.clone()]);
        let kept = longest_rising(&pairs);
        let out_of_order = pairs.len() - kept.iter().filter(|kept| **kept).count();
        if out_of_order < FEWEST || (out_of_order as f64) < LEAST_SHARE * pairs.len() as f64 {
            continue;
        }
        for at in stretch {
            // What a person fixed stays as it is.
            if judged.placed[at].pinned {
                continue;
            }
            let bead = &mut beads[at];
            let moved = pairs.iter().zip(&kept).find_map(|(&(i, j), kept)| {
                if *kept {
                    None
                } else if bead.source.contains(&i) && !bead.target.contains(&j) {
                    Some(judged.texts.1[j].text)
                } else if bead.target.contains(&j) && !bead.source.contains(&i) {
                    Some(judged.texts.0[i].text)
                } else {
                    None
                }
            });
            if let Some(text) = moved {
                let most = Confidence::from_thousandths(BELIEVED);
                bead.confidence = bead.confidence.min(most);
                // That it is alone here, or might be linked otherwise, says nothing more.
                bead.doubts
                    .retain(|d| !matches!(d, Doubt::OneSided | Doubt::CloseCall | Doubt::Words));
                bead.doubts.insert(0, Doubt::Elsewhere(text.to_owned()));
            } else if signs[at].unlinked {
                // In a list in another order, place and length are no evidence.
                bead.confidence = bead.confidence.min(UNEXPLAINED);
                if !bead.doubts.contains(&Doubt::Words) {
                    bead.doubts.insert(0, Doubt::Words);
                }
            }
        }
    }
}

/// Returns the runs of beads, by number, that begin and end with an odd one and hold no long run
/// of others.
fn stretches(odd: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..odd.len()).filter(|&at| odd[at]) {
        match found.last_mut() {
            Some(stretch) if at < stretch.end + SURE_RUN => stretch.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found.retain(|stretch| stretch.len() >= FEWEST);
    found
}

/// Returns the pairs of sentences in some beads that are clearly each other's best partner, in the
/// order of the source.
fn partners(judged: &Judged<'_>, beads: &[Bead]) -> Vec<(usize, usize)> {
    let (Some(first), Some(last)) = (beads.first(), beads.last()) else {
        return Vec::new();
    };
    let ours = first.source.start..last.source.end;
    let theirs = first.target.start..last.target.end;
    if ours.is_empty() || theirs.is_empty() || ours.len().max(theirs.len()) > LONGEST {
        return Vec::new();
    }
    let (source, target) = judged.sides;
    let mut scorer = RowScorer::new(&judged.model.lexical, source, target);
    let rows: Vec<Vec<f32>> = ours
        .clone()
        .map(|i| {
            let scores = scorer.row(i, theirs.clone(), theirs.start);
            let both = scores.given_source.iter().zip(&scores.given_target);
            both.map(|(forth, back)| forth[0] + back[0]).collect()
        })
        .collect();
    let best_of_column: Vec<Option<usize>> = (0..theirs.len())
        .map(|j| clearly_best(rows.iter().map(|row| row[j])))
        .collect();
    let mut pairs = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        if let Some(j) = clearly_best(row.iter().copied())
            && best_of_column[j] == Some(i)
        {
            pairs.push((ours.start + i, theirs.start + j));
        }
    }
    pairs
}

/// Returns which score is telling and clearly above all others.
fn clearly_best(scores: impl Iterator<Item = f32>) -> Option<usize> {
    let (mut best, mut next) = ((0, f32::NEG_INFINITY), f32::NEG_INFINITY);
    for (at, score) in scores.enumerate() {
        if score > best.1 {
            next = best.1;
            best = (at, score);
        } else {
            next = next.max(score);
        }
    }
    (best.1 >= TELLING && best.1 >= next + CLEAR).then_some(best.0)
}

/// Tells of each pair whether it is in the longest chain that rises on both sides.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<bool> {
    let mut length = vec![1_usize; pairs.len()];
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for at in 0..pairs.len() {
        for earlier in 0..at {
            if pairs[earlier].1 < pairs[at].1 && length[earlier] + 1 > length[at] {
                length[at] = length[earlier] + 1;
                before[at] = Some(earlier);
            }
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut at = (0..pairs.len()).max_by_key(|&at| (length[at], std::cmp::Reverse(at)));
    while let Some(pair) = at {
        kept[pair] = true;
        at = before[pair];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_chain_stays() {
        let pairs = [(0, 4), (1, 0), (2, 1), (3, 9), (4, 2), (5, 3)];
        assert_eq!(
            longest_rising(&pairs),
            [false, true, true, false, true, true]
        );
        assert!(longest_rising(&[]).is_empty());
    }

    #[test]
    fn a_best_partner_must_stand_out() {
        assert_eq!(clearly_best([1.0, 30.0, 4.0].into_iter()), Some(1));
        assert_eq!(clearly_best([27.0, 30.0, 4.0].into_iter()), None);
        assert_eq!(clearly_best([-9.0, 5.0].into_iter()), None);
    }
}
