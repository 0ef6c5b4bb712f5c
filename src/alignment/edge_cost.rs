//! What the beginnings and ends of sentences say about a bead.
//!
//! Sentences of a translation begin and end alike: a question ends with a question mark, what
//! opens with a quotation mark does so in both languages. And where a sentence has been cut badly
//! (it goes on in lower case, or the one before it ends with a comma) a bead hardly begins, while
//! inside a bead such breaks are at home. All of it is counted in the document itself: what beads
//! show is compared with what the sides show on their own. In a statute, where items in lower case
//! are the rule, a break before one soon says nothing.

use std::ops::Range;

use super::bead::Placed;
use super::logarithm::ln;
use super::side::{BEGINNINGS, BREAKS, ENDINGS, Side};

/// Share of beads whose sides end alike for that reason, before a document has been seen.
const SAME_ENDING: f64 = 0.5;
/// The same of beginnings.
const SAME_BEGINNING: f64 = 0.6;
/// Pseudo-beads of these shares.
const PSEUDO_BEADS: f64 = 50.0;
/// Share of the breaks inside beads that bad cuts have made, before a document has been seen.
const BADLY_CUT: f64 = 0.4;
/// How often a bead begins after a bad cut, against any sentence.
const BEGINS_BADLY: f64 = 0.15;
/// Pseudo-breaks of these shares.
const PSEUDO_BREAKS: f64 = 30.0;
/// Breaks of each class that any document is credited with.
const CREDIT: [f64; BREAKS] = [2.0, 0.5, 0.1];
/// No single sign says more than this, either way.
const MOST: f64 = 3.0;

/// What edges say, as ln of how much likelier they are for beads than for any sentences.
#[derive(Debug)]
pub(super) struct EdgeModel {
    /// By ending of source and target.
    endings: [[f64; ENDINGS]; ENDINGS],
    /// By beginning of source and target.
    beginnings: [[f64; BEGINNINGS]; BEGINNINGS],
    source: BreakModel,
    target: BreakModel,
}

/// What the breaks between the sentences of one document say.
#[derive(Debug)]
struct BreakModel {
    /// Where a bead begins, by class.
    edge: [f64; BREAKS],
    /// Inside a bead.
    inside: [f64; BREAKS],
}

impl EdgeModel {
    /// Returns the model of two documents of which no bead is known.
    pub(super) fn new(source: &Side, target: &Side) -> Self {
        EdgeModel::learnt(source, target, &[])
    }

    /// Returns the model that beads teach, each by its posterior.
    pub(super) fn learnt(source: &Side, target: &Side, beads: &[&Placed]) -> Self {
        let two_sided = || beads.iter().filter(|b| !b.shape().is_one_sided());
        let endings = two_sided().map(|b| {
            let (ours, theirs) = (b.source.end - 1, b.target.end - 1);
            (source.ending(ours), target.ending(theirs), b.posterior)
        });
        let beginnings = two_sided().map(|b| {
            let (ours, theirs) = (b.source.start, b.target.start);
            (
                source.beginning(ours),
                target.beginning(theirs),
                b.posterior,
            )
        });
        EdgeModel {
            endings: ratios(source.endings(), target.endings(), endings, SAME_ENDING),
            beginnings: ratios(
                source.beginnings(),
                target.beginnings(),
                beginnings,
                SAME_BEGINNING,
            ),
            source: BreakModel::learnt(source, beads, |bead| &bead.source),
            target: BreakModel::learnt(target, beads, |bead| &bead.target),
        }
    }

    /// Returns what the edges say for a bead with two sides.
    pub(super) fn score(
        &self,
        source: &Side,
        target: &Side,
        ours: &Range<usize>,
        theirs: &Range<usize>,
    ) -> f64 {
        self.endings[source.ending(ours.end - 1)][target.ending(theirs.end - 1)]
            + self.beginnings[source.beginning(ours.start)][target.beginning(theirs.start)]
            + self.source.score(source, ours)
            + self.target.score(target, theirs)
    }

    /// Returns what its edges say for leaving out a source sentence.
    pub(super) fn left_source(&self, source: &Side, sentence: usize) -> f64 {
        self.source.score(source, &(sentence..sentence + 1))
    }

    /// Returns what its edges say for leaving out a target sentence.
    pub(super) fn left_target(&self, target: &Side, sentence: usize) -> f64 {
        self.target.score(target, &(sentence..sentence + 1))
    }
}

/// Returns ln of how much likelier two classes meet in a bead than by chance.
///
/// `ours` and `theirs` are how often each class occurs; `same` is the share of beads whose classes
/// agree by more than chance.
fn ratios<const N: usize>(
    ours: [f64; N],
    theirs: [f64; N],
    beads: impl Iterator<Item = (usize, usize, f64)>,
    same: f64,
) -> [[f64; N]; N] {
    let (p, q) = (shares(ours), shares(theirs));
    let mut joint = [[0.0; N]; N];
    for (a, row) in joint.iter_mut().enumerate() {
        for (b, count) in row.iter_mut().enumerate() {
            let alike = if a == b { same } else { 0.0 };
            *count = PSEUDO_BEADS * p[a] * (alike + (1.0 - same) * q[b]);
        }
    }
    for (a, b, weight) in beads {
        joint[a][b] += weight;
    }
    joint.map(|row| {
        let all: f64 = row.iter().sum();
        std::array::from_fn(|b| ln(row[b] / all / q[b]).clamp(-MOST, MOST))
    })
}

fn shares<const N: usize>(counts: [f64; N]) -> [f64; N] {
    let all: f64 = counts.iter().map(|count| count + 0.5).sum();
    counts.map(|count| (count + 0.5) / all)
}

impl BreakModel {
    fn learnt(side: &Side, beads: &[&Placed], of: impl Fn(&Placed) -> &Range<usize>) -> Self {
        let mut usual = CREDIT;
        for class in (0..side.len()).filter_map(|sentence| side.break_before(sentence)) {
            usual[class] += 1.0;
        }
        let all: f64 = usual.iter().sum();
        let usual = usual.map(|count| count / all);
        let bad = BREAKS - 1;
        let mut edge = usual;
        edge[bad] *= BEGINS_BADLY;
        let all: f64 = edge.iter().sum();
        edge = edge.map(|share| share / all * PSEUDO_BREAKS);
        let mut inside = usual.map(|share| share * (1.0 - BADLY_CUT) * PSEUDO_BREAKS);
        inside[bad] += BADLY_CUT * PSEUDO_BREAKS;
        for bead in beads {
            let range = of(bead);
            for sentence in range.clone() {
                if let Some(class) = side.break_before(sentence) {
                    let counts = if sentence == range.start {
                        &mut edge
                    } else {
                        &mut inside
                    };
                    counts[class] += bead.posterior;
                }
            }
        }
        let ratio = |counts: [f64; BREAKS]| {
            let all: f64 = counts.iter().sum();
            std::array::from_fn(|class| ln(counts[class] / all / usual[class]).clamp(-MOST, MOST))
        };
        BreakModel {
            edge: ratio(edge),
            inside: ratio(inside),
        }
    }

    fn score(&self, side: &Side, range: &Range<usize>) -> f64 {
        let inside = range.clone().skip(1).filter_map(|at| side.break_before(at));
        let inside: f64 = inside.map(|class| self.inside[class]).sum();
        side.break_before(range.start)
            .map_or(0.0, |class| self.edge[class])
            + inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::Sentence;
    use crate::model::BlockKind;

    fn side(texts: &[&str]) -> Side {
        let sentences: Vec<Sentence<'_>> = texts
            .iter()
            .map(|text| Sentence {
                text,
                block: 0,
                kind: BlockKind::Paragraph,
            })
            .collect();
        Side::read(&sentences)
    }

    #[test]
    fn questions_go_with_questions() {
        let french = side(&["Qui vient ?", "Personne.", "Il le dit ;", "il s’en va."]);
        let english = side(&["Who comes?", "Nobody.", "He says so;", "he leaves."]);
        let model = EdgeModel::new(&french, &english);
        let score = |i, j| model.score(&french, &english, &(i..i + 1), &(j..j + 1));
        assert!(score(0, 0) > 0.5 && score(0, 1) < 0.0);
        assert!(score(1, 1) > score(1, 0));
        assert!(score(1, 1) > 0.0);
    }

    #[test]
    fn a_bead_does_not_begin_in_the_middle_of_things() {
        let mut texts = vec!["Une phrase entière."; 20];
        texts.extend(["Il a dit,", "hier soir, qu’il viendrait."]);
        let french = side(&texts);
        let model = EdgeModel::new(&french, &french);
        assert!(model.left_source(&french, 21) < -1.0);
        assert!(model.source.score(&french, &(20..22)) > 0.5);
        assert!(model.left_source(&french, 5).abs() < 0.1);
        assert!(model.source.score(&french, &(5..7)) < 0.0);
    }

    #[test]
    fn where_items_in_lower_case_are_the_rule_they_say_nothing() {
        let mut texts = vec!["Le ministre peut :"];
        texts.extend(vec!["vendre la ligne;"; 40]);
        let law = side(&texts);
        let placed: Vec<Placed> = (0..41)
            .map(|at| Placed {
                source: at..at + 1,
                target: at..at + 1,
                score: 9.0,
                posterior: 1.0,
                softened: 1.0,
                pinned: false,
            })
            .collect();
        let beads: Vec<&Placed> = placed.iter().collect();
        let before = EdgeModel::new(&law, &law).left_source(&law, 7);
        let after = EdgeModel::learnt(&law, &law, &beads).left_source(&law, 7);
        assert!(before < after && after > -0.1, "{before} {after}");
    }
}
