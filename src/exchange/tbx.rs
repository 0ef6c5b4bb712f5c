//! Lists of terms: reads TBX 2 (`martif`) and TBX 3 (`tbx`), one unit a concept; writes TBX 2.

mod writer;

use std::io::Read;

use super::tmx::TmxHeader;
use super::xml::{Step, Xml, local};
use super::{Diagnostics, ExchangeError, ReadUnit, ReadUnits};
use crate::messages::Message;
use crate::model::{Annotation, Attributes, InlineContent, Piece, TranslationUnit, Tuv};

pub use writer::Writer;

/// A list of terms being read. Memory: the biggest concept.
pub struct Reader<'r> {
    xml: Xml<'r>,
    header: TmxHeader,
    diagnostics: Diagnostics,
    ordinal: u64,
    ended: bool,
}

impl<'r> Reader<'r> {
    /// Reads a file up to its root element.
    ///
    /// # Errors
    /// When it is no TBX, is not well-formed so far, or its bytes cannot be had.
    pub fn open(input: impl Read + Send + 'r) -> Result<Self, ExchangeError> {
        let (xml, _, _) = Xml::open(input, &["martif", "tbx"])?;
        Ok(Reader {
            xml,
            header: TmxHeader::default(),
            diagnostics: Diagnostics::default(),
            ordinal: 0,
            ended: false,
        })
    }
}

impl ReadUnits for Reader<'_> {
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        self.xml.set_unit(None);
        while !self.ended {
            match self.xml.next()? {
                Step::Open(name, attributes) => match name.as_str() {
                    "termEntry" | "conceptEntry" => {
                        self.ordinal += 1;
                        self.xml.set_unit(Some(self.ordinal));
                        let at = self.xml.location();
                        let unit = concept(&attributes, &self.xml.content()?);
                        if unit.variants.is_empty() {
                            self.diagnostics.warn(at, Message::new("tbx-no-terms"));
                        } else if unit.variants.iter().any(|tuv| tuv.language().is_none()) {
                            self.diagnostics.warn(at, Message::new("tbx-no-language"));
                        }
                        return Ok(Some(ReadUnit {
                            unit,
                            line: at.line,
                            column: at.column,
                            ordinal: self.ordinal,
                        }));
                    }
                    "text" | "body" => {}
                    // The header, and what stands behind the terms: people, sources.
                    _ => self.xml.skip()?,
                },
                Step::Text | Step::Close => {}
                Step::End => self.ended = true,
            }
        }
        Ok(None)
    }

    fn header(&self) -> Option<&TmxHeader> {
        Some(&self.header)
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// What a piece of information is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Concept,
    Language,
    Term,
}

/// A language or a term under way.
#[derive(Default)]
struct Section {
    language: Option<String>,
    annotations: Vec<Annotation>,
    /// Place of its first term among the variants.
    first: usize,
    term: Option<String>,
}

/// Makes a unit of a concept: a variant for each term, with what is said of the term; what is said
/// of a language goes to the first of its terms only, as it could fill the memory with many of
/// both; what is said of the concept goes to the unit.
fn concept(attributes: &Attributes, content: &InlineContent) -> TranslationUnit {
    let id = attributes
        .get("id")
        .map(|id| Annotation::property("x-context", id));
    let mut annotations: Vec<Annotation> = id.into_iter().collect();
    let mut variants: Vec<Tuv> = Vec::new();
    let mut open: Vec<(&str, &Attributes)> = Vec::new();
    let mut language = Section::default();
    let mut term = Section::default();
    let mut level = Level::Concept;
    // The innermost element that is information, by its depth, and its characters.
    let mut leaf: Option<(usize, String)> = None;
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => {
                if let Some((_, leaf)) = &mut leaf {
                    leaf.push_str(text);
                }
            }
            Piece::Open { name, attributes } => {
                open.push((name, attributes));
                if leaf.is_some() {
                    continue;
                }
                match local(name) {
                    "langSet" | "langSec" => {
                        level = Level::Language;
                        language = Section {
                            language: attributes.get("xml:lang").map(str::to_owned),
                            first: variants.len(),
                            ..Section::default()
                        };
                    }
                    "tig" | "ntig" | "termSec" => {
                        level = Level::Term;
                        term = Section::default();
                    }
                    "termGrp" | "descripGrp" | "adminGrp" | "termNoteGrp" | "transacGrp"
                    | "termCompList" | "termCompGrp" => {}
                    _ => leaf = Some((open.len(), String::new())),
                }
            }
            Piece::Close => {
                let depth = open.len();
                let Some((name, attributes)) = open.pop() else {
                    continue;
                };
                if let Some((at, _)) = leaf {
                    if at == depth
                        && let Some((_, text)) = leaf.take()
                    {
                        if local(name) == "term" && level == Level::Term {
                            term.term = Some(text);
                            continue;
                        }
                        let said = information(local(name), attributes, text.trim());
                        match level {
                            Level::Concept => annotations.extend(said),
                            Level::Language => language.annotations.extend(said),
                            Level::Term => term.annotations.extend(said),
                        }
                    }
                    continue;
                }
                match local(name) {
                    "tig" | "ntig" | "termSec" => {
                        level = Level::Language;
                        let done = std::mem::take(&mut term);
                        variants.extend(variant(done, language.language.as_deref()));
                    }
                    "langSet" | "langSec" => {
                        level = Level::Concept;
                        if let Some(tuv) = variants.get_mut(language.first) {
                            tuv.annotations.append(&mut language.annotations);
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    for tuv in &mut variants {
        for (place, annotation) in (0..).zip(&mut tuv.annotations) {
            annotation.place = place;
        }
        tuv.content_place = tuv.annotations.len() as u32;
    }
    TranslationUnit::of_parts(annotations, variants)
}

fn variant(done: Section, language: Option<&str>) -> Option<Tuv> {
    let content = InlineContent::from_text(done.term?.trim());
    Some(Tuv {
        annotations: done.annotations,
        ..Tuv::of(language, content)
    })
}

/// Returns a piece of information: notes and definitions as notes, the rest as a property of its
/// type, or of its name where TBX 3 writes it so (`min:partOfSpeech`).
fn information(name: &str, attributes: &Attributes, text: &str) -> Option<Annotation> {
    if text.is_empty() {
        return None;
    }
    let kind = attributes.get("type").unwrap_or(name);
    Some(match kind {
        "note" | "definition" => Annotation::note(text),
        kind => Annotation::property(&format!("x-{kind}"), text),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::exchange::trial::{damaged, damages, read};
    use crate::model::Tuv;

    const SECOND: &str = "<?xml version='1.0'?><!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd'>\
        <martif type='TBX' xml:lang='en'><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc>\
        </fileDesc></martifHeader><text><body><termEntry id='c1'><descrip type='subjectField'>law\
        </descrip><descripGrp><descrip type='definition'>What binds.</descrip></descripGrp>\
        <langSet xml:lang='fr'><note>Usage.</note><tig><term>loi</term><termNote \
        type='partOfSpeech'>noun</termNote></tig><ntig><termGrp><term>acte <hi>f</hi></term>\
        <termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></termGrp></ntig>\
        </langSet><langSet xml:lang='en-CA'><tig><term>act</term></tig></langSet></termEntry>\
        <termEntry/></body><back><refObjectList/></back></text></martif>";

    fn property(tuv: &Tuv, kind: &str) -> Option<String> {
        let of = |a: &&crate::model::Annotation| a.attributes.get("type") == Some(kind);
        tuv.annotations
            .iter()
            .find(of)
            .map(|a| a.content.plain().into_owned())
    }

    #[test]
    fn a_concept_is_a_unit_with_a_variant_a_term() {
        let found = read("a.tbx", SECOND.as_bytes()).unwrap();
        assert_eq!(found.units.len(), 2);
        let unit = &found.units[0];
        let texts: Vec<String> = found.texts()[0]
            .iter()
            .map(|(l, t)| format!("{l} {t}"))
            .collect();
        assert_eq!(texts, ["fr loi", "fr acte f", "en-CA act"]);
        assert_eq!(unit.property("x-context").as_deref(), Some("c1"));
        assert_eq!(unit.property("x-subjectField").as_deref(), Some("law"));
        let note = unit.annotations.iter().find(|a| a.name == "note").unwrap();
        assert_eq!(note.content.plain(), "What binds.");
        assert_eq!(
            property(&unit.variants[0], "x-partOfSpeech").as_deref(),
            Some("noun")
        );
        let status = property(&unit.variants[1], "x-administrativeStatus");
        assert_eq!(status.as_deref(), Some("deprecatedTerm-admn-sts"));
        let notes = |tuv: &Tuv| tuv.annotations.iter().filter(|a| a.name == "note").count();
        let counts: Vec<usize> = unit.variants.iter().map(notes).collect();
        assert_eq!(counts, [1, 0, 0]);
        assert_eq!(unit.variants[0].content_place, 2);
        assert!(unit.variants[2].annotations.is_empty());
        assert_eq!(found.noticed(), ["tbx-no-terms"]);
    }

    #[test]
    fn tbx_3_says_the_same_with_other_names() {
        let found = read(
            "a.xml",
            b"<tbx style='dct' type='TBX-Basic' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2' \
              xmlns:min='urn:m'><tbxHeader/><text><body><conceptEntry id='1'><min:subjectField>law\
              </min:subjectField><langSec xml:lang='fr'><termSec><term>loi</term>\
              <min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec></conceptEntry></body>\
              </text></tbx>",
        )
        .unwrap();
        let unit = &found.units[0];
        assert_eq!(unit.property("x-subjectField").as_deref(), Some("law"));
        assert_eq!(
            property(&unit.variants[0], "x-partOfSpeech").as_deref(),
            Some("noun")
        );
    }

    proptest! {
        #[test]
        fn any_damage_is_an_answer(damages in damages()) {
            drop(read("a.tbx", &damaged(SECOND.as_bytes(), &damages)));
        }
    }
}
