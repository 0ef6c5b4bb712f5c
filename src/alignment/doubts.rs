//! What speaks against a bead, in words that a reviser can check.

use super::bead::{Doubt, Sentence};
use super::signs::{Judged, Signs};
use crate::lexicon::{Token, TokenKind, tokens};

/// Standard deviations from which lengths are a doubt.
const ODD_LENGTHS: f64 = 3.0;
/// Posterior below which another way to link is nearly as good.
const CLOSE: f64 = 0.9;
/// Numbers named in the doubts of one bead.
pub(super) const MOST_NUMBERS: usize = 3;

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
        if signs.lonely_numbers {
            let (ours, theirs) = (&source[bead.source.clone()], &target[bead.target.clone()]);
            found.extend(lonely_numbers(ours, theirs));
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

/// Returns the numbers of either side that the other lacks.
///
/// One-digit numbers are not counted: they are as often written out as words.
fn lonely_numbers(source: &[Sentence<'_>], target: &[Sentence<'_>]) -> Vec<Doubt> {
    let (ours, theirs) = (numbers(source), numbers(target));
    let missing = |from: &[(String, String)], other: &[(String, String)]| {
        let mut left: Vec<&str> = other.iter().map(|n| n.0.as_str()).collect();
        let mut lonely = Vec::new();
        for (key, written) in from {
            match left.iter().position(|other| other == key) {
                Some(at) => {
                    left.swap_remove(at);
                }
                None if key.len() > 1 => lonely.push(written.clone()),
                None => {}
            }
        }
        lonely
    };
    let mut lonely = missing(&ours, &theirs);
    lonely.extend(missing(&theirs, &ours));
    lonely.truncate(MOST_NUMBERS);
    lonely.into_iter().map(Doubt::Number).collect()
}

/// Returns the numbers of some sentences: their keys and how they are written.
fn numbers(sentences: &[Sentence<'_>]) -> Vec<(String, String)> {
    let of = |sentence: &Sentence<'_>| {
        let text = sentence.text;
        let number = |token: Token| (token.form, text[token.range].to_owned());
        let found = tokens(text).into_iter();
        let found = found.filter(|token| token.kind == TokenKind::Number);
        found.take(MOST_COMPARED).map(number).collect::<Vec<_>>()
    };
    sentences.iter().flat_map(of).collect()
}

/// Numbers of a sentence that are compared.
const MOST_COMPARED: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    fn sentence(text: &str) -> [Sentence<'_>; 1] {
        [Sentence {
            text,
            block: 0,
            kind: BlockKind::Paragraph,
        }]
    }

    #[test]
    fn numbers_without_partner_are_named_as_written() {
        let french = sentence("Le 3 mai, 1\u{a0}250 tonnes et 45 %, deux fois 45.");
        let english = sentence("On 3 May, 1,250 tonnes and 45%, two times 46.");
        assert_eq!(
            lonely_numbers(&french, &english),
            [Doubt::Number("45".into()), Doubt::Number("46".into())]
        );
        assert_eq!(
            lonely_numbers(&sentence("7 pays"), &sentence("seven countries")),
            []
        );
    }
}
