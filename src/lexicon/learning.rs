//! Learning which word translates which from many pairs of texts, once and for all.

use std::collections::HashMap;

use super::ibm1::{Couple, MOST_TOKENS, TranslationTable, train_watched};
use super::statistics::{Row, WordStatistics};
use super::tokens::tokens;

/// Texts that say the same, taken in one after the other to be learnt from.
///
/// Memory: a number for each token, and the vocabularies.
#[derive(Debug, Default)]
pub struct Learner {
    source: Vocabulary,
    target: Vocabulary,
    couples: Vec<Couple>,
}

/// Keys of tokens by number, in the order in which they were met.
#[derive(Debug, Default)]
struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
    keys: Vec<Box<str>>,
}

/// Longer keys, in bytes, are no words, and no numbers that anybody translates.
const LONGEST_KEY: usize = 60;

impl Learner {
    /// Takes in two texts that say the same, and how sure that is, from 0 to 1.
    pub fn add(&mut self, source: &str, target: &str, weight: f32) {
        let (source, target) = (self.source.number(source), self.target.number(target));
        if !source.is_empty() && !target.is_empty() {
            self.couples.push(Couple {
                source,
                target,
                weight,
            });
        }
    }

    /// Returns what the texts teach. Tells `watch` how far the work is, and of how much; where
    /// `watch` fails, the work ends.
    ///
    /// # Errors
    /// What `watch` returns.
    pub fn learn<E>(
        mut self,
        watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<WordStatistics, E> {
        // What was only needed to number the keys.
        self.source.numbers = HashMap::new();
        self.target.numbers = HashMap::new();
        let sizes = (self.source.keys.len(), self.target.keys.len());
        let forth = train_watched(&self.couples, &[], sizes, &mut |done, of| {
            watch(done, 2 * of)
        })?;
        for couple in &mut self.couples {
            std::mem::swap(&mut couple.source, &mut couple.target);
        }
        let turned = (sizes.1, sizes.0);
        let back = train_watched(&self.couples, &[], turned, &mut |done, of| {
            watch(of + done, 2 * of)
        })?;
        drop(self.couples);
        let entries = rows(&forth)
            .map(|(source, target, t)| Row::new(source, target, t, 0.0))
            .chain(rows(&back).map(|(target, source, t)| Row::new(source, target, 0.0, t)));
        Ok(WordStatistics::new(
            self.source.keys,
            self.target.keys,
            entries,
        ))
    }
}

/// Returns the entries of a table: given token, its translation, probability.
fn rows(table: &TranslationTable) -> impl Iterator<Item = (u32, u32, f32)> + '_ {
    (0..table.rows() as u32)
        .flat_map(|given| table.row(given).iter().map(move |e| (given, e.0, e.1)))
}

impl Vocabulary {
    /// Returns the numbers of the tokens of a text, as far as they are looked at.
    fn number(&mut self, text: &str) -> Vec<u32> {
        let tokens = tokens(text);
        let keys = tokens.iter().map(super::Token::key);
        keys.filter(|key| key.len() <= LONGEST_KEY)
            .take(MOST_TOKENS)
            .map(|key| {
                if let Some(&number) = self.numbers.get(key) {
                    return number;
                }
                let number = self.keys.len() as u32;
                self.keys.push(key.into());
                self.numbers.insert(key.into(), number);
                number
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn words_of_two_languages_find_each_other() {
        let mut learner = Learner::default();
        for _ in 0..4 {
            learner.add("la maison", "the house", 1.0);
            learner.add("la fleur", "the flower", 1.0);
        }
        learner.add("", "nothing", 1.0);
        learner.add(&"9".repeat(100), "nine", 1.0);
        let Ok(statistics) = learner.learn::<Infallible>(&mut |_, _| Ok(()));
        let lexicon = statistics.lexicon(["maison fleur"], ["a house, a flower"], 10.0);
        let weight = |source, target| {
            let mut pairs = lexicon.pairs().iter();
            let pair = pairs.find(|pair| pair.source == source && pair.target == target);
            pair.map_or(0.0, |pair| pair.forth.min(pair.back))
        };
        assert!(weight("maison", "house") > 3.0, "{lexicon:?}");
        assert!(weight("fleur", "flower") > 3.0, "{lexicon:?}");
        assert!(weight("maison", "flower") < 1.0, "{lexicon:?}");
        // “the” stands in neither of the texts asked about.
        assert!(lexicon.pairs().iter().all(|pair| pair.source != "la"));
    }

    #[test]
    fn the_work_can_be_stopped_half_way() {
        let mut learner = Learner::default();
        learner.add("la maison", "the house", 1.0);
        let mut told = Vec::new();
        let result = learner.learn(&mut |done, of| {
            told.push((done, of));
            if done * 2 > of { Err(()) } else { Ok(()) }
        });
        assert!(result.is_err());
        assert!(told.is_sorted());
    }
}
