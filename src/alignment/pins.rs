//! Pins: beads a person has fixed, and what lies between them.

use std::ops::Range;

use super::bead::Placed;
use super::path::Region;

/// Returns the pins that can stand, as beads, and the regions before, between and after them.
///
/// There is one region more than there are pins. A pin that is empty on both sides, lies outside
/// the documents or crosses an earlier one is left out; one-sided pins of several sentences
/// become one bead a sentence.
pub(super) fn divide(
    pins: &[(Range<usize>, Range<usize>)],
    source: usize,
    target: usize,
) -> (Vec<Placed>, Vec<Region>) {
    let (mut i, mut j) = (0, 0);
    let (mut beads, mut regions) = (Vec::new(), Vec::new());
    let inside = |pin: &&Pin| pin.0.end <= source && pin.1.end <= target;
    for (ours, theirs) in pins.iter().filter(inside).flat_map(single) {
        let stands = ours.start >= i && theirs.start >= j && ours.end <= source;
        let holds = ours.start <= ours.end && theirs.start <= theirs.end;
        if !stands || !holds || theirs.end > target || (ours.is_empty() && theirs.is_empty()) {
            continue;
        }
        regions.push(Region {
            source: i..ours.start,
            target: j..theirs.start,
        });
        (i, j) = (ours.end, theirs.end);
        beads.push(Placed {
            source: ours,
            target: theirs,
            score: 0.0,
            posterior: 1.0,
            softened: 1.0,
            pinned: true,
        });
    }
    regions.push(Region {
        source: i..source,
        target: j..target,
    });
    (beads, regions)
}

type Pin = (Range<usize>, Range<usize>);

fn single(pin: &Pin) -> Vec<Pin> {
    let (ours, theirs) = pin.clone();
    match (ours.len(), theirs.len()) {
        (2.., 0) => ours.map(|i| (i..i + 1, theirs.clone())).collect(),
        (0, 2..) => theirs.map(|j| (ours.clone(), j..j + 1)).collect(),
        _ => vec![(ours, theirs)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_that_cannot_stand_are_left_out() {
        let pins = [
            (2..3, 2..4),
            (1..2, 5..6), // before the first
            (4..6, 5..5), // two sentences without counterpart
            (7..99, 6..7),
        ];
        let (beads, regions) = divide(&pins, 8, 8);
        let places: Vec<_> = beads
            .iter()
            .map(|b| (b.source.clone(), b.target.clone()))
            .collect();
        assert_eq!(places, [(2..3, 2..4), (4..5, 5..5), (5..6, 5..5)]);
        assert_eq!(regions.len(), 4);
        assert_eq!(regions[3].source, 6..8);
        assert_eq!(regions[3].target, 5..8);
    }
}
