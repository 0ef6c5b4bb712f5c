//! The base score: how many words two texts share, in order.
//!
//! `base = floor(100 × (1 − D / L))`, where D is the plain Levenshtein distance (insertion,
//! deletion, substitution 1 each; Levenshtein 1966) over the classes of the words, and L is the
//! word count of the longer text. Integers throughout, so that a threshold is exact.

/// Returns the base score of two sequences of word classes, 0 to 100.
///
/// Two empty sequences score 100: only their typography can tell them apart, which the caller
/// compares. Time O(n·m).
pub fn base_score(a: &[u32], b: &[u32]) -> u8 {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 100;
    }
    to_score(distance(a, b), longest)
}

/// Returns floor(100 × (1 − D / L)).
pub(super) fn to_score(distance: usize, longest: usize) -> u8 {
    (100 * (longest - distance.min(longest)) / longest) as u8
}

/// Returns the greatest distance at which texts of a greatest length reach a base score.
pub(super) fn greatest_distance(threshold: u8, longest: usize) -> usize {
    // floor(100·(L − D)/L) ≥ t  ⇔  100·(L − D) ≥ t·L  ⇔  D ≤ L·(100 − t)/100
    longest * (100 - usize::from(threshold.min(100))) / 100
}

/// Returns the Levenshtein distance of two sequences. Time O(n·m), memory O(min(n, m)).
pub fn distance(a: &[u32], b: &[u32]) -> usize {
    within(a, b, a.len().max(b.len())).unwrap_or(a.len().max(b.len()))
}

/// Returns the distance of two sequences if it is at most `limit`.
///
/// Only the diagonals that a distance of `limit` can reach are computed (Ukkonen 1985): time
/// O(limit · min(n, m)).
pub(super) fn within(a: &[u32], b: &[u32], limit: usize) -> Option<usize> {
    let (a, b) = trim_common(a, b);
    let (a, b) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if b.len() - a.len() > limit {
        return None;
    }
    let far = limit + 1;
    // row[i]: distance of the first i items of `a` to the part of `b` read so far.
    let mut row: Vec<usize> = (0..=a.len()).map(|i| i.min(far)).collect();
    for (j, item) in b.iter().enumerate() {
        let first = (j + 1).saturating_sub(limit).max(1);
        let last = (j + 1 + limit).min(a.len());
        let mut diagonal = row[first - 1];
        row[first - 1] = if first == 1 { (j + 1).min(far) } else { far };
        let mut best = row[first - 1];
        for i in first..=last {
            let above = row[i];
            let cost = usize::from(a[i - 1] != *item);
            row[i] = (diagonal + cost)
                .min(above + 1)
                .min(row[i - 1] + 1)
                .min(far);
            diagonal = above;
            best = best.min(row[i]);
        }
        if last < a.len() {
            row[last + 1] = far;
        }
        if best > limit {
            return None;
        }
    }
    (row[a.len()] <= limit).then_some(row[a.len()])
}

/// Leaves out the beginning and the end that two sequences share; neither changes the distance.
fn trim_common<'a, 'b>(mut a: &'a [u32], mut b: &'b [u32]) -> (&'a [u32], &'b [u32]) {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    (a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_percentage_is_floored() {
        assert_eq!(base_score(&[1, 2, 3], &[1, 2, 4]), 66);
        assert_eq!(base_score(&[], &[]), 100);
        assert_eq!(base_score(&[], &[1]), 0);
        assert_eq!(to_score(1, 200), 99);
    }

    proptest! {
        #[test]
        fn the_distance_is_strsims(a in prop::collection::vec(0_u32..6, 0..24),
                                   b in prop::collection::vec(0_u32..6, 0..24),
                                   limit in 0_usize..12) {
            let oracle = strsim::generic_levenshtein(&a, &b);
            prop_assert_eq!(distance(&a, &b), oracle);
            prop_assert_eq!(within(&a, &b, limit), (oracle <= limit).then_some(oracle));
        }

        #[test]
        fn a_threshold_is_exact(distance in 0_usize..80, more in 0_usize..80, threshold in 50_u8..=100) {
            let longest = distance + more + 1;
            let reached = to_score(distance, longest) >= threshold;
            prop_assert_eq!(reached, distance <= greatest_distance(threshold, longest));
        }
    }
}
