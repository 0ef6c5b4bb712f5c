//! Language tags: compared without case, `_` as `-`, with fall-back from region to language.

use std::fmt;
use std::str::FromStr;

/// A BCP 47 language tag in one normal form: `-` between subtags, the language in lower case, a
/// region in upper case (`fr-CA`), a script with a capital (`zh-Hant`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LangTag(String);

/// How well a tag that was found answers a tag that was asked for; best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LangFit {
    /// The same tag, or the asked tag has no region and the found one specifies it.
    Exact,
    /// `fr-CA` was asked, plain `fr` found.
    General,
    /// `fr-CA` was asked, another region found: usable, and shown as such.
    OtherRegion,
}

/// The text is no language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LangTagError(pub String);

impl fmt::Display for LangTagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no language tag", self.0)
    }
}

impl std::error::Error for LangTagError {}

impl LangTag {
    /// Returns the tag as text, in normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the primary language subtag: `fr` of `fr-CA`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Tells whether two tags are of one language, whatever the region.
    pub fn same_language(&self, other: &LangTag) -> bool {
        self.primary() == other.primary()
    }

    /// Tells whether a text can be read as a tag; costs no room, unlike reading it.
    pub fn is_well_formed(text: &str) -> bool {
        let mut parts = text.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        (2..=8).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_alphabetic())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
            })
    }

    /// Returns the tag of the language alone, without region.
    #[must_use]
    pub fn general(&self) -> LangTag {
        LangTag(self.primary().to_owned())
    }

    /// Tells how well `found` answers a request for `self`; `None` if it is another language.
    pub fn fit(&self, found: &LangTag) -> Option<LangFit> {
        if self == found {
            Some(LangFit::Exact)
        } else if !self.same_language(found) {
            None
        } else if !self.0.contains('-') {
            Some(LangFit::Exact)
        } else if !found.0.contains('-') {
            Some(LangFit::General)
        } else {
            Some(LangFit::OtherRegion)
        }
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for LangTag {
    type Err = LangTagError;

    /// Reads a tag in any case, with `_` or `-`: a language of two to eight letters, then subtags
    /// of one to eight letters or digits (RFC 5646, section 2.1, the well-formed part).
    fn from_str(text: &str) -> Result<Self, LangTagError> {
        if !Self::is_well_formed(text) {
            return Err(LangTagError(text.to_owned()));
        }
        let mut tag = String::with_capacity(text.len());
        for (n, part) in text.trim().split(['-', '_']).enumerate() {
            if n > 0 {
                tag.push('-');
            }
            let alphabetic = part.bytes().all(|b| b.is_ascii_alphabetic());
            match part.len() {
                2 if n > 0 && alphabetic => tag.push_str(&part.to_ascii_uppercase()),
                4 if n > 0 && alphabetic => {
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        Ok(LangTag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LangTag {
        text.parse().unwrap()
    }

    #[test]
    fn tags_are_compared_without_case_and_underscore() {
        assert_eq!(tag("FR_ca"), tag("fr-CA"));
        assert_eq!(tag("zh-hant-tw").as_str(), "zh-Hant-TW");
        assert!("*all*".parse::<LangTag>().is_err());
        assert!("".parse::<LangTag>().is_err());
        assert!("f".parse::<LangTag>().is_err());
    }

    #[test]
    fn a_region_falls_back() {
        assert_eq!(tag("fr").fit(&tag("fr-BE")), Some(LangFit::Exact));
        assert_eq!(tag("fr-CA").fit(&tag("fr-CA")), Some(LangFit::Exact));
        assert_eq!(tag("fr-CA").fit(&tag("fr")), Some(LangFit::General));
        assert_eq!(tag("fr-CA").fit(&tag("fr-FR")), Some(LangFit::OtherRegion));
        assert_eq!(tag("fr").fit(&tag("en")), None);
    }
}
