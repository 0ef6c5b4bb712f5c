//! For whom a TMX file is written: what each preset changes before the writer makes it valid.

use std::borrow::Cow;

use super::edition::Edition;
use super::trados::{self, Fields, Regions};
use super::{TmxHeader, memoq};
use crate::model::{Annotation, InlineContent, LangTag, Piece, TranslationUnit, Tuv};

/// For whom a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// For everybody: TMX 1.4, level 2, UTF-8; of a valid file nothing is lost.
    #[default]
    Generic,
    /// For OmegaT.
    Omegat,
    /// For Trados Studio.
    Trados,
    /// For memoQ.
    Memoq,
    /// For tools that do not know inline codes.
    Level1,
    /// For tools that know only TMX 1.1.
    Tmx11,
    /// As it was read, valid or not.
    Verbatim,
}

/// How the characters of a file become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// Little-endian, with a byte order mark.
    Utf16,
}

/// A preset with what it needs to know before the first unit.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// For whom.
    pub preset: Preset,
    /// Regions of languages that have none; only `trados` asks.
    pub regions: Regions,
    /// Properties that all units have together; only `trados` declares them.
    pub fields: Fields,
}

impl Preset {
    /// All presets, in the order in which they are listed.
    pub const ALL: [Preset; 7] = [
        Preset::Generic,
        Preset::Omegat,
        Preset::Trados,
        Preset::Memoq,
        Preset::Level1,
        Preset::Tmx11,
        Preset::Verbatim,
    ];

    /// Returns the stable name.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Generic => "generic",
            Preset::Omegat => "omegat",
            Preset::Trados => "trados",
            Preset::Memoq => "memoq",
            Preset::Level1 => "level1",
            Preset::Tmx11 => "tmx11",
            Preset::Verbatim => "verbatim",
        }
    }

    /// Returns the preset of a stable name, or `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    pub(super) fn edition(self) -> Edition {
        if self == Preset::Tmx11 {
            Edition::V11
        } else {
            Edition::V14
        }
    }

    pub(super) fn encoding(self) -> Encoding {
        if self == Preset::Memoq {
            Encoding::Utf16
        } else {
            Encoding::Utf8
        }
    }
}

impl Style {
    /// Returns a header as the preset has it.
    pub(super) fn header<'h>(&self, header: &'h TmxHeader) -> Cow<'h, TmxHeader> {
        match self.preset {
            Preset::Trados => Cow::Owned(trados::header(header, self)),
            _ => Cow::Borrowed(header),
        }
    }

    /// Returns a unit as the preset has it.
    pub(super) fn unit<'u>(&self, unit: &'u TranslationUnit) -> Cow<'u, TranslationUnit> {
        match self.preset {
            Preset::Generic | Preset::Tmx11 | Preset::Verbatim => Cow::Borrowed(unit),
            Preset::Omegat => omegat(unit),
            Preset::Trados => Cow::Owned(trados::unit(unit, self)),
            Preset::Memoq => Cow::Owned(memoq::unit(unit)),
            Preset::Level1 => level1(unit),
        }
    }
}

/// Returns a unit whose segments are nothing but text; that in `hi` and in unknown elements is.
fn level1(unit: &TranslationUnit) -> Cow<'_, TranslationUnit> {
    let coded = |content: &InlineContent| !matches!(content.pieces(), [] | [Piece::Text(_)]);
    let mut unit = Cow::Borrowed(unit);
    for at in 0..unit.variants.len() {
        let plain = unit.variants[at].content.as_ref();
        let plain = plain
            .filter(|content| coded(content))
            .map(|content| content.plain());
        if let Some(plain) = plain {
            let plain = InlineContent::from_text(&plain);
            unit.to_mut().variants[at].content = Some(plain);
        }
    }
    unit
}

/// Returns a unit of which OmegaT's schema refuses nothing, and OmegaT reads every note: it wants
/// language tags in their own form, and of several notes it keeps the last.
fn omegat(unit: &TranslationUnit) -> Cow<'_, TranslationUnit> {
    let is_note = |annotation: &Annotation| annotation.name == "note";
    let is_normal = |tuv: &Tuv| {
        let written = tuv.attributes.get("xml:lang");
        written.is_some() && written == tuv.language().as_ref().map(LangTag::as_str)
    };
    let notes = unit.annotations.iter().filter(|a| is_note(a)).count();
    if notes < 2 && unit.variants.iter().all(is_normal) && unit.attributes.get("srclang").is_none()
    {
        return Cow::Borrowed(unit);
    }
    let mut unit = unit.clone();
    for_each_language(&mut unit, LangTag::clone);
    if notes > 1 {
        let texts: Vec<String> = unit
            .annotations
            .iter()
            .filter(|a| is_note(a))
            .map(|note| note.content.plain().into_owned())
            .collect();
        let mut first = true;
        unit.annotations
            .retain(|annotation| !is_note(annotation) || std::mem::take(&mut first));
        if let Some(note) = unit.annotations.iter_mut().find(|a| is_note(a)) {
            note.content = InlineContent::from_text(&texts.join("\n"));
        }
    }
    Cow::Owned(unit)
}

/// Gives every variant a language tag made of its own in normal form. One whose language is no tag
/// is `und`, and says in a property what was written.
pub(super) fn for_each_language(unit: &mut TranslationUnit, make: impl Fn(&LangTag) -> LangTag) {
    for tuv in &mut unit.variants {
        let Some(written) = tuv.language_as_written().map(str::to_owned) else {
            continue;
        };
        if let Some(tag) = tuv.language() {
            tuv.attributes.set("xml:lang", make(&tag).as_str());
        } else {
            tuv.attributes.set("xml:lang", "und");
            let property = Annotation::property("x-attribute-xml:lang", &written);
            tuv.annotations.insert(0, property);
        }
        tuv.attributes.remove("lang");
    }
    if let Some(tag) = unit
        .attributes
        .get("srclang")
        .and_then(|tag| tag.parse().ok())
    {
        unit.attributes.set("srclang", make(&tag).as_str());
    }
}
