//! Which words a query has in the place of words of a stored source; numbers are left to
//! [`adaptation`](super::adaptation).

use std::collections::HashMap;
use std::ops::Range;

use super::score::{Step, steps};
use crate::text::numbers::{Convention, Quantity, quantities};
use crate::text::{Word, word_class, words};

/// Words side by side that differ; one side may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordChange {
    /// Their place in the stored source.
    pub(super) old: Range<usize>,
    /// Their place in the query.
    pub(super) new: Range<usize>,
    /// The words of the longer side.
    pub(super) words: usize,
}

/// Returns the changes in order.
///
/// Words of quantities are left out where both texts have as many of them: what became of those is
/// the adaptation's affair. O(n × m) in words.
pub(super) fn word_changes(
    stored: &str,
    query: &str,
    convention: Option<Convention>,
) -> Vec<WordChange> {
    let read = |text| convention.map_or_else(Vec::new, |c| quantities(text, c));
    let (mut old, mut new) = (read(stored), read(query));
    if old.len() != new.len() {
        (old, new) = (Vec::new(), Vec::new());
    }
    let (old, new) = (words_outside(stored, &old), words_outside(query, &new));
    let mut classes: HashMap<String, u32> = HashMap::new();
    let mut tokens = |text: &str, words: &[Word]| -> Vec<u32> {
        words
            .iter()
            .map(|word| {
                let next = classes.len() as u32;
                *classes.entry(word_class(text, word)).or_insert(next)
            })
            .collect()
    };
    let steps = steps(&tokens(stored, &old), &tokens(query, &new));
    let mut changes = Vec::new();
    for run in steps.chunk_by(|a, b| is_kept(*a) == is_kept(*b)) {
        if run.first().is_some_and(|step| !is_kept(*step)) {
            changes.push(change(run, &old, &new));
        }
    }
    changes
}

fn is_kept(step: Step) -> bool {
    matches!(step, Step::Keep(..))
}

fn words_outside(text: &str, quantities: &[Quantity]) -> Vec<Word> {
    let mut quantities = quantities.iter().peekable();
    let mut found = words(text);
    found.retain(|word| {
        let before = |quantity: &&Quantity| quantity.range.end <= word.range.start;
        while quantities.next_if(before).is_some() {}
        let next = quantities.peek();
        next.is_none_or(|quantity| word.range.end <= quantity.range.start)
    });
    found
}

/// Returns the change of a run of steps without a kept word.
fn change(run: &[Step], old: &[Word], new: &[Word]) -> WordChange {
    let gone = run.iter().filter_map(|step| match step {
        Step::Delete(s) | Step::Substitute(s, _) => Some(&old[*s].range),
        _ => None,
    });
    let came = run.iter().filter_map(|step| match step {
        Step::Insert(q) | Step::Substitute(_, q) => Some(&new[*q].range),
        _ => None,
    });
    let words = gone.clone().count().max(came.clone().count());
    WordChange {
        old: whole(gone),
        new: whole(came),
        words,
    }
}

fn whole<'r>(mut ranges: impl Iterator<Item = &'r Range<usize>>) -> Range<usize> {
    let Some(first) = ranges.next() else {
        return 0..0;
    };
    let end = ranges.last().map_or(first.end, |last| last.end);
    first.start..end
}
