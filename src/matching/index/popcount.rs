//! Counting bits with the instruction of the processor, where it has one.
//!
//! The program is built for every processor of its kind; whether this one counts bits in one
//! step is asked when it runs.
#![allow(unsafe_code)]

use super::layout::Signature;

/// Tests many signatures against one.
///
/// Keeps of `rows` (row, greatest distance) those whose signature, as `signature_of` gives it,
/// lacks no more bits of the query's than the distance, nor has more bits that the query's lacks.
pub(super) fn keep_near(
    query: &Signature,
    rows: &mut Vec<(u32, u32)>,
    signature_of: impl Fn(u32) -> Signature,
) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("popcnt") {
        // SAFETY: the function only needs a processor that has `popcnt`, and this one has it.
        unsafe { keep_near_popcnt(query, rows, signature_of) };
        return;
    }
    keep_near_anywhere(query, rows, signature_of);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt")]
fn keep_near_popcnt(
    query: &Signature,
    rows: &mut Vec<(u32, u32)>,
    signature_of: impl Fn(u32) -> Signature,
) {
    keep(query, rows, signature_of);
}

fn keep_near_anywhere(
    query: &Signature,
    rows: &mut Vec<(u32, u32)>,
    signature_of: impl Fn(u32) -> Signature,
) {
    keep(query, rows, signature_of);
}

/// The loop itself, once for each way of counting: a closure given to `retain` would be compiled
/// for any processor.
#[expect(
    clippy::inline_always,
    reason = "or it is compiled apart, for any processor"
)]
#[inline(always)]
fn keep(query: &Signature, rows: &mut Vec<(u32, u32)>, signature_of: impl Fn(u32) -> Signature) {
    let mut kept = 0;
    for at in 0..rows.len() {
        let (row, limit) = rows[at];
        rows[kept] = (row, limit);
        kept += usize::from(is_near(query, &signature_of(row), limit));
    }
    rows.truncate(kept);
}

/// Each word of one side that the other lacks costs a step.
#[expect(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn is_near(query: &Signature, stored: &Signature, limit: u32) -> bool {
    let (mut lacking, mut extra) = (0, 0);
    for (q, s) in query.iter().zip(stored) {
        lacking += (q & !s).count_ones();
        extra += (s & !q).count_ones();
    }
    lacking.max(extra) <= limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_counting_keep_the_same() {
        let signature = |row: u32| {
            let spread = u64::from(row).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            [spread, spread.rotate_left(17), !spread, spread >> 7]
        };
        let rows: Vec<(u32, u32)> = (0..500).map(|row| (row, 30 + row % 40)).collect();
        let (mut a, mut b) = (rows.clone(), rows.clone());
        keep_near(&signature(7), &mut a, signature);
        keep_near_anywhere(&signature(7), &mut b, signature);
        assert_eq!(a, b);
        assert!(a.contains(&(7, 37)) && a.len() < rows.len());
    }
}
