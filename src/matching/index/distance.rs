//! The distance of many rows from one query, bit-parallel.
//!
//! Myers, "A fast bit-vector algorithm for approximate string matching" (JACM 46, 1999), in the
//! form of Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances"
//! (Nordic Journal of Computing 10, 2003), over ranks of words, 64 words of the query to a machine
//! word. Ranks of an index are small numbers, so a table says where the query has each.

/// The places of the query's words, by rank.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// For each rank 0, or the number of its row in `masks`.
    slot: Vec<u32>,
    /// Row 0 is that of words the query does not have.
    masks: Vec<u64>,
    ranks: Vec<u32>,
    columns: Vec<(u64, u64)>,
    length: usize,
}

impl Positions {
    /// Takes in a query; words whose rank is not below `vocabulary` are unlike any stored one.
    pub(super) fn prepare(&mut self, query: &[u32], vocabulary: usize) {
        for rank in self.ranks.drain(..) {
            self.slot[rank as usize] = 0;
        }
        if self.slot.len() < vocabulary {
            self.slot.resize(vocabulary, 0);
        }
        self.length = query.len();
        let blocks = query.len().div_ceil(64);
        self.masks.clear();
        self.masks.resize(blocks, 0);
        for (place, rank) in query.iter().enumerate() {
            if *rank as usize >= vocabulary {
                continue;
            }
            let slot = &mut self.slot[*rank as usize];
            if *slot == 0 {
                *slot = (self.masks.len() / blocks) as u32;
                self.masks.resize(self.masks.len() + blocks, 0);
                self.ranks.push(*rank);
            }
            self.masks[*slot as usize * blocks + place / 64] |= 1 << (place % 64);
        }
    }

    /// Returns the distance of a row of `length` ranks, or `None` where it is above `limit`.
    ///
    /// O(⌈n / 64⌉ × m) for a query of n and a row of m words; stops as soon as the limit is out of
    /// reach.
    #[inline]
    pub(super) fn distance(
        &mut self,
        row: impl Iterator<Item = u32>,
        length: usize,
        limit: usize,
    ) -> Option<usize> {
        if self.length <= 64 {
            self.distance_in_one(row, length, limit)
        } else {
            self.distance_in_blocks(row, length, limit)
        }
    }

    #[inline]
    fn distance_in_one(
        &self,
        row: impl Iterator<Item = u32>,
        length: usize,
        limit: usize,
    ) -> Option<usize> {
        let last = 1_u64 << (self.length.max(1) - 1);
        let (mut up, mut down) = (u64::MAX, 0_u64);
        let mut distance = self.length;
        let mut left = length;
        for rank in row {
            let slot = self.slot.get(rank as usize).copied().unwrap_or(0);
            let places = self.masks.get(slot as usize).copied().unwrap_or(0);
            let vertical = places | down;
            let diagonal = ((places & up).wrapping_add(up) ^ up) | places | down;
            let plus = down | !(diagonal | up);
            let minus = up & diagonal;
            distance += usize::from(plus & last != 0);
            distance -= usize::from(minus & last != 0);
            let shifted_plus = plus << 1 | 1;
            up = minus << 1 | !(vertical | shifted_plus);
            down = shifted_plus & vertical;
            left = left.saturating_sub(1);
            // Each word that is left can lower the distance by one at most.
            if distance > limit + left {
                return None;
            }
        }
        (distance <= limit).then_some(distance)
    }

    /// Gives where runs of words begin that query and row have alike and that cannot begin earlier: the
    /// place in the query, the place in the row.
    pub(super) fn run_starts(&self, row: &[u32], mut each: impl FnMut(usize, usize)) {
        let blocks = self.length.div_ceil(64);
        let mut before = 0;
        for (first, rank) in row.iter().enumerate() {
            let slot = self.slot.get(*rank as usize).copied().unwrap_or(0) as usize;
            if slot == 0 {
                before = 0;
                continue;
            }
            let mut carried = 0;
            for block in 0..blocks {
                let earlier = self.masks[before * blocks + block];
                let goes_on = earlier << 1 | carried;
                carried = earlier >> 63;
                let mut begins = self.masks[slot * blocks + block] & !goes_on;
                while begins != 0 {
                    each(block * 64 + begins.trailing_zeros() as usize, first);
                    begins &= begins - 1;
                }
            }
            before = slot;
        }
    }

    fn distance_in_blocks(
        &mut self,
        row: impl Iterator<Item = u32>,
        length: usize,
        limit: usize,
    ) -> Option<usize> {
        let blocks = self.length.div_ceil(64);
        let last = 1_u64 << ((self.length - 1) % 64);
        self.columns.clear();
        self.columns.resize(blocks, (u64::MAX, 0));
        let mut distance = self.length;
        let mut left = length;
        for rank in row {
            let slot = self.slot.get(rank as usize).copied().unwrap_or(0) as usize;
            let places = &self.masks[slot * blocks..(slot + 1) * blocks];
            let (mut plus_in, mut minus_in) = (1, 0);
            let (mut plus, mut minus) = (0_u64, 0_u64);
            for (places, (up, down)) in places.iter().zip(&mut self.columns) {
                let vertical = places | *down;
                let equal = places | minus_in;
                let diagonal = ((equal & *up).wrapping_add(*up) ^ *up) | equal | *down;
                plus = *down | !(diagonal | *up);
                minus = *up & diagonal;
                let shifted_plus = plus << 1 | plus_in;
                let shifted_minus = minus << 1 | minus_in;
                (plus_in, minus_in) = (plus >> 63, minus >> 63);
                *up = shifted_minus | !(vertical | shifted_plus);
                *down = shifted_plus & vertical;
            }
            distance += usize::from(plus & last != 0);
            distance -= usize::from(minus & last != 0);
            left = left.saturating_sub(1);
            if distance > limit + left {
                return None;
            }
        }
        (distance <= limit).then_some(distance)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_levenshtein_distance(
            query in proptest::collection::vec(0_u32..9, 1..200),
            row in proptest::collection::vec(0_u32..8, 0..200),
            limit in 0_usize..200,
        ) {
            let expected = strsim::generic_levenshtein(&query, &row);
            let mut positions = Positions::default();
            // Rank 8 stands for words that no row has.
            for prepared in [&[1, 2, 3][..], &query] {
                positions.prepare(prepared, 8);
            }
            let found = positions.distance(row.iter().copied(), row.len(), limit);
            prop_assert_eq!(found, (expected <= limit).then_some(expected));
        }
    }
}
