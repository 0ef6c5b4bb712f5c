//! Little words at the edges of a translation: they are in it where the phrase has their like.

use std::ops::Range;

use super::grammar::{Classes, Grammar};

/// An edge word that says so much for itself stays, whatever it is.
const STAYS: f64 = 0.2;
/// A word beside the edge that says more than so much against itself stays outside.
const COMES: f64 = -0.3;

/// Classes that are no part of a translation by themselves.
const LOOSE: Classes = Classes::ARTICLE
    .or(Classes::PREPOSITION)
    .or(Classes::CONJUNCTION)
    .or(Classes::PRONOUN)
    .or(Classes::DETERMINER);

/// What may stand between the edge and a little word that belongs to it.
const BETWEEN: Classes = Classes::ARTICLE.or(Classes::AUXILIARY);

/// What decides about the edges of a translation.
pub(super) struct Edges<'t> {
    theirs: &'t Grammar,
    says: &'t [f64],
    /// Classes of the little words with which the phrase begins.
    head: Classes,
    /// Classes of those with which it ends.
    tail: Classes,
    content: bool,
}

impl<'t> Edges<'t> {
    /// Looks at the edges of a phrase. `says` is what each target word says for being marked.
    pub(super) fn new(
        ours: &Grammar,
        phrase: &[bool],
        theirs: &'t Grammar,
        says: &'t [f64],
    ) -> Self {
        let inside: Vec<Classes> = (0..ours.len())
            .filter(|&at| phrase[at])
            .map(|at| ours.classes(at))
            .collect();
        let little = |classes: &Classes| !classes.is_empty();
        let all = |classes: &mut dyn Iterator<Item = Classes>| {
            classes.fold(Classes::default(), Classes::or)
        };
        Edges {
            theirs,
            says,
            head: all(&mut inside.iter().copied().take_while(little)),
            tail: all(&mut inside.iter().rev().copied().take_while(little)),
            content: inside.iter().any(|classes| classes.is_empty()),
        }
    }

    /// Tells whether the phrase has a word that is in no class.
    pub(super) fn phrase_has_content(&self) -> bool {
        self.content
    }

    /// Returns a run without the little words at its edges that the phrase has no like of, and with
    /// those beside it that it has.
    pub(super) fn settled(&self, run: Range<usize>) -> Range<usize> {
        let run = if run.clone().any(|at| self.theirs.has_content(at)) {
            self.trimmed(run)
        } else {
            run
        };
        let start = self.earlier(run.start);
        start..self.later(run.end)
    }

    fn trimmed(&self, Range { mut start, mut end }: Range<usize>) -> Range<usize> {
        let goes = |at: usize, like: Classes| {
            let classes = self.theirs.classes(at);
            classes.meets(LOOSE) && !classes.meets(like) && self.says[at] < STAYS
        };
        while end - start > 1 && goes(start, self.head) {
            start += 1;
        }
        while end - start > 1 && goes(end - 1, self.tail) {
            end -= 1;
        }
        start..end
    }

    /// Returns where the run begins with the little words before it.
    fn earlier(&self, start: usize) -> usize {
        let classes = |at| self.theirs.classes(at);
        for at in (start.saturating_sub(2)..start).rev() {
            let stands_off = at + 1 < start && !classes(at + 1).meets(BETWEEN);
            if classes(at).is_empty() || stands_off {
                break;
            }
            if self.comes(at, start, self.head) {
                return at;
            }
        }
        start
    }

    /// Returns where the run ends with the little words behind it.
    fn later(&self, end: usize) -> usize {
        for at in end..self.says.len().min(end + 2) {
            if self.theirs.has_content(at) {
                break;
            }
            if self.comes(at, end - 1, self.tail) {
                return at + 1;
            }
        }
        end
    }

    /// Tells whether a little word belongs to the run of which `edge` is the first or last word.
    fn comes(&self, at: usize, edge: usize, like: Classes) -> bool {
        let classes = self.theirs.classes(at);
        let wanted = classes.meets(like) && !classes.meets(self.theirs.classes(edge));
        wanted && self.says[at] > COMES
    }
}
