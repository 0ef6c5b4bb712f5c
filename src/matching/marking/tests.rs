//! Phrases in sentences of both languages, and what their translations mark.

use proptest::prelude::*;

use super::*;
/// Returns what is marked for a phrase in a sentence of one language and its translation.
fn marked<'t>(from: &str, to: &str, source: &str, phrase: &str, target: &'t str) -> Vec<&'t str> {
    let lexicon = Lexicon::core(from, to);
    let hits: Vec<(usize, usize)> = source
        .match_indices(phrase)
        .map(|(start, _)| (start, start + phrase.len()))
        .collect();
    assert!(!hits.is_empty(), "{phrase} stands in {source}");
    translated_by(source, &hits, target, &lexicon)
        .into_iter()
        .map(|(start, end)| &target[start..end])
        .collect()
}

fn in_english<'t>(source: &str, phrase: &str, target: &'t str) -> Vec<&'t str> {
    marked("fr", "en", source, phrase, target)
}

fn in_french<'t>(source: &str, phrase: &str, target: &'t str) -> Vec<&'t str> {
    marked("en", "fr", source, phrase, target)
}

#[test]
fn a_noun_with_its_adjective_is_marked_in_either_order() {
    let (french, english) = (
        "Le ministre a présenté une nouvelle politique commerciale aux députés.",
        "The minister presented a new trade policy to the members.",
    );
    assert_eq!(
        in_english(french, "nouvelle politique commerciale", english),
        ["new trade policy"]
    );
    assert_eq!(
        in_french(english, "new trade policy", french),
        ["nouvelle politique commerciale"]
    );
}

#[test]
fn names_and_numbers_need_no_lexicon() {
    let french = "Mme Koskinen a versé 1 250 dollars à Zdenka le 3 mai.";
    let english = "On May 3, Ms. Koskinen paid Zdenka 1,250 dollars.";
    assert_eq!(in_english(french, "Zdenka", english), ["Zdenka"]);
    assert_eq!(in_english(french, "1 250", english), ["1,250"]);
    let marks = translated_by(french, &[(4, 12)], english, &Lexicon::default());
    assert_eq!(marks, [(14, 22)], "Koskinen, whatever the languages");
}

#[test]
fn a_preposition_is_marked_where_the_phrase_has_one() {
    let french = "Les élèves mangent dans la grande maison blanche.";
    let english = "The pupils eat in the big white house.";
    assert_eq!(
        in_english(french, "dans la grande maison", english),
        ["in the big", "house"]
    );
    assert_eq!(
        in_english(french, "maison blanche", english),
        ["white house"]
    );
}

#[test]
fn what_lies_apart_is_marked_in_pieces() {
    let french = "Le gouvernement ne prend aucune décision importante sans le parlement.";
    let english = "The government takes no important decision without parliament.";
    assert_eq!(
        in_english(french, "prend aucune décision", english),
        ["takes no", "decision"]
    );
}

#[test]
fn what_was_left_out_is_not_marked() {
    let french = "Le comité se réunit régulièrement à Paris.";
    let english = "The committee meets in Paris.";
    assert!(in_english(french, "régulièrement", english).is_empty());
    let english = "In fact, the committee meets in Paris.";
    let french = "Le comité se réunit à Paris.";
    assert!(in_french(english, "In fact", french).is_empty());
}

#[test]
fn each_of_several_hits_has_its_own_translation() {
    let french = "La loi du père n’est pas la loi du fils.";
    let english = "The law of the father is not the law of the son.";
    assert_eq!(in_english(french, "loi", english), ["law", "law"]);
    // Only the second of them is asked for.
    let second = french.rfind("loi").unwrap();
    let lexicon = Lexicon::core("fr", "en");
    let marks = translated_by(french, &[(second, second + 3)], english, &lexicon);
    let place = english.rfind("law").unwrap();
    assert_eq!(marks, [(place, place + 3)]);
}

#[test]
fn words_with_hyphens_are_marked_whole() {
    let english = "The header of the page is blue.";
    let french = "L’en-tête de la page est bleu.";
    let lexicon = Lexicon::from_pairs([("header", "tête", 5.0)]).plus(Lexicon::core("en", "fr"));
    let marks = translated_by(english, &[(4, 10)], french, &lexicon);
    let marked: Vec<&str> = marks.iter().map(|&(a, b)| &french[a..b]).collect();
    assert_eq!(marked, ["en-tête"]);
}

#[test]
fn nothing_is_marked_for_nothing() {
    let lexicon = Lexicon::core("fr", "en");
    assert!(translated_by("", &[(0, 0)], "House", &lexicon).is_empty());
    assert!(translated_by("Maison", &[], "House", &lexicon).is_empty());
    assert!(translated_by("Maison", &[(0, 6)], "", &lexicon).is_empty());
    assert!(translated_by("Maison…", &[(6, 9)], "House", &lexicon).is_empty());
    assert!(translated_by("Maison", &[(60, 90)], "House", &lexicon).is_empty());
}

#[test]
fn a_very_long_text_is_looked_at_around_the_phrase() {
    let french = format!(
        "{}La maison. {}",
        "Un chien. ".repeat(2000),
        "Oui. ".repeat(2000)
    );
    let english = format!(
        "{}The house. {}",
        "A dog. ".repeat(2000),
        "Yes. ".repeat(2000)
    );
    assert_eq!(in_english(&french, "maison", &english), ["house"]);
}

proptest! {
    #[test]
    fn marks_are_ranges_of_whole_characters_ascending_and_apart(
        source in "([a-zéà’'0-9 .-]|le |maison |de |œ|日|\u{301}){0,30}",
        target in "([a-zéà’'0-9 .-]|the |house |of |14h30|日|\u{301}|-){0,30}",
        of in prop::collection::vec((0_usize..60, 0_usize..60), 0..4),
    ) {
        let lexicon = Lexicon::core("fr", "en");
        let mut before = None;
        for (start, end) in translated_by(&source, &of, &target, &lexicon) {
            prop_assert!(start < end && end <= target.len());
            prop_assert!(target.is_char_boundary(start) && target.is_char_boundary(end));
            prop_assert!(before.is_none_or(|before| before < start));
            before = Some(end);
        }
    }
}
