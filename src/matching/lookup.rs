//! A query in, ranked matches out.

use std::cmp::Reverse;

use super::adaptation::{Adaptation, adapt};
use super::fragments::{self, Fragment, is_content_word};
use super::index::{Hit, PairIndex, Tokens};
use super::penalty::{Facts, Penalty, penalties};
use super::{Details, DiffPart, MatchBand, StoredPair, diff};
use crate::model::LangTag;
use crate::text::{same_typography, typographic_key, words};

/// Lowest base score that is ever shown.
const LOWEST: u8 = 50;

/// Where no match reaches this, phrases of the query are looked for.
const GOOD: u8 = 85;

/// A query of so few words needs more to be a match.
const SHORT: usize = 3;

/// The base score that a short query must reach.
const SHORT_THRESHOLD: u8 = 75;

/// A sentence to look up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The sentence.
    pub text: String,
    /// The sentence before it; empty at the beginning of a document, `None` where unknown.
    pub previous: Option<String>,
    /// The sentence after it, likewise.
    pub next: Option<String>,
    /// Name of the document it is in, if known.
    pub key: Option<String>,
}

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupOptions {
    /// Lowest base score, 50 to 100.
    pub threshold: u8,
    /// Most matches.
    pub limit: usize,
    /// Penalty of each open memory.
    pub memory_penalties: Vec<u8>,
    /// Language of the query.
    pub from: LangTag,
    /// Language of the answers.
    pub to: LangTag,
}

impl LookupOptions {
    /// Returns the usual options of a direction: from 70 %, at most five matches.
    pub fn new(from: LangTag, to: LangTag) -> Self {
        LookupOptions {
            threshold: 70,
            limit: 5,
            memory_penalties: Vec::new(),
            from,
            to,
        }
    }
}

/// What a lookup found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Matches that reach the threshold, best first.
    pub matches: Vec<Match>,
    /// Where none does: the best weaker one.
    pub below: Vec<Match>,
    /// Where no match is good: phrases that are known.
    pub fragments: Vec<Fragment>,
}

/// A stored pair with its score, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The pair.
    pub pair: StoredPair,
    /// Its context and where it comes from.
    pub details: Details,
    /// The base score, 0 to 100.
    pub base: u8,
    /// The base score less the penalties; 101 and 102 for context.
    pub score: u8,
    /// The band of the score.
    pub band: MatchBand,
    /// What was taken off, and what is worth knowing.
    pub penalties: Vec<Penalty>,
    /// From the stored source to the query.
    pub diff: Vec<DiffPart>,
    /// The target with the query's numbers; `None` where it must not be touched.
    pub adapted: Option<String>,
    /// A word beside a carried number must be changed.
    pub needs_edit: bool,
    /// Words suggested beyond numbers; not built yet.
    pub proposal: Option<String>,
    /// Which neighbours are the same.
    pub context: Context,
    /// Further units with the same source and target.
    pub also: Vec<i64>,
}

/// Which neighbours of query and pair are the same; least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// None, or unknown.
    None,
    /// The sentence before.
    Previous,
    /// The sentence after.
    Next,
    /// Both.
    Both,
    /// Both, in a document of the same name.
    Id,
}

impl Context {
    /// Returns the stable name.
    pub fn name(self) -> &'static str {
        match self {
            Context::None => "none",
            Context::Previous => "previous",
            Context::Next => "next",
            Context::Both => "both",
            Context::Id => "id",
        }
    }
}

/// Looks a query up.
///
/// `details` is asked for the context and origin of pairs that may be shown. The order of matches
/// is total: score, context, likeness letter by letter, reviewed first, newest, memory, unit.
///
/// # Errors
/// What `details` returns.
pub fn lookup<E>(
    index: &PairIndex,
    query: &Query,
    options: &LookupOptions,
    details: &mut dyn FnMut(&StoredPair) -> Result<Details, E>,
) -> Result<Answer, E> {
    let tokens = index.tokens_of(&query.text);
    let threshold = options.threshold.clamp(LOWEST, 100);
    let asked = Asked {
        index,
        query,
        options,
        tokens: &tokens,
    };
    let hits = asked.hits(threshold);
    let matches = asked.matches(&hits, options.limit, details)?;
    let mut below = Vec::new();
    if matches.is_empty() && threshold > LOWEST {
        below = asked.matches(&asked.hits(LOWEST), 1, details)?;
    }
    let best = matches.iter().map(|found| found.base).max().unwrap_or(0);
    let fragments = if best < GOOD {
        fragments::fragments(index, &query.text, &tokens)
    } else {
        Vec::new()
    };
    Ok(Answer {
        matches,
        below,
        fragments,
    })
}

/// A query on its way to an answer.
struct Asked<'a> {
    index: &'a PairIndex,
    query: &'a Query,
    options: &'a LookupOptions,
    tokens: &'a Tokens,
}

impl Asked<'_> {
    /// Returns the pairs that reach a base score, best first. Short queries have a rule of their
    /// own: a few words are soon alike by chance.
    fn hits(&self, threshold: u8) -> Vec<Hit> {
        let text = &self.query.text;
        if self.tokens.classes.is_empty() {
            // Only punctuation: nothing but the same punctuation is a match.
            let mut hits = self.index.search(self.tokens, 100);
            hits.retain(|hit| same_typography(&self.index.pair(hit.entry).source, text));
            return hits;
        }
        if self.tokens.classes.len() > SHORT {
            return self.index.search(self.tokens, threshold);
        }
        let mut hits = self
            .index
            .search(self.tokens, threshold.max(SHORT_THRESHOLD));
        let content: Vec<u32> = words(text)
            .iter()
            .zip(&self.tokens.classes)
            .filter(|(word, _)| is_content_word(&text[word.range.clone()]))
            .map(|(_, class)| *class)
            .collect();
        hits.retain(|hit| {
            let classes = self.index.classes(hit.entry);
            classes.iter().any(|class| content.contains(class))
                || same_typography(&self.index.pair(hit.entry).source, text)
        });
        hits
    }

    /// Scores hits and returns the best, equal answers grouped.
    fn matches<E>(
        &self,
        hits: &[Hit],
        limit: usize,
        details: &mut dyn FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<Vec<Match>, E> {
        let ambiguous = self.is_ambiguous(hits);
        let mut groups: Vec<Match> = Vec::new();
        let mut at = 0;
        while at < hits.len() {
            // A whole rung of equal base scores at a time: what follows cannot score higher.
            let base = hits[at].base;
            let full = groups.len() >= limit;
            groups.sort_by_key(|found| Reverse(found.score));
            if full
                && limit
                    .checked_sub(1)
                    .is_none_or(|last| groups[last].score > base)
            {
                break;
            }
            for hit in hits[at..].iter().take_while(|hit| hit.base == base) {
                let pair = self.index.pair(hit.entry);
                let found = self.score(pair, base, ambiguous, details(pair)?);
                self.join(&mut groups, found);
                at += 1;
            }
        }
        groups.sort_by(|a, b| self.rank(a).cmp(&self.rank(b)));
        groups.truncate(limit);
        Ok(groups)
    }

    /// Tells whether pairs with the very source of the query have different targets.
    fn is_ambiguous(&self, hits: &[Hit]) -> bool {
        let mut targets = hits
            .iter()
            .take_while(|hit| hit.base == 100)
            .map(|hit| self.index.pair(hit.entry))
            .filter(|pair| same_typography(&pair.source, &self.query.text))
            .map(|pair| typographic_key(&pair.target));
        targets
            .next()
            .is_some_and(|first| targets.any(|other| other != first))
    }

    fn score(&self, pair: &StoredPair, base: u8, ambiguous: bool, details: Details) -> Match {
        let text = self.query.text.as_str();
        let diff = diff(&pair.source, text);
        let identical = same_typography(&pair.source, text);
        let Adaptation {
            text: adapted,
            needs_edit,
        } = adapt(
            text,
            &pair.source,
            &pair.target,
            &self.options.from,
            &self.options.to,
        );
        let context = self.context(&details);
        let penalties = penalties(&Facts {
            query: text,
            pair,
            diff: &diff,
            adapted: adapted.is_some(),
            ambiguous: ambiguous && identical && context < Context::Both,
            memory: self
                .options
                .memory_penalties
                .get(pair.memory)
                .copied()
                .unwrap_or(0),
        });
        let lost: u32 = penalties
            .iter()
            .map(|penalty| u32::from(penalty.points))
            .sum();
        let highest = if identical { 100 } else { 99 };
        let mut score = u32::from(base).saturating_sub(lost).min(highest) as u8;
        if score == 100 {
            score += match context {
                Context::Id => 2,
                Context::Both => 1,
                _ => 0,
            };
        }
        Match {
            pair: pair.clone(),
            details,
            base,
            score,
            band: MatchBand::of(score),
            penalties,
            diff,
            adapted,
            needs_edit,
            proposal: None,
            context,
            also: Vec::new(),
        }
    }

    /// Tells which neighbours are the same. A document's edge equals a document's edge.
    fn context(&self, details: &Details) -> Context {
        let same = |asked: &Option<String>, stored: &Option<Option<String>>| {
            matches!((asked, stored), (Some(asked), Some(stored))
                if same_typography(asked, stored.as_deref().unwrap_or_default()))
        };
        let previous = same(&self.query.previous, &details.previous);
        let next = same(&self.query.next, &details.next);
        match (previous, next) {
            (true, true)
                if self.query.key.is_some() && self.query.key == details.origin.document =>
            {
                Context::Id
            }
            (true, true) => Context::Both,
            (true, false) => Context::Previous,
            (false, true) => Context::Next,
            (false, false) => Context::None,
        }
    }

    /// Puts a match to the others; one with the same source and target joins them.
    fn join(&self, groups: &mut Vec<Match>, mut found: Match) {
        let same = |other: &&mut Match| {
            other.pair.source == found.pair.source && other.pair.target == found.pair.target
        };
        let Some(group) = groups.iter_mut().find(same) else {
            groups.push(found);
            return;
        };
        if self.rank(&found) < self.rank(group) {
            std::mem::swap(group, &mut found);
        }
        group.also.append(&mut found.also);
        group.also.push(found.pair.unit);
        group.also.sort_unstable();
    }

    /// Returns what matches are ordered by, smallest first.
    fn rank<'m>(&self, found: &'m Match) -> impl Ord + use<'m> {
        let date = found.details.origin.date.as_deref().unwrap_or_default();
        let key = typographic_key(&self.query.text);
        let letters = strsim::levenshtein(&key, &typographic_key(&found.pair.source));
        (
            Reverse((found.score, found.context)),
            letters,
            Reverse((found.pair.reviewed, date)),
            found.pair.memory,
            found.pair.unit,
        )
    }
}
