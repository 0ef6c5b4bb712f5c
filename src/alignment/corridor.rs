//! The corridor: the part of the grid of sentence pairs that the search looks at.

use std::ops::RangeInclusive;

/// Rows 0 to `n` (source sentences used up), each with the columns (target sentences used up)
/// that are looked at.
///
/// Row 0 holds column 0, row `n` holds column `m`; limits never step back and each row overlaps
/// the next. So there is always a way through by single sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Corridor {
    rows: Vec<(usize, usize)>,
    /// Number of cells before each row, and in all.
    offsets: Vec<usize>,
}

/// Cells a corridor of some width may have: above, it is narrowed. About 100 bytes each.
pub(super) const MOST_CELLS: usize = 700_000;

/// Half-widths are never narrowed below this.
const NARROWEST: usize = 4;

impl Corridor {
    /// Returns the whole grid, or `None` when it has more than `most` cells.
    pub(super) fn whole(source: usize, target: usize, most: usize) -> Option<Self> {
        let cells = (source + 1).saturating_mul(target + 1);
        (cells <= most).then(|| Corridor::from_rows(vec![(0, target); source + 1]))
    }

    /// Returns the corridor around a rising chain of points (source, target sentences used up).
    ///
    /// Between two points it follows the straight line, `half` columns and a quarter of the gap
    /// to either side; where that makes more than [`MOST_CELLS`] cells, narrower. Only the line
    /// itself, n + m cells, is sure to be kept.
    pub(super) fn around(points: &[(usize, usize)], half: usize, n: usize, m: usize) -> Self {
        let mut chain = vec![(0, 0)];
        chain.extend(points.iter().filter(|p| p.0 <= n && p.1 <= m));
        chain.push((n, m));
        let mut most = usize::MAX;
        let mut half = half;
        loop {
            let rows = rows_around(&chain, half, most, n, m);
            let cells: usize = rows.iter().map(|row| row.1 - row.0 + 1).sum();
            if cells <= MOST_CELLS || (half <= NARROWEST && most <= NARROWEST) {
                return Corridor::from_rows(rows);
            }
            // First give up the wide gaps, then the width itself.
            most = (most.min(n.max(m)) / 2).max(NARROWEST);
            half = half.min(most);
        }
    }

    /// Returns the corridor of the columns given for each row, `margin` wider on either side.
    ///
    /// `band` has a row more than the source has sentences; a row whose first column is after its
    /// last is empty, and gets what its neighbours need.
    pub(super) fn of_band(band: &[(usize, usize)], margin: usize, m: usize) -> Self {
        let widened = |&(low, high): &(usize, usize)| {
            if low > high {
                (m, 0)
            } else {
                (low.saturating_sub(margin), (high + margin).min(m))
            }
        };
        let mut rows: Vec<(usize, usize)> = band.iter().map(widened).collect();
        connect(&mut rows, m);
        Corridor::from_rows(rows)
    }

    fn from_rows(rows: Vec<(usize, usize)>) -> Self {
        let mut offsets = Vec::with_capacity(rows.len() + 1);
        let mut cells = 0;
        for &(low, high) in &rows {
            offsets.push(cells);
            cells += high - low + 1;
        }
        offsets.push(cells);
        Corridor { rows, offsets }
    }

    /// Returns the columns of a row.
    pub(super) fn columns(&self, row: usize) -> RangeInclusive<usize> {
        self.rows[row].0..=self.rows[row].1
    }

    /// Returns the number of rows.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Returns the number of cells.
    pub(super) fn cells(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }

    /// Returns the number of a row's first cell.
    pub(super) fn first_cell(&self, row: usize) -> usize {
        self.offsets[row]
    }

    /// Returns the number of a cell, or `None` outside.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let &(low, high) = self.rows.get(row)?;
        (low..=high)
            .contains(&column)
            .then(|| self.offsets[row] + column - low)
    }
}

fn rows_around(
    chain: &[(usize, usize)],
    half: usize,
    most: usize,
    n: usize,
    m: usize,
) -> Vec<(usize, usize)> {
    let mut rows = vec![(usize::MAX, 0); n + 1];
    for pair in chain.windows(2) {
        let ((i, j), (next_i, next_j)) = (pair[0], pair[1]);
        let (down, right) = (next_i.saturating_sub(i), next_j.saturating_sub(j));
        let reach = (half + down.max(right) / 4).min(most);
        // The line's column at a row; one row more on either side keeps steep lines connected.
        let column = |row: usize| j + right * (row - i) / down.max(1);
        for (row, limits) in rows.iter_mut().enumerate().take(next_i + 1).skip(i) {
            let left = if row == i { j } else { column(row - 1) };
            let end = if row >= next_i {
                next_j
            } else {
                column(row + 1)
            };
            limits.0 = limits.0.min(left.saturating_sub(reach));
            limits.1 = limits.1.max(end.saturating_add(reach).min(m));
        }
    }
    connect(&mut rows, m);
    rows
}

/// Lets rows begin at column 0 and end at column `m`, and never step back.
fn connect(rows: &mut [(usize, usize)], m: usize) {
    let n = rows.len() - 1;
    rows[0].0 = 0;
    rows[n].1 = m;
    for row in (0..n).rev() {
        rows[row].0 = rows[row].0.min(rows[row + 1].0);
    }
    for row in 1..=n {
        rows[row].1 = rows[row].1.max(rows[row - 1].1);
    }
    // Where the band was empty for long, a row may begin after the one before has ended.
    for row in 1..=n {
        let reach = rows[row - 1].1;
        rows[row].0 = rows[row].0.min(reach);
    }
    for row in (0..n).rev() {
        rows[row].0 = rows[row].0.min(rows[row + 1].0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_is_always_a_way_through(
            n in 0_usize..60, m in 0_usize..400, half in 0_usize..9,
            mut points in proptest::collection::vec((0_usize..60, 0_usize..400), 0..6),
        ) {
            points.sort_unstable();
            let mut rising: Vec<(usize, usize)> = Vec::new();
            for p in points {
                if rising.last().is_none_or(|l| l.0 <= p.0 && l.1 <= p.1) && p.0 <= n && p.1 <= m {
                    rising.push(p);
                }
            }
            for most in [usize::MAX, 0] {
                let mut chain = vec![(0, 0)];
                chain.extend(&rising);
                chain.push((n, m));
                let rows = rows_around(&chain, half, most, n, m);
                prop_assert_eq!(rows[0].0, 0);
                prop_assert_eq!(rows[n].1, m);
                for pair in rows.windows(2) {
                    prop_assert!(pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1);
                    prop_assert!(pair[1].0 <= pair[0].1);
                }
                for point in &rising {
                    prop_assert!((rows[point.0].0..=rows[point.0].1).contains(&point.1));
                }
            }
        }
    }

    #[test]
    fn a_long_document_keeps_to_its_ceiling() {
        let corridor = Corridor::around(&[], 40, 20_000, 20_000);
        assert!(corridor.cells() <= MOST_CELLS);
        assert!(Corridor::whole(20_000, 20_000, 160_000).is_none());
        assert_eq!(Corridor::whole(2, 3, 12).map(|c| c.cells()), Some(12));
    }
}
