//! Stems: what the inflected forms of a word have in common.
//!
//! The Snowball stemmers of each language (Porter, "Snowball: a language for stemming algorithms",
//! 2001), through the `rust-stemmers` package. A stem serves to find and to order; no score and
//! no text comes from one.

use rust_stemmers::{Algorithm, Stemmer};

use super::normalize::nfc;

/// Cuts words of one language to their stems.
pub struct Stems {
    /// `None` for a language without a stemmer.
    stemmer: Option<Stemmer>,
}

impl Stems {
    /// Returns the stemmer of a language, by its primary subtag; for a language that has none words
    /// are only put in lower case.
    pub fn of_language(primary: &str) -> Self {
        let algorithm = match primary {
            "de" => Some(Algorithm::German),
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fr" => Some(Algorithm::French),
            "it" => Some(Algorithm::Italian),
            "nl" => Some(Algorithm::Dutch),
            "pt" => Some(Algorithm::Portuguese),
            _ => None,
        };
        Stems {
            stemmer: algorithm.map(Stemmer::create),
        }
    }

    /// Returns the stem of a word, without its clitics, in NFC and lower case; accents stay.
    /// Linear in the word.
    pub fn stem(&self, word: &str) -> String {
        let lower = nfc(word).to_lowercase();
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(&lower).into_owned(),
            None => lower,
        }
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stems").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_share_a_stem() {
        let french = Stems::of_language("fr");
        assert_eq!(french.stem("Déclarations"), french.stem("déclaration"));
        assert_eq!(french.stem("alliés"), french.stem("allié"));
        let english = Stems::of_language("en");
        assert_eq!(english.stem("declared"), english.stem("declares"));
        assert_ne!(english.stem("ally"), english.stem("allow"));
    }

    #[test]
    fn a_language_without_a_stemmer_keeps_its_words() {
        assert_eq!(Stems::of_language("xx").stem("Hunde"), "hunde");
    }
}
