//! Which language a text is in, when it is sure.

use whatlang::{Detector, Lang, detect};

/// Below this many letters the answer is a guess and is not given.
const FEWEST_LETTERS: usize = 40;

/// The same, where only a few languages are possible.
const FEWEST_LETTERS_AMONG_FEW: usize = 15;

/// Languages that are told apart, by their primary BCP 47 subtags.
const KNOWN: [(Lang, &str); 12] = [
    (Lang::Fra, "fr"),
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Ukr, "uk"),
    (Lang::Rus, "ru"),
    (Lang::Pol, "pl"),
    (Lang::Ron, "ro"),
    (Lang::Swe, "sv"),
];

/// Returns the primary BCP 47 subtag of the language a text is written in, or `None` when the
/// text is too short or too mixed to say.
///
/// Trigram profiles (the `whatlang` package) over the first 20,000 bytes; meant for whole
/// documents, not for single sentences.
pub fn detect_language(text: &str) -> Option<&'static str> {
    let mut end = text.len().min(20_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    if letters(sample) < FEWEST_LETTERS {
        return None;
    }
    let found = detect(sample)?;
    if !found.is_reliable() {
        return None;
    }
    let tag = KNOWN.iter().find(|(lang, _)| *lang == found.lang());
    Some(tag.map_or_else(|| found.lang().code(), |(_, tag)| tag))
}

/// Returns which of some languages (primary subtags) a sentence is in, or `None` when it is too
/// short to say or one of them is not known here.
pub fn detect_among<'l>(text: &str, languages: &[&'l str]) -> Option<&'l str> {
    let lang = |tag: &str| {
        KNOWN
            .iter()
            .find(|(_, known)| *known == tag)
            .map(|(lang, _)| *lang)
    };
    let allowed: Vec<Lang> = languages
        .iter()
        .map(|tag| lang(tag))
        .collect::<Option<_>>()?;
    if letters(text) < FEWEST_LETTERS_AMONG_FEW {
        return None;
    }
    let found = Detector::with_allowlist(allowed).detect(text)?;
    languages
        .iter()
        .copied()
        .find(|tag| lang(tag) == Some(found.lang()))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english_are_told_apart() {
        let fr = "Le pont aérien a permis d’acheminer des tonnes de vivres depuis le mois de mars.";
        let en = "The airlift has delivered thousands of tonnes of food since the month of March.";
        assert_eq!(detect_language(fr), Some("fr"));
        assert_eq!(detect_language(en), Some("en"));
        assert_eq!(detect_language("12 345"), None);
        assert_eq!(
            detect_among("Le pont aérien a été rétabli.", &["en", "fr"]),
            Some("fr")
        );
        assert_eq!(
            detect_among("The airlift has been restored.", &["en", "fr"]),
            Some("en")
        );
        assert_eq!(detect_among("Non.", &["en", "fr"]), None);
    }
}
