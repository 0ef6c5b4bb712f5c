//! A bead seen as a unit: what TMX shows of an alignment.

use super::{Annotation, BeadState, Confidence, InlineContent, LangTag, TranslationUnit, Tuv};

/// Type of the property that says where a unit was aligned.
pub const DOCUMENT_PROPERTY: &str = "x-document";
/// Type of the property that says whether a person has reviewed a unit.
pub const STATE_PROPERTY: &str = "x-enface-state";
/// Type of the property that says how sure the aligner was.
pub const CONFIDENCE_PROPERTY: &str = "x-enface-confidence";

/// What is known of a two-sided bead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeadUnit {
    /// Languages of source and target.
    pub languages: (LangTag, LangTag),
    /// Joined texts of source and target.
    pub contents: (InlineContent, InlineContent),
    /// Notes and properties of source and target that came from elsewhere.
    pub beside: (Vec<Annotation>, Vec<Annotation>),
    /// Name of the source document.
    pub document: String,
    /// How sure the aligner is.
    pub confidence: Confidence,
    /// What a person has said.
    pub state: BeadState,
    /// When it was made, as TMX writes dates; absent where nothing was stored.
    pub date: Option<String>,
    /// By whom.
    pub author: Option<String>,
    /// Notes and properties that came from elsewhere, such as an equal unit that was merged into it.
    pub annotations: Vec<Annotation>,
}

impl BeadUnit {
    /// Returns the translation unit: date and author as attributes; document, state and confidence
    /// as properties, so that another memory knows them after an exchange.
    pub fn to_unit(&self) -> TranslationUnit {
        let (source, target) = (&self.languages.0, &self.languages.1);
        let side =
            |language: &LangTag, content: &InlineContent, beside: &[Annotation], place| Tuv {
                place,
                annotations: beside.to_vec(),
                content: Some(content.clone()),
                ..Tuv::plain(language, "")
            };
        let mut unit = TranslationUnit {
            variants: vec![
                side(source, &self.contents.0, &self.beside.0, 0),
                side(target, &self.contents.1, &self.beside.1, 1),
            ],
            ..TranslationUnit::default()
        };
        if let Some(date) = &self.date {
            unit.attributes.set("creationdate", date.as_str());
        }
        if let Some(author) = &self.author {
            unit.attributes.set("creationid", author.as_str());
        }
        let mut properties = vec![(DOCUMENT_PROPERTY, self.document.clone())];
        properties.push((STATE_PROPERTY, self.state.name().to_owned()));
        if !self.state.is_reviewed() {
            properties.push((CONFIDENCE_PROPERTY, self.confidence.to_string()));
        }
        let shift = (properties.len() + self.annotations.len()) as u32;
        let own = properties
            .into_iter()
            .map(|(kind, value)| Annotation::property(kind, &value));
        unit.annotations = (0..)
            .zip(own.chain(self.annotations.iter().cloned()))
            .map(|(place, annotation)| Annotation {
                place,
                ..annotation
            })
            .collect();
        for tuv in &mut unit.variants {
            tuv.place += shift;
        }
        unit
    }
}

impl TranslationUnit {
    /// Returns the text of the first property of a type.
    pub fn property(&self, kind: &str) -> Option<String> {
        self.annotations
            .iter()
            .find(|a| a.name == "prop" && a.attributes.get("type") == Some(kind))
            .map(|a| a.content.plain().into_owned())
    }

    /// Returns state and confidence as the unit's own properties tell them; a unit that says
    /// nothing counts as accepted.
    pub fn stated_review(&self) -> (BeadState, Option<Confidence>) {
        let state = self
            .property(STATE_PROPERTY)
            .and_then(|name| BeadState::from_name(&name))
            .unwrap_or(BeadState::Accepted);
        let confidence = self
            .property(CONFIDENCE_PROPERTY)
            .and_then(|text| text.parse::<f64>().ok())
            .map(Confidence::from_probability);
        (state, confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_tells_its_own_review() {
        let bead = BeadUnit {
            languages: ("fr".parse().unwrap(), "en".parse().unwrap()),
            contents: (
                InlineContent::from_text("Oui."),
                InlineContent::from_text("Yes."),
            ),
            document: "a.fr.txt".into(),
            confidence: Confidence::from_thousandths(913),
            state: BeadState::Unreviewed,
            date: None,
            author: None,
            annotations: Vec::new(),
            beside: (Vec::new(), Vec::new()),
        };
        let unit = bead.to_unit();
        assert_eq!(
            unit.stated_review(),
            (
                BeadState::Unreviewed,
                Some(Confidence::from_thousandths(913))
            )
        );
        assert_eq!(unit.variants[1].place, 4);
        let reviewed = BeadUnit {
            state: BeadState::Edited,
            ..bead
        };
        assert_eq!(
            reviewed.to_unit().stated_review(),
            (BeadState::Edited, None)
        );
        assert_eq!(
            TranslationUnit::default().stated_review(),
            (BeadState::Accepted, None)
        );
    }
}
