//! The translations of a phrase that were found in many sentences, the most frequent first.

use std::collections::BTreeMap;

use crate::text::{Stems, fold_for_search, words};

/// A translation of a phrase, and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// As it is written most often; the parts of one in several pieces have ` … ` between them.
    pub text: String,
    /// The hits that have it, by their place in what was given, ascending; its count is their
    /// number.
    pub hits: Vec<usize>,
}

/// Ranks the translations marked in the hits of a concordance: by number of hits, then by text.
///
/// `marked` has for each hit the texts of its marks, in order; a hit without marks has none of the
/// translations. Those that differ only in case, accents, spaces or inflection are one: their words
/// have the same stems in `language` (a primary subtag), the language of the marks. O(n log n).
pub fn translations<'t, M>(marked: impl IntoIterator<Item = M>, language: &str) -> Vec<Translation>
where
    M: IntoIterator<Item = &'t str>,
{
    let stems = Stems::of_language(language);
    let mut groups: BTreeMap<String, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (hit, marks) in marked.into_iter().enumerate() {
        let parts: Vec<&str> = marks.into_iter().collect();
        if parts.is_empty() {
            continue;
        }
        let group = groups.entry(stemmed(&parts, &stems)).or_default();
        group.entry(parts.join(" … ")).or_default().push(hit);
    }
    let mut ranked: Vec<Translation> = groups.into_values().filter_map(one).collect();
    ranked.sort_by(|a, b| {
        let by_count = b.hits.len().cmp(&a.hits.len());
        by_count.then_with(|| a.text.cmp(&b.text))
    });
    ranked
}

/// Returns what equal translations have in common. What has no words is as it is.
fn stemmed(parts: &[&str], stems: &Stems) -> String {
    let part = |text: &&str| -> String {
        let found = words(text);
        let stemmed: Vec<String> = found
            .iter()
            .map(|word| fold_for_search(&stems.stem(&text[word.range.clone()])).text)
            .collect();
        if stemmed.is_empty() {
            (*text).to_owned()
        } else {
            stemmed.join(" ")
        }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" … ")
}

/// Makes one translation of the ways in which it is written.
fn one(written: BTreeMap<String, Vec<usize>>) -> Option<Translation> {
    let usual = written.iter().max_by(|(a, at), (b, there)| {
        // Of equally frequent ones that without a capital: it says nothing of the sentence's head.
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        let by_count = at.len().cmp(&there.len());
        let by_case = capital(b).cmp(&capital(a));
        by_count.then(by_case).then_with(|| b.cmp(a))
    });
    let text = usual?.0.clone();
    let mut hits: Vec<usize> = written.into_values().flatten().collect();
    hits.sort_unstable();
    Some(Translation { text, hits })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(marked: &[&[&str]], language: &str) -> Vec<(String, Vec<usize>)> {
        let marks = marked.iter().map(|marks| marks.iter().copied());
        let found = translations(marks, language).into_iter();
        found.map(|one| (one.text, one.hits)).collect()
    }

    #[test]
    fn the_most_frequent_translation_comes_first() {
        let found = ranked(&[&["ship"], &["boat"], &[], &["boat"]], "en");
        let expected = [("boat".into(), vec![1, 3]), ("ship".into(), vec![0])];
        assert_eq!(found, expected);
    }

    #[test]
    fn forms_of_one_word_are_one_translation_shown_as_it_is_usual() {
        let found = ranked(
            &[
                &["Élections locales"],
                &["élection locale"],
                &["élections  locales"],
                &["élections locales"],
                &["élections locales"],
            ],
            "fr",
        );
        assert_eq!(found, [("élections locales".into(), vec![0, 1, 2, 3, 4])]);
    }

    #[test]
    fn of_equally_frequent_forms_that_without_a_capital_is_shown() {
        assert_eq!(
            ranked(&[&["The vote"], &["the vote"]], "en"),
            [("the vote".into(), vec![0, 1])]
        );
    }

    #[test]
    fn pieces_stay_apart_and_marks_without_words_count() {
        let found = ranked(&[&["ne", "pas"], &["ne pas"], &["ne", "pas"], &["%"]], "fr");
        let expected = [
            ("ne … pas".into(), vec![0, 2]),
            ("%".into(), vec![3]),
            ("ne pas".into(), vec![1]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn equal_counts_are_in_the_order_of_the_text() {
        let found = ranked(&[&["b"], &["a"], &["c"]], "de");
        let texts: Vec<_> = found.into_iter().map(|one| one.0).collect();
        assert_eq!(texts, ["a", "b", "c"]);
    }
}
