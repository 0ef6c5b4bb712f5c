//! What blocks say about a bead: paragraphs begin together, headings go with headings.
//!
//! Soft evidence. Block marks help where two documents are laid out alike and must not mislead
//! where they are not, so each agreement pays and each disagreement costs a fixed amount.

use std::ops::Range;

use super::side::{Class, Side};

/// A bead begins a block on both sides.
const BOTH_BEGIN: f64 = 1.1;
/// It begins one on one side only.
const ONE_BEGINS: f64 = -1.5;
/// A block begins inside the bead.
const BREAK_INSIDE: f64 = -2.5;
/// Its sides stand in blocks of one kind that is not running text.
const SAME_CLASS: f64 = 0.5;
/// Its sides stand in blocks of different kinds, though either kind occurs in both documents.
const OTHER_CLASS: f64 = -2.0;

/// What the blocks of two documents can say.
#[derive(Debug)]
pub(super) struct BlockModel {
    /// Both documents have more than one block.
    begins: bool,
    /// Classes that occur in both documents.
    shared: Vec<Class>,
}

impl BlockModel {
    /// Looks what kinds of block two documents have.
    pub(super) fn new(source: &Side, target: &Side) -> Self {
        let classes = [
            Class::Text,
            Class::Heading,
            Class::Item,
            Class::Cell,
            Class::Meta,
        ];
        BlockModel {
            begins: source.block_count() > 1 && target.block_count() > 1,
            shared: classes
                .into_iter()
                .filter(|&class| source.has(class) && target.has(class))
                .collect(),
        }
    }

    /// Returns what the blocks say for a bead with two sides.
    pub(super) fn score(
        &self,
        source: &Side,
        target: &Side,
        ours: &Range<usize>,
        theirs: &Range<usize>,
    ) -> f64 {
        let breaks = source.breaks_inside(ours) + target.breaks_inside(theirs);
        let mut score = BREAK_INSIDE * f64::from(breaks);
        if self.begins {
            score += match (
                source.begins_block(ours.start),
                target.begins_block(theirs.start),
            ) {
                (true, true) => BOTH_BEGIN,
                (false, false) => 0.0,
                _ => ONE_BEGINS,
            };
        }
        score + self.class_score(source.class(ours.start), target.class(theirs.start))
    }

    fn class_score(&self, ours: Class, theirs: Class) -> f64 {
        if ours == theirs {
            return if ours == Class::Text { 0.0 } else { SAME_CLASS };
        }
        // A kind that one document lacks may have become another there: no evidence.
        if self.shared.contains(&ours) && self.shared.contains(&theirs) {
            OTHER_CLASS
        } else {
            0.0
        }
    }
}
