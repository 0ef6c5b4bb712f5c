//! All pairs of a language pair with their words as tokens, ready for many lookups.

use super::StoredPair;
use super::plain::PlainSearch;
use super::score::{Pattern, base_score, greatest_distance};
use super::tokens::Vocabulary;
use crate::text::same_typography;

/// Stored pairs whose sources are cut into words once.
///
/// Holds each pair, four bytes a word, and sixteen bytes a pair. A search compares the query
/// with every pair of a length that can match: linear in the number of pairs, and exact.
#[derive(Debug, Default)]
pub struct PairIndex {
    pub(super) pairs: Vec<StoredPair>,
    pub(super) vocabulary: Vocabulary,
    tokens: Vec<u32>,
    /// Where the tokens of each pair end.
    ends: Vec<usize>,
    /// A bit for each word of the source, at a place its token gives.
    signatures: Vec<u64>,
    /// Instead of all that: the pairs compared by the definition.
    plain: Option<PlainSearch>,
}

/// A pair that a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) base: u8,
    /// Place of the pair in the index.
    pub(super) at: usize,
}

impl FromIterator<StoredPair> for PairIndex {
    fn from_iter<I: IntoIterator<Item = StoredPair>>(pairs: I) -> Self {
        let mut index = PairIndex::default();
        for pair in pairs {
            index.push(pair);
        }
        index
    }
}

impl PairIndex {
    /// Adds a pair. The order of pairs does not change an answer.
    pub fn push(&mut self, pair: StoredPair) {
        let start = self.tokens.len();
        self.vocabulary.learn(&pair.source, &mut self.tokens);
        self.ends.push(self.tokens.len());
        self.signatures.push(signature(&self.tokens[start..]));
        self.pairs.push(pair);
    }

    /// Makes every later search compare with each pair by the definition of the score, without the
    /// index. Answers stay the same, and take longer.
    pub fn search_plainly(&mut self) {
        self.plain = Some(PlainSearch::new(&self.pairs));
    }

    /// Returns the number of pairs.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Tells whether there are no pairs.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns the tokens of a pair's source.
    pub(super) fn tokens(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.tokens[start..self.ends[at]]
    }

    /// Returns the pairs whose base score is at least `base`, best first, then in their order.
    pub(super) fn search(&self, text: &str, query: &[u32], base: u8) -> Vec<Hit> {
        if let Some(plain) = &self.plain {
            return plain.search(&self.pairs, text, base);
        }
        let mut hits = if query.is_empty() {
            self.wordless(text)
        } else {
            self.with_words(query, base)
        };
        hits.sort_by(|a, b| b.base.cmp(&a.base).then(a.at.cmp(&b.at)));
        hits
    }

    /// A text without words matches only itself.
    fn wordless(&self, text: &str) -> Vec<Hit> {
        let same = |at: &usize| {
            self.tokens(*at).is_empty() && same_typography(&self.pairs[*at].source, text)
        };
        (0..self.pairs.len())
            .filter(same)
            .map(|at| Hit { base: 100, at })
            .collect()
    }

    fn with_words(&self, query: &[u32], base: u8) -> Vec<Hit> {
        let pattern = Pattern::new(query);
        let mut bag = Bag::new(query, self.vocabulary.len());
        let query_signature = signature(query);
        let mut hits = Vec::new();
        let mut start = 0;
        for (at, (end, signature)) in self.ends.iter().zip(&self.signatures).enumerate() {
            let range = start..*end;
            start = *end;
            let longest = query.len().max(range.len());
            let limit = greatest_distance(base, longest);
            // Each word of one side that the other lacks costs a step.
            let lacking = (query_signature & !signature).count_ones();
            let extra = (signature & !query_signature).count_ones();
            if query.len().abs_diff(range.len()) > limit || lacking.max(extra) as usize > limit {
                continue;
            }
            let tokens = &self.tokens[range];
            if longest - bag.shared(tokens) > limit {
                continue;
            }
            if let Some(distance) = pattern.distance(tokens, limit) {
                hits.push(Hit {
                    base: base_score(distance, longest),
                    at,
                });
            }
        }
        hits
    }
}

/// The words of the query with their counts, by token.
struct Bag {
    /// How often the query has a token, and how often the present candidate had it, valid where
    /// `seen_in` names that candidate.
    counts: Vec<(u32, u32)>,
    seen_in: Vec<u32>,
    candidate: u32,
}

impl Bag {
    fn new(query: &[u32], vocabulary: usize) -> Self {
        let mut counts = vec![(0, 0); vocabulary];
        for token in query {
            if let Some(count) = counts.get_mut(*token as usize) {
                count.0 += 1;
            }
        }
        Bag {
            counts,
            seen_in: vec![0; vocabulary],
            candidate: 0,
        }
    }

    /// Returns how many words both have, each as often as both have it.
    fn shared(&mut self, tokens: &[u32]) -> usize {
        self.candidate += 1;
        let mut shared = 0;
        for token in tokens {
            let token = *token as usize;
            let (wanted, seen) = &mut self.counts[token];
            if *wanted == 0 {
                continue;
            }
            if self.seen_in[token] != self.candidate {
                self.seen_in[token] = self.candidate;
                *seen = 0;
            }
            *seen += 1;
            shared += usize::from(*seen <= *wanted);
        }
        shared
    }
}

/// Returns a bit for each token: 64 places, spread by multiplication (Knuth's golden ratio).
fn signature(tokens: &[u32]) -> u64 {
    tokens.iter().fold(0, |bits, token| {
        let place = u64::from(*token).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58;
        bits | 1 << place
    })
}
