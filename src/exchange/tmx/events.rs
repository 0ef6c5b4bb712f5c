//! Well-formed XML as steps: an element begins, characters, an element ends.

use std::io::Read;

use quick_xml::Reader as XmlReader;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event};

use super::entities::Entities;
use super::grammar::{is_name, is_xml_char};
use crate::exchange::encoding::{Decoded, Rule, advance};
use crate::exchange::{ExchangeError, Foreign, Location, Refusal};
use crate::model::Attributes;

/// What comes next in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) enum Step {
    /// An element begins: name with prefix, attributes in order.
    Open(String, Attributes),
    /// Characters, in [`Events::text`].
    Text,
    /// The element opened last ends.
    Close,
    /// The document is complete.
    End,
}

/// The steps of one document; comments and processing instructions are passed over.
pub(in crate::exchange) struct Events<R: Read> {
    xml: XmlReader<Decoded<R>>,
    buffer: Vec<u8>,
    text: String,
    entities: Entities,
    depth: usize,
    rooted: bool,
    /// Whether anything has been read.
    begun: bool,
    at: Location,
    /// The unit under way, for error messages.
    pub(in crate::exchange) unit: Option<u64>,
}

impl<R: Read> Events<R> {
    pub(in crate::exchange) fn open(input: R) -> Result<Self, ExchangeError> {
        let mut xml = XmlReader::from_reader(Decoded::open(input, Rule::Xml)?);
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        config.trim_markup_names_in_closing_tags = true;
        Ok(Events {
            xml,
            buffer: Vec::new(),
            text: String::new(),
            entities: Entities::default(),
            depth: 0,
            rooted: false,
            begun: false,
            at: Location::default(),
            unit: None,
        })
    }

    /// Returns the characters of the last [`Step::Text`].
    pub(in crate::exchange) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place where the last step began.
    pub(in crate::exchange) fn location(&self) -> Location {
        Location {
            unit: self.unit,
            ..self.at
        }
    }

    /// Returns the declared encoding, where the bytes contradict it, and the one in use.
    pub(in crate::exchange) fn contradicted(&self) -> Option<(&str, &'static str)> {
        let decoded = self.xml.get_ref();
        decoded
            .contradicted()
            .map(|name| (name, decoded.encoding()))
    }

    /// Returns an error at the place of the last step.
    pub(in crate::exchange) fn refuse(&self, refusal: Refusal) -> ExchangeError {
        ExchangeError::Refused {
            at: self.location(),
            refusal,
        }
    }

    /// Takes the next step.
    ///
    /// # Errors
    /// When the document is not well-formed or its bytes cannot be had.
    pub(in crate::exchange) fn next(&mut self) -> Result<Step, ExchangeError> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let step = loop {
            buffer.clear();
            self.at = self.xml.get_ref().location();
            let event = match self.xml.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => break Err(self.failure(error)),
            };
            match self.step(event) {
                Ok(None) => self.begun = true,
                Ok(Some(step)) => break Ok(step),
                Err(error) => break Err(error),
            }
        };
        self.begun = true;
        self.buffer = buffer;
        step
    }

    /// Returns the step of an event; `None` where it is passed over.
    fn step(&mut self, event: Event<'_>) -> Result<Option<Step>, ExchangeError> {
        match event {
            Event::Start(tag) | Event::Empty(tag) => self.open_element(&tag).map(Some),
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Some(Step::Close))
            }
            Event::Text(raw) => self.characters(&raw),
            Event::CData(raw) => self.characters(&raw),
            Event::GeneralRef(name) => self.reference(&name),
            Event::Decl(_) if self.begun => Err(self.refuse(Refusal::Outside)),
            Event::DocType(doctype) if !self.rooted => {
                let name = doctype.trim_start().get(..4).unwrap_or_default();
                if name.eq_ignore_ascii_case("html") {
                    return Err(ExchangeError::Other(Foreign::Html));
                }
                self.entities.declare(&doctype);
                Ok(None)
            }
            Event::DocType(_) => Err(self.refuse(Refusal::Outside)),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Ok(None),
            Event::Eof if self.depth > 0 => Err(self.refuse(Refusal::CutShort)),
            Event::Eof if !self.rooted && !self.begun => Err(ExchangeError::Empty),
            Event::Eof if !self.rooted => Err(self.refuse(Refusal::CutShort)),
            Event::Eof => Ok(Some(Step::End)),
        }
    }

    fn open_element(&mut self, tag: &BytesStart<'_>) -> Result<Step, ExchangeError> {
        if self.depth == 0 && self.rooted {
            return Err(self.refuse(Refusal::Outside));
        }
        let name = tag.name().as_ref().to_owned();
        if !is_name(&name) {
            return Err(self.refuse(Refusal::Bare('<')));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.bad_attribute(error, tag))?;
            let key: &str = attribute.key.as_ref();
            if !is_name(key) {
                return Err(self.refuse(Refusal::Syntax(format!("attribute `{key}`"))));
            }
            match self.entities.value(&attribute.value) {
                Ok(value) => attributes.push((key.to_owned(), value)),
                Err(refusal) => return Err(self.refuse(refusal)),
            }
        }
        self.depth += 1;
        self.rooted = true;
        Ok(Step::Open(name, attributes.into_iter().collect()))
    }

    /// Takes in raw characters: line ends as XML has them, nothing that XML forbids.
    fn characters(&mut self, raw: &str) -> Result<Option<Step>, ExchangeError> {
        let forbidden = first_forbidden(raw);
        if let Some((at, c)) = forbidden {
            (self.at.line, self.at.column) =
                advance((self.at.line, self.at.column), &raw.as_bytes()[..at]);
            return Err(self.refuse(Refusal::Character(u32::from(c))));
        }
        if self.depth == 0 {
            let blank = raw.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'));
            return match (blank, self.rooted) {
                (true, _) => Ok(None),
                (false, true) => Err(self.refuse(Refusal::Outside)),
                (false, false) => Err(ExchangeError::Other(Foreign::NotXml)),
            };
        }
        self.text.clear();
        let mut rest = raw;
        while let Some((line, after)) = rest.split_once('\r') {
            self.text.push_str(line);
            self.text.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
        }
        self.text.push_str(rest);
        Ok(Some(Step::Text))
    }

    fn reference(&mut self, name: &str) -> Result<Option<Step>, ExchangeError> {
        if self.depth == 0 {
            return Err(self.refuse(Refusal::Outside));
        }
        self.text.clear();
        match self.entities.resolve(name, &mut self.text) {
            Ok(()) => Ok(Some(Step::Text)),
            Err(refusal) => Err(self.refuse(refusal)),
        }
    }

    fn bad_attribute(&self, error: AttrError, tag: &BytesStart<'_>) -> ExchangeError {
        self.refuse(match error {
            AttrError::Duplicated(at, _) => {
                let rest = tag.get(at..).unwrap_or_default();
                let name = rest.split(|c: char| c == '=' || c.is_whitespace()).next();
                Refusal::Twice(name.unwrap_or_default().to_owned())
            }
            other => Refusal::Syntax(other.to_string()),
        })
    }

    fn failure(&mut self, error: quick_xml::Error) -> ExchangeError {
        use quick_xml::Error;
        if let Some(refusal) = self.xml.get_ref().refusal() {
            // The place where the stream broke, not the one where the step began.
            let at = Location {
                unit: self.unit,
                ..self.xml.get_ref().location()
            };
            return ExchangeError::Refused {
                at,
                refusal: refusal.clone(),
            };
        }
        let refusal = match error {
            Error::Io(error) => {
                return ExchangeError::Io(std::io::Error::new(error.kind(), error.to_string()));
            }
            Error::Syntax(SyntaxError::InvalidBangMarkup) => Refusal::Bare('<'),
            Error::Syntax(_) | Error::IllFormed(IllFormedError::MissingEndTag(_)) => {
                Refusal::CutShort
            }
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                Refusal::WrongEnd { expected, found }
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => Refusal::Outside,
            Error::IllFormed(IllFormedError::UnclosedReference) => Refusal::Bare('&'),
            other => Refusal::Syntax(other.to_string()),
        };
        self.refuse(refusal)
    }
}

/// Returns the first character that XML forbids, and its offset. Such a character has a byte below
/// U+0020 or one of U+FFFE and U+FFFF's first byte, which a quick look over the bytes rules out.
fn first_forbidden(text: &str) -> Option<(usize, char)> {
    let suspect = |b: u8| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r') || b == 0xEF;
    if !text.bytes().any(suspect) {
        return None;
    }
    text.char_indices().find(|(_, c)| !is_xml_char(*c))
}
