//! How sure each bead is: from its signs to a calibrated probability, and what speaks against it.

use std::sync::LazyLock;

use super::bead::Bead;
use super::doubts::doubts;
use super::signs::{Judged, NAMES, SIGNS, Signs};
use crate::model::Confidence;

/// A constant, then a weight for each sign: a logistic regression.
///
/// `cargo bench --bench calibrate` fits them on development gold and writes the file.
const CALIBRATION: &str = include_str!("calibration.tsv");

/// The numbers of [`CALIBRATION`]: the constant, then in the order of the signs.
static WEIGHTS: LazyLock<[f64; SIGNS + 1]> = LazyLock::new(|| {
    let weight = |name: &str| {
        let mut lines = CALIBRATION.lines().filter_map(|line| line.split_once('\t'));
        let found = lines.find(|(written, _)| *written == name);
        found
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(0.0)
    };
    std::array::from_fn(|at| weight(if at == 0 { CONSTANT } else { NAMES[at - 1] }))
});

/// What is estimated is never certain: that is for what a person has said.
const ALMOST_CERTAIN: Confidence = Confidence::from_thousandths(999);

/// The most that a bead is believed in whose words say nothing for it: in two texts of a few
/// sentences, lengths and places alone would make strangers look sure.
pub(super) const UNEXPLAINED: Confidence = Confidence::from_thousandths(690);

/// Name of the constant in the file.
pub(super) const CONSTANT: &str = "constant";

/// Judges the beads of the last pass by their signs.
pub(super) fn judge(judged: &Judged<'_>, signs: &[Signs]) -> Vec<Bead> {
    let beads = judged.placed.iter().enumerate();
    beads
        .map(|(at, bead)| {
            let (confidence, doubts) = if bead.pinned {
                (Confidence::CERTAIN, Vec::new())
            } else {
                let probability = probability(&signs[at]);
                let most = if signs[at].unexplained {
                    UNEXPLAINED
                } else {
                    ALMOST_CERTAIN
                };
                (
                    Confidence::from_probability(probability).min(most),
                    doubts(judged, at, &signs[at]),
                )
            };
            Bead {
                source: bead.source.clone(),
                target: bead.target.clone(),
                confidence,
                doubts,
            }
        })
        .collect()
}

fn probability(signs: &Signs) -> f64 {
    let weighted = signs.values.iter().zip(&WEIGHTS[1..]);
    let sum = WEIGHTS[0] + weighted.map(|(value, weight)| value * weight).sum::<f64>();
    1.0 / (1.0 + libm::exp(-sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_a_number_for_every_sign_and_no_other() {
        let names: Vec<&str> = CALIBRATION
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split_once('\t').expect(line))
            .inspect(|(name, value)| assert!(value.parse::<f64>().is_ok(), "{name} {value}"))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names[0], CONSTANT);
        assert_eq!(names[1..], NAMES);
    }
}
