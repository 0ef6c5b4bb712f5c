//! Proposes bilingual terms from sentence pairs, by what stands together in them.
//!
//! The phrases of both languages that may be terms are found apart (`phrases`). A phrase and its
//! translation stand in the same pairs: the target phrase with the greatest Dice coefficient is
//! taken, where the two choose each other (the competitive linking of Melamed 2000), and where the
//! log-likelihood ratio (Dunning 1993) says that it is no chance.

use std::collections::HashSet;

use super::phrases::{Phrase, Texts};
use crate::model::LangTag;
use crate::text::fingerprint_of_parts;

/// From so many words on no further pair is taken: half a gigabyte of room.
const MOST_WORDS: usize = 24_000_000;

/// In how many pairs of a frequent phrase its translation is looked for.
const SAMPLE: usize = 2_000;

/// How many translations of a phrase are looked at.
const CANDIDATES: usize = 12;

/// A ratio that chance reaches once in a thousand times (chi-squared, one degree of freedom).
const NO_CHANCE: f64 = 10.83;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// In how many pairs a term stands at least; `None`: 2, more in great memories.
    pub least: Option<u32>,
    /// Most proposals.
    pub limit: usize,
}

/// A term and its translation, as counts propose them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The source term, in its usual form.
    pub source: String,
    /// Its translation.
    pub target: String,
    /// 0 to 100: how much both look like terms, and how surely they translate each other.
    pub score: u8,
    /// Pairs that the source term stands in.
    pub count: usize,
    /// Pairs of these that the target term stands in.
    pub together: usize,
    /// Pairs that the target term stands in.
    pub target_count: usize,
    /// Other translations, with the pairs that have them.
    pub rivals: Vec<Rival>,
    /// Units where both stand, two at most.
    pub units: Vec<i64>,
}

/// Another translation of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// The translation.
    pub target: String,
    /// Pairs where it stands opposite the term and the proposed translation does not.
    pub count: usize,
}

/// Sentence pairs that terms are to be found in.
#[derive(Debug)]
pub struct Extraction {
    source: Texts,
    target: Texts,
    units: Vec<i64>,
    seen: HashSet<u64>,
}

/// A phrase and a possible translation.
#[derive(Debug, Clone, Copy)]
struct Link {
    target: u32,
    together: u32,
    strength: f64,
}

impl Extraction {
    /// Begins with no pair.
    pub fn new(from: &LangTag, to: &LangTag) -> Self {
        Extraction {
            source: Texts::of_language(from.primary()),
            target: Texts::of_language(to.primary()),
            units: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// Adds the texts of a unit, unless the same pair of texts is there already. Answers `false`
    /// once there is no room for more: about a million pairs.
    pub fn add(&mut self, unit: i64, source: &str, target: &str) -> bool {
        if self.source.len() + self.target.len() > MOST_WORDS {
            return false;
        }
        if self
            .seen
            .insert(fingerprint_of_parts([Some(source), Some(target)]))
        {
            self.source.push(source);
            self.target.push(target);
            self.units.push(unit);
        }
        true
    }

    /// Returns how many pairs there are, each once.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Tells whether there is no pair.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Returns the best proposals, the best first; equal ones by their count, then by the source
    /// term. `step` is told now and then how much is done of how much, and may stop the work.
    ///
    /// O(pairs × phrases of the source × phrases of the target in a pair).
    ///
    /// # Errors
    /// What `step` returns.
    pub fn proposals<E>(
        &self,
        wanted: &Wanted,
        step: &mut dyn FnMut(usize, usize) -> Result<(), E>,
    ) -> Result<Vec<Proposal>, E> {
        let least = wanted.least.unwrap_or(match self.len() {
            0..2_000 => 2,
            2_000..20_000 => 3,
            _ => 5,
        });
        step(0, 1)?;
        let sources = self.source.phrases(least.max(1));
        step(0, 1)?;
        let targets = self.target.phrases(least.max(1));
        let links = self.links(&sources, &targets, step)?;
        // Who is the best source of each target.
        let mut best_of: Vec<(f64, u32)> = vec![(0.0, 0); targets.len()];
        for (number, links) in links.iter().enumerate() {
            for link in links {
                let best = &mut best_of[link.target as usize];
                if link.strength > best.0 {
                    *best = (link.strength, number as u32);
                }
            }
        }
        let mut chosen: Vec<(u8, usize, Link)> = Vec::new();
        for (number, links) in links.iter().enumerate() {
            let Some(link) = links.first() else { continue };
            if best_of[link.target as usize].1 != number as u32 {
                continue;
            }
            let hood = sources[number].termhood * targets[link.target as usize].termhood;
            let score = (100.0 * link.strength * hood.sqrt()).round() as u8;
            chosen.push((score, number, *link));
        }
        chosen.sort_by_key(|&(score, number, link)| {
            (u8::MAX - score, u32::MAX - link.together, number)
        });
        let proposals = chosen.into_iter().map(|(score, number, link)| {
            self.proposal(score, &sources[number], &targets, link, &links[number])
        });
        // Several words that are the same in both languages are a name or code.
        let translated = |p: &Proposal| p.source != p.target || !p.source.contains([' ', '-']);
        let proposals = proposals.filter(translated).take(wanted.limit);
        let mut proposals: Vec<Proposal> = proposals.collect();
        proposals.sort_by(|a, b| {
            (b.score, b.together, &a.source, &a.target)
                .cmp(&(a.score, a.together, &b.source, &b.target))
        });
        Ok(proposals)
    }

    /// Returns for each source phrase its possible translations, the strongest first.
    fn links<E>(
        &self,
        sources: &[Phrase],
        targets: &[Phrase],
        step: &mut dyn FnMut(usize, usize) -> Result<(), E>,
    ) -> Result<Vec<Vec<Link>>, E> {
        let in_pair = by_text(targets, self.units.len());
        let mut together = vec![0_u32; targets.len()];
        let mut touched: Vec<u32> = Vec::new();
        let size = self.units.len() as f64;
        let mut all = Vec::with_capacity(sources.len());
        for (number, source) in sources.iter().enumerate() {
            if number.is_multiple_of(1_024) {
                step(number, sources.len())?;
            }
            let stride = source.texts.len().div_ceil(SAMPLE);
            let sampled = source.texts.iter().step_by(stride.max(1));
            for &text in sampled {
                for &target in in_pair.of(text) {
                    if together[target as usize] == 0 {
                        touched.push(target);
                    }
                    together[target as usize] += 1;
                }
            }
            let mut links: Vec<Link> = Vec::new();
            for target in touched.drain(..) {
                let common = std::mem::take(&mut together[target as usize]) * stride.max(1) as u32;
                let there = &targets[target as usize];
                if let Some(strength) = strength(common, source, there, size) {
                    links.push(Link {
                        target,
                        together: common,
                        strength,
                    });
                }
            }
            links.sort_by(|a, b| {
                b.strength
                    .total_cmp(&a.strength)
                    .then(a.target.cmp(&b.target))
            });
            links.truncate(CANDIDATES);
            all.push(links);
        }
        Ok(all)
    }

    fn proposal(
        &self,
        score: u8,
        source: &Phrase,
        targets: &[Phrase],
        link: Link,
        links: &[Link],
    ) -> Proposal {
        let target = &targets[link.target as usize];
        let both = common(&source.texts, &target.texts);
        // Where the proposed translation does not stand, what stands there?
        let rest: Vec<u32> = difference(&source.texts, &both);
        let rivals = links[1..].iter().filter_map(|rival| {
            let phrase = &targets[rival.target as usize];
            let count = common(&rest, &phrase.texts).len();
            // More than a tenth of what is left, and more than once.
            (count > 1 && count * 10 > rest.len()).then(|| Rival {
                target: self.target.written(phrase),
                count,
            })
        });
        let mut rivals: Vec<Rival> = rivals.collect();
        rivals.sort_by(|a, b| (b.count, &a.target).cmp(&(a.count, &b.target)));
        rivals.truncate(3);
        Proposal {
            source: self.source.written(source),
            target: self.target.written(target),
            score,
            count: source.texts.len(),
            together: both.len(),
            target_count: target.texts.len(),
            rivals,
            units: both
                .iter()
                .take(2)
                .map(|text| self.units[*text as usize])
                .collect(),
        }
    }
}

/// The phrases of each text, one list after the other.
struct ByText {
    starts: Vec<u32>,
    phrases: Vec<u32>,
}

impl ByText {
    fn of(&self, text: u32) -> &[u32] {
        let [start, end] = [text, text + 1].map(|n| self.starts[n as usize] as usize);
        &self.phrases[start..end]
    }
}

fn by_text(phrases: &[Phrase], texts: usize) -> ByText {
    let mut starts = vec![0_u32; texts + 1];
    for text in phrases.iter().flat_map(|phrase| &phrase.texts) {
        starts[*text as usize + 1] += 1;
    }
    for at in 0..texts {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut all = vec![0_u32; starts[texts] as usize];
    for (number, phrase) in phrases.iter().enumerate() {
        for text in &phrase.texts {
            let place = &mut next[*text as usize];
            all[*place as usize] = number as u32;
            *place += 1;
        }
    }
    ByText {
        starts,
        phrases: all,
    }
}

/// How surely two phrases translate each other, from 0 to 1: a Dice coefficient that trusts few
/// pairs less. `None` where they may stand together by chance, or differ too much in length.
fn strength(together: u32, source: &Phrase, target: &Phrase, size: f64) -> Option<f64> {
    let [a, b] = [source, target].map(|phrase| phrase.texts.len() as f64);
    let common = f64::from(together).min(a).min(b);
    if source.content.abs_diff(target.content) > 2 || 4.0 * common < a.min(b) {
        return None;
    }
    // Of translations that fit as well, the one of as many words.
    let unlike = f64::from(source.content.abs_diff(target.content));
    let dice = 2.0 * common / (a + b + 1.5) * (1.0 - 0.03 * unlike);
    (dice > 0.1 && likelihood_ratio(common, a, b, size) > NO_CHANCE).then_some(dice)
}

/// The log-likelihood ratio of Dunning: how badly independence explains that two phrases stand
/// together in so many of all pairs.
fn likelihood_ratio(common: f64, a: f64, b: f64, size: f64) -> f64 {
    let entropy = |cells: &[f64]| -> f64 {
        let sum: f64 = cells.iter().sum();
        let parts = cells.iter().filter(|cell| **cell > 0.0);
        parts.map(|cell| cell * libm::log(cell / sum)).sum()
    };
    let cells = [common, a - common, b - common, size - a - b + common];
    let rows = [a, size - a];
    let columns = [b, size - b];
    if common * size <= a * b {
        return 0.0;
    }
    2.0 * (entropy(&cells) - entropy(&rows) - entropy(&columns))
}

/// Returns what two ascending lists have in common.
fn common(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter()
        .copied()
        .filter(|text| b.binary_search(text).is_ok())
        .collect()
}

/// Returns what an ascending list has beside another.
fn difference(a: &[u32], b: &[u32]) -> Vec<u32> {
    a.iter()
        .copied()
        .filter(|text| b.binary_search(text).is_err())
        .collect()
}
