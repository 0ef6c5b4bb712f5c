//! The phrases of one language's texts that may be terms, with their counts.
//!
//! One to five content words and what holds them together, content words at both ends, none of the
//! words that no term has, no punctuation inside. Which of them hold together and stand for themselves is told by counts:
//! C-value (Frantzi, Ananiadou, Mima 2000) against the longer phrases that hold them, normalised
//! pointwise mutual information between neighbouring words, how often an article stands before.

use std::collections::HashMap;
use std::ops::Range;

use super::forms::{Forms, is_open};
use super::grammar::{Grammar, WordRole, derivation};
use crate::text::{Word, WordKind, words};

/// Longest phrase, in words: `chef d’état-major de la défense` has seven.
const LONGEST: usize = 7;

/// Most content words in a phrase.
const MOST_CONTENT: usize = 5;

/// The number of no phrase, of no word.
const NONE: u32 = 0;

/// Two bits of a token say how it is joined to the one before: a space, a hyphen, nothing.
const JOIN: u32 = 0b11 << 30;
const HYPHEN: u32 = 0b01 << 30;
const GLUED: u32 = 0b10 << 30;

/// Texts of one language, word by word, in numbers.
#[derive(Debug)]
pub(super) struct Texts {
    primary: String,
    forms: Forms,
    grammar: Grammar,
    /// Number of each word as written; 0 is a break.
    numbers: HashMap<String, u32>,
    written: Vec<String>,
    /// For each word as written, the number of its lemma.
    lemma_of: Vec<u32>,
    lemmas: HashMap<String, u32>,
    /// For each lemma what it is to a phrase.
    roles: Vec<WordRole>,
    /// For each lemma whether a term may begin and end with it.
    edges: Vec<bool>,
    /// All tokens of all texts, with breaks between, and where each text begins.
    tokens: Vec<u32>,
    starts: Vec<u32>,
}

/// A phrase that may be a term.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Its lemmas.
    lemmas: Box<[u32]>,
    /// Content words in it.
    pub(super) content: u32,
    /// From 0 to 1: how much it looks like a term.
    pub(super) termhood: f64,
    /// The texts it stands in, ascending.
    pub(super) texts: Vec<u32>,
}

/// What is counted of a phrase.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    count: u32,
    /// Occurrences with a word before them, and with an article.
    after_word: u32,
    after_article: u32,
}

impl Texts {
    pub(super) fn of_language(primary: &str) -> Self {
        Texts {
            primary: primary.to_owned(),
            forms: Forms::of_language(primary),
            grammar: Grammar::of_language(primary),
            numbers: HashMap::new(),
            written: vec![String::new()],
            lemma_of: vec![NONE],
            lemmas: HashMap::new(),
            roles: vec![WordRole::Stop],
            edges: vec![false],
            tokens: Vec::new(),
            starts: vec![0],
        }
    }

    /// Adds a text. Linear in it.
    pub(super) fn push(&mut self, text: &str) {
        let mut before = 0;
        for word in words(text) {
            let between = &text[before..word.range.start];
            before = word.range.end;
            let stands_apart = word.kind == WordKind::Number || is_code(text, &word.range);
            if stands_apart || !between.chars().all(is_open) {
                self.tokens.push(NONE);
            }
            if stands_apart {
                continue;
            }
            let join = match between {
                "" => GLUED,
                "-" | "\u{2010}" | "\u{2011}" => HYPHEN,
                _ => 0,
            };
            let word = self.word(text, &word);
            self.tokens.push(word | join);
        }
        self.tokens.push(NONE);
        self.starts.push(self.tokens.len() as u32);
    }

    /// Returns how many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    fn word(&mut self, text: &str, word: &Word) -> u32 {
        let written = &text[word.range.clone()];
        if let Some(&number) = self.numbers.get(written) {
            return number;
        }
        let form = self.forms.form(text, word, "");
        let role = self.grammar.role(&form.class);
        let key = match role {
            WordRole::Content if form.acronym => written.to_owned(),
            WordRole::Content => {
                let ending = derivation(&self.primary, &form.folded).map_or(0, |n| n + 1);
                format!("{}\u{1}{ending}", form.stem)
            }
            _ => form.class.clone(),
        };
        let fresh = self.roles.len() as u32;
        let lemma = *self.lemmas.entry(key).or_insert(fresh);
        if lemma == fresh {
            self.roles.push(role);
            let letters = written.chars().filter(|c| c.is_alphabetic()).count();
            self.edges
                .push(role == WordRole::Content && (form.acronym || letters > 2));
        }
        let number = self.written.len() as u32;
        self.numbers.insert(written.to_owned(), number);
        self.written.push(written.to_owned());
        self.lemma_of.push(lemma);
        number
    }

    fn lemma(&self, token: u32) -> u32 {
        self.lemma_of[(token & !JOIN) as usize]
    }

    /// Returns the phrases that stand in `least` texts or more and may be terms.
    ///
    /// Grows phrases word by word: one is counted only where both its ends without the other one
    /// are frequent enough (Apriori), so rare sequences cost nothing.
    pub(super) fn phrases(&self, least: u32) -> Vec<Phrase> {
        // Beside each token the number of the frequent sequence of each length that begins there.
        let lemmas: Vec<u32> = self.tokens.iter().map(|token| self.lemma(*token)).collect();
        let inner = |lemma: u32| lemma != NONE && self.roles[lemma as usize] != WordRole::Stop;
        let mut level: Vec<u32> = lemmas
            .iter()
            .map(|l| if inner(*l) { *l } else { NONE })
            .collect();
        let mut counts = vec![0_u32; self.roles.len()];
        for lemma in &level {
            counts[*lemma as usize] += 1;
        }
        let totals = counts.clone();
        for lemma in &mut level {
            if counts[*lemma as usize] < least {
                *lemma = NONE;
            }
        }
        let mut found = Found::default();
        for length in 1..=LONGEST {
            if length > 1 {
                level = longer(&level, least);
            }
            self.collect(&lemmas, &level, length, &mut found);
        }
        found.phrases(self, &totals, least)
    }

    /// Collects the sequences of a length that may be terms.
    fn collect(&self, lemmas: &[u32], level: &[u32], length: usize, found: &mut Found) {
        let mut number_of: HashMap<u32, u32> = HashMap::new();
        for (text, bounds) in self.starts.windows(2).enumerate() {
            for at in bounds[0] as usize..bounds[1] as usize {
                let Some(&(mut sequence)) = level.get(at) else {
                    continue;
                };
                if sequence == NONE || at + length > lemmas.len() {
                    continue;
                }
                let words = &lemmas[at..at + length];
                let edge = |lemma: u32| self.edges[lemma as usize];
                if !edge(words[0]) || !edge(words[length - 1]) || !self.hangs_together(words) {
                    continue;
                }
                let fresh = found.tallies.len() as u32;
                sequence = *number_of.entry(sequence).or_insert(fresh);
                if sequence == fresh {
                    found.tallies.push(Tally::default());
                    found.places.insert(words.into(), fresh);
                    found.lemmas.push(words.into());
                    found.texts.push(Vec::new());
                }
                let tally = &mut found.tallies[sequence as usize];
                tally.count += 1;
                let before = at.checked_sub(1).map_or(NONE, |before| lemmas[before]);
                if before != NONE {
                    tally.after_word += 1;
                    let role = self.roles[before as usize];
                    tally.after_article += u32::from(role == WordRole::Determiner);
                }
                let texts = &mut found.texts[sequence as usize];
                if texts.last() != Some(&(text as u32)) {
                    texts.push(text as u32);
                }
            }
        }
    }

    /// Tells whether words are not too many, and no new phrase begins inside: `and the`.
    fn hangs_together(&self, words: &[u32]) -> bool {
        let role = |lemma: u32| self.roles[lemma as usize];
        let content = words.iter().filter(|l| role(**l) == WordRole::Content);
        let begins = |pair: &[u32]| {
            role(pair[0]) == WordRole::Conjunction && role(pair[1]) != WordRole::Content
        };
        content.count() <= MOST_CONTENT && !words.windows(2).any(begins)
    }

    /// Returns how a phrase is mostly written: the shortest of its frequent forms, which is the
    /// singular where there is one.
    pub(super) fn written(&self, phrase: &Phrase) -> String {
        let mut forms: HashMap<&[u32], u32> = HashMap::new();
        let length = phrase.lemmas.len();
        // Enough to tell which form is the frequent one.
        for &text in phrase.texts.iter().take(500) {
            let [start, end] = [text, text + 1].map(|n| self.starts[n as usize] as usize);
            for window in self.tokens[start..end].windows(length) {
                let same = window.iter().zip(&*phrase.lemmas);
                if same
                    .clone()
                    .all(|(token, lemma)| self.lemma(*token) == *lemma)
                {
                    *forms.entry(window).or_default() += 1;
                }
            }
        }
        // As text, since the first token may be joined to what stands before in several ways.
        let mut texts: HashMap<String, u32> = HashMap::new();
        let mut all: Vec<(&[u32], u32)> = forms.into_iter().collect();
        all.sort_unstable();
        for (tokens, count) in all {
            *texts.entry(self.text(tokens)).or_default() += count;
        }
        let mut all: Vec<(String, u32)> = texts.into_iter().collect();
        let top = all.iter().map(|(_, count)| *count).max().unwrap_or(0);
        all.retain(|(_, count)| count * 4 >= top);
        all.sort_unstable_by(|a, b| {
            let length = |text: &str| text.chars().count();
            (length(&a.0), b.1, &a.0).cmp(&(length(&b.0), a.1, &b.0))
        });
        all.into_iter()
            .next()
            .map_or_else(String::new, |(text, _)| text)
    }

    fn text(&self, tokens: &[u32]) -> String {
        let mut text = String::new();
        for (place, token) in tokens.iter().enumerate() {
            if place > 0 {
                text.push_str(match token & JOIN {
                    HYPHEN => "-",
                    GLUED => "",
                    _ => " ",
                });
            }
            text.push_str(&self.written[(token & !JOIN) as usize]);
        }
        text
    }
}

/// Returns the sequences one word longer: number 0 where they are too rare.
fn longer(level: &[u32], least: u32) -> Vec<u32> {
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    let pairs = || level.windows(2).map(|pair| (pair[0], pair[1]));
    for pair in pairs().filter(|(a, b)| *a != NONE && *b != NONE) {
        *counts.entry(pair).or_default() += 1;
    }
    // Numbered in the order in which they stand in the texts.
    let mut numbers: HashMap<(u32, u32), u32> = HashMap::new();
    let number = |pair: (u32, u32)| {
        if counts.get(&pair).is_none_or(|count| *count < least) {
            return NONE;
        }
        let fresh = numbers.len() as u32 + 1;
        *numbers.entry(pair).or_insert(fresh)
    };
    let mut next: Vec<u32> = pairs().map(number).collect();
    next.push(NONE);
    next
}

/// Phrases under way.
#[derive(Debug, Default)]
struct Found {
    tallies: Vec<Tally>,
    lemmas: Vec<Box<[u32]>>,
    texts: Vec<Vec<u32>>,
    places: HashMap<Box<[u32]>, u32>,
}

impl Found {
    /// Keeps what holds together and stands for itself.
    fn phrases(self, texts: &Texts, totals: &[u32], least: u32) -> Vec<Phrase> {
        let Found {
            tallies,
            lemmas,
            texts: occurrences,
            places,
        } = self;
        // Of the longer phrases around each one: how many, their counts, the greatest.
        let mut around = vec![(0_u32, 0_u64, 0_u32); lemmas.len()];
        for (number, words) in lemmas.iter().enumerate() {
            if occurrences[number].len() < least as usize {
                continue;
            }
            let count = tallies[number].count;
            for length in 1..words.len() {
                for part in words.windows(length) {
                    if let Some(&place) = places.get(part) {
                        let inside = &mut around[place as usize];
                        *inside = (
                            inside.0 + 1,
                            inside.1 + u64::from(count),
                            inside.2.max(count),
                        );
                    }
                }
            }
        }
        let size = texts.tokens.len() as f64;
        let mut phrases = Vec::new();
        for (number, (words, occurrences)) in lemmas.into_iter().zip(occurrences).enumerate() {
            let tally = tallies[number];
            let (longer, inside, greatest) = around[number];
            // What nearly always stands inside one longer phrase is a part of it.
            let part = f64::from(greatest) > 0.8 * f64::from(tally.count);
            if occurrences.len() < least as usize || part {
                continue;
            }
            let content: Vec<usize> = (0..words.len())
                .filter(|place| texts.roles[words[*place] as usize] == WordRole::Content)
                .collect();
            let held = content.windows(2).map(|pair| {
                let span = &words[pair[0]..=pair[1]];
                let together = places
                    .get(span)
                    .map_or(tally.count, |place| tallies[*place as usize].count);
                let [a, b] = [pair[0], pair[1]].map(|at| f64::from(totals[words[at] as usize]));
                cohesion(f64::from(together), a, b, size)
            });
            let cohesion = held.fold(1.0, f64::min);
            let nested = if longer > 0 {
                inside as f64 / f64::from(longer)
            } else {
                0.0
            };
            let own = (f64::from(tally.count) - nested) / f64::from(tally.count);
            let article = if !texts.grammar.known || tally.after_word == 0 {
                0.3
            } else {
                f64::from(tally.after_article) / f64::from(tally.after_word)
            };
            phrases.push(Phrase {
                termhood: termhood(content.len(), cohesion, own, article),
                content: content.len() as u32,
                lemmas: words,
                texts: occurrences,
            });
        }
        phrases
    }
}

/// How surely two words stand together by more than chance, from -1 to 1: normalised pointwise
/// mutual information (Bouma 2009).
fn cohesion(together: f64, a: f64, b: f64, size: f64) -> f64 {
    let p = together / size;
    libm::log(p / ((a / size) * (b / size))) / -libm::log(p)
}

/// Puts the signs of a term together, each from 0 to 1.
fn termhood(content: usize, cohesion: f64, own: f64, article: f64) -> f64 {
    // Where articles stand before, it is a noun; a tenth is enough, for many nouns go without.
    let noun = (article * 5.0).min(1.0);
    let noun = 0.2 + 0.8 * noun;
    let whole = own.clamp(0.0, 1.0);
    // A single word is a term less often than a phrase.
    let length = match content {
        1 => 0.55,
        2 | 3 => 1.0,
        _ => 0.85,
    };
    let held = (cohesion * 1.8).clamp(0.0, 1.0);
    noun * length * held * (0.3 + 0.7 * whole)
}

/// Tells whether a word is no word but a piece of code, markup or an address.
fn is_code(text: &str, range: &Range<usize>) -> bool {
    let is_mark = |c: char| {
        matches!(
            c,
            '_' | '@'
                | '\\'
                | '/'
                | '{'
                | '}'
                | '$'
                | '%'
                | '&'
                | '='
                | '<'
                | '>'
                | '#'
                | '~'
                | '^'
                | '|'
                | '`'
                | '*'
                | '+'
        )
    };
    let before = text[..range.start].chars().next_back();
    let mut after = text[range.end..].chars();
    let next = after.next();
    let goes_on = after.next().is_some_and(char::is_alphanumeric);
    before.is_some_and(|c| is_mark(c) || matches!(c, ':' | '.'))
        || next.is_some_and(|c| is_mark(c) || (goes_on && matches!(c, '.' | ':' | '(')))
        || text[range.clone()].contains(|c: char| c.is_ascii_digit())
}
