//! A term base in one direction: built once, then terms are found in a text in one walk.

use std::collections::HashMap;

use super::forms::{Form, Forms, Gap, is_shouted};
use super::{TermEntry, TermStatus};
use crate::model::LangTag;

/// The longest term that is looked for, in words; longer ones are no terms but sentences.
const LONGEST: usize = 16;

/// The terms of one language with what they are called in others.
#[derive(Debug)]
pub struct TermBase {
    forms: Forms,
    terms: Vec<SourceTerm>,
    /// Numbers of the words that terms are made of, by stem.
    vocabulary: HashMap<String, u32>,
    /// A tree of stems: from a node, by a word, to the next; 0 is its root.
    steps: HashMap<(u32, u32), u32>,
    /// The terms that end at each node.
    ends: Vec<Vec<u32>>,
}

/// A term of the source language.
#[derive(Debug)]
struct SourceTerm {
    text: String,
    words: Vec<Form>,
    status: TermStatus,
    translations: Vec<Translation>,
}

/// What a term is called in the other language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The term.
    pub text: String,
    /// Its language.
    pub language: LangTag,
    /// Whether to use it.
    pub status: TermStatus,
    /// What the entry and the term say beside it, each a line.
    pub note: Option<String>,
    /// Number of the entry's unit in its memory.
    pub unit: i64,
    /// Which of the open memories it is in.
    pub memory: usize,
}

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermHit<'b> {
    /// First byte in the text.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Whether it stands there as the base has it, but for case and typography.
    pub exact: bool,
    /// The term as the base has it.
    pub source: &'b str,
    /// Whether the base says to use it.
    pub status: TermStatus,
    /// Its translations, never empty: those to use first, else in the order of the base.
    pub translations: &'b [Translation],
}

impl TermBase {
    /// Puts entries in one direction; without `to`, with their translations in every other
    /// language. Entries without a term on either side are left out. Linear in the entries.
    pub fn new<'e>(
        entries: impl IntoIterator<Item = &'e TermEntry>,
        from: &LangTag,
        to: Option<&LangTag>,
    ) -> Self {
        let mut base = TermBase {
            forms: Forms::of_language(from.primary()),
            terms: Vec::new(),
            vocabulary: HashMap::new(),
            steps: HashMap::new(),
            ends: vec![Vec::new()],
        };
        // The place of each source term that is there already, as written.
        let mut known: HashMap<String, usize> = HashMap::new();
        for entry in entries {
            let translations: Vec<Translation> = translations(entry, from, to).collect();
            if translations.is_empty() {
                continue;
            }
            for term in entry.in_language(from) {
                let place = *known
                    .entry(term.text.clone())
                    .or_insert_with(|| base.add(&term.text));
                if let Some(source) = base.terms.get_mut(place) {
                    source.status = source.status.max(term.status);
                    for translation in &translations {
                        source.push(translation);
                    }
                }
            }
        }
        for term in &mut base.terms {
            term.translations
                .sort_by_key(|translation| translation.status);
        }
        base
    }

    /// Tells whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Adds a term to the tree and returns its place.
    fn add(&mut self, text: &str) -> usize {
        let place = self.terms.len();
        let mut words = self.forms.of(text);
        drop_article(&mut words);
        let stems = |of: fn(&Form) -> &str| words.iter().map(|w| of(w).to_owned()).collect();
        let own: Vec<String> = stems(|form| &form.stem);
        let plain: Vec<String> = stems(|form| &form.plain_stem);
        if !words.is_empty() && words.len() <= LONGEST {
            let paths = if own == plain {
                vec![own]
            } else {
                vec![own, plain]
            };
            for path in paths {
                let end = self.path(path) as usize;
                self.ends[end].push(place as u32);
            }
        }
        self.terms.push(SourceTerm {
            text: text.to_owned(),
            words,
            status: TermStatus::default(),
            translations: Vec::new(),
        });
        place
    }

    /// Makes the way through the tree by some stems and returns its end.
    fn path(&mut self, stems: Vec<String>) -> u32 {
        let mut node = 0;
        for stem in stems {
            let next_word = self.vocabulary.len() as u32;
            let word = *self.vocabulary.entry(stem).or_insert(next_word);
            let fresh = self.ends.len() as u32;
            let next = *self.steps.entry((node, word)).or_insert(fresh);
            if next == fresh {
                self.ends.push(Vec::new());
            }
            node = next;
        }
        node
    }

    /// Returns the terms in a text: by their places, at one place the longest first, then those as
    /// written before inflected ones, then in the order of the base. A term inside a longer one is
    /// left out; two that overlap are both given.
    ///
    /// O(words of the text × length of the longest term).
    pub fn recognise(&self, text: &str) -> Vec<TermHit<'_>> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = self.forms.of(text);
        let shouted = is_shouted(text);
        let numbers = |of: fn(&Form) -> &str| -> Vec<Option<u32>> {
            let number = |word| self.vocabulary.get(of(word)).copied();
            words.iter().map(number).collect()
        };
        let ways = [numbers(|form| &form.stem), numbers(|form| &form.plain_stem)];
        // Word at which it begins and behind it, whether inflected, and which term.
        let mut found: Vec<(usize, usize, bool, usize)> = Vec::new();
        for first in 0..words.len() {
            for way in &ways {
                self.walk(&words, way, first, shouted, &mut found);
            }
        }
        found.sort_by_key(|&(first, last, inflected, term)| {
            (first, usize::MAX - last, inflected, term)
        });
        found.dedup();
        let mut hits: Vec<(usize, usize, TermHit<'_>)> = Vec::new();
        let mut reached = 0;
        for (first, last, inflected, place) in found {
            let term = &self.terms[place];
            let same_place = hits.last().is_some_and(|h| (h.0, h.1) == (first, last));
            if last <= reached && !same_place {
                continue;
            }
            // Another way to write a term says nothing new of the same place.
            let is_new = |translation: &Translation| {
                let here = hits
                    .iter()
                    .rev()
                    .take_while(|h| (h.0, h.1) == (first, last));
                !here.into_iter().any(|h| h.2.has(&translation.text))
            };
            if same_place && !term.translations.iter().any(is_new) {
                continue;
            }
            reached = last;
            let hit = TermHit {
                start: words[first].start,
                end: words[last - 1].end,
                exact: !inflected,
                source: &term.text,
                status: term.status,
                translations: &term.translations,
            };
            hits.push((first, last, hit));
        }
        hits.into_iter().map(|(_, _, hit)| hit).collect()
    }

    /// Follows the tree from a word of the text as far as it goes.
    fn walk(
        &self,
        words: &[Form],
        way: &[Option<u32>],
        first: usize,
        shouted: bool,
        found: &mut Vec<(usize, usize, bool, usize)>,
    ) {
        let mut node = 0;
        for last in first..words.len().min(first + LONGEST) {
            let Some(next) = way[last].and_then(|word| self.steps.get(&(node, word))) else {
                return;
            };
            node = *next;
            for &place in &self.ends[node as usize] {
                let term = &self.terms[place as usize];
                if let Some(exact) = self.fits(term, &words[first..=last], shouted) {
                    found.push((first, last + 1, !exact, place as usize));
                }
            }
        }
    }

    /// Tells whether words of a text stand for a term, and whether as written.
    fn fits(&self, term: &SourceTerm, words: &[Form], shouted: bool) -> Option<bool> {
        let mut exact = true;
        for (number, (own, word)) in term.words.iter().zip(words).enumerate() {
            let same_gap = word.gap == Gap::Open || word.mark == own.mark;
            if number > 0 && !same_gap {
                return None;
            }
            exact &= self.forms.fits(own, word, shouted)?;
        }
        Some(exact)
    }

    /// Returns the terms in a text as (what stands there, a translation to use): for each term its
    /// translations in order, without those that are not to be used.
    pub fn pairs_in(&self, text: &str) -> Vec<(String, String)> {
        let hits = self.recognise(text);
        let pairs = hits.iter().flat_map(|hit| {
            let to_use = hit
                .translations
                .iter()
                .filter(|t| t.status != TermStatus::Deprecated);
            to_use.map(|t| (text[hit.start..hit.end].to_owned(), t.text.clone()))
        });
        pairs.collect()
    }
}

impl SourceTerm {
    /// Adds a translation, unless another entry gave the same one; its note is kept then.
    fn push(&mut self, translation: &Translation) {
        let same = |known: &&mut Translation| {
            known.text == translation.text && known.language == translation.language
        };
        match self.translations.iter_mut().find(same) {
            None => self.translations.push(translation.clone()),
            Some(known) => {
                known.status = known.status.max(translation.status);
                if known.note.is_none() {
                    known.note.clone_from(&translation.note);
                }
            }
        }
    }
}

impl TermHit<'_> {
    fn has(&self, target: &str) -> bool {
        self.translations
            .iter()
            .any(|translation| translation.text == target)
    }
}

fn translations<'e>(
    entry: &'e TermEntry,
    from: &'e LangTag,
    to: Option<&'e LangTag>,
) -> impl Iterator<Item = Translation> + 'e {
    let wanted = entry.terms.iter().filter(move |term| match to {
        Some(to) => to.fit(&term.language).is_some(),
        None => !from.same_language(&term.language),
    });
    wanted.map(|term| {
        let notes: Vec<&str> = [&entry.note, &term.note]
            .into_iter()
            .filter_map(Option::as_deref)
            .collect();
        Translation {
            text: term.text.clone(),
            language: term.language.clone(),
            status: term.status,
            note: (!notes.is_empty()).then(|| notes.join("\n")),
            unit: entry.unit,
            memory: entry.memory,
        }
    })
}

/// Articles that people write before a term in a list, and the `to` of English verbs.
const ARTICLES: [&str; 8] = ["le", "la", "les", "l'", "un", "une", "the", "to"];

/// Drops a small article before a term: a text has another one, or none.
fn drop_article(words: &mut Vec<Form>) {
    let is_article = |form: &Form| ARTICLES.contains(&form.class.as_str()) && form.small;
    if words.len() > 1 && words.first().is_some_and(is_article) {
        words.remove(0);
    }
}
