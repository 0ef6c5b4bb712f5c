//! What Trados Studio wants: regions on every language, fields that the header declares, and its
//! own words for where a unit comes from and how far it is.

use std::collections::BTreeMap;

use super::TmxHeader;
use super::preset::{Style, for_each_language};
use crate::model::{Annotation, LangTag, STATE_PROPERTY, TranslationUnit};

/// Regions that are taken where nothing says which: those that Trados puts first itself.
#[rustfmt::skip]
const USUAL: [&str; 24] = [
    "ar-SA", "bg-BG", "cs-CZ", "da-DK", "de-DE", "el-GR", "en-US", "es-ES", "et-EE", "fi-FI",
    "fr-FR", "hr-HR", "hu-HU", "it-IT", "ja-JP", "ko-KR", "lt-LT", "lv-LV", "nl-NL", "pl-PL",
    "pt-PT", "ro-RO", "ru-RU", "sv-SE",
];

/// Properties that Trados writes itself: no fields.
const OWN: [&str; 8] = [
    "x-ConfirmationLevel",
    "x-Context",
    "x-ContextContent",
    "x-IdContext",
    "x-LastUsedBy",
    "x-Origin",
    "x-OriginalFormat",
    "x-UsageCount",
];

/// Kinds of fields, as they end the type of a property.
const KINDS: [&str; 6] = [
    "SingleString",
    "MultipleString",
    "SinglePicklist",
    "MultiplePicklist",
    "Integer",
    "DateTime",
];

/// Which region a language gets that has none.
#[derive(Debug, Clone, Default)]
pub struct Regions {
    chosen: Vec<LangTag>,
}

impl Regions {
    /// Returns the regions that a person asked for, and of a memory's own languages the one region
    /// of each; where a memory has two of one language, it says nothing of it.
    pub fn new(asked: &[LangTag], own: &[LangTag]) -> Self {
        let mut chosen = asked.to_vec();
        for tag in own.iter().filter(|tag| !is_bare(tag)) {
            let others = own.iter().filter(|o| o.same_language(tag) && !is_bare(o));
            if others.count() == 1 {
                chosen.push(tag.clone());
            }
        }
        Regions { chosen }
    }

    /// Returns a tag with a region: its own; the one asked for; that of the memory; the usual one.
    /// A language that none of them knows stays as it is.
    fn of(&self, tag: &LangTag) -> LangTag {
        if !is_bare(tag) {
            return tag.clone();
        }
        let usual = || {
            USUAL
                .iter()
                .find_map(|usual| usual.parse().ok().filter(|u| tag.same_language(u)))
        };
        let chosen = self.chosen.iter().find(|chosen| tag.same_language(chosen));
        chosen
            .cloned()
            .or_else(usual)
            .unwrap_or_else(|| tag.clone())
    }
}

/// Tells whether a tag is a language and nothing more.
fn is_bare(tag: &LangTag) -> bool {
    !tag.as_str().contains('-')
}

/// The properties of units that become fields, and how often a unit has each at most.
#[derive(Debug, Clone, Default)]
pub struct Fields(BTreeMap<String, usize>);

impl Fields {
    /// Takes note of the properties of a unit.
    pub fn see(&mut self, unit: &TranslationUnit) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for kind in unit.annotations.iter().filter_map(field) {
            *counts.entry(field_name(kind)).or_default() += 1;
        }
        for (name, count) in counts {
            let most = self.0.entry(name).or_default();
            *most = count.max(*most);
        }
    }

    /// Returns the type that a field's properties have: `x-Client:SingleString`.
    fn declared(&self, name: &str) -> String {
        if is_typed(name) {
            return name.to_owned();
        }
        let many = self.0.get(name).is_some_and(|most| *most > 1);
        format!("{name}:{}", if many { KINDS[1] } else { KINDS[0] })
    }
}

/// Tells whether the type of a property says already what kind of field it is.
fn is_typed(kind: &str) -> bool {
    kind.rsplit_once(':')
        .is_some_and(|(_, end)| KINDS.contains(&end))
}

/// Returns the name of the field that a property becomes, with the `x-` of what is no standard.
fn field_name(kind: &str) -> String {
    if is_typed(kind) {
        return kind.to_owned();
    }
    // A colon ends the name.
    let name = kind.strip_prefix("x-").unwrap_or(kind);
    format!("x-{}", name.replace(':', "-"))
}

/// Returns the type of a property that becomes a field.
fn field(annotation: &Annotation) -> Option<&str> {
    let kind = annotation.attributes.get("type")?;
    (annotation.name == "prop" && !OWN.contains(&kind)).then_some(kind)
}

/// Returns a header that calls the format by Trados' name and declares every field.
pub(super) fn header(header: &TmxHeader, style: &Style) -> TmxHeader {
    let mut header = header.clone();
    header.attributes.set("o-tmf", "SDL TM8 Format");
    header.attributes.set("datatype", "xml");
    for name in ["srclang", "adminlang"] {
        let tag = header.attributes.get(name).and_then(|tag| tag.parse().ok());
        if let Some(tag) = tag {
            header.attributes.set(name, style.regions.of(&tag).as_str());
        }
    }
    let mut declared: Vec<(String, &str)> = style
        .fields
        .0
        .keys()
        .map(|name| (style.fields.declared(name), ""))
        .collect();
    declared.push(("x-Recognizers".to_owned(), "RecognizeAll"));
    for (kind, value) in declared {
        let known = |a: &Annotation| a.attributes.get("type") == Some(&kind);
        if !header.annotations.iter().any(known) {
            header.annotations.push(Annotation::property(&kind, value));
        }
    }
    header
}

/// Returns a unit with regions, with its properties as fields, and, where it was aligned, with how
/// far it is in Trados' words: `Translated` where a person has reviewed it, else `Draft`.
pub(super) fn unit(unit: &TranslationUnit, style: &Style) -> TranslationUnit {
    let mut unit = unit.clone();
    for_each_language(&mut unit, |tag| style.regions.of(tag));
    if unit.property(STATE_PROPERTY).is_some() {
        let level = if unit.stated_review().0.is_reviewed() {
            "Translated"
        } else {
            "Draft"
        };
        for (kind, value) in [("x-Origin", "Alignment"), ("x-ConfirmationLevel", level)] {
            if unit.property(kind).is_none() {
                unit.annotations.push(Annotation::property(kind, value));
            }
        }
    }
    for annotation in &mut unit.annotations {
        if let Some(kind) = field(annotation) {
            let declared = style.fields.declared(&field_name(kind));
            annotation.attributes.set("type", declared);
        }
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LangTag {
        text.parse().unwrap()
    }

    #[test]
    fn a_language_gets_the_region_that_is_known_best() {
        let own = [tag("fr-CA"), tag("fr"), tag("en-CA"), tag("en-GB")];
        let regions = Regions::new(&[], &own);
        let found = |text: &str| regions.of(&tag(text)).to_string();
        assert_eq!(found("fr"), "fr-CA", "the memory's own");
        assert_eq!(found("en"), "en-US", "the memory has two");
        assert_eq!(found("fr-BE"), "fr-BE", "its own");
        assert_eq!(found("tlh"), "tlh", "unknown");
        let asked = Regions::new(&[tag("fr-CH")], &own);
        assert_eq!(asked.of(&tag("fr")), tag("fr-CH"));
    }

    #[test]
    fn two_names_of_one_field_are_one_field() {
        let mut unit = TranslationUnit::default();
        for kind in ["client", "x-client"] {
            unit.annotations.push(Annotation::property(kind, "v"));
        }
        let mut fields = Fields::default();
        fields.see(&unit);
        let style = Style {
            fields,
            ..Style::default()
        };
        for annotation in super::unit(&unit, &style).annotations {
            let kind = annotation.attributes.get("type");
            assert_eq!(kind, Some("x-client:MultipleString"));
        }
    }

    #[test]
    fn a_field_says_whether_it_has_several_values() {
        let mut unit = TranslationUnit::default();
        for kind in ["client", "x-ref", "x-ref", "x-Origin", "x-a:SingleString"] {
            unit.annotations.push(Annotation::property(kind, "v"));
        }
        let mut fields = Fields::default();
        fields.see(&unit);
        let style = Style {
            fields,
            ..Style::default()
        };
        let types = |annotations: &[Annotation]| -> Vec<String> {
            let kinds = annotations.iter().filter_map(|a| a.attributes.get("type"));
            kinds.map(str::to_owned).collect()
        };
        assert_eq!(
            types(&super::unit(&unit, &style).annotations),
            [
                "x-client:SingleString",
                "x-ref:MultipleString",
                "x-ref:MultipleString",
                "x-Origin",
                "x-a:SingleString"
            ]
        );
        assert_eq!(
            types(&header(&TmxHeader::default(), &style).annotations),
            [
                "x-a:SingleString",
                "x-client:SingleString",
                "x-ref:MultipleString",
                "x-Recognizers"
            ]
        );
    }
}
