//! The catalogue is whole: the same entries and values in both languages, each used, each found.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Returns entry name → the values it mentions.
fn entries(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource =
        FluentResource::try_new(source.to_owned()).expect("the catalogue is well-formed");
    assert!(resource.entries().count() > 0);
    let mut found = BTreeMap::new();
    let mut name = String::new();
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        if let Some((head, _)) = line.split_once(" =")
            && !line.starts_with(' ')
        {
            name = head.to_owned();
            assert!(
                found.insert(name.clone(), BTreeSet::new()).is_none(),
                "{name} stands twice"
            );
        }
        for part in line.split('$').skip(1) {
            let value = part
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap();
            found.get_mut(&name).unwrap().insert(value.to_owned());
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_entries_and_values() {
    let (en, fr) = (entries(&ENGLISH.concat()), entries(&FRENCH.concat()));
    for (name, values) in &en {
        assert_eq!(Some(values), fr.get(name), "fr: {name}");
    }
    assert_eq!(en.len(), fr.len(), "fr has entries that en.ftl lacks");
}

#[test]
fn french_typography_is_right() {
    for line in FRENCH
        .concat()
        .lines()
        .filter(|l| !l.trim_start().starts_with('#'))
    {
        let text = line.split_once(" = ").map_or(line, |(_, text)| text);
        let chars: Vec<char> = text.chars().collect();
        for pair in chars.windows(2) {
            let wrong = pair[0] == ' ' && matches!(pair[1], ':' | ';' | '!' | '?' | '»')
                || pair[0] == '«' && pair[1] != '\u{a0}'
                || pair[1] == '\'';
            assert!(!wrong, "{line}");
        }
    }
}

#[test]
fn plurals_are_each_languages_own() {
    let message = Message::new("units-count").with("count", 0_usize);
    assert_eq!(message.in_language(Ui::En), "0 units");
    assert_eq!(message.in_language(Ui::Fr), "0 unité");
}
