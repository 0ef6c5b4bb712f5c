//! Which units: the choice that an export, a deletion and a replacement share.

use super::days::{Days, date_of};
use crate::model::{BeadState, Confidence, DOCUMENT_PROPERTY, LangTag, TranslationUnit, Tuv};

/// Which units to take. Nothing set means all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnitFilter {
    /// Only units of this import.
    pub import: Option<i64>,
    /// Only units of alignments of documents of this name, as source or target, and imported ones
    /// whose property `x-document` names it.
    pub document: Option<String>,
    /// Only units that have a text in each of these languages.
    pub languages: Vec<LangTag>,
    /// Only units that a person has vouched for.
    pub reviewed: bool,
    /// Only reviewed units and units of at least this confidence.
    pub min_confidence: Option<Confidence>,
    /// Only units of these days: when they were last changed, else made, by their own words or
    /// those of their texts; else when they were stored.
    pub days: Option<Days>,
    /// Only units that have such a property, themselves or in a text.
    pub property: Option<PropertyFilter>,
}

/// A property that units must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyFilter {
    /// Its type.
    pub kind: String,
    /// Its text; `None`, any.
    pub value: Option<String>,
}

impl PropertyFilter {
    /// Reads `TYPE` or `TYPE=TEXT`.
    pub fn parse(typed: &str) -> Self {
        let (kind, value) = match typed.split_once('=') {
            Some((kind, value)) => (kind, Some(value.to_owned())),
            None => (typed, None),
        };
        PropertyFilter {
            kind: kind.to_owned(),
            value,
        }
    }

    /// Tells whether a unit or one of its texts has the property.
    fn is_in(&self, unit: &TranslationUnit) -> bool {
        let of_texts = unit.variants.iter().flat_map(|tuv| &tuv.annotations);
        unit.annotations.iter().chain(of_texts).any(|annotation| {
            let wanted = |value: &String| *annotation.content.plain() == **value;
            annotation.name == "prop"
                && annotation.attributes.get("type") == Some(&self.kind)
                && self.value.as_ref().is_none_or(wanted)
        })
    }
}

/// What the store knows of a unit beside its texts.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) state: BeadState,
    pub(super) confidence: Option<Confidence>,
    /// When the change set that made it was made.
    pub(super) stored: String,
}

impl UnitFilter {
    /// Tells whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == UnitFilter::default()
    }

    /// Tells whether state and confidence pass; what a person has left out never does.
    pub(super) fn review_passes(&self, standing: &Standing) -> bool {
        let reviewed = standing.state.is_reviewed();
        let sure = self
            .min_confidence
            .is_none_or(|least| reviewed || standing.confidence >= Some(least));
        standing.state != BeadState::LeftOut && sure && (!self.reviewed || reviewed)
    }

    /// Tells whether a unit itself passes.
    pub(super) fn unit_passes(&self, unit: &TranslationUnit, standing: &Standing) -> bool {
        let in_languages = self.languages.iter().all(|asked| {
            unit.variants
                .iter()
                .filter_map(Tuv::language)
                .any(|found| asked.fit(&found).is_some())
        });
        let of_those_days = |days: &Days| days.contain(date_of(unit).unwrap_or(&standing.stored));
        in_languages
            && self.property.as_ref().is_none_or(|asked| asked.is_in(unit))
            && self.days.as_ref().is_none_or(of_those_days)
    }
}

impl Standing {
    pub(super) fn new(state: &str, confidence: Option<u32>, stored: &str) -> Self {
        Standing {
            state: BeadState::from_name(state).unwrap_or(BeadState::Unreviewed),
            confidence: confidence.map(Confidence::from_thousandths),
            stored: stored.to_owned(),
        }
    }
}

/// Tells whether an import's unit belongs to a document by its own word.
pub(super) fn is_of_document(unit: &TranslationUnit, document: Option<&str>) -> bool {
    document.is_none_or(|name| unit.property(DOCUMENT_PROPERTY).as_deref() == Some(name))
}
