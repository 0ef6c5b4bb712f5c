//! What the calibration of confidences is fitted on: signs of beads, to be held against a gold.
//!
//! Only the fit itself uses this (`benches/calibrate.rs`); `confidence.rs` uses its result.

use super::signs::NAMES;
use super::{AlignOptions, Bead, Sentence, confidence, place};
use crate::lexicon::Lexicon;

/// A bead and its signs.
#[derive(Debug, Clone)]
pub struct Example {
    /// The bead as it is judged today, before lists in another order are looked for.
    pub bead: Bead,
    /// Its signs, in the order of [`sign_names`].
    pub signs: Vec<f64>,
}

/// Returns the names of the signs, as the file of the calibration has them.
pub fn sign_names() -> &'static [&'static str] {
    &NAMES
}

/// Returns the name of the constant in the file of the calibration.
pub fn constant_name() -> &'static str {
    confidence::CONSTANT
}

/// Aligns like [`super::align`], and returns the signs of every bead with it.
pub fn examples(
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
    lexicon: &Lexicon,
    options: &AlignOptions,
) -> Vec<Example> {
    let Ok(placement) =
        place::<std::convert::Infallible>(source, target, lexicon, options, &mut |_, _| Ok(()));
    let judged = placement.judged(source, target);
    let signs = judged.signs();
    let beads = confidence::judge(&judged, &signs).into_iter();
    let signs = signs.into_iter().map(|signs| signs.values.to_vec());
    beads
        .zip(signs)
        .map(|(bead, signs)| Example { bead, signs })
        .collect()
}
