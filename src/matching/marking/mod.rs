//! Which words of a translation stand for a stretch of its source.
//!
//! Both sentences are aligned word by word, each from the other ([`posteriors`]), with what the
//! lexicon and the look of the words say ([`chances`]). Every target word then speaks for or against
//! being marked; the run of words that speaks most for it is the answer, a second one far from it
//! where that is strong, none where nothing is strong enough. At the edges of a run little words are
//! decided by what the phrase begins and ends with ([`edges`]). `docs/marking.md` has the formulas.

mod chances;
mod edges;
mod grammar;
mod posteriors;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::lexicon::{Lexicon, Token, TokenKind, tokens};
use chances::Matrix;
use edges::Edges;
use grammar::Grammar;

// The numbers below were fitted together on the development gold, `docs/marking.md` says how.

/// What a word of a closed class says counts so much of what another says.
const FUNCTION_WORD: f64 = 0.5;
/// Added for each word: a run goes on over words about which nothing is known.
const DRIFT: f64 = 0.05;
/// A run that speaks less for itself is no translation.
const LEAST: f64 = 0.2;
/// A second run must speak more than so much for itself.
const LEAST_SECOND: f64 = 0.5;
/// A word inside a run that says so much against itself is left out of it.
const STRANGER: f64 = -0.8;
/// Words of a side that are looked at, around the phrase.
const MOST_WORDS: usize = 400;

/// Returns the byte ranges of `target` that translate the byte ranges `of` in `source`, ascending
/// and apart; none where the stretch was left untranslated.
///
/// Each range of `of` is a phrase of its own; a word belongs to it that it touches. Ranges that
/// touch no word have no translation. O(|source| · |target|) of words; of texts with more than 400
/// words only those around the first range are looked at.
pub fn translated_by(
    source: &str,
    of: &[(usize, usize)],
    target: &str,
    lexicon: &Lexicon,
) -> Vec<(usize, usize)> {
    let (ours, theirs) = (word_tokens(source), word_tokens(target));
    let inside = |token: &Token, (start, end): (usize, usize)| {
        token.range.start < end && start < token.range.end
    };
    let centre = ours
        .iter()
        .position(|token| of.iter().any(|&range| inside(token, range)));
    let Some(centre) = centre.filter(|_| !theirs.is_empty()) else {
        return Vec::new();
    };
    let opposite = centre * theirs.len() / ours.len();
    let ours = &ours[window(ours.len(), centre)];
    let theirs = &theirs[window(theirs.len(), opposite)];
    let pair = Pair::new(ours, theirs, target, lexicon);
    let mut marked = vec![false; theirs.len()];
    for &range in of {
        let phrase: Vec<bool> = ours.iter().map(|token| inside(token, range)).collect();
        for at in pair.translation(&phrase) {
            marked[at] = true;
        }
    }
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for run in runs(&marked) {
        let (start, end) = (theirs[run.start].range.start, theirs[run.end - 1].range.end);
        match ranges.last_mut() {
            // Several numbers of one word (`14h30`) stand at the same place.
            Some(last) if start < last.1 => last.1 = end,
            _ => ranges.push((start, end)),
        }
    }
    ranges
}

fn word_tokens(text: &str) -> Vec<Token> {
    let mut tokens = tokens(text);
    tokens.retain(|token| token.kind != TokenKind::Mark);
    tokens
}

/// Returns the places of at most [`MOST_WORDS`] words around one of them.
fn window(words: usize, centre: usize) -> Range<usize> {
    let start = centre.saturating_sub(MOST_WORDS / 2);
    let start = start.min(words.saturating_sub(MOST_WORDS));
    start..words.min(start + MOST_WORDS)
}

/// Returns the runs of marked words.
fn runs(marked: &[bool]) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = (0..marked.len()).filter(|&at| marked[at] && (at == 0 || !marked[at - 1]));
    starts.map(|start| {
        let length = marked[start..].iter().take_while(|mark| **mark).count();
        start..start + length
    })
}

/// Two sentences, aligned.
struct Pair<'t> {
    theirs: &'t [Token],
    target: &'t str,
    grammar: [Grammar; 2],
    /// For each source word and target word, the probability that the target word comes from the
    /// source word.
    forth: Matrix,
    /// The probability that the source word comes from the target word; as `forth`, source by
    /// target.
    back: Matrix,
}

impl<'t> Pair<'t> {
    fn new(ours: &[Token], theirs: &'t [Token], target: &'t str, lexicon: &Lexicon) -> Self {
        let [from, to] = lexicon.core_languages().unwrap_or(["", ""]);
        let grammar = [Grammar::new(ours, from), Grammar::new(theirs, to)];
        let [forth, back] = chances::chances([ours, theirs], &grammar, lexicon);
        let rarity = grammar.each_ref().map(chances::background);
        Pair {
            theirs,
            target,
            forth: posteriors::posteriors(&forth, &rarity[1]),
            back: posteriors::posteriors(&back.transposed(), &rarity[0]).transposed(),
            grammar,
        }
    }

    /// Returns the target words that translate a phrase.
    fn translation(&self, phrase: &[bool]) -> Vec<usize> {
        let words = self.theirs.len();
        let says = self.says(phrase);
        let (sum, best) = heaviest(&says, 0..words);
        if sum < LEAST {
            return Vec::new();
        }
        let theirs = &self.grammar[1];
        let mut found = vec![best.clone()];
        for rest in [0..best.start, best.end..words] {
            let (sum, second) = heaviest(&says, rest);
            if sum > LEAST_SECOND && second.clone().any(|at| !theirs.is_function(at)) {
                found.push(second);
            }
        }
        let edges = Edges::new(&self.grammar[0], phrase, theirs, &says);
        for run in &mut found {
            *run = self.whole_compounds(edges.settled(run.clone()));
        }
        // Little words alone do not translate a phrase that has more.
        let something = |run: &Range<usize>| run.clone().any(|at| theirs.has_content(at));
        if edges.phrase_has_content() && !found.iter().any(something) {
            return Vec::new();
        }
        let mut places: Vec<usize> = found.into_iter().flatten().collect();
        let strangers = self.strangers(&says);
        places.retain(|at| !strangers[*at]);
        places
    }

    /// Returns which words certainly translate something else, with the little words before them.
    fn strangers(&self, says: &[f64]) -> Vec<bool> {
        let mut strange = false;
        let mut strangers = vec![false; says.len()];
        for at in (0..says.len()).rev() {
            strange = if self.grammar[1].is_function(at) {
                strange && says[at] < 0.0
            } else {
                says[at] < STRANGER
            };
            strangers[at] = strange;
        }
        strangers
    }

    /// Returns for each target word what it says for being part of the phrase's translation, above
    /// 0, or against it.
    fn says(&self, phrase: &[bool]) -> Vec<f64> {
        let shares = |matrix: &Matrix, at: usize| {
            let (mut inside, mut outside) = (0.0, 0.0);
            for (row, &is_phrase) in phrase.iter().enumerate() {
                let share = matrix.at(row, at);
                if is_phrase {
                    inside += share;
                } else {
                    outside += share;
                }
            }
            (inside, outside)
        };
        let says = |at| {
            let (ours, others) = shares(&self.forth, at);
            let (wanted, wanted_elsewhere) = shares(&self.back, at);
            let sum = (ours - others + wanted.min(1.0) - wanted_elsewhere.min(1.0)) / 2.0;
            let weight = if self.grammar[1].is_function(at) {
                FUNCTION_WORD
            } else {
                1.0
            };
            sum * weight + DRIFT
        };
        (0..self.theirs.len()).map(says).collect()
    }

    /// Lets a run go on to the ends of words with hyphens (`en-tête`).
    fn whole_compounds(&self, run: Range<usize>) -> Range<usize> {
        let joined = |left: usize| {
            let between = self.theirs[left].range.end..self.theirs[left + 1].range.start;
            matches!(self.target.get(between), Some("-" | "\u{2011}"))
        };
        let Range { mut start, mut end } = run;
        while start > 0 && joined(start - 1) {
            start -= 1;
        }
        while end < self.theirs.len() && joined(end - 1) {
            end += 1;
        }
        start..end
    }
}

/// Returns the run of words within some that says most, with what it says; where none says
/// anything for itself, an empty one.
fn heaviest(says: &[f64], within: Range<usize>) -> (f64, Range<usize>) {
    let (mut best, mut most) = (within.start..within.start, 0.0);
    let (mut start, mut sum) = (within.start, 0.0);
    for at in within {
        sum += says[at];
        if sum > most {
            (most, best) = (sum, start..at + 1);
        }
        if sum <= 0.0 {
            (start, sum) = (at + 1, 0.0);
        }
    }
    (most, best)
}
