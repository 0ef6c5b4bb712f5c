//! A new sentence in, ranked matches out: search, penalties, context, order.

use std::collections::HashMap;

use super::adaptation::{Adapted, Conventions, adapt};
use super::context::{Rank, context_of, similarity};
use super::diff::diff;
use super::fragments::fragments;
use super::index::PairIndex;
use super::penalty::{text_penalties, unit_penalties};
use super::score::{Hit, steps};
use super::tokens::{Tokenised, is_content};
use super::{
    Answer, Context, Details, DiffPart, LookupOptions, Match, MatchBand, Penalty, PenaltyKind,
    Query, StoredPair,
};
use crate::text::numbers::Convention;
use crate::text::same_typography;

/// The lowest base score that is ever shown.
const LOWEST: u8 = 50;
/// The lowest base score for a query of few words.
const LOWEST_OF_SHORT: u8 = 75;
/// A query of so many words is short.
const SHORT: usize = 3;
/// From this base score on, fragments have nothing to add.
const WHOLE_ENOUGH: u8 = 85;
/// Of how many units with the same two texts the details are asked, where no context is given.
const ASKED_OF_A_GROUP: usize = 64;

/// Looks a query up in an index; `details` is asked for context and origin of pairs that may be
/// shown.
///
/// The search is linear in the number of pairs and exact: no pair whose base score reaches the
/// threshold is missed. Deterministic whatever the order of the pairs.
///
/// # Errors
/// When `details` fails.
pub fn lookup<E>(
    index: &PairIndex,
    query: &Query,
    options: &LookupOptions,
    mut details: impl FnMut(&StoredPair) -> Result<Details, E>,
) -> Result<Answer, E> {
    let ranking = Ranking {
        index,
        query,
        options,
        text: Tokenised::new(&query.text, &index.vocabulary),
        conventions: Conventions {
            source: Convention::of_language(options.from.primary()),
            target: Convention::of_language(options.to.primary()),
        },
    };
    let short = ranking.text.words.len() <= SHORT;
    let lowest = options
        .threshold
        .max(if short { LOWEST_OF_SHORT } else { LOWEST });
    let matches = ranking.ranked(lowest, 101, options.limit, &mut details)?;
    let below = if matches.is_empty() && options.limit > 0 {
        ranking.ranked(LOWEST, lowest, 1, &mut details)?
    } else {
        Vec::new()
    };
    let best = matches.iter().map(|found| found.base).max().unwrap_or(0);
    let fragments = if best < WHOLE_ENOUGH {
        let shown: Vec<&str> = matches
            .iter()
            .map(|found| found.pair.source.as_str())
            .collect();
        fragments(index, &ranking.text, &shown)
    } else {
        Vec::new()
    };
    Ok(Answer {
        matches,
        below,
        fragments,
    })
}

/// What one lookup has at hand.
struct Ranking<'l> {
    index: &'l PairIndex,
    query: &'l Query,
    options: &'l LookupOptions,
    text: Tokenised<'l>,
    conventions: Conventions,
}

/// Units with the same two texts: one match.
struct Group {
    base: u8,
    /// The source is the query, typography aside.
    exact: bool,
    text_penalties: Vec<Penalty>,
    diff: Vec<DiffPart>,
    adapted: Option<Adapted>,
    members: Vec<Member>,
}

struct Member {
    at: usize,
    rank: Rank,
    unit_penalties: Vec<Penalty>,
    details: Option<Details>,
}

impl Group {
    fn best(&self) -> &Rank {
        &self.members[0].rank
    }
}

impl Ranking<'_> {
    /// Returns the best matches with a base score from `lowest` to below `end`.
    fn ranked<E>(
        &self,
        lowest: u8,
        end: u8,
        limit: usize,
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<Vec<Match>, E> {
        let hits = self.hits(lowest, end);
        let mut groups = self.groups(&hits, limit);
        if self.query.knows_context() {
            self.take_contexts(&mut groups, details)?;
        }
        mark_ambiguous(self.index, &mut groups);
        for group in &mut groups {
            group.members.sort_by(|a, b| a.rank.cmp(&b.rank));
        }
        groups.sort_by(|a, b| a.best().cmp(b.best()));
        self.take_details(&mut groups, limit, details)?;
        groups.truncate(limit);
        Ok(groups
            .into_iter()
            .filter_map(|group| self.finished(group))
            .collect())
    }

    fn hits(&self, lowest: u8, end: u8) -> Vec<Hit> {
        let short = self.text.words.len() <= SHORT;
        let mut hits = self.index.search(self.text.text, &self.text.tokens, lowest);
        hits.retain(|hit| hit.base < end);
        hits.retain(|hit| !short || hit.base == 100 || self.shares_content(hit.at));
        hits
    }

    /// Tells whether a pair has a word of the query that says something by itself.
    fn shares_content(&self, at: usize) -> bool {
        let stored = self.index.tokens(at);
        self.text
            .words
            .iter()
            .zip(&self.text.tokens)
            .any(|(word, token)| stored.contains(token) && is_content(self.text.text, word))
    }

    /// Groups hits by their texts. Penalties only lower a score, so that the rest is left out as
    /// soon as `limit` groups are better than any later one can be.
    fn groups(&self, hits: &[Hit], limit: usize) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut by_text: HashMap<(&str, &str), usize> = HashMap::new();
        let mut base = u8::MAX;
        for hit in hits {
            if hit.base < base {
                // A context can add to a score, an ambiguity takes one off.
                let surely = |group: &&Group| group.best().score > hit.base + 1;
                if groups.iter().filter(surely).count() >= limit {
                    break;
                }
                base = hit.base;
            }
            let pair = &self.index.pairs[hit.at];
            let place = *by_text
                .entry((&pair.source, &pair.target))
                .or_insert(groups.len());
            if place == groups.len() {
                groups.push(self.group(*hit, pair));
            }
            let member = self.member(hit.at, pair, &groups[place]);
            let group = &mut groups[place];
            group.members.push(member);
            if group.members.last().map(|m| &m.rank) < Some(group.best()) {
                let last = group.members.len() - 1;
                group.members.swap(0, last);
            }
        }
        groups
    }

    fn group(&self, hit: Hit, pair: &StoredPair) -> Group {
        let stored = Tokenised::new(&pair.source, &self.index.vocabulary);
        let steps = steps(&stored.tokens, &self.text.tokens);
        let adapted = adapt(&stored, &self.text, &pair.target, self.conventions);
        let text_penalties = text_penalties(
            &stored,
            &self.text,
            &steps,
            self.conventions.source,
            adapted.as_ref(),
        );
        Group {
            base: hit.base,
            exact: same_typography(&pair.source, &self.query.text),
            text_penalties,
            diff: diff(&stored, &self.text, &steps),
            adapted,
            members: Vec::new(),
        }
    }

    fn member(&self, at: usize, pair: &StoredPair, group: &Group) -> Member {
        let unit_penalties = unit_penalties(pair, self.query, self.options);
        let lost: u32 = group
            .text_penalties
            .iter()
            .chain(&unit_penalties)
            .map(|penalty| u32::from(penalty.points))
            .sum();
        let score = u32::from(group.base).saturating_sub(lost) as u8;
        let likeness = group.members.first().map_or_else(
            || similarity(&pair.source, &self.query.text),
            |member| member.rank.similarity,
        );
        let rank = Rank::new(pair, score, likeness);
        Member {
            at,
            rank,
            unit_penalties,
            details: None,
        }
    }

    /// Asks for the context of every unit whose source is the query, and raises the scores.
    fn take_contexts<E>(
        &self,
        groups: &mut [Group],
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<(), E> {
        for group in groups.iter_mut().filter(|group| group.exact) {
            for member in &mut group.members {
                let found = details(&self.index.pairs[member.at])?;
                let context = context_of(self.query, &found);
                member.rank.context = context;
                if member.rank.score == 100 {
                    member.rank.score = match context {
                        Context::Id => 102,
                        Context::Both => 101,
                        _ => 100,
                    };
                }
                member.rank.take_date(&found);
                member.details = Some(found);
            }
        }
        Ok(())
    }

    /// Asks for the details of the units that may be shown, and orders by their dates.
    fn take_details<E>(
        &self,
        groups: &mut [Group],
        limit: usize,
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<(), E> {
        if groups.is_empty() || limit == 0 {
            return Ok(());
        }
        let last = groups[limit.min(groups.len()) - 1].best().clone();
        let shown = groups.partition_point(|group| group.best().before_details(&last).is_le());
        for group in &mut groups[..shown] {
            for member in group.members.iter_mut().take(ASKED_OF_A_GROUP) {
                if member.details.is_none() {
                    let found = details(&self.index.pairs[member.at])?;
                    member.rank.take_date(&found);
                    member.details = Some(found);
                }
            }
            group.members.sort_by(|a, b| a.rank.cmp(&b.rank));
        }
        groups[..shown].sort_by(|a, b| a.best().cmp(b.best()));
        Ok(())
    }

    /// Makes a match of a group; every group has a member.
    fn finished(&self, group: Group) -> Option<Match> {
        let mut members = group.members.into_iter();
        let best = members.next()?;
        let mut penalties = group.text_penalties;
        penalties.extend(best.unit_penalties);
        let mut also: Vec<i64> = members.map(|member| member.rank.unit).collect();
        also.sort_unstable();
        also.dedup();
        let (adapted, needs_edit) = match group.adapted {
            Some(adapted) => (Some(adapted.text), adapted.needs_edit),
            None => (None, false),
        };
        Some(Match {
            pair: self.index.pairs[best.at].clone(),
            details: best.details.unwrap_or_default(),
            base: group.base,
            score: best.rank.score,
            band: MatchBand::of(best.rank.score),
            penalties,
            diff: group.diff,
            adapted,
            needs_edit,
            proposal: None,
            proposed: Vec::new(),
            affected: Vec::new(),
            reasons: Vec::new(),
            context: best.rank.context,
            also,
        })
    }
}

/// Takes a point off units whose source has other targets too, where no context speaks for them.
fn mark_ambiguous(index: &PairIndex, groups: &mut [Group]) {
    let mut exact = groups.iter().filter(|group| group.exact);
    let target = |group: &Group| index.pairs[group.members[0].at].target.as_str();
    let several = exact
        .next()
        .is_some_and(|first| exact.any(|other| !same_typography(target(first), target(other))));
    if !several {
        return;
    }
    for member in groups
        .iter_mut()
        .filter(|g| g.exact)
        .flat_map(|g| &mut g.members)
    {
        if member.rank.context == Context::None {
            member.rank.score = member.rank.score.saturating_sub(1);
            member.unit_penalties.push(PenaltyKind::Ambiguous.of(1, ""));
        }
    }
}
