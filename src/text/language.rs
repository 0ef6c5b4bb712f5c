//! Which language a text is in, when it is sure.

use whatlang::{Lang, detect};

/// Below this many letters the answer is a guess and is not given.
const FEWEST_LETTERS: usize = 40;

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
    if sample.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    let found = detect(sample)?;
    if !found.is_reliable() {
        return None;
    }
    Some(match found.lang() {
        Lang::Fra => "fr",
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Ukr => "uk",
        Lang::Rus => "ru",
        Lang::Pol => "pl",
        Lang::Ron => "ro",
        other => other.code(),
    })
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
    }
}
