//! Which units: the choice that an export, a deletion and a replacement share.

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
    /// Only units of these days: when they were last changed, else made, by their own words; else
    /// when they were stored.
    pub dates: Option<DateRange>,
    /// Only units with a property of this type; where a text is given, with that text.
    pub property: Option<(String, Option<String>)>,
}

/// From one date to another, both included. A bound may be as coarse as a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateRange {
    from: Option<String>,
    to: Option<String>,
}

impl DateRange {
    /// Reads `2023`, `2023-10`, `2023-10-03`, `2023-01..2023-06`, `2023..` or `..2023-06`; `None`
    /// where it is none of these.
    pub fn parse(typed: &str) -> Option<Self> {
        let bound = |text: &str| {
            let digits = digits(text);
            let shape = matches!(digits.len(), 4 | 6 | 8)
                && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            shape.then_some(digits)
        };
        match typed.split_once("..") {
            None => {
                let day = bound(typed)?;
                Some(DateRange {
                    from: Some(day.clone()),
                    to: Some(day),
                })
            }
            Some(("", "")) => None,
            Some((from, to)) => {
                let side = |text: &str| (!text.is_empty()).then(|| bound(text));
                Some(DateRange {
                    from: side(from).map_or(Some(None), |b| b.map(Some))?,
                    to: side(to).map_or(Some(None), |b| b.map(Some))?,
                })
            }
        }
    }

    /// Tells whether a date as TMX writes it lies in the range. One without digits never does.
    pub fn holds(&self, date: &str) -> bool {
        let date = digits(date);
        let start = |bound: &str| date.get(..bound.len()).unwrap_or(&date).to_owned();
        !date.is_empty()
            && self
                .from
                .as_deref()
                .is_none_or(|from| *start(from) >= *from)
            && self.to.as_deref().is_none_or(|to| *start(to) <= *to)
    }
}

/// Returns the digits of a date in order, at most those of the day.
fn digits(date: &str) -> String {
    date.chars().filter(char::is_ascii_digit).take(8).collect()
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
        let date = unit
            .attributes
            .get("changedate")
            .or_else(|| unit.attributes.get("creationdate"))
            .unwrap_or(&standing.stored);
        let has_property = self.property.as_ref().is_none_or(|(kind, text)| {
            let all = unit.variants.iter().flat_map(|tuv| &tuv.annotations);
            all.chain(&unit.annotations).any(|annotation| {
                annotation.name == "prop"
                    && annotation.attributes.get("type") == Some(kind)
                    && text
                        .as_deref()
                        .is_none_or(|text| annotation.content.plain() == text)
            })
        });
        in_languages && has_property && self.dates.as_ref().is_none_or(|range| range.holds(date))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_may_be_coarse_and_are_included() {
        let holds = |range: &str, date: &str| DateRange::parse(range).unwrap().holds(date);
        assert!(holds("2023", "20231231T235959Z"));
        assert!(holds("2023-10-03", "2023-10-03T08:00:00Z"));
        assert!(holds("2023-10..2023-11", "20231130"));
        assert!(!holds("2023-10..2023-11", "20231201T000000Z"));
        assert!(holds("..2023", "19990101"));
        assert!(!holds("2024..", "20231231T000000Z"));
        assert!(!holds("2023", "hier"));
        for wrong in ["", "..", "hier", "2023-1", "2023..x", "20231"] {
            assert_eq!(DateRange::parse(wrong), None, "{wrong}");
        }
    }
}
