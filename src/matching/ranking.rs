//! Found pairs become matches: penalties, groups of equal answers, context, order.
//!
//! Both ways to search end here, so that what they find is judged alike.

use super::adaptation::{Adapted, Conventions, adapt};
use super::context::{Rank, context_of};
use super::diff::diff;
use super::likeness::likeness;
use super::penalty::{text_penalties, unit_penalties};
use super::score::{Pattern, Step, base_score, steps};
use super::tokens::{Tokenised, Vocabulary, is_content};
use super::{
    Context, Details, LookupOptions, Match, MatchBand, Penalty, PenaltyKind, Query, StoredPair,
};
use crate::text::numbers::Convention;
use crate::text::{Stems, same_typography};

/// A query of so many words is short.
const SHORT: usize = 3;

/// What is known of a query before anything is found.
#[derive(Debug)]
pub(super) struct Ranking<'l> {
    pub(super) query: &'l Query,
    pub(super) options: &'l LookupOptions,
    pub(super) text: Tokenised<'l>,
    pub(super) stems: Stems,
    /// For each word of the query whether it says something by itself.
    pub(super) content: Vec<bool>,
    vocabulary: Vocabulary,
    conventions: Conventions,
}

/// Units with the same two texts: one match.
#[derive(Debug)]
pub(super) struct Group {
    base: u8,
    /// The source is the query, typography aside.
    pub(super) exact: bool,
    text_penalties: Vec<Penalty>,
    steps: Vec<Step>,
    adapted: Option<Adapted>,
    /// Never empty; the best is the first.
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    pair: StoredPair,
    rank: Rank,
    unit_penalties: Vec<Penalty>,
    details: Option<Details>,
}

impl Group {
    /// Returns the rank of the best unit.
    pub(super) fn best(&self) -> &Rank {
        &self.members[0].rank
    }

    fn target(&self) -> &str {
        &self.members[0].pair.target
    }

    fn sort(&mut self) {
        self.members.sort_by(|a, b| a.rank.cmp(&b.rank));
    }
}

impl<'l> Ranking<'l> {
    pub(super) fn new(query: &'l Query, options: &'l LookupOptions) -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn(&query.text);
        let text = Tokenised::new(&query.text, &vocabulary);
        let words = text.words.iter();
        Ranking {
            query,
            options,
            content: words.map(|word| is_content(text.text, word)).collect(),
            text,
            stems: Stems::of_language(options.from.primary()),
            vocabulary,
            conventions: Conventions {
                source: Convention::of_language(options.from.primary()),
                target: Convention::of_language(options.to.primary()),
            },
        }
    }

    /// Tells whether the query is so short that a match needs more than a score.
    pub(super) fn is_short(&self) -> bool {
        self.text.words.len() <= SHORT
    }

    /// Returns the base score of a source, counted from its text.
    pub(super) fn base_of(&self, source: &str) -> u8 {
        let stored = Tokenised::new(source, &self.vocabulary);
        let longest = stored.tokens.len().max(self.text.tokens.len());
        let distance = Pattern::new(&self.text.tokens).distance(&stored.tokens, longest);
        base_score(distance.unwrap_or(longest), longest)
    }

    /// Judges units with the same two texts; `pairs` is not empty.
    pub(super) fn group(&self, base: u8, pairs: Vec<StoredPair>) -> Group {
        let source = pairs[0].source.clone();
        let stored = Tokenised::new(&source, &self.vocabulary);
        let steps = steps(&stored.tokens, &self.text.tokens);
        let adapted = adapt(&stored, &self.text, &pairs[0].target, self.conventions);
        let text_penalties = text_penalties(
            &stored,
            &self.text,
            &steps,
            self.conventions.source,
            adapted.as_ref(),
        );
        let lost = points(&text_penalties);
        let likeness = likeness(&stored, &self.text, &steps, &self.stems);
        let members = pairs.into_iter().map(|pair| {
            let unit_penalties = unit_penalties(&pair, self.query, self.options);
            let lost = lost + points(&unit_penalties);
            let score = u32::from(base).saturating_sub(lost) as u8;
            Member {
                rank: Rank::new(&pair, score, likeness),
                pair,
                unit_penalties,
                details: None,
            }
        });
        let mut group = Group {
            base,
            exact: base == 100 && same_typography(&source, &self.query.text),
            text_penalties,
            steps,
            adapted,
            members: members.collect(),
        };
        group.sort();
        // Two texts of a unit may be the same.
        group
            .members
            .dedup_by_key(|member| (member.rank.memory, member.rank.unit));
        group
    }

    /// Takes context and ambiguity into account. `groups` must hold every group whose source is
    /// the query, typography aside.
    pub(super) fn settle_exact<E>(
        &self,
        groups: &mut [Group],
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<(), E> {
        if self.query.knows_context() {
            self.take_contexts(groups, details)?;
        }
        mark_ambiguous(groups);
        for group in groups.iter_mut().filter(|group| group.exact) {
            group.sort();
        }
        Ok(())
    }

    /// Asks for the context of every unit whose source is the query, and raises the scores.
    fn take_contexts<E>(
        &self,
        groups: &mut [Group],
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<(), E> {
        for group in groups.iter_mut().filter(|group| group.exact) {
            for member in &mut group.members {
                let found = details(&member.pair)?;
                let context = context_of(self.query, &found);
                member.rank.context = context;
                if member.rank.score == 100 {
                    member.rank.score = match context {
                        Context::Id => 102,
                        Context::Both => 101,
                        _ => 100,
                    };
                }
                member.details = Some(found);
            }
        }
        Ok(())
    }

    /// Returns the best groups as matches, in order.
    pub(super) fn finished<E>(
        &self,
        mut groups: Vec<Group>,
        limit: usize,
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<Vec<Match>, E> {
        groups.sort_by(|a, b| a.best().cmp(b.best()));
        groups.truncate(limit);
        groups
            .into_iter()
            .map(|group| self.matched(group, details))
            .collect()
    }

    /// Makes a match of a group.
    fn matched<E>(
        &self,
        mut group: Group,
        details: &mut impl FnMut(&StoredPair) -> Result<Details, E>,
    ) -> Result<Match, E> {
        let best = group.members.remove(0);
        let mut penalties = group.text_penalties;
        penalties.extend(best.unit_penalties);
        let mut also: Vec<i64> = group.members.iter().map(|m| m.rank.unit).collect();
        also.sort_unstable();
        also.dedup();
        let (adapted, needs_edit) = match group.adapted {
            Some(adapted) => (Some(adapted.text), adapted.needs_edit),
            None => (None, false),
        };
        let details = match best.details {
            Some(details) => details,
            None => details(&best.pair)?,
        };
        let stored = Tokenised::new(&best.pair.source, &self.vocabulary);
        Ok(Match {
            diff: diff(&stored, &self.text, &group.steps),
            details,
            base: group.base,
            score: best.rank.score,
            band: MatchBand::of(best.rank.score),
            penalties,
            adapted,
            needs_edit,
            proposal: None,
            proposed: Vec::new(),
            affected: Vec::new(),
            reasons: Vec::new(),
            context: best.rank.context,
            also,
            pair: best.pair,
        })
    }
}

/// Returns the points that penalties take together.
pub(super) fn points(penalties: &[Penalty]) -> u32 {
    penalties
        .iter()
        .map(|penalty| u32::from(penalty.points))
        .sum()
}

/// Takes a point off units whose source has other targets too, where no context speaks for them.
fn mark_ambiguous(groups: &mut [Group]) {
    let mut exact = groups.iter().filter(|group| group.exact);
    let several = exact
        .next()
        .is_some_and(|first| exact.any(|other| !same_typography(first.target(), other.target())));
    if !several {
        return;
    }
    let exact = groups.iter_mut().filter(|group| group.exact);
    for member in exact.flat_map(|group| &mut group.members) {
        if member.rank.context == Context::None {
            member.rank.score = member.rank.score.saturating_sub(1);
            member.unit_penalties.push(PenaltyKind::Ambiguous.of(1, ""));
        }
    }
}
