//! The length model: translations are about as long as what they translate.
//!
//! Gale and Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational
//! Linguistics 19(1), 1993: the length of a target text is normally distributed around c times
//! the length of its source, with a variance that grows with the length. Here with a heavy tail
//! (a few per cent of translations follow no rule), as a ratio against the chance of that length
//! for unrelated text, and with c and the variance learnt from the document.

use super::logarithm::{ln, softplus};

/// How lengths in characters of the two sides relate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LengthModel {
    /// Target characters for one of the source.
    ratio: f64,
    /// Variance for one character.
    variance: f64,
    /// Mean characters of a target sentence.
    mean: f64,
}

/// Variance for one character that Gale and Church measured.
const USUAL_VARIANCE: f64 = 6.8;
/// Limits of a learnt variance.
const VARIANCES: (f64, f64) = (1.0, 15.0);
/// Share of translations that follow no rule.
const TAIL: f64 = 0.06;
/// ln of that.
const LN_TAIL: f64 = -2.813_410_716_760_036;
/// Pseudo-beads of the usual variance that a learnt one starts from.
const PSEUDO_BEADS: f64 = 20.0;
/// Characters of each side that the ratio 1.0 starts from, so that a line or two prove nothing.
const PSEUDO_CHARACTERS: f64 = 200.0;
/// Squared deviations above this count as this when the variance is learnt.
const OUTLIER: f64 = 9.0;
/// Square root of 2π.
const ROOT_TWO_PI: f64 = 2.506_628_274_631_000_5;

impl LengthModel {
    /// Returns the model of two documents from their characters and target sentences.
    pub(super) fn new(source: f64, target: f64, target_sentences: usize) -> Self {
        LengthModel {
            ratio: ratio(source, target),
            variance: USUAL_VARIANCE,
            mean: (target / target_sentences.max(1) as f64).max(1.0),
        }
    }

    /// Returns ln of how much likelier the target's length is for a translation than for
    /// unrelated text; `widest` is the larger number of sentences of the two sides.
    pub(super) fn score(&self, source: f64, target: f64, widest: usize) -> f64 {
        // ln [ (1 − tail) · normal / background + tail ], all in logarithms: the search asks this
        // for every bead it looks at.
        let spread = self.spread(source, target);
        let background = (1.0 - TAIL) * 1.6 * self.mean * widest as f64 / ROOT_TWO_PI;
        let normal = ln(background * background / spread) - self.deviation(source, target, spread);
        LN_TAIL + softplus(normal / 2.0 - LN_TAIL)
    }

    /// Returns by how many standard deviations the lengths disagree; above 0 where the target is
    /// too long.
    pub(super) fn z(&self, source: f64, target: f64) -> f64 {
        (target - self.ratio * source) / self.spread(source, target).sqrt()
    }

    /// Learns ratio and variance from beads: (characters of source, of target, weight).
    pub(super) fn learn(&mut self, beads: &[(f64, f64, f64)]) {
        let sum = |pick: fn(&(f64, f64, f64)) -> f64| beads.iter().map(pick).sum::<f64>();
        let (source, target) = (sum(|b| b.0 * b.2), sum(|b| b.1 * b.2));
        if source > 0.0 && target > 0.0 {
            self.ratio = ratio(source, target);
        }
        let mut total = PSEUDO_BEADS * USUAL_VARIANCE;
        let mut weight = PSEUDO_BEADS;
        for &(source, target, share) in beads {
            let per_variance = self.spread(source, target) / self.variance;
            let squared = self.deviation(source, target, per_variance);
            total += share * squared.min(OUTLIER * self.variance);
            weight += share;
        }
        self.variance = (total / weight).clamp(VARIANCES.0, VARIANCES.1);
    }

    fn spread(&self, source: f64, target: f64) -> f64 {
        self.variance * (target + self.ratio * source).max(2.0) / 2.0
    }

    fn deviation(&self, source: f64, target: f64, spread: f64) -> f64 {
        let difference = target - self.ratio * source;
        difference * difference / spread
    }
}

/// Returns a careful ratio, never far from what two languages of Europe can show.
fn ratio(source: f64, target: f64) -> f64 {
    ((target + PSEUDO_CHARACTERS) / (source + PSEUDO_CHARACTERS)).clamp(0.4, 2.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_lengths_are_worth_more_than_unlike_ones() {
        let model = LengthModel::new(1000.0, 1000.0, 10);
        let close = model.score(100.0, 104.0, 1);
        let far = model.score(100.0, 180.0, 1);
        assert!(close > 0.0 && far < 0.0 && close > far);
        assert!(model.score(100.0, 100_000.0, 1) >= libm::log(TAIL));
    }

    #[test]
    fn logarithms_say_what_the_formula_says() {
        assert!((LN_TAIL - libm::log(TAIL)).abs() < 1e-12);
        let model = LengthModel::new(1000.0, 1200.0, 10);
        for (source, target, widest) in [(30.0, 33.0, 1), (2000.0, 2900.0, 3), (100.0, 400.0, 2)] {
            let spread = model.spread(source, target);
            let z2 = model.deviation(source, target, spread);
            let normal = libm::exp(-z2 / 2.0) / (ROOT_TWO_PI * spread.sqrt());
            let background = 1.0 / (1.6 * model.mean * f64::from(widest));
            let exact = libm::log((1.0 - TAIL) * normal / background + TAIL);
            let score = model.score(source, target, widest as usize);
            assert!((score - exact).abs() < 0.01, "{score} {exact}");
        }
    }

    #[test]
    fn the_ratio_is_learnt() {
        let mut model = LengthModel::new(10_000.0, 10_000.0, 100);
        let beads: Vec<_> = (0..200).map(|_| (100.0, 120.0, 1.0)).collect();
        model.learn(&beads);
        assert!(model.z(100.0, 120.0).abs() < 0.1);
        assert!(model.z(100.0, 80.0) < -2.0);
    }
}
