//! The languages of a dictionary, from the codes and names by which it may call them.

use crate::model::LangTag;

/// Codes of ISO 639-1 and 639-3 and the English name.
const LANGUAGES: [(&str, &str, &str); 40] = [
    ("af", "afr", "afrikaans"),
    ("ar", "ara", "arabic"),
    ("br", "bre", "breton"),
    ("ca", "cat", "catalan"),
    ("cs", "ces", "czech"),
    ("cy", "cym", "welsh"),
    ("da", "dan", "danish"),
    ("de", "deu", "german"),
    ("el", "ell", "greek"),
    ("en", "eng", "english"),
    ("eo", "epo", "esperanto"),
    ("es", "spa", "spanish"),
    ("et", "est", "estonian"),
    ("fi", "fin", "finnish"),
    ("fr", "fra", "french"),
    ("ga", "gle", "irish"),
    ("gd", "gla", "gaelic"),
    ("hr", "hrv", "croatian"),
    ("hu", "hun", "hungarian"),
    ("is", "isl", "icelandic"),
    ("it", "ita", "italian"),
    ("ja", "jpn", "japanese"),
    ("ku", "kur", "kurdish"),
    ("la", "lat", "latin"),
    ("lt", "lit", "lithuanian"),
    ("lv", "lav", "latvian"),
    ("mk", "mkd", "macedonian"),
    ("nl", "nld", "dutch"),
    ("no", "nor", "norwegian"),
    ("oc", "oci", "occitan"),
    ("pl", "pol", "polish"),
    ("pt", "por", "portuguese"),
    ("ro", "ron", "romanian"),
    ("ru", "rus", "russian"),
    ("sk", "slk", "slovak"),
    ("sl", "slv", "slovenian"),
    ("sr", "srp", "serbian"),
    ("sv", "swe", "swedish"),
    ("tr", "tur", "turkish"),
    ("uk", "ukr", "ukrainian"),
];

/// Two different languages: from, to.
type Two = (LangTag, LangTag);

/// Returns the languages of a header of two tags. Only tags of known languages are one: `chat` and
/// `cat` could be tags as well.
pub(super) fn of_tags(from: &str, to: &str) -> Option<Two> {
    let tag = |text: &str| -> Option<LangTag> {
        let tag: LangTag = text.parse().ok()?;
        let known = |two: &str, three: &str| tag.primary() == two || tag.primary() == three;
        let code = LANGUAGES.iter().find(|(two, three, _)| known(two, three))?;
        if tag.primary() == code.0 {
            Some(tag)
        } else {
            code.0.parse().ok()
        }
    };
    different(tag(from)?, tag(to)?)
}

/// Returns the languages that a text calls by their English names: `French-English …`.
pub(super) fn of_title(text: &str) -> Option<Two> {
    let named = |name: &str| -> Option<LangTag> {
        let name = name.to_lowercase();
        LANGUAGES
            .iter()
            .find(|language| language.2 == name)?
            .0
            .parse()
            .ok()
    };
    text.split_whitespace().find_map(|word| {
        let (from, to) = word.split_once('-')?;
        let to = to.trim_end_matches(|c: char| !c.is_alphabetic());
        different(named(from)?, named(to)?)
    })
}

/// Returns the languages in a file's name: `freedict-fra-eng`.
pub(super) fn of_name(name: &str) -> Option<Two> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let parts: Vec<&str> = file.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    parts.windows(2).find_map(|two| of_tags(two[0], two[1]))
}

fn different(from: LangTag, to: LangTag) -> Option<Two> {
    (!from.same_language(&to)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(two: Option<Two>) -> String {
        two.map_or_else(String::new, |(from, to)| format!("{from}>{to}"))
    }

    #[test]
    fn codes_names_and_tags_are_known() {
        assert_eq!(shown(of_name("/d/freedict-fra-eng")), "fr>en");
        assert_eq!(shown(of_name("my_en_fr.index")), "en>fr");
        assert_eq!(shown(of_name("words")), "");
        assert_eq!(
            shown(of_title("x\nEnglish-French FreeDict Dictionary")),
            "en>fr"
        );
        assert_eq!(shown(of_title("well-known words")), "");
        assert_eq!(shown(of_tags("FR_ca", "eng")), "fr-CA>en");
        assert_eq!(shown(of_tags("chat", "cat")), "");
        assert_eq!(shown(of_tags("fr", "fr-CA")), "");
    }
}
