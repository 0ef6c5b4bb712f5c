//! The exact meaning of ordered rules.

use super::*;
use proptest::prelude::*;

fn rule(breaks: bool, before: &str, after: &str) -> Rule {
    Rule {
        id: format!("{before}|{after}"),
        why: String::new(),
        breaks,
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

fn cuts(rules: &[Rule], text: &str) -> Vec<(usize, usize)> {
    let (cascade, unusable) = Cascade::new(rules.to_vec(), Dialect::Icu).unwrap();
    assert!(unusable.is_empty(), "{unusable:?}");
    let decisions = cascade.decide(text, false);
    assert_eq!(cascade.decide(text, true).cuts, decisions.cuts, "{text:?}");
    if let Some(engine) = &cascade.engine {
        let other_way = engine.at_one_go(text, &cascade.rules, false);
        assert_eq!(Some(&decisions), other_way.as_ref(), "{text:?}");
    }
    decisions.cuts.iter().map(|c| (c.at, c.rule)).collect()
}

#[test]
fn the_first_rule_that_fits_decides() {
    let no = rule(false, r"Mr\.", r"\s");
    let yes = rule(true, r"\.", r"\s");
    let text = "Mr. X. Y";
    assert_eq!(cuts(&[no.clone(), yes.clone()], text), [(6, 1)]);
    assert_eq!(cuts(&[yes, no], text), [(3, 0), (6, 0)]);
}

#[test]
fn both_sides_must_fit_at_the_same_place() {
    let rules = [rule(false, r"p\.", r" \d"), rule(true, r"\.", " ")];
    assert_eq!(cuts(&rules, "p. 5. p. x"), [(5, 1), (8, 1)]);
}

#[test]
fn matches_of_one_rule_may_overlap() {
    // A search that goes on behind each match would miss every second place.
    assert_eq!(
        cuts(&[rule(true, "aa", "a")], "aaaaa"),
        [(2, 0), (3, 0), (4, 0)]
    );
    let rules = [rule(false, "A. B.", ""), rule(true, r"\.", "")];
    assert_eq!(cuts(&rules, "A. B. C. x"), [(2, 1), (8, 1)]);
}

#[test]
fn a_longer_match_does_not_hide_a_shorter_one() {
    let rules = [rule(false, r"\.", " b"), rule(true, r"\.+", r"\s\w*")];
    assert_eq!(cuts(&rules, "a.. b. c"), [(6, 1)]);
}

#[test]
fn an_empty_pattern_fits_everywhere() {
    assert_eq!(cuts(&[rule(true, "", "é")], "aéé"), [(1, 0), (3, 0)]);
    assert_eq!(cuts(&[rule(true, "é", "")], "éaé"), [(2, 0)]);
    assert_eq!(cuts(&[rule(true, "", "")], "aé"), [(1, 0)]);
}

#[test]
fn the_ends_of_the_text_can_be_named_and_are_never_cut() {
    let rules = [rule(false, r"^\d\.", " "), rule(true, r"\.", "")];
    assert_eq!(cuts(&rules, "1. a 2. b."), [(1 + 6, 1)]);
    assert_eq!(cuts(&[rule(true, "a", "b$")], "ab ab"), [(4, 0)]);
    assert!(cuts(&[rule(true, "", "")], "").is_empty());
}

#[test]
fn no_break_rule_at_all_cuts_nothing() {
    assert!(cuts(&[], "a. b").is_empty());
    assert!(cuts(&[rule(false, r"\.", "")], "a. b").is_empty());
}

#[test]
fn a_rule_that_cannot_be_used_is_left_out_with_its_name() {
    for (pattern, why) in [
        ("(", "unclosed group"),
        (r"\X", r"\X"),
        (r"\p{InGreek}", "blocks"),
    ] {
        let bad = rule(true, r"\.", pattern);
        let good = rule(true, "a", "");
        let (cascade, unusable) = Cascade::new(vec![bad.clone(), good], Dialect::Icu).unwrap();
        assert_eq!(unusable.len(), 1);
        assert_eq!(unusable[0].rule, bad.id);
        assert!(unusable[0].reason.contains(why), "{unusable:?}");
        assert_eq!(cascade.decide("a.b", false).cuts.len(), 1);
    }
}

/// The definition, word for word: at every place every rule, with plain regular expressions.
fn by_definition(rules: &[Rule], text: &str) -> Vec<(usize, usize)> {
    let patterns: Vec<_> = rules
        .iter()
        .map(|r| {
            let before = fancy_regex::Regex::new(&format!("(?:{})$", r.before)).unwrap();
            let after = fancy_regex::Regex::new(&format!(r"\G(?:{})", r.after)).unwrap();
            (before, after)
        })
        .collect();
    let mut cuts = Vec::new();
    for (at, _) in text.char_indices().skip(1) {
        let fits = |(b, a): &(fancy_regex::Regex, fancy_regex::Regex)| {
            b.is_match(&text[..at]).unwrap() && a.find_from_pos(text, at).unwrap().is_some()
        };
        if let Some(first) = patterns.iter().position(fits)
            && rules[first].breaks
        {
            cuts.push((at, first));
        }
    }
    cuts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn both_ways_of_reading_say_what_the_definition_says(
        text in "[aAé. ]{0,24}",
        chosen in proptest::collection::vec((any::<bool>(), 0..11usize, 0..11usize), 1..6),
    ) {
        const PATTERNS: [&str; 11] = [
            "", r"\.", r"[.a]+", "a", r"\s*", "[Aé]", r"(?:a|A\.)\.?", r"\.\s?\.",
            r"(?<!a)\.", r"\bé?\.", r"\b\ba",
        ];
        let rules: Vec<Rule> = chosen
            .iter()
            .map(|(breaks, before, after)| rule(*breaks, PATTERNS[*before], PATTERNS[*after]))
            .collect();
        prop_assert_eq!(cuts(&rules, &text), by_definition(&rules, &text));
    }
}
