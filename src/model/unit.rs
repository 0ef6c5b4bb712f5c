//! The translation unit: the same text in two or more languages, as TMX has it.

use super::{Attributes, InlineContent, LangTag};

/// A translation unit (TMX 1.4b `tu`) with everything that was read of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TranslationUnit {
    /// All attributes as written, dates included: `tuid`, `creationdate`, `srclang`…
    pub attributes: Attributes,
    /// Notes, properties and foreign elements that stand directly in the unit.
    pub annotations: Vec<Annotation>,
    /// The texts, one or more; several may be in one language.
    pub variants: Vec<Tuv>,
}

/// One language's text of a unit (TMX `tuv`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tuv {
    /// Place among the children of the unit, counted together with its annotations, from 0.
    pub place: u32,
    /// All attributes as written; the language is among them.
    pub attributes: Attributes,
    /// Notes, properties and foreign elements that stand in the variant.
    pub annotations: Vec<Annotation>,
    /// Place of `content` among the children of the variant, counted with its annotations.
    pub content_place: u32,
    /// The content of `seg`; `None` where the variant has no `seg`.
    pub content: Option<InlineContent>,
}

/// A note, a property or any other child element that is not text to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Place among its siblings, from 0.
    pub place: u32,
    /// Element name: `note`, `prop`, `ude`, or a foreign one.
    pub name: String,
    /// Attributes in order: `type`, `xml:lang`, `o-encoding`.
    pub attributes: Attributes,
    /// What it holds.
    pub content: InlineContent,
}

/// What a person has said of a bead, or of an imported unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BeadState {
    /// Nobody has looked at it yet.
    Unreviewed,
    /// A person found it right.
    Accepted,
    /// A person changed it.
    Edited,
    /// A person said that it is of no use.
    LeftOut,
}

impl Annotation {
    /// Returns a property with plain text. Its place is still to be set.
    pub fn property(kind: &str, text: &str) -> Self {
        Annotation {
            place: 0,
            name: "prop".to_owned(),
            attributes: [("type", kind)].into_iter().collect(),
            content: InlineContent::from_text(text),
        }
    }

    /// Returns a note with plain text. Its place is still to be set.
    pub fn note(text: &str) -> Self {
        Annotation {
            place: 0,
            name: "note".to_owned(),
            attributes: Attributes::new(),
            content: InlineContent::from_text(text),
        }
    }
}

impl Tuv {
    /// Returns the language as written: `xml:lang`, else the `lang` of TMX 1.1 and 1.2.
    pub fn language_as_written(&self) -> Option<&str> {
        self.attributes
            .get("xml:lang")
            .or_else(|| self.attributes.get("lang"))
    }

    /// Returns the language in normal form; `None` where it is missing or no tag.
    pub fn language(&self) -> Option<LangTag> {
        self.language_as_written()?.parse().ok()
    }

    /// Returns a variant of a text; `language` as written, where one is stated.
    pub fn of(language: Option<&str>, content: InlineContent) -> Self {
        Tuv {
            attributes: language.map(|tag| ("xml:lang", tag)).into_iter().collect(),
            content: Some(content),
            ..Tuv::default()
        }
    }

    /// Returns a variant of plain text.
    pub fn plain(language: &LangTag, text: &str) -> Self {
        Tuv {
            attributes: [("xml:lang", language.as_str())].into_iter().collect(),
            content: Some(InlineContent::from_text(text)),
            ..Tuv::default()
        }
    }
}

impl TranslationUnit {
    /// Returns a unit of these parts: the annotations first, each part in its place.
    pub fn of_parts(mut annotations: Vec<Annotation>, mut variants: Vec<Tuv>) -> Self {
        for (place, annotation) in (0..).zip(&mut annotations) {
            annotation.place = place;
        }
        for (place, variant) in (annotations.len() as u32..).zip(&mut variants) {
            variant.place = place;
        }
        TranslationUnit {
            attributes: Attributes::new(),
            annotations,
            variants,
        }
    }

    /// Returns the variant that answers a language best, the first among equals; those without
    /// text do not count.
    pub fn best_in(&self, language: &LangTag) -> Option<(&Tuv, &InlineContent)> {
        let fitting = self.variants.iter().filter_map(|tuv| {
            let fit = language.fit(&tuv.language()?)?;
            Some((fit, (tuv, tuv.content.as_ref()?)))
        });
        fitting.min_by_key(|(fit, _)| *fit).map(|(_, best)| best)
    }

    /// Returns a unit of two plain texts.
    pub fn pair(source: (&LangTag, &str), target: (&LangTag, &str)) -> Self {
        let mut second = Tuv::plain(target.0, target.1);
        second.place = 1;
        TranslationUnit {
            variants: vec![Tuv::plain(source.0, source.1), second],
            ..TranslationUnit::default()
        }
    }
}

impl BeadState {
    /// Returns the stable name: `unreviewed`, `accepted`, `edited`, `left-out`.
    pub fn name(self) -> &'static str {
        match self {
            BeadState::Unreviewed => "unreviewed",
            BeadState::Accepted => "accepted",
            BeadState::Edited => "edited",
            BeadState::LeftOut => "left-out",
        }
    }

    /// Returns the state of a stable name, or `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        [
            BeadState::Unreviewed,
            BeadState::Accepted,
            BeadState::Edited,
            BeadState::LeftOut,
        ]
        .into_iter()
        .find(|state| state.name() == name)
    }

    /// Tells whether a person has vouched for it.
    pub fn is_reviewed(self) -> bool {
        matches!(self, BeadState::Accepted | BeadState::Edited)
    }
}
