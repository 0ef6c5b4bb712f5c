//! What speaks against a bead, in words that a reviser can check.

use super::bead::{Doubt, Sentence};
use super::signs::{Judged, Signs};
use crate::lexicon::{TokenKind, tokens};

/// Standard deviations from which lengths are a doubt.
const ODD_LENGTHS: f64 = 3.0;
/// Posterior below which another way to link is nearly as good.
const CLOSE: f64 = 0.9;

/// Returns the doubts about a bead.
pub(super) fn doubts(judged: &Judged<'_>, at: usize, signs: &Signs) -> Vec<Doubt> {
    let (placed, sides) = (judged.placed, judged.sides);
    let (source, target) = judged.texts;
    let bead = &placed[at];
    let mut found = Vec::new();
    if bead.shape().is_one_sided() {
        found.push(Doubt::OneSided);
    } else {
        if signs.deviation.abs() > ODD_LENGTHS {
            found.push(Doubt::Lengths {
                source: sides.0.characters(&bead.source) as usize,
                target: sides.1.characters(&bead.target) as usize,
            });
        }
        if signs.unexplained {
            found.push(Doubt::Words);
        }
        let sides = [&source[bead.source.clone()], &target[bead.target.clone()]];
        for (sentences, keys) in sides.into_iter().zip(&signs.lonely_numbers) {
            let numbers = keys.iter().filter_map(|key| written(sentences, key));
            found.extend(numbers.map(Doubt::Number));
        }
        let beside = [at.checked_sub(1), Some(at + 1)];
        let omission = |k: usize| placed.get(k).is_some_and(|b| b.shape().is_one_sided());
        if beside.into_iter().flatten().any(omission) {
            found.push(Doubt::NextToOmission);
        }
    }
    if bead.posterior < CLOSE {
        found.push(Doubt::CloseCall);
    }
    found
}

/// Returns a number as it is written, by its key.
fn written(sentences: &[Sentence<'_>], key: &str) -> Option<String> {
    sentences.iter().find_map(|sentence| {
        let found = tokens(sentence.text).into_iter();
        let mut found = found.filter(|token| token.kind == TokenKind::Number);
        let token = found.find(|token| token.form == key)?;
        Some(sentence.text[token.range].to_owned())
    })
}
