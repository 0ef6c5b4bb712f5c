//! Pieces: the parts of two long documents that are searched one after the other.
//!
//! Time and memory of a search grow with the cells of its corridor. A long region is cut where
//! there is no doubt that a path goes through, so that no piece is large and memory stays bounded
//! whatever the length: before anything has been searched, at anchors that agree with all their
//! neighbours; afterwards, where the last pass left but one way.

use super::anchors;
use super::bead::Placed;
use super::cognates::Link;
use super::corridor::Corridor;
use super::path::{Found, Reach, Region};
use super::side::Side;

/// A part of a region, and where in it to search.
#[derive(Debug)]
pub(super) struct Piece {
    /// Its sentences.
    pub region: Region,
    /// In the piece's own rows and columns.
    pub corridor: Corridor,
}

/// Where paths worth looking at go in each row, counted from a region's start.
pub(super) type Band = Vec<Reach>;

/// The beads and the band of a region, put together from those of its pieces.
#[derive(Debug)]
pub(super) struct WholeRegion {
    start: (usize, usize),
    /// Its beads in order.
    pub beads: Vec<Placed>,
    /// Where the next pass looks.
    pub band: Band,
}

impl WholeRegion {
    /// Begins a region.
    pub(super) fn new(region: &Region) -> Self {
        WholeRegion {
            start: (region.source.start, region.target.start),
            beads: Vec::new(),
            band: vec![Reach::NONE; region.source.len() + 1],
        }
    }

    /// Adds what was found in the next piece.
    pub(super) fn add(&mut self, piece: &Piece, found: Found) {
        self.beads.extend(found.beads);
        let row = piece.region.source.start - self.start.0;
        let column = piece.region.target.start - self.start.1;
        let last = piece.region.source.len();
        let rows = self.band[row..].iter_mut().zip(found.band).enumerate();
        for (at, (to, from)) in rows {
            if from.low <= from.high {
                to.low = to.low.min(from.low + column);
                to.high = to.high.max(from.high + column);
                // All paths stop where the pieces were cut; the next pass need not.
                to.sure = from.sure && at > 0 && at < last;
            }
        }
    }
}

/// Cells of a region that is searched whole in the first pass.
const WHOLE: usize = 10_000;
/// Half-width of the first corridor, in sentences, where the anchors are close.
const HALF: usize = 20;
/// Columns by which a later corridor is wider than the band of the pass before.
const MARGIN: usize = 3;
/// Rows that a piece has at least.
const SHORTEST: usize = 500;
/// Anchors on either side that must agree with one where documents are cut.
const WITNESSES: usize = 4;
/// Rows within which they must stand.
const NEAR: usize = 25;
/// Diagonals they may differ by.
const ASIDE: usize = 2;

/// Returns the pieces of a region that nothing is known of but its anchors.
pub(super) fn first(links: &[Link], source: &Side, target: &Side, region: &Region) -> Vec<Piece> {
    let (n, m) = (region.source.len(), region.target.len());
    if let Some(corridor) = Corridor::whole(n, m, WHOLE) {
        let region = region.clone();
        return vec![Piece { region, corridor }];
    }
    let chain = anchors::chain(links, source, target, region);
    let mut cuts = Vec::new();
    let mut last = 0;
    for at in WITNESSES..chain.len().saturating_sub(WITNESSES) {
        let (i, j) = chain[at];
        if i >= last + SHORTEST && i + SHORTEST <= n && is_witnessed(&chain, at) {
            cuts.push((i, j));
            last = i;
        }
    }
    let around = |(i, j): (usize, usize), (n, m): (usize, usize)| {
        let chain = &chain[chain.partition_point(|p| p.0 < i)..];
        let inside = chain.iter().take_while(|p| p.0 < n);
        let inside = inside.filter(|p| p.1 >= j && p.1 < m);
        let points: Vec<(usize, usize)> = inside.map(|p| (p.0 - i, p.1 - j)).collect();
        Corridor::around(&points, HALF, n - i, m - j)
    };
    cut(region, &cuts, around)
}

/// Tells whether the anchors around one stand where it lets expect them.
fn is_witnessed(chain: &[(usize, usize)], at: usize) -> bool {
    let (i, j) = chain[at];
    chain[at - WITNESSES..=at + WITNESSES].iter().all(|p| {
        let (down, right) = (p.0.abs_diff(i), p.1.abs_diff(j));
        down <= NEAR && down.abs_diff(right) <= ASIDE
    })
}

/// Returns the pieces of a region that has been searched.
pub(super) fn again(region: &Region, band: &Band) -> Vec<Piece> {
    let n = region.source.len();
    let mut cuts = Vec::new();
    let mut last = 0;
    for (i, &Reach { low, high, sure }) in band.iter().enumerate() {
        if sure && low == high && i >= last + SHORTEST && i + SHORTEST <= n {
            cuts.push((i, low));
            last = i;
        }
    }
    let inside = |(i, j): (usize, usize), (n, m): (usize, usize)| {
        let rows = band[i..=n].iter();
        let rows: Vec<(usize, usize)> = rows
            .map(|&Reach { low, high, .. }| {
                (low.max(j).saturating_sub(j), high.min(m).saturating_sub(j))
            })
            .collect();
        Corridor::of_band(&rows, MARGIN, m - j)
    };
    cut(region, &cuts, inside)
}

/// Cuts a region at some cells; `corridor` gets the first and the last cell of each piece.
fn cut(
    region: &Region,
    cuts: &[(usize, usize)],
    corridor: impl Fn((usize, usize), (usize, usize)) -> Corridor,
) -> Vec<Piece> {
    let end = (region.source.len(), region.target.len());
    let mut start = (0, 0);
    let mut pieces = Vec::new();
    for &next in cuts.iter().chain([&end]) {
        pieces.push(Piece {
            region: Region {
                source: region.source.start + start.0..region.source.start + next.0,
                target: region.target.start + start.1..region.target.start + next.1,
            },
            corridor: corridor(start, next),
        });
        start = next;
    }
    pieces
}
