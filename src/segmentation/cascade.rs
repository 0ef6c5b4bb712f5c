//! Applies break and no-break rules in their order, exactly as SRX 2.0 means them.
//!
//! A place between two characters is cut if and only if the first rule, in order, whose `before`
//! matches text that ends there and whose `after` matches text that starts there, breaks. Every
//! rule is asked at every place, whatever matched elsewhere, so matches may overlap.
//!
//! The work at a place does not grow with the number of rules:
//!
//! 1. the gate knows between which bytes a break rule can cut at all;
//! 2. at such a place one automaton reads back and names all rules whose `before` ends there;
//! 3. if a break rule is among them, another reads on and names all whose `after` starts there.
//!
//! The lowest number in both sets decides. Patterns of bounded length, as all of ours are, make
//! this linear in the text. Patterns of any length could read the same stretch again from every
//! place; so where the reading exceeds [`READING`] times the text, two automata go once over the
//! whole text instead, which is linear always. Only the rules that look around, which other tools'
//! files have and ours have not, are checked one by one, each with a limit.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex_syntax::hir::Hir;

use super::automaton::{Automaton, Scratch, Way};
use super::error::{RuleError, Unusable};
use super::gate::Gate;
use super::pattern::{Check, Dialect, GaveUp, Pair};
use super::srx::Rule;

/// Bytes read at places, per byte of the text, from which on the whole text is read once instead.
const READING: usize = 8;

/// The same for short texts, in bytes.
const READING_AT_LEAST: usize = 4096;

/// The rules of one language, ready to be asked. By default there are none.
#[derive(Default)]
pub(super) struct Cascade {
    rules: Vec<Compiled>,
    engine: Option<Engine>,
}

/// What is left of a rule beside the automata.
struct Compiled {
    id: String,
    why: String,
    breaks: bool,
    check: Option<Check>,
}

struct Engine {
    gate: Gate,
    before: Half,
    after: Half,
    /// The rules that break, a bit each.
    breaks: Vec<u64>,
    /// The rules that have a check.
    checked: Vec<u64>,
    /// The patterns again, for reading a whole text; built when first needed.
    patterns: [Vec<Hir>; 2],
    whole: OnceLock<Option<Whole>>,
}

/// One side of all rules.
struct Half {
    automaton: Automaton,
    sets: RuleSets,
}

/// For each pattern the rules that have it, a bit each: rules often share one.
struct RuleSets {
    words: usize,
    bits: Vec<u64>,
}

/// The automata that read a whole text.
struct Whole {
    before: Automaton,
    after: Automaton,
}

/// A place that a rule has decided about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decision {
    /// Bytes before the place.
    pub at: usize,
    /// The number of the rule that decided, from 0.
    pub rule: usize,
    /// The first break rule that fits, where the decision is not to cut.
    pub against: Option<usize>,
}

/// What the rules say of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decisions {
    /// The places that are cut, in order, never at the two ends.
    pub cuts: Vec<Decision>,
    /// The places that would be cut but for a no-break rule, in order; only if asked for.
    pub kept: Vec<Decision>,
    /// Rules whose search went back too often, and the place where they were given up.
    pub given_up: Vec<(usize, usize)>,
}

/// What is known of the place asked about.
struct Asking<'t> {
    text: &'t str,
    both: Vec<u64>,
    before: Vec<u64>,
    /// How far back a pattern with a check may begin, by rule.
    starts: BTreeMap<usize, usize>,
    read: usize,
    given_up: Vec<(usize, usize)>,
}

impl Cascade {
    /// Compiles rules. Those that cannot be are left out and returned with the reason.
    ///
    /// # Errors
    /// When the rules are too large together.
    pub(super) fn new(
        rules: Vec<Rule>,
        dialect: Dialect,
    ) -> Result<(Self, Vec<Unusable>), RuleError> {
        let (mut compiled, mut pairs, mut unusable) = (Vec::new(), Vec::new(), Vec::new());
        for rule in rules {
            match Pair::new(&rule.before, &rule.after, dialect) {
                Ok(mut pair) => {
                    compiled.push(Compiled {
                        id: rule.id,
                        why: rule.why,
                        breaks: rule.breaks,
                        check: pair.check.take(),
                    });
                    pairs.push(pair);
                }
                Err(reason) => unusable.push(Unusable {
                    rule: rule.id,
                    reason,
                }),
            }
        }
        let some = compiled.iter().any(|rule| rule.breaks);
        let engine = some.then(|| Engine::new(&compiled, pairs)).transpose()?;
        let rules = compiled;
        Ok((Cascade { rules, engine }, unusable))
    }

    /// Returns the id of a rule by its number.
    pub(super) fn id(&self, rule: usize) -> &str {
        &self.rules[rule].id
    }

    /// Returns why a rule is there, by its id; empty where nothing is said.
    pub(super) fn why(&self, id: &str) -> &str {
        let rule = self.rules.iter().find(|rule| rule.id == id);
        rule.map_or("", |rule| &rule.why)
    }

    /// Returns how many rules there are.
    pub(super) fn rule_count(&self) -> usize {
        self.rules.len()
    }

    /// Decides about every place of a text; with `explain` also says what was kept together.
    pub(super) fn decide(&self, text: &str, explain: bool) -> Decisions {
        match &self.engine {
            Some(engine) => engine
                .place_by_place(text, &self.rules, explain, READING)
                .or_else(|| engine.at_one_go(text, &self.rules, explain))
                // Read backwards, rules can be larger; then slowly.
                .or_else(|| engine.place_by_place(text, &self.rules, explain, usize::MAX))
                .unwrap_or_default(),
            None => Decisions::default(),
        }
    }
}

impl std::fmt::Debug for Cascade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cascade")
            .field("rules", &self.rules.len())
            .finish_non_exhaustive()
    }
}

impl Engine {
    fn new(rules: &[Compiled], pairs: Vec<Pair>) -> Result<Self, RuleError> {
        let too_large = |detail| RuleError::TooLarge { detail };
        let breaking = rules.iter().zip(&pairs).filter(|(rule, _)| rule.breaks);
        let gate = Gate::new(breaking.map(|(_, pair)| (&pair.patterns[0], &pair.patterns[1])));
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for Pair {
            patterns, names, ..
        } in pairs
        {
            let [before_name, after_name] = names;
            let [before_pattern, after_pattern] = patterns;
            before.push((before_name, before_pattern));
            after.push((after_name, after_pattern));
        }
        let (before, before_sets) = RuleSets::of(before);
        let (after, after_sets) = RuleSets::of(after);
        let half = |patterns: &[_], sets, way| {
            let patterns: Vec<_> = patterns.iter().collect();
            let automaton = Automaton::new(&patterns, way).map_err(too_large)?;
            Ok::<_, RuleError>(Half { automaton, sets })
        };
        Ok(Engine {
            gate,
            before: half(&before, before_sets, Way::Back)?,
            after: half(&after, after_sets, Way::On)?,
            breaks: bits(rules, |rule| rule.breaks),
            checked: bits(rules, |rule| rule.check.is_some()),
            patterns: [before, after],
            whole: OnceLock::new(),
        })
    }

    /// Asks at every place that passes the gate; `None` where that would read too much.
    fn place_by_place(
        &self,
        text: &str,
        rules: &[Compiled],
        explain: bool,
        reading: usize,
    ) -> Option<Decisions> {
        let budget = READING_AT_LEAST.max(reading.saturating_mul(text.len()));
        let mut decisions = Decisions::default();
        let (mut before, mut after) = (None, None);
        let mut asking = Asking::new(text, self.breaks.len());
        for at in self.gate.places(text) {
            let cache = before.get_or_insert_with(|| self.before.automaton.scratch());
            self.look_back(cache, &mut asking, at);
            if meet(&asking.before, &self.breaks) {
                let cache = after.get_or_insert_with(|| self.after.automaton.scratch());
                self.look_on(cache, &mut asking, at);
                asking.meet_before();
                if meet(&asking.both, &self.breaks) {
                    Self::conclude(&mut asking, at, rules, explain, &mut decisions);
                }
            }
            if asking.read > budget {
                return None;
            }
        }
        decisions.given_up = asking.given_up;
        Some(decisions)
    }

    /// Finds the rules whose `before` ends at a place.
    fn look_back(&self, cache: &mut Scratch<'_>, asking: &mut Asking<'_>, at: usize) {
        asking.before.fill(0);
        asking.starts.clear();
        let Asking { before, starts, .. } = asking;
        let sets = &self.before.sets;
        let text = asking.text;
        asking.read += self
            .before
            .automaton
            .read_from(cache, text, at, |pattern, start| {
                sets.add(pattern, before);
                for rule in sets.rules(pattern, &self.checked) {
                    starts.insert(rule, start);
                }
            });
    }

    /// Finds the rules whose `after` starts at a place.
    fn look_on(&self, cache: &mut Scratch<'_>, asking: &mut Asking<'_>, at: usize) {
        asking.both.fill(0);
        let Asking { text, both, .. } = asking;
        let found = |pattern, _| self.after.sets.add(pattern, both);
        asking.read += self.after.automaton.read_from(cache, text, at, found);
    }

    /// Lets the first rule that fits decide.
    fn conclude(
        asking: &mut Asking<'_>,
        at: usize,
        rules: &[Compiled],
        explain: bool,
        decisions: &mut Decisions,
    ) {
        let mut no_break = None;
        for rule in ones(&asking.both.clone()) {
            let Compiled { breaks, check, .. } = &rules[rule];
            if no_break.is_some() && !breaks {
                continue;
            }
            // What only explains must not count against a rule.
            if let Some(check) = check
                && !asking.holds(check, rule, at, no_break.is_none())
            {
                continue;
            }
            match (no_break, *breaks) {
                (None, true) => {
                    let against = None;
                    decisions.cuts.push(Decision { at, rule, against });
                    return;
                }
                (None, false) if explain => no_break = Some(rule),
                (None, false) => return,
                (Some(no), _) => {
                    let against = Some(rule);
                    decisions.kept.push(Decision {
                        at,
                        rule: no,
                        against,
                    });
                    return;
                }
            }
        }
    }

    /// Reads the whole text once back and once on; linear whatever the patterns are. `None`
    /// where the rules are too large that way.
    fn at_one_go(&self, text: &str, rules: &[Compiled], explain: bool) -> Option<Decisions> {
        let [before, after] = &self.patterns;
        let whole = self.whole.get_or_init(|| {
            // They were built before, the other way round.
            let build = |patterns: &[_], way| {
                let patterns: Vec<_> = patterns.iter().collect();
                Automaton::new(&patterns, way).ok()
            };
            Some(Whole {
                before: build(before, Way::On)?,
                after: build(after, Way::Back)?,
            })
        });
        let whole = whole.as_ref()?;
        let mut decisions = Decisions::default();
        let places: Vec<usize> = self.gate.places(text).collect();
        let backwards: Vec<usize> = places.iter().rev().copied().collect();
        let after = sets_at(&whole.after, &self.after.sets, text, &backwards);
        let before = sets_at(&whole.before, &self.before.sets, text, &places);
        let mut asking = Asking::new(text, self.breaks.len());
        let mut cache = self.before.automaton.scratch();
        for (n, at) in places.iter().copied().enumerate() {
            let after = after.at(places.len() - 1 - n);
            asking.both.copy_from_slice(after);
            asking.before.copy_from_slice(before.at(n));
            asking.meet_before();
            if !meet(&asking.both, &self.breaks) {
                continue;
            }
            if meet(&asking.both, &self.checked) {
                // Where the match begins only the other reading tells.
                self.look_back(&mut cache, &mut asking, at);
            }
            Self::conclude(&mut asking, at, rules, explain, &mut decisions);
        }
        decisions.given_up = asking.given_up;
        Some(decisions)
    }
}

impl<'t> Asking<'t> {
    fn new(text: &'t str, words: usize) -> Self {
        Asking {
            text,
            both: vec![0; words],
            before: vec![0; words],
            starts: BTreeMap::new(),
            read: 0,
            given_up: Vec::new(),
        }
    }

    fn meet_before(&mut self) {
        for (both, before) in self.both.iter_mut().zip(&self.before) {
            *both &= before;
        }
    }

    /// Tells whether a rule's check holds; a rule that went back too often is asked no more, if it
    /// counts.
    fn holds(&mut self, check: &Check, rule: usize, at: usize, counts: bool) -> bool {
        if self.given_up.iter().any(|(given_up, _)| *given_up == rule) {
            return false;
        }
        let start = self.starts.get(&rule).copied().unwrap_or(0);
        let answer = check.holds(self.text, start, at);
        if counts && answer == Err(GaveUp) {
            self.given_up.push((rule, at));
        }
        answer == Ok(true)
    }
}

impl RuleSets {
    /// Returns patterns without repetition, and the rules of each.
    fn of(patterns: Vec<(String, Hir)>) -> (Vec<Hir>, Self) {
        let words = patterns.len().div_ceil(64);
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let (mut distinct, mut bits) = (Vec::new(), Vec::new());
        for (rule, (name, pattern)) in patterns.into_iter().enumerate() {
            let number = *numbers.entry(name).or_insert_with(|| {
                distinct.push(pattern);
                bits.resize(bits.len() + words, 0);
                distinct.len() - 1
            });
            bits[number * words + rule / 64] |= 1 << (rule % 64);
        }
        (distinct, RuleSets { words, bits })
    }

    /// Adds the rules of a pattern to a set.
    #[inline]
    fn add(&self, pattern: usize, set: &mut [u64]) {
        let bits = &self.bits[pattern * self.words..][..self.words];
        for (word, bits) in set.iter_mut().zip(bits) {
            *word |= bits;
        }
    }

    /// Returns those rules of a pattern that are in a set.
    fn rules<'s>(&'s self, pattern: usize, set: &'s [u64]) -> impl Iterator<Item = usize> + 's {
        let bits = &self.bits[pattern * self.words..][..self.words];
        let both = bits.iter().zip(set).map(|(a, b)| a & b);
        both.enumerate().flat_map(|(n, word)| ones_of(n, word))
    }
}

/// Sets of rules at places: few sets, many places.
struct SetsAt {
    words: usize,
    sets: Vec<u64>,
    numbers: Vec<u32>,
}

impl SetsAt {
    fn at(&self, place: usize) -> &[u64] {
        &self.sets[self.numbers[place] as usize * self.words..][..self.words]
    }
}

/// Reads a text once and returns the rules that fit at each of the places, in the order given,
/// which is the order the automaton reads in.
fn sets_at(automaton: &Automaton, sets: &RuleSets, text: &str, places: &[usize]) -> SetsAt {
    let mut found = SetsAt {
        words: sets.words,
        sets: Vec::new(),
        numbers: Vec::with_capacity(places.len()),
    };
    let mut known: BTreeMap<Vec<u64>, u32> = BTreeMap::new();
    let mut finish = |set: &mut Vec<u64>| {
        let next = known.len() as u32;
        let number = *known.entry(set.clone()).or_insert_with(|| {
            found.sets.extend_from_slice(set);
            next
        });
        found.numbers.push(number);
        set.fill(0);
    };
    let mut set = vec![0; sets.words];
    let mut places = places.iter().copied().peekable();
    let mut cache = automaton.scratch();
    automaton.everywhere(&mut cache, text, |pattern, here| {
        while places
            .next_if(|place| automaton.passes(*place, here))
            .is_some()
        {
            finish(&mut set);
        }
        if places.peek() == Some(&here) {
            sets.add(pattern, &mut set);
        }
    });
    for _ in places {
        finish(&mut set);
    }
    found
}

fn bits(rules: &[Compiled], wanted: impl Fn(&Compiled) -> bool) -> Vec<u64> {
    let mut bits = vec![0; rules.len().div_ceil(64)];
    for (rule, _) in rules.iter().enumerate().filter(|(_, rule)| wanted(rule)) {
        bits[rule / 64] |= 1 << (rule % 64);
    }
    bits
}

fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

/// Returns the rules in a set, in their order.
fn ones(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    set.iter()
        .enumerate()
        .flat_map(|(n, word)| ones_of(n, *word))
}

fn ones_of(n: usize, mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(n * 64 + bit)
    })
}

#[cfg(test)]
mod tests;
