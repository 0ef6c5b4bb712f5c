//! One half of a rule, from what is written in the file to what can be searched.
//!
//! `dialect` turns what the file's author wrote into the syntax of our engines, `word_edge` takes
//! out `\b` where the characters beside it are known, and [`Pair`] is the result: two patterns for
//! automata, and where they say too much, something that looks around to check them with.

mod dialect;
mod word_edge;

use fancy_regex::{Regex, RegexBuilder};
use regex_automata::util::syntax;
use regex_syntax::hir::Hir;

pub use dialect::Dialect;
pub(super) use dialect::{from_java, looks_java, portable};

/// How often one search of a look-around pattern may go back, before the rule is given up for
/// the text.
const STEPS: usize = 20_000;

/// The two halves of a rule, ready to be searched.
#[derive(Debug)]
pub(super) struct Pair {
    /// What ends at the place and what starts there, for automata.
    pub patterns: [Hir; 2],
    /// Equal where the patterns are.
    pub names: [String; 2],
    /// What must hold besides: the automata take too many places, never too few.
    pub check: Option<Check>,
}

/// Exact patterns of a rule that an automaton cannot hold.
#[derive(Debug)]
pub(super) struct Check {
    /// Ends at the end of the text it is given; `None` where the automaton is exact.
    before: Option<Regex>,
    /// Starts where its search starts.
    after: Option<Regex>,
}

/// A search went back too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GaveUp;

impl Pair {
    /// Reads both halves of a rule.
    ///
    /// # Errors
    /// What is wrong with a pattern, in the words of who reads it.
    pub(super) fn new(before: &str, after: &str, dialect: Dialect) -> Result<Self, String> {
        let mut before = dialect::translate(before, dialect)?;
        let mut after = dialect::translate(after, dialect)?;
        // What looks ahead at the end of `before` speaks of the text that `after` starts with.
        before.move_looks_to(&mut after);
        let parse = |plain: &str| syntax::parse(plain).map_err(|e| told(&e.to_string()));
        let (mut plain_before, mut plain_after) = (parse(&before.plain)?, parse(&after.plain)?);
        let (mut exact_before, mut exact_after) = (before.exact, after.exact);
        let mut names = [before.plain.clone(), after.plain.clone()];
        if has_word_edge(&plain_before) || has_word_edge(&plain_after) {
            // What becomes of one depends on the other.
            names = [format!("{names:?} before"), format!("{names:?} after")];
            let (resolved_before, resolved_after) = word_edge::resolve(&plain_before, &plain_after);
            plain_before = resolved_before.unwrap_or_else(|| {
                exact_before.get_or_insert(before.plain);
                word_edge::without(&plain_before)
            });
            plain_after = resolved_after.unwrap_or_else(|| {
                exact_after.get_or_insert(after.plain);
                word_edge::without(&plain_after)
            });
        }
        let regex = |pattern: String| {
            let built = RegexBuilder::new(&pattern).backtrack_limit(STEPS).build();
            built.map_err(|e| told(&e.to_string()))
        };
        let check = Check {
            before: exact_before
                .map(|p| regex(format!(r"(?:{p})\z")))
                .transpose()?,
            after: exact_after
                .map(|p| regex(format!(r"\G(?:{p})")))
                .transpose()?,
        };
        let exact = check.before.is_none() && check.after.is_none();
        Ok(Pair {
            patterns: [plain_before, plain_after],
            names,
            check: (!exact).then_some(check),
        })
    }
}

impl Check {
    /// Tells whether the rule holds at a place, where the automaton found that the text before it
    /// may match from `start` on.
    pub(super) fn holds(&self, text: &str, start: usize, at: usize) -> Result<bool, GaveUp> {
        let before = match &self.before {
            Some(regex) => regex
                .find_from_pos(&text[..at], start)
                .map_err(|_| GaveUp)?
                .is_some(),
            None => true,
        };
        if !before {
            return Ok(false);
        }
        match &self.after {
            Some(regex) => Ok(regex.find_from_pos(text, at).map_err(|_| GaveUp)?.is_some()),
            None => Ok(true),
        }
    }
}

fn has_word_edge(pattern: &Hir) -> bool {
    pattern.properties().look_set().contains_word_unicode()
}

/// Returns the last line of what a reader of patterns says: the others draw the pattern.
fn told(error: &str) -> String {
    let line = error.lines().rev().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or(error).trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
