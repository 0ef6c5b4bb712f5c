//! A person's own exceptions: “never cut after « art. »”, and the language it is said of.
//!
//! Both become what a rule file holds, a [`Rule`] and a pattern of the language map, so that any
//! other tool understands them; and both can be read back from it.

use super::Rule;
use crate::model::LangTag;

/// What the ids of these rules begin with.
const PREFIX: &str = "own:";

/// The end of a language pattern that also fits the tags under a tag.
const UNDER_IT: &str = "(?:-.*)?";

impl Rule {
    /// Returns the rule that forbids a cut directly after a text.
    ///
    /// The text stands for itself, not for a pattern, without the white space at its ends. White
    /// space inside it fits any white space, the no-break spaces included, and an apostrophe
    /// either kind. Capitals count, but for the first letter: `art.` is also `Art.`. A text that
    /// begins with a letter or digit begins a word: `art.` is not the end of `départ.`.
    pub fn never_after(text: &str) -> Rule {
        let text = text.trim();
        let mut before = String::new();
        if text.starts_with(char::is_alphanumeric) {
            before.push_str(r"(?:^|[^\p{L}\p{N}])");
        }
        let mut first = true;
        for word in text.split_whitespace() {
            if !first {
                // Bounded: what looks back without end costs its length at every place.
                before.push_str(r"\s{1,4}");
            }
            for c in word.chars() {
                push_char(&mut before, c, first);
                first &= !c.is_alphanumeric();
            }
            first = false;
        }
        Rule {
            id: format!("{PREFIX}{}", rule_name(text)),
            why: String::new(),
            breaks: false,
            before,
            after: String::new(),
        }
    }

    /// Returns the text after which the rule forbids a cut, if it is such a rule.
    pub fn never_cut_after(&self) -> Option<String> {
        let name = self.id.strip_prefix(PREFIX)?;
        let texts = [name.to_owned(), name.replace('_', " ")];
        texts
            .into_iter()
            .find(|text| Rule::never_after(text) == *self)
    }
}

/// Adds the pattern of one character. What stands first in a text may be a capital or not.
fn push_char(pattern: &mut String, c: char, first: bool) {
    let (mut lower, mut upper) = (c.to_lowercase(), c.to_uppercase());
    match (lower.next(), upper.next()) {
        _ if matches!(c, '\'' | '’') => pattern.push_str("['’]"),
        (Some(small), Some(capital)) if first && small != capital => {
            // A letter whose capital is two letters stays as it was typed.
            if lower.next().is_none() && upper.next().is_none() {
                pattern.extend(['[', capital, small, ']']);
            } else {
                pattern.push(c);
            }
        }
        _ => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
    }
}

/// Returns a name for a rule that can stand in a comment of a rule file: without white space and
/// without two hyphens in a row.
pub fn rule_name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join("_").replace("--", "-_")
}

/// Returns the pattern of the language map that fits a tag and the tags under it, whatever their
/// case: `fr` is also `FR` and `fr-CA`.
pub fn language_pattern(tag: &LangTag) -> String {
    let mut pattern = String::new();
    for c in tag.as_str().chars() {
        if c.is_ascii_alphabetic() {
            pattern.extend(['[', c.to_ascii_uppercase(), c.to_ascii_lowercase(), ']']);
        } else {
            pattern.push(c);
        }
    }
    pattern.push_str(UNDER_IT);
    pattern
}

/// Returns the tag of which [`language_pattern`] made a pattern; `None` for other patterns.
pub fn tag_of_pattern(pattern: &str) -> Option<LangTag> {
    let letters = pattern.strip_suffix(UNDER_IT)?;
    let mut tag = String::new();
    let mut rest = letters.chars();
    while let Some(c) = rest.next() {
        if c != '[' {
            tag.push(c);
            continue;
        }
        tag.push(rest.next()?);
        // The same letter again, and the bracket.
        rest.nth(1)?;
    }
    let tag: LangTag = tag.parse().ok()?;
    (language_pattern(&tag) == pattern).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segmentation::Segmenter;

    /// Cuts a French text after « Fin. » and wherever else the rules say, with an exception.
    fn cut(exception: &str, text: &str) -> Vec<String> {
        let rules = [Rule::never_after(exception)];
        let segmenter = Segmenter::with_own_rules(&"fr".parse().unwrap(), &rules).unwrap();
        let sentences = segmenter.split(text).into_iter();
        sentences.map(|s| text[s.range].to_owned()).collect()
    }

    /// Asserts that ` | ` shows where text is cut without the exception, and that with it is whole.
    #[track_caller]
    fn joins(exception: &str, text: &str) {
        let parts: Vec<&str> = text.split(" | ").collect();
        let text = parts.join(" ");
        let plain = Segmenter::new(&"fr".parse().unwrap());
        let before = plain.split(&text).into_iter();
        let before: Vec<&str> = before.map(|s| &text[s.range]).collect();
        assert_eq!(before, parts, "without the exception");
        assert_eq!(cut(exception, &text), [text.as_str()]);
    }

    #[test]
    fn nothing_ends_after_the_text_whatever_follows() {
        joins("déliv.", "Il a lu la déliv. | Le pont ouvre.");
        joins("réf. int.", "Voir la réf. int. | Le pont ouvre.");
        joins("Grand Prix !", "Voici le Grand Prix ! | Le pont ouvre.");
    }

    #[test]
    fn the_first_letter_may_be_a_capital_and_no_other() {
        joins("déliv.", "Déliv. | Le pont ouvre.");
        joins("Déliv.", "Voir la déliv. | Le pont ouvre.");
        assert_eq!(cut("déliv.", "Voir la DÉLIV. Le pont ouvre.").len(), 2);
        joins("(déliv.", "Il a lu (Déliv. | Le pont ouvre.");
    }

    #[test]
    fn a_word_is_not_the_end_of_another_one() {
        assert_eq!(cut("liv.", "Voir la déliv. Le pont ouvre.").len(), 2);
        assert_eq!(cut("liv.", "Voir 2liv. Le pont ouvre.").len(), 2);
        joins("liv.", "Voir la (liv. | Le pont ouvre.");
    }

    #[test]
    fn white_space_and_apostrophes_are_of_any_kind() {
        joins("réf.  int.", "Voir la réf.\u{a0}int. | Le pont ouvre.");
        joins("réf.\u{202f}int.", "Voir la réf. int. | Le pont ouvre.");
        joins("quelqu'un.", "Il cherche quelqu’un. | Le pont ouvre.");
        assert_eq!(Rule::never_after(" art. "), Rule::never_after("art."));
    }

    #[test]
    fn marks_stand_for_themselves() {
        for text in [
            "a.b*c.", "(x|y).", "[z].", "c$d.", "e^f.", "g+h.", "i{2}.", "j\\d.", "k?", "l#m.",
            "n&&o.", "c.-à-d.",
        ] {
            let text = &text;
            assert_eq!(
                cut(text, &format!("Voir {text} Le pont ouvre.")).len(),
                1,
                "{text}"
            );
        }
        assert_eq!(cut("a.b.", "Voir le mot axb. Le pont ouvre.").len(), 2);
        assert_eq!(cut("j\\d.", "Voir le mot j4. Le pont ouvre.").len(), 2);
    }

    #[test]
    fn the_text_can_be_read_back_from_the_rule() {
        for text in ["art.", "réf. int.", "c.-à-d.", "a_b.", "x--y."] {
            let rule = Rule::never_after(text);
            let expected = (text != "x--y.").then_some(text);
            assert_eq!(rule.never_cut_after().as_deref(), expected);
            assert!(!rule.id.contains("--") && !rule.id.contains(' '));
        }
        assert_eq!(Rule::never_after("réf. int.").id, "own:réf._int.");
        let other = Rule {
            after: r"\s".to_owned(),
            ..Rule::never_after("art.")
        };
        assert_eq!(other.never_cut_after(), None);
    }

    #[test]
    fn a_language_is_also_its_regions() {
        let fits = |tag: &str, asked: &str| {
            let pattern = language_pattern(&tag.parse().unwrap());
            crate::segmentation::language_pattern_fits(&pattern, asked).unwrap()
        };
        assert!(fits("fr", "fr") && fits("fr", "FR") && fits("fr", "fr-CA"));
        assert!(!fits("fr", "fro") && !fits("fr", "en"));
        assert!(fits("fr-CA", "fr-ca") && !fits("fr-CA", "fr") && !fits("fr-CA", "fr-FR"));
        for tag in ["fr", "fr-CA", "es-419", "zh-Hant-TW"] {
            let tag: LangTag = tag.parse().unwrap();
            assert_eq!(tag_of_pattern(&language_pattern(&tag)), Some(tag));
        }
        for other in [".*", "[Ff][Rr].*", "[Ff", "", "(?:-.*)?"] {
            assert_eq!(tag_of_pattern(other), None, "{other}");
        }
    }
}
