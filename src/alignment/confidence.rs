//! How sure each bead is, and what speaks against it.

use super::bead::{Bead, Doubt, Placed, Sentence};
use super::model::Model;
use super::side::Side;
use crate::lexicon::{Token, TokenKind, tokens};
use crate::model::Confidence;

/// Judges the beads of the last pass.
pub(super) fn judge(
    placed: &[Placed],
    model: &Model,
    sides: (&Side, &Side),
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
) -> Vec<Bead> {
    (0..placed.len())
        .map(|at| {
            let bead = &placed[at];
            let signs = Signs::read(placed, at, model, sides);
            let confidence = if bead.pinned {
                Confidence::CERTAIN
            } else {
                Confidence::from_probability(signs.probability())
            };
            Bead {
                source: bead.source.clone(),
                target: bead.target.clone(),
                confidence,
                doubts: if bead.pinned {
                    Vec::new()
                } else {
                    doubts(placed, at, &signs, sides, source, target)
                },
            }
        })
        .collect()
}

/// What the probability that a bead is right is estimated from.
#[derive(Debug, Clone)]
struct Signs {
    /// Posterior odds of the bead and the least of its neighbours' (two on each side); whether it
    /// is 1-1, one-sided, of more than three sentences; how much its lengths disagree; its score
    /// for its size; neighbours that are not 1-1; ln of its characters.
    values: [f64; SIGNS],
    /// Standard deviations by which the target is too long.
    deviation: f64,
}

const SIGNS: usize = 9;

/// Posterior odds above e to the power of this say no more.
const MOST_ODDS: f64 = 9.0;

/// Constant and weights of a logistic regression, in the order of [`Signs::read`].
///
/// Fitted by Newton's method with a ridge of 1 on the 27 259 beads that this aligner finds in the
/// development gold, undamaged and damaged, right or wrong as its gold says. Fitted on one half of
/// the documents, the expected error on the other is within 0.7 points of the observed one where
/// nothing is missing, 2.9 where text is. `docs/alignment.md` has the table.
const WEIGHTS: [f64; SIGNS + 1] = [
    0.444, 0.238, 0.157, 0.703, 1.344, -0.529, -0.804, 0.531, -0.335, -0.080,
];

impl Signs {
    fn read(placed: &[Placed], at: usize, model: &Model, sides: (&Side, &Side)) -> Self {
        let bead = &placed[at];
        let shape = bead.shape();
        let neighbours = || {
            let near = at.saturating_sub(2)..(at + 3).min(placed.len());
            near.filter(move |&k| k != at).map(|k| &placed[k])
        };
        let least = neighbours().map(odds).fold(MOST_ODDS, f64::min);
        let unusual = neighbours()
            .filter(|b| (b.source.len(), b.target.len()) != (1, 1))
            .count();
        let two_sided = !shape.is_one_sided();
        let deviation = if two_sided {
            model.length_deviation(sides.0, sides.1, bead)
        } else {
            0.0
        };
        let size = sides.0.characters(&bead.source) + sides.1.characters(&bead.target);
        let density = if two_sided {
            bead.score / size.sqrt()
        } else {
            0.0
        };
        let flag = f64::from;
        Signs {
            values: [
                odds(bead),
                least,
                flag(shape.source == 1 && shape.target == 1),
                flag(!two_sided),
                flag(shape.source + shape.target > 3),
                deviation.abs().min(5.0),
                density.clamp(-2.0, 4.0),
                unusual as f64,
                libm::log(size),
            ],
            deviation,
        }
    }

    fn probability(&self) -> f64 {
        let weighted = self.values.iter().zip(&WEIGHTS[1..]);
        let sum = WEIGHTS[0] + weighted.map(|(value, weight)| value * weight).sum::<f64>();
        1.0 / (1.0 + libm::exp(-sum))
    }
}

/// Returns ln of the posterior odds of a bead, at most 9 either way.
fn odds(bead: &Placed) -> f64 {
    let p = bead.posterior.clamp(1e-4, 1.0 - 1e-4);
    libm::log(p / (1.0 - p)).clamp(-MOST_ODDS, MOST_ODDS)
}

/// Standard deviations from which lengths are a doubt.
const ODD_LENGTHS: f64 = 3.0;
/// Posterior below which another way to link is nearly as good.
const CLOSE: f64 = 0.9;
/// Numbers named in the doubts of one bead.
const MOST_NUMBERS: usize = 3;

fn doubts(
    placed: &[Placed],
    at: usize,
    signs: &Signs,
    sides: (&Side, &Side),
    source: &[Sentence<'_>],
    target: &[Sentence<'_>],
) -> Vec<Doubt> {
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
        found.extend(lonely_numbers(
            &source[bead.source.clone()],
            &target[bead.target.clone()],
        ));
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
