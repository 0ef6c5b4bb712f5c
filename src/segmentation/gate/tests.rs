//! The gate never shuts out a place where a rule fits.

use proptest::prelude::*;
use regex_automata::util::syntax;

use super::*;

fn gate(rules: &[(&str, &str)]) -> Gate {
    let parsed: Vec<(Hir, Hir)> = rules
        .iter()
        .map(|(before, after)| {
            (
                syntax::parse(before).unwrap(),
                syntax::parse(after).unwrap(),
            )
        })
        .collect();
    Gate::new(parsed.iter().map(|(before, after)| (before, after)))
}

fn places(rules: &[(&str, &str)], text: &str) -> Vec<usize> {
    gate(rules).places(text).collect()
}

#[test]
fn only_pairs_of_bytes_that_a_rule_allows_pass() {
    let rules = [(r"[.!]»?", r"\s+\p{Lu}"), ("x", "y")];
    // At 13 `»` begins with the same byte as the no-break space.
    assert_eq!(places(&rules, "a. b! c xy x.»\u{a0}"), [2, 5, 9, 13, 15]);
    assert!(places(&rules, "").is_empty());
    assert!(places(&rules, ".").is_empty());
}

#[test]
fn an_empty_pattern_lets_every_byte_pass_but_no_place_inside_a_character() {
    assert_eq!(places(&[("", "é")], "aéé"), [1, 3]);
    assert_eq!(places(&[("é", "")], "éaé"), [2]);
    assert_eq!(places(&[("", "")], "aé"), [1]);
}

#[test]
fn rules_of_more_kinds_than_there_are_bits_share_one() {
    let letters: Vec<String> = ('a'..='t').map(|c| c.to_string()).collect();
    let capitals: Vec<String> = ('A'..='T').map(|c| c.to_string()).collect();
    let rules: Vec<(&str, &str)> = letters
        .iter()
        .zip(&capitals)
        .map(|(a, b)| (&**a, &**b))
        .collect();
    let text: Vec<String> = rules.iter().map(|(a, b)| format!("{a}{b}...")).collect();
    let text = text.concat();
    let every: Vec<usize> = (0..20).map(|n| 1 + 5 * n).collect();
    assert_eq!(places(&rules, &text), every);
    assert!(places(&rules, "aBbC").is_empty());
    assert_eq!(places(&rules, "pQ"), [1]);
}

#[test]
fn without_rules_nothing_passes() {
    assert!(places(&[], "a. b").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn every_place_where_a_rule_fits_passes(
        text in "[aéÀ.…»\u{a0}\u{2009}😀 ]{0,20}",
        before in 0..10usize,
        after in 0..10usize,
    ) {
        const PATTERNS: [&str; 10] = [
            r"[a&&b]?\.",
            r"\.", "", r"[.…]»?", r"(?:a|é)*\.", r"\s{0,2}", r"[^a]", r"(?:\.|…|😀)+a?", r"^a", r"\p{Lu}|a?é",
        ];
        let (before, after) = (PATTERNS[before], PATTERNS[after]);
        let passing = places(&[(before, after)], &text);
        let ends = regex::Regex::new(&format!("(?:{before})$")).unwrap();
        let starts = regex::Regex::new(&format!("^(?:{after})")).unwrap();
        for (at, _) in text.char_indices().skip(1) {
            if ends.is_match(&text[..at]) && starts.is_match(&text[at..]) {
                prop_assert!(passing.contains(&at), "{before} {after} {at}");
            }
        }
    }
}
