//! The best path through the corridor, and how likely each of its beads is among all paths.
//!
//! A path goes from (0, 0) to (n, m) in steps that are beads. Dynamic programming finds the one
//! of the highest total score (Viterbi); the forward–backward sums over all paths give each of
//! its beads a posterior probability. Both run in the same cells; bead scores are computed once.

use std::ops::Range;

use super::bead::{ALL_SHAPES, Placed, SHAPES, Shape, WIDEST};
use super::corridor::Corridor;
use super::lexical_cost::{RowScorer, RowScores};
use super::model::Model;
use super::side::Side;

/// Sentences of both sides that are aligned with each other: all, or those between two pins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Sentences of the source.
    pub source: Range<usize>,
    /// Sentences of the target.
    pub target: Range<usize>,
}

/// For each cell, the score of the bead of each shape that ends there.
type Scores = Vec<[f32; SHAPES]>;

/// Finds the best beads of a region.
pub(super) fn search(
    model: &Model,
    source: &Side,
    target: &Side,
    region: &Region,
    corridor: &Corridor,
) -> Vec<Placed> {
    let scores = score_cells(model, source, target, region, corridor);
    let forward = forward(corridor, &scores);
    let backward = backward(corridor, &scores);
    let total = forward.last().copied().unwrap_or(0.0);
    let mut beads: Vec<Placed> = best_path(corridor, &scores)
        .into_iter()
        .map(|step| {
            let log = step.score + forward[step.from] + backward[step.to] - total;
            Placed {
                source: step.source.start + region.source.start
                    ..step.source.end + region.source.start,
                target: step.target.start + region.target.start
                    ..step.target.end + region.target.start,
                score: step.score,
                posterior: libm::exp(log.min(0.0)),
                pinned: false,
            }
        })
        .collect();
    beads.reverse();
    beads
}

/// A bead of the path, in the region's own numbers, and the cells it joins.
struct Step {
    source: Range<usize>,
    target: Range<usize>,
    score: f64,
    from: usize,
    to: usize,
}

fn score_cells(
    model: &Model,
    source: &Side,
    target: &Side,
    region: &Region,
    corridor: &Corridor,
) -> Scores {
    let mut scores = vec![[f32::NEG_INFINITY; SHAPES]; corridor.cells()];
    let mut scorer = RowScorer::new(&model.lexical, source, target);
    let mut window = LexicalWindow::default();
    for row in 0..corridor.rows() {
        if row > 0 {
            window.push(scorer.row(
                region.source.start + row - 1,
                region.source.start,
                columns_needed(corridor, row, region),
                region.target.start,
            ));
        }
        for column in corridor.columns(row) {
            let Some(cell) = corridor.cell(row, column) else {
                continue;
            };
            for (at, shape) in ALL_SHAPES.into_iter().enumerate() {
                if origin(corridor, row, column, shape).is_none() {
                    continue;
                }
                scores[cell][at] = if shape.is_one_sided() {
                    model.one_sided() as f32
                } else {
                    let ours = ending(region.source.start + row, shape.source);
                    let theirs = ending(region.target.start + column, shape.target);
                    let words = window.score(shape, theirs.end);
                    model.score(source, target, &ours, &theirs, at, words) as f32
                };
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

/// Returns for each cell ln of the sum over all paths from the start to it.
fn forward(corridor: &Corridor, scores: &Scores) -> Vec<f64> {
    let mut sums = vec![f64::NEG_INFINITY; corridor.cells()];
    sums[0] = 0.0;
    for row in 0..corridor.rows() {
        for column in corridor.columns(row) {
            let Some(cell) = corridor.cell(row, column) else {
                continue;
            };
            let mut parts = [f64::NEG_INFINITY; SHAPES];
            for (at, shape) in ALL_SHAPES.into_iter().enumerate() {
                if let Some(from) = origin(corridor, row, column, shape) {
                    parts[at] = sums[from] + f64::from(scores[cell][at]);
                }
            }
            if cell > 0 {
                sums[cell] = log_sum(&parts);
            }
        }
    }
    sums
}

/// Returns for each cell ln of the sum over all paths from it to the end.
fn backward(corridor: &Corridor, scores: &Scores) -> Vec<f64> {
    let mut sums = vec![f64::NEG_INFINITY; corridor.cells()];
    let last = corridor.cells() - 1;
    sums[last] = 0.0;
    for row in (0..corridor.rows()).rev() {
        for column in corridor.columns(row).rev() {
            let Some(cell) = corridor.cell(row, column) else {
                continue;
            };
            let mut parts = [f64::NEG_INFINITY; SHAPES];
            for (at, shape) in ALL_SHAPES.into_iter().enumerate() {
                if let Some(to) = corridor.cell(row + shape.source, column + shape.target) {
                    parts[at] = sums[to] + f64::from(scores[to][at]);
                }
            }
            if cell < last {
                sums[cell] = log_sum(&parts);
            }
        }
    }
    sums
}

/// Returns ln Σ exp, leaving out what is too small to matter.
fn log_sum(parts: &[f64]) -> f64 {
    let most = parts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    let mut sum = 0.0;
    for &part in parts {
        if part >= most {
            sum += 1.0;
        } else if part > most - 40.0 {
            sum += libm::exp(part - most);
        }
    }
    if sum <= 1.0 {
        most
    } else {
        most + libm::log(sum)
    }
}

/// Returns the steps of the best path, last first.
fn best_path(corridor: &Corridor, scores: &Scores) -> Vec<Step> {
    let mut best = vec![f64::NEG_INFINITY; corridor.cells()];
    let mut chosen = vec![0_u8; corridor.cells()];
    best[0] = 0.0;
    for row in 0..corridor.rows() {
        for column in corridor.columns(row) {
            let Some(cell) = corridor.cell(row, column) else {
                continue;
            };
            for (at, shape) in ALL_SHAPES.into_iter().enumerate() {
                if let Some(from) = origin(corridor, row, column, shape) {
                    let score = best[from] + f64::from(scores[cell][at]);
                    if score > best[cell] {
                        best[cell] = score;
                        chosen[cell] = at as u8;
                    }
                }
            }
        }
    }
    follow(corridor, scores, &chosen)
}

fn follow(corridor: &Corridor, scores: &Scores, chosen: &[u8]) -> Vec<Step> {
    let mut row = corridor.rows() - 1;
    let mut column = *corridor.columns(row).end();
    let mut steps = Vec::new();
    while let Some(to) = corridor.cell(row, column).filter(|&cell| cell > 0) {
        let at = usize::from(chosen[to]);
        let shape = ALL_SHAPES[at];
        let Some(from) = origin(corridor, row, column, shape) else {
            break;
        };
        steps.push(Step {
            source: ending(row, shape.source),
            target: ending(column, shape.target),
            score: f64::from(scores[to][at]),
            from,
            to,
        });
        row -= shape.source;
        column -= shape.target;
    }
    steps
}
