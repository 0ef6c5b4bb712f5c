//! Fits the calibration of confidences: `cargo bench --bench calibrate [-- --write] [FOLDER]`.
//!
//! A logistic regression by Newton's method with a ridge, on the beads that the aligner finds in
//! the development gold, undamaged and damaged. Prints what the bands then hold, before the caps of
//! `confidence.rs`, on the same beads
//! and, each half of the documents judged by the other, on unseen ones; with `--write` also writes
//! the numbers to `src/alignment/calibration.tsv`.
#![allow(missing_docs, clippy::print_stdout)]

mod gold;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use enface::alignment::AlignOptions;
use enface::alignment::calibration::{constant_name, examples, sign_names};
use enface::lexicon::Lexicon;

/// Pull of every weight towards 0, in standard deviations of its sign.
const RIDGE: f64 = 1.0;
/// An undamaged bead counts as much as so many damaged ones: most documents are undamaged.
const UNDAMAGED: f64 = 3.0;
/// Steps of Newton's method; half a dozen are enough.
const STEPS: usize = 12;

struct Row {
    signs: Vec<f64>,
    right: bool,
    damaged: bool,
    /// Which half of the documents it belongs to.
    half: usize,
}

fn main() {
    let documents = gold::read(&gold::folder());
    if documents.is_empty() {
        return;
    }
    let lexicon = Lexicon::core("fr", "en");
    let origins: BTreeSet<&str> = documents.iter().map(gold::Document::origin).collect();
    let mut rows = Vec::new();
    for document in &documents {
        let half = origins
            .iter()
            .position(|o| *o == document.origin())
            .unwrap_or(0)
            % 2;
        let (source, target) = (
            gold::sentences(&document.french, true),
            gold::sentences(&document.english, true),
        );
        for example in examples(&source, &target, &lexicon, &AlignOptions::default()) {
            rows.push(Row {
                right: document.gold.contains(&gold::link(&example.bead)),
                signs: example.signs,
                damaged: document.is_damaged(),
                half,
            });
        }
    }
    let all: Vec<&Row> = rows.iter().collect();
    let weights = fit(&all);
    let judged: Vec<(f64, &Row)> = all
        .iter()
        .map(|row| (probability(&weights, row), *row))
        .collect();
    println!("fitted on these {} beads:", rows.len());
    report(&judged);
    let mut unseen = Vec::new();
    for half in [0, 1] {
        let (known, other): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.half != half);
        let weights = fit(&known);
        unseen.extend(
            other
                .into_iter()
                .map(|row| (probability(&weights, row), row)),
        );
    }
    println!("each half by the numbers of the other:");
    report(&unseen);
    let mut file = String::from(
        "# Fitted by `cargo bench --bench calibrate -- --write`; the signs are in signs.rs.\n",
    );
    let names = [constant_name()]
        .into_iter()
        .chain(sign_names().iter().copied());
    for (name, weight) in names.zip(&weights) {
        let _ = writeln!(file, "{name}\t{weight:.4}");
    }
    if std::env::args().any(|argument| argument == "--write") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/alignment/calibration.tsv");
        std::fs::write(path, file).expect("the file can be written");
    } else {
        print!("{file}");
    }
}

fn probability(weights: &[f64], row: &Row) -> f64 {
    let sum: f64 = row
        .signs
        .iter()
        .zip(&weights[1..])
        .map(|(s, w)| s * w)
        .sum();
    1.0 / (1.0 + libm::exp(-weights[0] - sum))
}

/// Returns the constant and the weight of each sign.
fn fit(rows: &[&Row]) -> Vec<f64> {
    let signs = rows[0].signs.len();
    let count = rows.len() as f64;
    let moments: Vec<(f64, f64)> = (0..signs)
        .map(|k| {
            let mean = rows.iter().map(|row| row.signs[k]).sum::<f64>() / count;
            let variance = rows
                .iter()
                .map(|row| (row.signs[k] - mean) * (row.signs[k] - mean))
                .sum::<f64>()
                / count;
            (mean, variance.sqrt().max(1e-9))
        })
        .collect();
    let standard = |row: &Row| -> Vec<f64> {
        let signs = row.signs.iter().zip(&moments);
        [1.0]
            .into_iter()
            .chain(signs.map(|(s, (mean, deviation))| (s - mean) / deviation))
            .collect()
    };
    let size = signs + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut matrix = vec![vec![0.0; size + 1]; size];
        for row in rows {
            let x = standard(row);
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + libm::exp(-sum));
            let weight = if row.damaged { 1.0 } else { UNDAMAGED };
            let error = weight * (f64::from(u8::from(row.right)) - p);
            let curve = weight * p * (1.0 - p);
            for a in 0..size {
                matrix[a][size] += error * x[a];
                for b in 0..size {
                    matrix[a][b] += curve * x[a] * x[b];
                }
            }
        }
        for k in 1..size {
            matrix[k][k] += RIDGE;
            matrix[k][size] -= RIDGE * weights[k];
        }
        for (weight, step) in weights.iter_mut().zip(solve(matrix)) {
            *weight += step;
        }
    }
    let mut constant = weights[0];
    let mut plain = vec![0.0];
    for (weight, (mean, deviation)) in weights[1..].iter().zip(&moments) {
        constant -= weight * mean / deviation;
        plain.push(weight / deviation);
    }
    plain[0] = constant;
    plain
}

/// Solves linear equations by Gauss's elimination; the last column is the right side.
fn solve(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let size = matrix.len();
    for k in 0..size {
        let pivot = (k..size).max_by(|&a, &b| matrix[a][k].abs().total_cmp(&matrix[b][k].abs()));
        matrix.swap(k, pivot.unwrap_or(k));
        let row = matrix[k].clone();
        for (at, other) in matrix.iter_mut().enumerate() {
            if at != k {
                let factor = other[k] / row[k];
                for column in k..=size {
                    other[column] -= factor * row[column];
                }
            }
        }
    }
    (0..size).map(|k| matrix[k][size] / matrix[k][k]).collect()
}

fn report(judged: &[(f64, &Row)]) {
    for damaged in [false, true] {
        let mut of: Vec<(f64, bool)> = judged
            .iter()
            .filter(|(_, row)| row.damaged == damaged)
            .map(|(p, row)| ((p * 1000.0).round() / 1000.0, row.right))
            .collect();
        of.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wrong = |of: &[(f64, bool)]| of.iter().filter(|bead| !bead.1).count();
        let tenth = wrong(&of[..of.len() / 10]);
        let name = if damaged { "damaged" } else { "undamaged" };
        println!(
            "  {name:9} {:6} beads, {:4} wrong; the lowest tenth holds {:4.1} % of those",
            of.len(),
            wrong(&of),
            100.0 * tenth as f64 / wrong(&of).max(1) as f64
        );
        for (low, high, band) in [
            (0.95, 1.1, "accept"),
            (0.7, 0.95, "look"),
            (0.0, 0.7, "doubtful"),
        ] {
            let inside: Vec<(f64, bool)> = of
                .iter()
                .copied()
                .filter(|bead| bead.0 >= low && bead.0 < high)
                .collect();
            let share = 100.0 / inside.len().max(1) as f64;
            let expected: f64 = inside.iter().map(|bead| 1.0 - bead.0).sum();
            println!(
                "    {band:9} {:5.1} %, {:5.2} % wrong, expected {:5.2} %",
                100.0 * inside.len() as f64 / of.len() as f64,
                share * wrong(&inside) as f64,
                share * expected
            );
        }
    }
}
