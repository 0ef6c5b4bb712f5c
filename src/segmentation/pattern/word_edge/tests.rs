//! Edges of words, resolved and not.

use super::super::super::cascade::Cascade;
use super::super::super::srx::Rule;
use super::super::{Dialect, Pair};
use super::*;

fn pair(before: &str, after: &str) -> Pair {
    Pair::new(before, after, Dialect::Icu).unwrap()
}

/// Cuts a text by one rule.
fn cuts(before: &str, after: &str, text: &str) -> Vec<usize> {
    let rule = Rule {
        id: "r".into(),
        why: String::new(),
        breaks: true,
        before: before.into(),
        after: after.into(),
    };
    let (cascade, unusable) = Cascade::new(vec![rule], Dialect::Icu).unwrap();
    assert!(unusable.is_empty(), "{unusable:?}");
    cascade
        .decide(text, false)
        .cuts
        .iter()
        .map(|c| c.at)
        .collect()
}

#[test]
fn an_edge_beside_known_characters_needs_no_check() {
    for (before, after) in [
        (r"\bM\.", r"\s"),
        (r"\s\bM\.", r"\s\b\p{Lu}"),
        (r"(?:\bM|\bMM)\.", ""),
        (r"fin\b", r"\."),
        (r"\.", r"\s\w+\b"),
        (r"\Bx\.", ""),
        (r"\.\b", r"\w"),
    ] {
        assert!(pair(before, after).check.is_none(), "{before} {after}");
    }
    for (before, after) in [(r"\b.x", ""), (r"\.", r"(?:a|-)\bx"), (r"(?:\ba-)+", "")] {
        assert!(pair(before, after).check.is_some(), "{before} {after}");
    }
}

#[test]
fn letters_with_accents_are_letters() {
    assert_eq!(cuts(r"\bM\.", " ", "M. éM. (M. x"), [2, 11]);
    assert_eq!(cuts(r"\bt\.", " ", "ét. t. "), [7]);
    assert_eq!(cuts(r"\Bt\.", " ", "ét. t. "), [4]);
    assert_eq!(cuts(r"\.", r" \w+\b", "a. été, b. "), [2]);
    assert_eq!(cuts(r"fin\b", "", "fine fin. finé"), [8]);
}

#[test]
fn an_edge_at_the_cut_itself_sees_both_sides() {
    assert_eq!(cuts(r"[a-z.]\b", "[ x]", "ab x.x"), [2, 5]);
    assert_eq!(cuts(r"[a-z.]", r"\b[ x]", "ab x.x"), [2, 5]);
}

#[test]
fn an_edge_that_cannot_be_resolved_is_checked() {
    assert_eq!(cuts(r"\b.x", "-", "ax- éx- -x- a-x-"), [2, 7, 16]);
}

#[test]
fn without_edges_a_pattern_matches_more() {
    let parse = |p| regex_automata::util::syntax::parse(p).unwrap();
    let open = without(&parse(r"(?:\ba|b\B)+\b"));
    assert!(!has_edge(&open));
    assert_eq!(open.to_string(), parse("(?:a|b)+").to_string());
}
