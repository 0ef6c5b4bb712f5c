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
}

impl Moves {
    fn new(states: usize) -> Self {
        Moves {
            totals: ahead(&vec![1.0; states]),
        }
    }

    /// Before the first word one stands before the first state.
    fn first(&self) -> Layer {
        let mut weights = vec![0.0; self.totals.len()];
        weights[0] = 1.0;
        spread(&mut weights);
        for weight in &mut weights {
            *weight += LEAP;
        }
        let total: f64 = weights.iter().sum();
        let start = |part: f64| weights.iter().map(|weight| part * weight / total).collect();
        Layer {
            real: start(1.0 - NOWHERE),
            twin: start(NOWHERE),
        }
    }

    /// Returns how probable it is to be in each state after a move.
    fn forth(&self, values: &[f64]) -> Vec<f64> {
        let share = |(value, total): (&f64, &f64)| value * (1.0 - NOWHERE) / total;
        // The state next to the last one is none, yet moves go back from there.
        let mut moved = vec![0.0];
        moved.extend(values.iter().zip(&self.totals).map(share));
        let all: f64 = moved.iter().sum();
        spread(&mut moved);
        moved.pop();
        for value in &mut moved {
            *value += LEAP * all;
        }
        moved
    }

    /// Returns what is to be expected of a move from each state.
    fn back(&self, values: &[f64]) -> Vec<f64> {
        let mut moved = ahead(values);
        for (value, total) in moved.iter_mut().zip(&self.totals) {
            *value *= (1.0 - NOWHERE) / total;
        }
        moved
    }
}

/// Adds up for each state the values of all, each as its distance from the next state weighs.
fn ahead(values: &[f64]) -> Vec<f64> {
    let all: f64 = values.iter().sum();
    let mut sums = values.to_vec();
    sums.push(0.0);
    spread(&mut sums);
    sums.iter().skip(1).map(|sum| sum + LEAP * all).collect()
}

/// Gives each place the sum of all values, each times [`STEP`] to the power of its distance. Linear:
/// what comes from one side is a step less of what came to the neighbour there.
fn spread(values: &mut [f64]) {
    let mut from_right = vec![0.0; values.len()];
    let mut carried = 0.0;
    for (value, sum) in values.iter().zip(&mut from_right).rev() {
        *sum = carried;
        carried = (carried + value) * STEP;
    }
    let mut carried = 0.0;
    for (value, sum) in values.iter_mut().zip(from_right) {
        let here = *value;
        *value += carried + sum;
        carried = (carried + here) * STEP;
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
