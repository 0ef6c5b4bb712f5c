//! Applies break and no-break rules in their order, exactly as SRX 2.0 means them.
//!
//! A place between two characters is cut if and only if the first rule, in order, whose `before`
//! matches text that ends there and whose `after` matches text that starts there, breaks. Every
//! rule is asked at every place, whatever matched elsewhere, so matches may overlap.
//!
//! All patterns of one language live in three lazy automata, so that the work at a place does not
//! grow with the number of rules:
//!
//! 1. `ends` runs once over the text and finds where the `before` of a break rule ends: only
//!    there can a cut be;
//! 2. `before` runs back from such a place and names all rules whose `before` ends there;
//! 3. `after` runs on from it and names all rules whose `after` starts there.
//!
//! The lowest number in both sets decides. Time is linear in the text, times the length of the
//! longest pattern match; our own patterns are all of bounded length (a test sees to it).

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::nfa::thompson;
use regex_automata::util::{pool::Pool, syntax};
use regex_automata::{Anchored, Input, MatchKind, PatternSet};

use super::error::RuleError;
use super::srx::Rule;

/// Bytes of memory for the states of one automaton of one thread, before it starts afresh.
const CACHE: usize = 16 << 20;

/// Bytes that the patterns of one language may take once read.
const LARGEST_NFA: usize = 64 << 20;

/// The rules of one language, ready to be asked. By default there are none.
#[derive(Default)]
pub(super) struct Cascade {
    rules: Vec<Rule>,
    automata: Option<Automata>,
}

/// The three automata of a language and the memory they run in.
struct Automata {
    ends: DFA,
    before: DFA,
    after: DFA,
    scratch: Pool<Scratch, MakeScratch>,
}

type MakeScratch = Box<dyn Fn() -> Scratch + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// What one thread writes into while it searches.
struct Scratch {
    ends: Cache,
    before: Cache,
    after: Cache,
    before_set: PatternSet,
    after_set: PatternSet,
}

/// A place where text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Bytes before the cut.
    pub at: usize,
    /// The number of the rule that decided, from 0.
    pub rule: usize,
}

impl Cascade {
    /// Compiles rules; the first that cannot be is an error that names it.
    pub(super) fn new(rules: Vec<Rule>) -> Result<Self, RuleError> {
        let automata = if rules.iter().any(|r| r.breaks) {
            Some(Automata::new(&rules)?)
        } else {
            None
        };
        Ok(Cascade { rules, automata })
    }

    /// Returns the id of a rule by its number.
    pub(super) fn id(&self, rule: usize) -> &str {
        &self.rules[rule].id
    }

    /// Returns the places inside the text where it is cut, in order, never at its two ends.
    pub(super) fn cuts(&self, text: &str) -> Vec<Cut> {
        let Some(automata) = &self.automata else {
            return Vec::new();
        };
        let mut scratch = automata.scratch.get();
        let mut cuts = Vec::new();
        for at in automata.candidates(&mut scratch.ends, text) {
            if let Some(rule) = automata.decider(&mut scratch, text, at)
                && self.rules[rule].breaks
            {
                cuts.push(Cut { at, rule });
            }
        }
        cuts
    }
}

impl fmt::Debug for Cascade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cascade")
            .field("rules", &self.rules.len())
            .finish_non_exhaustive()
    }
}

impl Automata {
    fn new(rules: &[Rule]) -> Result<Self, RuleError> {
        rules.iter().try_for_each(check)?;
        let before: Vec<&str> = rules.iter().map(|r| r.before.as_str()).collect();
        let after: Vec<&str> = rules.iter().map(|r| r.after.as_str()).collect();
        let breaks = rules.iter().filter(|r| r.breaks);
        let ends: Vec<&str> = breaks.map(|r| r.before.as_str()).collect();
        let ends = automaton(&ends, false)?;
        let before = automaton(&before, true)?;
        let after = automaton(&after, false)?;
        let makers = (ends.clone(), before.clone(), after.clone());
        let scratch: MakeScratch = Box::new(move || Scratch {
            ends: makers.0.create_cache(),
            before: makers.1.create_cache(),
            after: makers.2.create_cache(),
            before_set: PatternSet::new(makers.1.pattern_len()),
            after_set: PatternSet::new(makers.2.pattern_len()),
        });
        Ok(Automata {
            ends,
            before,
            after,
            scratch: Pool::new(scratch),
        })
    }

    /// Returns the places where the `before` of a break rule ends, in order, each once.
    fn candidates(&self, cache: &mut Cache, text: &str) -> Vec<usize> {
        let input = Input::new(text);
        let mut state = OverlappingState::start();
        let mut places = Vec::new();
        // The automaton cannot fail: it has no bytes it must give up at and no limit on its
        // memory. If it did, what is found so far is right.
        while self
            .ends
            .try_search_overlapping_fwd(cache, &input, &mut state)
            .is_ok()
            && let Some(end) = state.get_match()
        {
            let at = end.offset();
            let inside = at > 0 && at < text.len() && text.is_char_boundary(at);
            if inside && places.last() != Some(&at) {
                places.push(at);
            }
        }
        places
    }

    /// Returns the number of the rule that decides at a place; `None` where none applies.
    fn decider(&self, scratch: &mut Scratch, text: &str, at: usize) -> Option<usize> {
        let back = Input::new(text).range(..at).anchored(Anchored::Yes);
        let on = Input::new(text).range(at..).anchored(Anchored::Yes);
        scratch.before_set.clear();
        scratch.after_set.clear();
        let mut state = OverlappingState::start();
        while self
            .before
            .try_search_overlapping_rev(&mut scratch.before, &back, &mut state)
            .is_ok()
            && let Some(found) = state.get_match()
        {
            scratch.before_set.insert(found.pattern());
        }
        // A failure leaves the set as it is, and none can be: see `candidates`.
        let _ = self.after.try_which_overlapping_matches(
            &mut scratch.after,
            &on,
            &mut scratch.after_set,
        );
        let after = &scratch.after_set;
        let mut both = scratch.before_set.iter().filter(|p| after.contains(*p));
        both.next().map(|p| p.as_usize())
    }
}

/// Checks the patterns of a rule one by one, so that a mistake is reported with its rule.
fn check(rule: &Rule) -> Result<(), RuleError> {
    let broken = |detail: String| RuleError::Pattern {
        rule: rule.id.clone(),
        detail,
    };
    for pattern in [&rule.before, &rule.after] {
        let parsed = syntax::parse(pattern).map_err(|e| broken(e.to_string()))?;
        if parsed.properties().look_set().contains_word_unicode() {
            // A lazy automaton sees single bytes beside a place, not whole characters.
            return Err(broken(r"\b and \B are not supported".to_owned()));
        }
    }
    Ok(())
}

/// Builds one automaton of all patterns; with `backwards` it reads the text from its end.
///
/// `utf8(false)` lets empty matches fall inside a character, which `candidates` sorts out. With
/// `utf8(true)`, regex-automata 0.4.19 loses empty matches of the second and further patterns
/// beside a character of several bytes when it searches backwards.
fn automaton(patterns: &[&str], backwards: bool) -> Result<DFA, RuleError> {
    let too_large = |detail: String| RuleError::TooLarge { detail };
    let nfa = thompson::Compiler::new()
        .configure(
            thompson::Config::new()
                .which_captures(thompson::WhichCaptures::None)
                .utf8(false)
                .reverse(backwards)
                .nfa_size_limit(Some(LARGEST_NFA)),
        )
        .build_many(patterns)
        .map_err(|e| too_large(e.to_string()))?;
    DFA::builder()
        .configure(
            DFA::config()
                .match_kind(MatchKind::All)
                .cache_capacity(CACHE)
                .skip_cache_capacity_check(true),
        )
        .build_from_nfa(nfa)
        .map_err(|e| too_large(e.to_string()))
}

#[cfg(test)]
mod tests;
