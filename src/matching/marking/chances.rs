//! How probably each word of one sentence translates each of the other, before the order of words
//! is looked at.

use std::collections::BTreeMap;

use super::grammar::Grammar;
use crate::lexicon::{Lexicon, Token, TokenKind, name_likeness, stem_likeness};

/// Pseudo-count of a pair of words that are written the same.
const ALIKE: f64 = 2.0;
/// Pseudo-count of “something else” that stands against all that is known of a word.
const DOUBT: f64 = 2.0;
/// How often a word of a closed class stands among the words of a text, roughly.
const COMMON: f64 = 0.01;
/// How often any other word does.
const RARE: f64 = 0.0008;

/// Numbers for the words of one sentence and of the other, row by row.
pub(super) struct Matrix {
    columns: usize,
    cells: Vec<f64>,
}

impl Matrix {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        Matrix {
            columns,
            cells: vec![0.0; rows * columns],
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.cells.len() / self.columns.max(1)
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.columns + column]
    }

    pub(super) fn at_mut(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.cells[row * self.columns + column]
    }

    pub(super) fn transposed(&self) -> Self {
        let mut turned = Matrix::new(self.columns, self.rows());
        for row in 0..self.rows() {
            for column in 0..self.columns {
                *turned.at_mut(column, row) = self.at(row, column);
            }
        }
        turned
    }
}

/// Returns how often each word of a sentence stands in a text, roughly.
pub(super) fn background(grammar: &Grammar) -> Vec<f64> {
    let usual = |at| {
        if grammar.is_function(at) {
            COMMON
        } else {
            RARE
        }
    };
    (0..grammar.len()).map(usual).collect()
}

/// Returns t(target word | source word) and t(source word | target word), both source by target:
/// (pseudo-counts of the pair + 2 · background) / (pseudo-counts of the given word + 2).
///
/// Pseudo-counts come from the lexicon and from likeness, which those share who look like the same
/// word. Nothing is 0.
pub(super) fn chances(
    sides: [&[Token]; 2],
    grammar: &[Grammar; 2],
    lexicon: &Lexicon,
) -> [Matrix; 2] {
    let [mut forth, mut back] = counts(sides, lexicon);
    let (rows, columns) = (forth.rows(), forth.columns());
    let [source_rarity, target_rarity] = grammar.each_ref().map(background);
    for row in 0..rows {
        let total: f64 = (0..columns).map(|column| forth.at(row, column)).sum();
        for (column, rarity) in target_rarity.iter().enumerate() {
            let cell = forth.at_mut(row, column);
            *cell = (*cell + DOUBT * rarity) / (total + DOUBT);
        }
    }
    for column in 0..columns {
        let total: f64 = (0..rows).map(|row| back.at(row, column)).sum();
        for (row, rarity) in source_rarity.iter().enumerate() {
            let cell = back.at_mut(row, column);
            *cell = (*cell + DOUBT * rarity) / (total + DOUBT);
        }
    }
    [forth, back]
}

/// Returns the pseudo-counts of all pairs of words, given the source word and given the target word.
fn counts([ours, theirs]: [&[Token]; 2], lexicon: &Lexicon) -> [Matrix; 2] {
    let (our_keys, our_numbers) = vocabulary(ours);
    let (their_keys, their_numbers) = vocabulary(theirs);
    let new = || Matrix::new(our_keys.len(), their_keys.len());
    let (mut forth_known, mut back_known) = (new(), new());
    for known in lexicon.known(&our_keys, &their_keys) {
        let (source, target) = (known.source as usize, known.target as usize);
        *forth_known.at_mut(source, target) += f64::from(known.forth);
        *back_known.at_mut(source, target) += f64::from(known.back);
    }
    let new = || Matrix::new(ours.len(), theirs.len());
    let (mut like, mut forth, mut back) = (new(), new(), new());
    let (mut our_likes, mut their_likes) = (vec![0.0; ours.len()], vec![0.0; theirs.len()]);
    for (row, a) in ours.iter().enumerate() {
        for (column, b) in theirs.iter().enumerate() {
            let likeness = likeness(a, b);
            *like.at_mut(row, column) = likeness;
            our_likes[row] += likeness;
            their_likes[column] += likeness;
        }
    }
    for row in 0..ours.len() {
        for column in 0..theirs.len() {
            let likeness = like.at(row, column);
            let (source, target) = (our_numbers[row], their_numbers[column]);
            let alike = |all: f64| {
                if likeness > 0.0 {
                    ALIKE * likeness * likeness * likeness / all
                } else {
                    0.0
                }
            };
            *forth.at_mut(row, column) = forth_known.at(source, target) + alike(our_likes[row]);
            *back.at_mut(row, column) = back_known.at(source, target) + alike(their_likes[column]);
        }
    }
    [forth, back]
}

/// Returns the keys of a sentence, each once, and for each word the number of its key.
fn vocabulary(side: &[Token]) -> (Vec<&str>, Vec<usize>) {
    let (mut keys, mut known) = (Vec::new(), BTreeMap::new());
    let mut numbers = Vec::with_capacity(side.len());
    for token in side {
        let next = keys.len();
        let number = *known.entry(token.key()).or_insert(next);
        if number == next {
            keys.push(token.key());
        }
        numbers.push(number);
    }
    (keys, numbers)
}

/// Returns how much two words look alike, 0 to 1. Numbers of equal value are written the same.
fn likeness(a: &Token, b: &Token) -> f64 {
    let numbers = [a, b].map(|token| token.kind == TokenKind::Number);
    if numbers[0] || numbers[1] {
        return f64::from(u8::from(numbers[0] && numbers[1] && a.form == b.form));
    }
    if a.key() == b.key() && a.form.chars().nth(2).is_some() {
        return 1.0;
    }
    let both_names = a.kind == TokenKind::Name && b.kind == TokenKind::Name;
    let stems = stem_likeness(&a.form, &b.form);
    let names = both_names
        .then(|| name_likeness(&a.form, &b.form))
        .flatten();
    f64::from(stems.unwrap_or(0.0).max(names.unwrap_or(0.0)))
}
