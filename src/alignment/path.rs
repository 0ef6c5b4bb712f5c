//! The best path through the corridor, and how likely each of its beads is among all paths.
//!
//! A path goes from (0, 0) to (n, m) in steps that are beads. Dynamic programming finds the one
//! of the highest total score (Viterbi); the forward–backward sums over all paths give each of
//! its beads a posterior probability. Both run in the same cells; bead scores are computed once.
//!
//! What is left out of a translation is mostly left out in runs, so a path remembers whether its
//! last bead was one-sided, and on which side: going on leaving out costs less than beginning to
//! ([`GapCosts`]).

use std::ops::Range;

use super::bead::{PAIRED, PAIRED_SHAPES, Placed, Shape, WIDEST};
use super::corridor::Corridor;
use super::lexical_cost::{RowScorer, RowScores};
use super::logarithm::log_sum;
use super::model::{GapCosts, Model};
use super::side::Side;

/// Sentences of both sides that are aligned with each other: all, or those between two pins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Sentences of the source.
    pub source: Range<usize>,
    /// Sentences of the target.
    pub target: Range<usize>,
}

/// What the last bead of a path was.
const LINKED: usize = 0;
/// A source sentence without counterpart.
const SOURCE_LEFT: usize = 1;
/// A target sentence without counterpart.
const TARGET_LEFT: usize = 2;
const STATES: usize = 3;

/// ln of a sum over paths, or the best score of one, by state.
type ByState = [f64; STATES];

const NOWHERE: ByState = [f64::NEG_INFINITY; STATES];

/// The best beads of a region, and where other ones are not out of the question.
pub(super) struct Found {
    /// The beads in order.
    pub beads: Vec<Placed>,
    /// By row of the region: where paths worth looking at go.
    pub band: Vec<Reach>,
}

/// The columns of a row through which paths worth looking at go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// The first column; after the last one where no such path stops in the row.
    pub low: usize,
    /// The last column.
    pub high: usize,
    /// Whether nearly all paths, by likelihood, stop at one of them. Otherwise a bead may well
    /// span the row.
    pub sure: bool,
}

impl Reach {
    /// No path.
    pub(super) const NONE: Reach = Reach {
        low: usize::MAX,
        high: 0,
        sure: false,
    };
}

/// Finds the best beads of a region. Only where they are to be `judged` are their posteriors also
/// softened.
pub(super) fn search(
    model: &Model,
    source: &Side,
    target: &Side,
    region: &Region,
    corridor: &Corridor,
    judged: bool,
) -> Found {
    Lattice::new(model, source, target, region, corridor).found(region, judged)
}

/// A bead with two sides that the search may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Sentences of the source.
    pub source: Range<usize>,
    /// Sentences of the target.
    pub target: Range<usize>,
    cell: usize,
    shape: usize,
}

/// Returns the two-sided beads of a region, on the best path or not, of which neither is near
/// certain: that they are right, or that they are wrong.
pub(super) fn doubtful(
    model: &Model,
    source: &Side,
    target: &Side,
    region: &Region,
    corridor: &Corridor,
) -> Vec<Candidate> {
    Lattice::new(model, source, target, region, corridor).doubtful(region)
}

/// Finds the best beads of a region, to be judged, where the scores of some candidates from the
/// same region and corridor are changed by what more is known of them.
pub(super) fn search_again(
    model: &Model,
    source: &Side,
    target: &Side,
    region: &Region,
    corridor: &Corridor,
    more: &[(&Candidate, f32)],
) -> Found {
    let mut lattice = Lattice::new(model, source, target, region, corridor);
    for (candidate, nats) in more {
        lattice.paired[candidate.cell][candidate.shape] += nats;
    }
    lattice.found(region, true)
}

/// Posteriors of a bead that may as well be wrong as right.
const IN_DOUBT: Range<f64> = 0.001..0.999;

/// Nats below the best path from which a path is out of the question.
const OUT_OF_QUESTION: f64 = 20.0;

/// Nats that a cell may miss of the sum over all paths where nearly all go through it.
const NEARLY_ALL: f64 = 1e-3;

/// What all scores are multiplied with for the softened posteriors. The true ones are nearly
/// always near 1, since the words of a sentence are not independent; these still tell beads apart.
const SOFTENING: f64 = 0.2;

/// A bead of the path, in the region's own numbers, and the cells it joins.
struct Step {
    source: Range<usize>,
    target: Range<usize>,
    /// Its own score; of a sentence left out, that of beginning to.
    score: f64,
    /// Its shape's number, where it has two sides.
    shape: usize,
    state: usize,
    from: usize,
    to: usize,
}

/// Sums over paths, as logarithms.
struct Sums {
    /// For each cell, over all paths from the start to it.
    forward: Vec<ByState>,
    /// For each cell, over all paths from it to the end.
    backward: Vec<ByState>,
    /// Over all paths.
    total: f64,
}

/// The scores of everything a path of a region can be made of.
struct Lattice<'a> {
    corridor: &'a Corridor,
    gaps: GapCosts,
    /// By cell: the score of the bead of each two-sided shape that ends there.
    paired: Vec<[f32; PAIRED]>,
    /// By source sentence of the region: what its edges say for leaving it out.
    source_left: Vec<f64>,
    /// The same by target sentence.
    target_left: Vec<f64>,
}

impl<'a> Lattice<'a> {
    fn new(
        model: &Model,
        source: &Side,
        target: &Side,
        region: &Region,
        corridor: &'a Corridor,
    ) -> Self {
        Lattice {
            corridor,
            gaps: model.gaps(),
            paired: score_cells(model, source, target, region, corridor),
            source_left: region
                .source
                .clone()
                .map(|i| model.left_source(source, i))
                .collect(),
            target_left: region
                .target
                .clone()
                .map(|j| model.left_target(target, j))
                .collect(),
        }
    }

    /// Finds the best beads.
    fn found(mut self, region: &Region, judged: bool) -> Found {
        let steps = self.best_path();
        let sums = self.sums();
        let band = self.band(&sums);
        let posteriors = self.posteriors(&steps, &sums);
        drop(sums);
        let softened = if judged {
            self.soften();
            self.posteriors(&steps, &self.sums())
        } else {
            posteriors.clone()
        };
        let (i, j) = (region.source.start, region.target.start);
        let judged = steps.into_iter().zip(posteriors.into_iter().zip(softened));
        let placed = judged.map(|(step, (posterior, softened))| Placed {
            source: step.source.start + i..step.source.end + i,
            target: step.target.start + j..step.target.end + j,
            score: step.score,
            posterior,
            softened,
            pinned: false,
        });
        let mut beads: Vec<Placed> = placed.collect();
        beads.reverse();
        Found { beads, band }
    }

    /// Returns the two-sided beads in doubt, in the order of their cells and shapes.
    fn doubtful(&self, region: &Region) -> Vec<Candidate> {
        let sums = self.sums();
        let anys: Vec<f64> = sums.forward.iter().map(|sums| self.any(sums)).collect();
        let mut found = Vec::new();
        for (row, column, cell) in self.cells().skip(1) {
            for (at, shape) in PAIRED_SHAPES.into_iter().enumerate() {
                let Some(from) = origin(self.corridor, row, column, shape) else {
                    continue;
                };
                let score = f64::from(self.paired[cell][at]);
                let log = anys[from] + score + sums.backward[cell][LINKED] - sums.total;
                if IN_DOUBT.contains(&libm::exp(log.min(0.0))) {
                    found.push(Candidate {
                        source: ending(region.source.start + row, shape.source),
                        target: ending(region.target.start + column, shape.target),
                        cell,
                        shape: at,
                    });
                }
            }
        }
        found
    }

    fn sums(&self) -> Sums {
        let forward = self.forward();
        let total = forward.last().map_or(0.0, log_sum);
        Sums {
            backward: self.backward(),
            forward,
            total,
        }
    }

    /// Returns for each step the share of all paths, by likelihood, that go by it.
    fn posteriors(&self, steps: &[Step], sums: &Sums) -> Vec<f64> {
        let posterior = |step: &Step| {
            let log = match step.state {
                LINKED => {
                    let score = f64::from(self.paired[step.to][step.shape]);
                    self.any(&sums.forward[step.from]) + score + sums.backward[step.to][LINKED]
                }
                left => sums.forward[step.to][left] + sums.backward[step.to][left],
            };
            libm::exp((log - sums.total).min(0.0))
        };
        steps.iter().map(posterior).collect()
    }

    /// Makes all likelihoods less sure.
    fn soften(&mut self) {
        for score in self.paired.iter_mut().flatten() {
            *score *= SOFTENING as f32;
        }
        for left in self.source_left.iter_mut().chain(&mut self.target_left) {
            *left *= SOFTENING;
        }
        let GapCosts {
            open,
            extend,
            switch,
            close,
        } = &mut self.gaps;
        for cost in [open, extend, switch, close] {
            *cost *= SOFTENING;
        }
    }

    /// Returns what a two-sided bead may build on: all paths to a cell, whatever came last.
    fn any(&self, sums: &ByState) -> f64 {
        log_sum(&[
            sums[LINKED],
            sums[SOURCE_LEFT] + self.gaps.close,
            sums[TARGET_LEFT] + self.gaps.close,
        ])
    }

    /// Returns row, column and number of every cell, in order.
    fn cells(&self) -> impl DoubleEndedIterator<Item = (usize, usize, usize)> + '_ {
        (0..self.corridor.rows()).flat_map(move |row| {
            let first = *self.corridor.columns(row).start();
            self.corridor
                .columns(row)
                .map(move |column| (row, column, self.corridor.first_cell(row) + column - first))
        })
    }

    /// Returns for each cell ln of the sum over all paths from the start to it, by last bead.
    fn forward(&self) -> Vec<ByState> {
        let mut sums = vec![NOWHERE; self.corridor.cells()];
        let mut anys = vec![f64::NEG_INFINITY; self.corridor.cells()];
        sums[0][LINKED] = 0.0;
        anys[0] = 0.0;
        for (row, column, cell) in self.cells().skip(1) {
            let mut parts = [f64::NEG_INFINITY; PAIRED];
            for (at, shape) in PAIRED_SHAPES.into_iter().enumerate() {
                if let Some(from) = origin(self.corridor, row, column, shape) {
                    parts[at] = anys[from] + f64::from(self.paired[cell][at]);
                }
            }
            let mut found = [log_sum(&parts), f64::NEG_INFINITY, f64::NEG_INFINITY];
            for (state, from, left) in self.leaving(row, column) {
                let s = &sums[from];
                found[state] = left
                    + log_sum(&[
                        s[LINKED] + self.gaps.open,
                        s[state] + self.gaps.extend,
                        s[other(state)] + self.gaps.switch,
                    ]);
            }
            sums[cell] = found;
            anys[cell] = self.any(&found);
        }
        sums
    }

    /// Returns the one-sided beads that end in a cell: state, cell before, score of its own.
    fn leaving(&self, row: usize, column: usize) -> impl Iterator<Item = (usize, usize, f64)> {
        let above = row.checked_sub(1).and_then(|row| {
            let cell = self.corridor.cell(row, column)?;
            Some((SOURCE_LEFT, cell, self.source_left[row]))
        });
        let before = column.checked_sub(1).and_then(|column| {
            let cell = self.corridor.cell(row, column)?;
            Some((TARGET_LEFT, cell, self.target_left[column]))
        });
        above.into_iter().chain(before)
    }

    /// Returns for each cell ln of the sum over all paths from it to the end, by last bead.
    fn backward(&self) -> Vec<ByState> {
        let mut sums = vec![NOWHERE; self.corridor.cells()];
        let last = self.corridor.cells() - 1;
        sums[last] = [0.0; STATES];
        for (row, column, cell) in self.cells().rev().skip(1) {
            let mut parts = [f64::NEG_INFINITY; PAIRED];
            for (at, shape) in PAIRED_SHAPES.into_iter().enumerate() {
                if let Some(to) = self
                    .corridor
                    .cell(row + shape.source, column + shape.target)
                {
                    parts[at] = sums[to][LINKED] + f64::from(self.paired[to][at]);
                }
            }
            let linked = log_sum(&parts);
            let below = self.corridor.cell(row + 1, column);
            let source = below.map_or(f64::NEG_INFINITY, |to| {
                sums[to][SOURCE_LEFT] + self.source_left[row]
            });
            let after = self.corridor.cell(row, column + 1);
            let target = after.map_or(f64::NEG_INFINITY, |to| {
                sums[to][TARGET_LEFT] + self.target_left[column]
            });
            let g = &self.gaps;
            sums[cell] = [
                log_sum(&[linked, source + g.open, target + g.open]),
                log_sum(&[linked + g.close, source + g.extend, target + g.switch]),
                log_sum(&[linked + g.close, source + g.switch, target + g.extend]),
            ];
        }
        sums
    }

    /// Returns the columns of each row that are not out of the question.
    fn band(&self, sums: &Sums) -> Vec<Reach> {
        let mut band = vec![Reach::NONE; self.corridor.rows()];
        for (row, column, cell) in self.cells() {
            let (f, b) = (&sums.forward[cell], &sums.backward[cell]);
            let through: [f64; STATES] = std::array::from_fn(|state| f[state] + b[state]);
            let through = log_sum(&through) - sums.total;
            if through >= -OUT_OF_QUESTION {
                let reach = &mut band[row];
                reach.low = reach.low.min(column);
                reach.high = reach.high.max(column);
                reach.sure |= through >= -NEARLY_ALL;
            }
        }
        band
    }

    /// Returns the steps of the best path, last first.
    fn best_path(&self) -> Vec<Step> {
        let mut best = vec![NOWHERE; self.corridor.cells()];
        let mut chosen = vec![[0_u8; STATES]; self.corridor.cells()];
        best[0][LINKED] = 0.0;
        let close = [0.0, self.gaps.close, self.gaps.close];
        for (row, column, cell) in self.cells().skip(1) {
            for (at, shape) in PAIRED_SHAPES.into_iter().enumerate() {
                if let Some(from) = origin(self.corridor, row, column, shape) {
                    for state in 0..STATES {
                        let score =
                            best[from][state] + close[state] + f64::from(self.paired[cell][at]);
                        if score > best[cell][LINKED] {
                            best[cell][LINKED] = score;
                            chosen[cell][LINKED] = (at * STATES + state) as u8;
                        }
                    }
                }
            }
            for (state, from, left) in self.leaving(row, column) {
                let s = best[from];
                for (before, cost) in [
                    (LINKED, self.gaps.open),
                    (state, self.gaps.extend),
                    (other(state), self.gaps.switch),
                ] {
                    let score = s[before] + cost + left;
                    if score > best[cell][state] {
                        best[cell][state] = score;
                        chosen[cell][state] = before as u8;
                    }
                }
            }
        }
        self.follow(&best, &chosen)
    }

    fn follow(&self, best: &[ByState], chosen: &[[u8; STATES]]) -> Vec<Step> {
        let mut row = self.corridor.rows() - 1;
        let mut column = *self.corridor.columns(row).end();
        let mut steps = Vec::new();
        let last = best[best.len() - 1];
        let mut state = (1..STATES).fold(LINKED, |a, b| if last[b] > last[a] { b } else { a });
        while let Some(to) = self.corridor.cell(row, column).filter(|&cell| cell > 0) {
            let choice = usize::from(chosen[to][state]);
            let (shape, score) = match state {
                LINKED => (
                    PAIRED_SHAPES[choice / STATES],
                    f64::from(self.paired[to][choice / STATES]),
                ),
                SOURCE_LEFT => (
                    Shape {
                        source: 1,
                        target: 0,
                    },
                    self.gaps.open,
                ),
                _ => (
                    Shape {
                        source: 0,
                        target: 1,
                    },
                    self.gaps.open,
                ),
            };
            let Some(from) = origin(self.corridor, row, column, shape) else {
                break;
            };
            steps.push(Step {
                source: ending(row, shape.source),
                target: ending(column, shape.target),
                score,
                shape: choice / STATES,
                state,
                from,
                to,
            });
            row -= shape.source;
            column -= shape.target;
            state = if state == LINKED {
                choice % STATES
            } else {
                choice
            };
        }
        steps
    }
}

/// Returns the state of leaving out on the other side.
fn other(state: usize) -> usize {
    SOURCE_LEFT + TARGET_LEFT - state
}

fn score_cells(
    model: &Model,
    source: &Side,
    target: &Side,
    region: &Region,
    corridor: &Corridor,
) -> Vec<[f32; PAIRED]> {
    let mut scores = vec![[f32::NEG_INFINITY; PAIRED]; corridor.cells()];
    let mut scorer = RowScorer::new(&model.lexical, source, target);
    let mut window = LexicalWindow::default();
    for row in 1..corridor.rows() {
        window.push(scorer.row(
            region.source.start + row - 1,
            columns_needed(corridor, row, region),
            region.target.start,
        ));
        for column in corridor.columns(row) {
            let Some(cell) = corridor.cell(row, column) else {
                continue;
            };
            for (at, shape) in PAIRED_SHAPES.into_iter().enumerate() {
                if origin(corridor, row, column, shape).is_none() {
                    continue;
                }
                let ours = ending(region.source.start + row, shape.source);
                let theirs = ending(region.target.start + column, shape.target);
                let words = window.score(shape, theirs.end);
                scores[cell][at] = model.score(source, target, &ours, &theirs, at, words) as f32;
            }
        }
    }
    scores
}

fn ending(end: usize, length: usize) -> Range<usize> {
    end - length..end
}

/// Returns the target sentences that beads ending in a row, or in the rows just after, touch.
fn columns_needed(corridor: &Corridor, row: usize, region: &Region) -> Range<usize> {
    let low = *corridor.columns(row.saturating_sub(WIDEST)).start();
    let last = (row + WIDEST - 1).min(corridor.rows() - 1);
    let high = *corridor.columns(last).end();
    region.target.start + low..region.target.start + high
}

/// Returns the cell where a bead of a shape that ends in a cell begins.
fn origin(corridor: &Corridor, row: usize, column: usize, shape: Shape) -> Option<usize> {
    corridor.cell(
        row.checked_sub(shape.source)?,
        column.checked_sub(shape.target)?,
    )
}

/// Lexical scores of the last source sentences, the latest first.
#[derive(Default)]
struct LexicalWindow {
    rows: [RowScores; WIDEST],
}

impl LexicalWindow {
    fn push(&mut self, row: RowScores) {
        self.rows.rotate_right(1);
        self.rows[0] = row;
    }

    /// Returns the lexical score, both directions together, of the bead of a shape whose last
    /// target sentence is the one before `end`.
    fn score(&self, shape: Shape, end: usize) -> f64 {
        let latest = &self.rows[0];
        let theirs = ending(end - latest.start, shape.target);
        let given_source = latest.given_source[theirs].iter();
        let given_source: f32 = given_source.map(|widths| widths[shape.source - 1]).sum();
        let given_target = self.rows[..shape.source].iter();
        let given_target: f32 = given_target
            .map(|row| row.given_target[end - 1 - row.start][shape.target - 1])
            .sum();
        f64::from(given_source + given_target)
    }
}
