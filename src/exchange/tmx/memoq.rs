//! What memoQ reads beyond the standard: context beside the source text, where a unit comes from.

use crate::model::{Annotation, STATE_PROPERTY, TranslationUnit, escape_text};

/// Types of the properties of a source text that hold the texts before and after it.
const CONTEXT: [&str; 2] = ["x-context-pre", "x-context-post"];

/// Sets the context of a unit, as memoQ writes it: the segments before and after, in mark-up that
/// is text, as properties of the source text. A unit that has a context of its own keeps it.
///
/// The source text is the first one of the unit. `None` is a neighbour that is not there.
pub fn set_context(unit: &mut TranslationUnit, neighbours: [Option<&str>; 2]) {
    let has_one = |annotations: &[Annotation]| {
        annotations
            .iter()
            .filter_map(|annotation| annotation.attributes.get("type"))
            .any(|kind| CONTEXT.contains(&kind))
    };
    let in_variants =
        |unit: &TranslationUnit| unit.variants.iter().any(|t| has_one(&t.annotations));
    if has_one(&unit.annotations) || in_variants(unit) {
        return;
    }
    let Some(source) = unit.variants.first_mut() else {
        return;
    };
    for (kind, neighbour) in CONTEXT.into_iter().zip(neighbours) {
        let Some(neighbour) = neighbour else {
            continue;
        };
        let mut segment = String::from("<seg>");
        escape_text(neighbour, &mut segment);
        segment.push_str("</seg>");
        source
            .annotations
            .push(Annotation::property(kind, &segment));
    }
}

/// Returns a unit that says in memoQ's words whether it was aligned, and whether a person has
/// corrected it. A unit that says so already keeps its own words.
pub(super) fn unit(unit: &TranslationUnit) -> TranslationUnit {
    let mut unit = unit.clone();
    let Some(state) = unit.property(STATE_PROPERTY) else {
        return unit;
    };
    let corrected = if state == "edited" { "yes" } else { "no" };
    for (kind, value) in [("aligned", "yes"), ("corrected", corrected)] {
        if unit.property(kind).is_none() {
            unit.annotations.push(Annotation::property(kind, value));
        }
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::InlineContent;

    fn pair() -> TranslationUnit {
        let (french, english) = ("fr".parse().unwrap(), "en".parse().unwrap());
        TranslationUnit::pair((&french, "Oui."), (&english, "Yes."))
    }

    #[test]
    fn the_neighbours_stand_beside_the_source_text() {
        let mut unit = pair();
        set_context(&mut unit, [Some("a & b"), None]);
        let source = &unit.variants[0].annotations;
        assert_eq!(source.len(), 1);
        assert_eq!(source[0].attributes.get("type"), Some("x-context-pre"));
        assert_eq!(
            source[0].content,
            InlineContent::from_text("<seg>a &amp; b</seg>")
        );
        let before = unit.clone();
        set_context(&mut unit, [Some("other"), Some("other")]);
        assert_eq!(unit, before, "its own context stays");
    }

    #[test]
    fn only_what_was_aligned_says_so() {
        assert_eq!(unit(&pair()), pair());
        let mut aligned = pair();
        aligned
            .annotations
            .push(Annotation::property(STATE_PROPERTY, "edited"));
        let told = unit(&aligned);
        assert_eq!(told.property("aligned").as_deref(), Some("yes"));
        assert_eq!(told.property("corrected").as_deref(), Some("yes"));
    }
}
