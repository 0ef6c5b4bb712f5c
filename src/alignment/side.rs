//! One document as the search sees it: tokens by number, lengths, where blocks begin.

use std::collections::HashMap;
use std::ops::Range;

use super::bead::Sentence;
use crate::lexicon::{Token, TokenKind, tokens};
use crate::model::BlockKind;

/// A document prepared for the search.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// Token numbers of each sentence, the first [`LONGEST`].
    pub sentences: Vec<Vec<u32>>,
    /// The same, each token once with how often it occurs, sorted.
    pub bags: Vec<Vec<(u32, u32)>>,
    /// The vocabulary, by token number.
    pub vocabulary: Vec<Entry>,
    /// Tokens of all sentences.
    pub size: usize,
    /// Characters before each sentence, and of all of them.
    characters: Vec<u64>,
    /// Blocks begun before each sentence, and by all of them.
    blocks: Vec<u32>,
    /// What each sentence stands in.
    classes: Vec<Class>,
    /// How each sentence begins and ends, and what lies between it and the one before it.
    edges: Vec<Edges>,
    numbers: HashMap<String, u32>,
}

/// A token of the vocabulary.
#[derive(Debug)]
pub(super) struct Entry {
    /// What it is known by.
    pub key: String,
    /// The full folded form it first had.
    pub form: String,
    /// What it is; a name once written like one.
    pub kind: TokenKind,
    /// How often it occurs.
    pub count: u32,
}

/// What kinds of block are alike enough to translate each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Text,
    Heading,
    Item,
    Cell,
    /// Titles and front matter, which repeat what stands elsewhere.
    Meta,
}

/// How a sentence begins and ends, as classes.
#[derive(Debug)]
struct Edges {
    beginning: usize,
    ending: usize,
    break_before: Option<usize>,
}

/// Classes of beginnings: capital, quotation mark, dash, bracket, lower case, anything else.
pub(super) const BEGINNINGS: usize = 6;
const LOWER_CASE: usize = 4;

/// Classes of endings: `.`, `?`, `!`, `…`, `:`, `;`, `,`, dash, anything else.
pub(super) const ENDINGS: usize = 9;
const ELLIPSIS: usize = 3;
const COMMA: usize = 6;

/// Classes of breaks: after a full stop, after something else, in the middle of things.
pub(super) const BREAKS: usize = 3;

/// Tokens of a sentence that are looked at; what follows counts for its length alone.
const LONGEST: usize = 250;

impl Side {
    /// Prepares a document.
    pub(super) fn read(sentences: &[Sentence<'_>]) -> Self {
        let mut side = Side {
            characters: vec![0],
            blocks: vec![0],
            ..Side::default()
        };
        let mut block = None;
        for sentence in sentences {
            let found = tokens(sentence.text);
            let ids: Vec<u32> = found.iter().take(LONGEST).map(|t| side.enter(t)).collect();
            side.size += ids.len();
            side.bags.push(bag(&ids));
            side.sentences.push(ids);
            side.classes.push(class(sentence.kind));
            side.enter_edges(sentence.text, block == Some(sentence.block));
            let last = side.sentences.len() - 1;
            let length = sentence.text.chars().count().max(1) as u64;
            side.characters.push(side.characters[last] + length);
            let begins = block.replace(sentence.block) != Some(sentence.block);
            side.blocks.push(side.blocks[last] + u32::from(begins));
        }
        side
    }

    fn enter_edges(&mut self, text: &str, goes_on: bool) {
        let beginning = beginning(text);
        let before = self.edges.last().filter(|_| goes_on);
        self.edges.push(Edges {
            beginning,
            ending: ending(text),
            break_before: before.map(|before| break_between(before.ending, beginning)),
        });
    }

    fn enter(&mut self, token: &Token) -> u32 {
        let next = self.vocabulary.len() as u32;
        let id = self.find(token.key()).unwrap_or(next);
        if id == next {
            self.numbers.insert(token.key().to_owned(), next);
            self.vocabulary.push(Entry {
                key: token.key().to_owned(),
                form: token.form.clone(),
                kind: token.kind,
                count: 0,
            });
        }
        let entry = &mut self.vocabulary[id as usize];
        entry.count += 1;
        if token.kind == TokenKind::Name {
            entry.kind = TokenKind::Name;
        }
        id
    }

    /// Returns the number of a token by its key.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        self.numbers.get(key).copied()
    }

    /// Returns the keys of the vocabulary, by token number.
    pub(super) fn keys(&self) -> Vec<&str> {
        self.vocabulary
            .iter()
            .map(|entry| entry.key.as_str())
            .collect()
    }

    /// Returns the number of sentences.
    pub(super) fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Returns the characters of some sentences; at least one each.
    pub(super) fn characters(&self, range: &Range<usize>) -> f64 {
        (self.characters[range.end] - self.characters[range.start]) as f64
    }

    /// Tells whether a sentence is the first of its block.
    pub(super) fn begins_block(&self, sentence: usize) -> bool {
        self.blocks[sentence + 1] > self.blocks[sentence]
    }

    /// Returns how many blocks begin inside a run of sentences, after its first.
    pub(super) fn breaks_inside(&self, range: &Range<usize>) -> u32 {
        match range.len() {
            0 | 1 => 0,
            _ => self.blocks[range.end] - self.blocks[range.start + 1],
        }
    }

    /// Returns the number of blocks.
    pub(super) fn block_count(&self) -> u32 {
        self.blocks.last().copied().unwrap_or(0)
    }

    /// Returns what a sentence stands in.
    pub(super) fn class(&self, sentence: usize) -> Class {
        self.classes[sentence]
    }

    /// Returns the class of a sentence's beginning, below [`BEGINNINGS`].
    pub(super) fn beginning(&self, sentence: usize) -> usize {
        self.edges[sentence].beginning
    }

    /// Returns the class of a sentence's ending, below [`ENDINGS`].
    pub(super) fn ending(&self, sentence: usize) -> usize {
        self.edges[sentence].ending
    }

    /// Returns the class of the break before a sentence, below [`BREAKS`], the last for a bad
    /// cut; `None` where a block begins.
    pub(super) fn break_before(&self, sentence: usize) -> Option<usize> {
        self.edges[sentence].break_before
    }

    /// Returns how often each class of beginning occurs.
    pub(super) fn beginnings(&self) -> [f64; BEGINNINGS] {
        counts(self.edges.iter().map(|edges| edges.beginning))
    }

    /// Returns how often each class of ending occurs.
    pub(super) fn endings(&self) -> [f64; ENDINGS] {
        counts(self.edges.iter().map(|edges| edges.ending))
    }

    /// Tells whether any sentence stands in blocks of a class.
    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.contains(&class)
    }

    /// Tells whether a token tells something of what a text is about: a number of two digits or
    /// more, or a word of four letters or more.
    pub(super) fn is_telling(&self, token: u32) -> bool {
        let entry = &self.vocabulary[token as usize];
        match entry.kind {
            TokenKind::Mark => false,
            TokenKind::Number => entry.form.len() > 1,
            TokenKind::Word | TokenKind::Name => entry.form.chars().nth(3).is_some(),
        }
    }

    /// Returns the share of a token among all; above 0.
    pub(super) fn frequency(&self, token: u32) -> f32 {
        self.vocabulary[token as usize].count as f32 / self.size.max(1) as f32
    }
}

fn bag(ids: &[u32]) -> Vec<(u32, u32)> {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.map(|run| (run[0], run.len() as u32)).collect()
}

fn class(kind: BlockKind) -> Class {
    match kind {
        BlockKind::Title | BlockKind::FrontMatter => Class::Meta,
        BlockKind::Heading(_) => Class::Heading,
        BlockKind::ListItem => Class::Item,
        BlockKind::Cell => Class::Cell,
        _ => Class::Text,
    }
}

fn beginning(text: &str) -> usize {
    match text.trim_start().chars().next() {
        Some('"' | '“' | '„' | '«' | '‘' | '\'') => 1,
        Some('-' | '–' | '—') => 2,
        Some('(' | '[') => 3,
        Some(c) if c.is_lowercase() => LOWER_CASE,
        Some(c) if c.is_uppercase() => 0,
        _ => 5,
    }
}

fn ending(text: &str) -> usize {
    let closes = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '»' | ')' | ']' | '\'' | '’' | '*' | '_')
    };
    let text = text.trim_end_matches(closes);
    match text.chars().next_back() {
        Some('.') if text.ends_with("...") => ELLIPSIS,
        Some('.') => 0,
        Some('?') => 1,
        Some('!') => 2,
        Some('…') => ELLIPSIS,
        Some(':') => 4,
        Some(';') => 5,
        Some(',') => COMMA,
        Some('-' | '–' | '—') => 7,
        _ => 8,
    }
}

fn break_between(ending: usize, beginning: usize) -> usize {
    if ending == COMMA || beginning == LOWER_CASE {
        BREAKS - 1
    } else {
        usize::from(ending > ELLIPSIS)
    }
}

fn counts<const N: usize>(classes: impl Iterator<Item = usize>) -> [f64; N] {
    let mut counts = [0.0; N];
    for class in classes {
        counts[class] += 1.0;
    }
    counts
}
