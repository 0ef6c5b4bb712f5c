//! Where each word of a sentence comes from, the order of words considered: a hidden Markov model.
//!
//! Vogel, Ney and Tillmann, “HMM-based word alignment in statistical translation”, COLING 1996: the
//! states are the words of the given sentence, and from one emitted word to the next the state
//! mostly moves by a word. Och and Ney (Computational Linguistics 29(1), 2003) let each state have
//! a twin that emits words which come from nowhere, and remembers the place. The probabilities of
//! moving are fixed: two sentences teach none.

use super::chances::Matrix;

/// Each word farther than the next makes a move so much less probable.
const STEP: f64 = 0.5;
/// How probable a move to anywhere is beside one to the next word, which is 1.
const LEAP: f64 = 0.01;
/// Farther than so many words a move is a leap only.
const REACH: usize = 12;
/// The probability that a word comes from nowhere.
const NOWHERE: f64 = 0.4;

/// Returns for each state and emitted word the probability that the word comes from the state.
/// What is missing to 1 in a column is that it comes from nowhere.
///
/// `emission` has the probability of the word given the state, above 0, `usual` that of each word
/// that comes from nowhere. O(states · words).
pub(super) fn posteriors(emission: &Matrix, usual: &[f64]) -> Matrix {
    let (states, words) = (emission.rows(), emission.columns());
    let mut found = Matrix::new(states, words);
    if states == 0 || words == 0 {
        return found;
    }
    let moves = Moves::new(states);
    let mut forward: Vec<Layer> = Vec::with_capacity(words);
    for word in 0..words {
        let mut layer = match forward.last() {
            Some(last) => last.moved(&moves),
            None => moves.first(),
        };
        layer.emit(emission, usual, word);
        layer.normalise();
        forward.push(layer);
    }
    let mut backward = Layer::new(states, 1.0);
    for (word, layer) in forward.iter().enumerate().rev() {
        let total: f64 = (0..states)
            .map(|s| layer.real[s] * backward.real[s] + layer.twin[s] * backward.twin[s])
            .sum();
        for state in 0..states {
            *found.at_mut(state, word) = layer.real[state] * backward.real[state] / total;
        }
        backward.emit(emission, usual, word);
        backward = backward.moved_back(&moves);
        backward.normalise();
    }
    found
}

/// Probabilities of being in each state, or in its twin.
struct Layer {
    real: Vec<f64>,
    twin: Vec<f64>,
}

impl Layer {
    fn new(states: usize, value: f64) -> Self {
        Layer {
            real: vec![value; states],
            twin: vec![value; states],
        }
    }

    fn emit(&mut self, emission: &Matrix, usual: &[f64], word: usize) {
        for (state, (real, twin)) in self.real.iter_mut().zip(&mut self.twin).enumerate() {
            *real *= emission.at(state, word);
            *twin *= usual[word];
        }
    }

    fn normalise(&mut self) {
        let sum: f64 = self.real.iter().chain(&self.twin).sum();
        // Never 0, but for texts where everything became too small to be told.
        if sum > 0.0 {
            for value in self.real.iter_mut().chain(&mut self.twin) {
                *value /= sum;
            }
        } else {
            *self = Layer::new(self.real.len(), 0.5 / self.real.len() as f64);
        }
    }

    fn moved(&self, moves: &Moves) -> Self {
        let both: Vec<f64> = self
            .real
            .iter()
            .zip(&self.twin)
            .map(|(a, b)| a + b)
            .collect();
        Layer {
            real: moves.forth(&both),
            twin: both.iter().map(|p| p * NOWHERE).collect(),
        }
    }

    fn moved_back(&self, moves: &Moves) -> Self {
        let moved = moves.back(&self.real);
        let both: Vec<f64> = moved
            .iter()
            .zip(&self.twin)
            .map(|(real, twin)| real + twin * NOWHERE)
            .collect();
        Layer {
            real: both.clone(),
            twin: both,
        }
    }
}

/// The probabilities of moving from one state to another.
struct Moves {
    /// What each state's moves add up to before they are made probabilities.
    totals: Vec<f64>,
    /// Weights by distance from the next word.
    near: [f64; REACH + 1],
}

impl Moves {
    fn new(states: usize) -> Self {
        let mut near = [1.0; REACH + 1];
        for distance in 1..=REACH {
            near[distance] = near[distance - 1] * STEP;
        }
        let mut moves = Moves {
            totals: vec![1.0; states],
            near,
        };
        let ones = vec![1.0; states];
        moves.totals = moves.reaching(&ones, states as f64, |from, to| (from, to));
        moves
    }

    /// Before the first word one stands before the first state.
    fn first(&self) -> Layer {
        let states = self.totals.len();
        let weight = |state: usize| self.near.get(state).copied().unwrap_or(0.0) + LEAP;
        let total: f64 = (0..states).map(weight).sum();
        let start = |part: f64| -> Vec<f64> {
            let states = 0..states;
            states.map(|state| part * weight(state) / total).collect()
        };
        Layer {
            real: start(1.0 - NOWHERE),
            twin: start(NOWHERE),
        }
    }

    fn forth(&self, values: &[f64]) -> Vec<f64> {
        let shares: Vec<f64> = values
            .iter()
            .zip(&self.totals)
            .map(|(v, t)| v / t)
            .collect();
        let all = shares.iter().sum();
        let mut moved = self.reaching(&shares, all, |from, to| (to, from));
        moved.iter_mut().for_each(|value| *value *= 1.0 - NOWHERE);
        moved
    }

    fn back(&self, values: &[f64]) -> Vec<f64> {
        let all = values.iter().sum();
        let mut moved = self.reaching(values, all, |from, to| (from, to));
        for (value, total) in moved.iter_mut().zip(&self.totals) {
            *value *= (1.0 - NOWHERE) / total;
        }
        moved
    }

    /// Adds up values over the moves within reach, from a state to another: `ends` says at which
    /// the sum is made and from which the value is taken. `all` is the sum of the values.
    fn reaching(
        &self,
        values: &[f64],
        all: f64,
        ends: impl Fn(usize, usize) -> (usize, usize),
    ) -> Vec<f64> {
        let states = values.len();
        let mut sums = vec![LEAP * all; states];
        for from in 0..states {
            let next = from + 1;
            for to in next.saturating_sub(REACH)..states.min(next + REACH + 1) {
                let (sum, value) = ends(from, to);
                sums[sum] += self.near[to.abs_diff(next)] * values[value];
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Emissions where each state has its word, given as the word of each state.
    fn emission(words: &[usize]) -> Matrix {
        let mut matrix = Matrix::new(words.len(), words.len());
        for (state, &own) in words.iter().enumerate() {
            for word in 0..words.len() {
                *matrix.at_mut(state, word) = if word == own { 0.5 } else { 0.001 };
            }
        }
        matrix
    }

    #[test]
    fn a_word_comes_from_the_state_that_emits_it() {
        let order = [0, 2, 1, 3];
        let found = posteriors(&emission(&order), &[0.001; 4]);
        for (state, word) in order.into_iter().enumerate() {
            assert!(found.at(state, word) > 0.8, "{state} {word}");
        }
    }

    #[test]
    fn a_word_that_nothing_emits_comes_from_nowhere_or_from_its_neighbourhood() {
        let mut matrix = Matrix::new(2, 2);
        for (state, word, p) in [(0, 0, 0.5), (1, 0, 0.001), (0, 1, 0.001), (1, 1, 0.001)] {
            *matrix.at_mut(state, word) = p;
        }
        let found = posteriors(&matrix, &[0.001, 0.1]);
        let column: f64 = (0..2).map(|state| found.at(state, 1)).sum();
        assert!(column < 0.1, "{column}");
        let found = posteriors(&matrix, &[0.001, 0.0001]);
        assert!(found.at(1, 1) > found.at(0, 1));
    }

    #[test]
    fn of_two_equal_states_the_order_decides() {
        let mut matrix = Matrix::new(4, 2);
        for state in 0..4 {
            *matrix.at_mut(state, 0) = if state == 2 { 0.5 } else { 0.001 };
            *matrix.at_mut(state, 1) = if state == 1 || state == 3 { 0.5 } else { 0.001 };
        }
        let found = posteriors(&matrix, &[0.001; 2]);
        assert!(found.at(3, 1) > found.at(1, 1));
    }
}
