//! What vectors of texts say for the beads that are in doubt.
//!
//! Somebody else's model may turn a text into a vector such that texts that say the same have
//! vectors of nearly one direction. The search needs none; where an embedding source is there, it
//! is asked once for each pair of documents, and only about the beads of which the last pass left
//! it open whether they are right. Vectors come in as values: which model made them, and where,
//! is not known here.

use std::collections::BTreeMap;

use super::bead::Sentence;
use super::path::{self, Candidate};
use super::pieces::{self, Piece, WholeRegion};
use super::{Placement, interleave};
use crate::messages::{Explain, Message, explained_error};

/// Returns the vectors of some texts, in their order.
pub type Ask<'a, E> = dyn FnMut(&[String]) -> Result<Vectors, E> + 'a;

/// Nats that a margin of 1 between two cosines counts. By judgement, not fitted: no model comes
/// with the program to fit it with. Margins of right beads are mostly .2 to .7 with the sentence
/// encoders in use; so much should decide where nothing else does, and not overrule a number.
const WEIGHT: f64 = 10.0;

/// Sentences of the other document that a text is compared with to see what is usual.
const SAMPLE: usize = 30;

/// The vectors of some texts: all of one length, and each made 1 long.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    vectors: Vec<Vec<f32>>,
}

impl Vectors {
    /// Adds the vectors of the next `wanted` texts.
    ///
    /// # Errors
    /// When there are fewer or more, they differ in length, have less than two numbers, or one that
    /// is not finite.
    pub fn add(&mut self, wanted: usize, vectors: Vec<Vec<f32>>) -> Result<(), VectorProblem> {
        if vectors.len() != wanted {
            let found = vectors.len();
            return Err(VectorProblem::Count { wanted, found });
        }
        for vector in vectors {
            let number = self.vectors.len() + 1;
            let found = vector.len();
            if found < 2 {
                return Err(VectorProblem::Short { number, found });
            }
            let wanted = self.vectors.first().map_or(found, Vec::len);
            if found != wanted {
                return Err(VectorProblem::Length {
                    number,
                    wanted,
                    found,
                });
            }
            if !vector.iter().all(|x| x.is_finite()) {
                return Err(VectorProblem::NotFinite { number });
            }
            self.vectors.push(made_one_long(vector));
        }
        Ok(())
    }

    /// Returns the cosine of two texts, by their numbers; 0 where one has no vector, or one of zeros.
    fn cosine(&self, a: usize, b: usize) -> f64 {
        match (self.vectors.get(a), self.vectors.get(b)) {
            (Some(a), Some(b)) => dot(a, b),
            _ => 0.0,
        }
    }
}

/// Sums products from first to last: another order would round differently.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    let products = a.iter().zip(b).map(|(x, y)| f64::from(*x) * f64::from(*y));
    products.fold(0.0, |sum, product| sum + product)
}

fn made_one_long(mut vector: Vec<f32>) -> Vec<f32> {
    // A square root is rounded exactly on every machine, unlike other functions.
    let length = dot(&vector, &vector).sqrt();
    if length > 0.0 {
        for x in &mut vector {
            *x = (f64::from(*x) / length) as f32;
        }
    }
    vector
}

/// Why vectors cannot be those of some texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum VectorProblem {
    /// There are more or fewer than texts.
    Count {
        /// The texts.
        wanted: usize,
        /// The vectors.
        found: usize,
    },
    /// One has no number, or a single one.
    Short {
        /// Which vector, from 1.
        number: usize,
        /// Its numbers.
        found: usize,
    },
    /// One is longer or shorter than the first.
    Length {
        /// Which vector, from 1.
        number: usize,
        /// Numbers of the first.
        wanted: usize,
        /// Its own.
        found: usize,
    },
    /// One has a number that is infinite or none.
    NotFinite {
        /// Which vector, from 1.
        number: usize,
    },
}

impl Explain for VectorProblem {
    fn explain(&self) -> Message {
        match *self {
            VectorProblem::Count { wanted, found } => Message::new("align-vectors-count")
                .with("wanted", wanted)
                .with("found", found),
            VectorProblem::Short { number, found } => Message::new("align-vectors-short")
                .with("number", number.to_string())
                .with("found", found),
            VectorProblem::Length {
                number,
                wanted,
                found,
            } => Message::new("align-vectors-length")
                .with("number", number.to_string())
                .with("wanted", wanted)
                .with("found", found),
            VectorProblem::NotFinite { number } => {
                Message::new("align-vectors-not-finite").with("number", number.to_string())
            }
        }
    }
}

explained_error!(VectorProblem);

impl Placement {
    /// Searches once more, with what vectors say of the beads in doubt. Where none is in doubt,
    /// nothing is asked and everything stays.
    pub(super) fn reconsider<E>(
        &mut self,
        texts: (&[Sentence<'_>], &[Sentence<'_>]),
        ask: &mut Ask<'_, E>,
    ) -> Result<(), E> {
        let (source, target, model) = (&self.source, &self.target, &self.model);
        let mut searched: Vec<Vec<(Piece, Vec<Candidate>)>> = Vec::new();
        for (region, band) in &self.regions {
            let pieces = pieces::again(region, band).into_iter().map(|piece| {
                let (place, corridor) = (&piece.region, &piece.corridor);
                let found = path::doubtful(model, source, target, place, corridor);
                (piece, found)
            });
            searched.push(pieces.collect());
        }
        let mut in_doubt = searched.iter().flatten().flat_map(|(_, found)| found);
        let Some(first) = in_doubt.next() else {
            return Ok(());
        };
        let mut question = Question::new(texts);
        for candidate in std::iter::once(first).chain(in_doubt) {
            question.add(candidate);
        }
        let answer = question.put(ask)?;
        let mut found = Vec::new();
        for ((region, _), pieces) in self.regions.iter().zip(&searched) {
            let mut whole = WholeRegion::new(region);
            for (piece, candidates) in pieces {
                let more: Vec<(&Candidate, f32)> = candidates
                    .iter()
                    .map(|candidate| (candidate, answer.nats(candidate)))
                    .collect();
                let (place, corridor) = (&piece.region, &piece.corridor);
                let best = path::search_again(model, source, target, place, corridor, &more);
                whole.add(piece, best);
            }
            found.push(whole.beads);
        }
        self.placed = interleave(found, &self.pins);
        Ok(())
    }
}

/// The texts that a source is to be asked for.
struct Question<'a> {
    documents: (&'a [Sentence<'a>], &'a [Sentence<'a>]),
    /// Each text once, in the order in which they came up.
    texts: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Sentences spread evenly over each document.
    samples: (Vec<usize>, Vec<usize>),
}

/// What a source answered.
struct Answer<'a> {
    question: Question<'a>,
    vectors: Vectors,
    /// By text: its mean cosine with the sample of the target, and with that of the source.
    usual: Vec<(f64, f64)>,
}

impl<'a> Question<'a> {
    fn new(documents: (&'a [Sentence<'a>], &'a [Sentence<'a>])) -> Self {
        let mut question = Question {
            documents,
            texts: Vec::new(),
            numbers: BTreeMap::new(),
            samples: (Vec::new(), Vec::new()),
        };
        let sample = |question: &mut Self, sentences: &[Sentence<'_>]| -> Vec<usize> {
            spread(sentences.len())
                .map(|at| question.number(joined(&sentences[at..=at])))
                .collect()
        };
        question.samples = (
            sample(&mut question, documents.0),
            sample(&mut question, documents.1),
        );
        question
    }

    /// Returns the number of a text, a new one where it has none.
    fn number(&mut self, text: String) -> usize {
        let texts = &mut self.texts;
        *self.numbers.entry(text).or_insert_with_key(|text| {
            texts.push(text.clone());
            texts.len() - 1
        })
    }

    fn sides(&self, candidate: &Candidate) -> (String, String) {
        (
            joined(&self.documents.0[candidate.source.clone()]),
            joined(&self.documents.1[candidate.target.clone()]),
        )
    }

    fn add(&mut self, candidate: &Candidate) {
        let (ours, theirs) = self.sides(candidate);
        self.number(ours);
        self.number(theirs);
    }

    fn put<E>(self, ask: &mut Ask<'_, E>) -> Result<Answer<'a>, E> {
        let vectors = ask(&self.texts)?;
        let mean = |text: usize, sample: &[usize]| {
            let sum: f64 = sample.iter().map(|&at| vectors.cosine(text, at)).sum();
            sum / sample.len().max(1) as f64
        };
        let usual = (0..self.texts.len())
            .map(|text| (mean(text, &self.samples.1), mean(text, &self.samples.0)))
            .collect();
        Ok(Answer {
            question: self,
            vectors,
            usual,
        })
    }
}

impl Answer<'_> {
    /// Returns what the vectors say for a bead, in the unit of its score.
    fn nats(&self, candidate: &Candidate) -> f32 {
        let (ours, theirs) = self.question.sides(candidate);
        let number = |text: &String| self.question.numbers.get(text).copied();
        let (Some(ours), Some(theirs)) = (number(&ours), number(&theirs)) else {
            return 0.0;
        };
        (WEIGHT * self.margin(ours, theirs)) as f32
    }

    /// Returns by how much the cosine of a source's text and a target's is above what is usual for
    /// the two. Without that, long texts would win: they have something in common with everything.
    fn margin(&self, ours: usize, theirs: usize) -> f64 {
        let usual = f64::midpoint(self.usual[ours].0, self.usual[theirs].1);
        self.vectors.cosine(ours, theirs) - usual
    }
}

/// Returns up to [`SAMPLE`] numbers below `count`, evenly spread: chance would make every run another.
fn spread(count: usize) -> impl Iterator<Item = usize> {
    let some = count.min(SAMPLE);
    (0..some).map(move |at| (2 * at + 1) * count / (2 * some))
}

fn joined(sentences: &[Sentence<'_>]) -> String {
    let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests;
