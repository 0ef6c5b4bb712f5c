//! Well-formed XML as steps: an element begins, characters, an element ends.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{BufRead as _, Read};

use quick_xml::Reader as XmlReader;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::dtd::Dtd;
use super::entities::Entities;
use super::grammar::{is_name, is_xml_char, own_name};
use crate::exchange::encoding::{Decoded, advance};
use crate::exchange::{ExchangeError, Foreign, Location, Refusal};
use crate::model::Attributes;

/// A byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// From how many attributes on those standing twice are looked for with a set.
const MANY: usize = 16;

/// Bytes from anywhere.
pub(in crate::exchange) type Bytes<'r> = Box<dyn Read + Send + 'r>;

/// What comes next in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) enum Step {
    /// An element begins: name with prefix, attributes in order.
    Open(Cow<'static, str>, Attributes),
    /// Characters, in [`Events::text`].
    Text,
    /// The element opened last ends.
    Close,
    /// The document is complete.
    End,
}

/// The steps of one document; comments and processing instructions are passed over.
pub(in crate::exchange) struct Events<'r> {
    xml: XmlReader<Decoded<Bytes<'r>>>,
    buffer: Vec<u8>,
    text: String,
    entities: Entities,
    depth: usize,
    /// How many elements may be open at the end.
    floor: usize,
    rooted: bool,
    /// Whether anything has been read.
    begun: bool,
    /// Where in the text the step under way began.
    at: u64,
    /// What holds the document against its definition, where that is wanted.
    dtd: Option<Box<Dtd>>,
    /// The unit under way, for error messages.
    pub(in crate::exchange) unit: Option<u64>,
}

impl<'r> Events<'r> {
    /// Begins a document.
    pub(in crate::exchange) fn of(decoded: Decoded<Bytes<'r>>) -> Self {
        let mut xml = XmlReader::from_reader(decoded);
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        config.trim_markup_names_in_closing_tags = true;
        Events {
            xml,
            buffer: Vec::new(),
            text: String::new(),
            entities: Entities::default(),
            depth: 0,
            floor: 0,
            rooted: false,
            begun: false,
            at: 0,
            dtd: None,
            unit: None,
        }
    }

    /// Begins a piece of a document, which may end inside `floor` elements; those named `outer`
    /// are open already. Its entities are those of the document.
    ///
    /// # Errors
    /// None where the names are names.
    pub(super) fn of_piece(
        outer: &[&str],
        floor: usize,
        text: &str,
        place: Location,
        entities: Entities,
    ) -> Result<Self, ExchangeError> {
        let primer = outer
            .iter()
            .fold(String::new(), |primer, name| primer + "<" + name + ">");
        let mut events = Self::of(Decoded::of_text(&primer, text, place));
        events.entities = entities;
        events.floor = floor;
        for _ in outer {
            events.next()?;
        }
        Ok(events)
    }

    /// Returns the stream and the entities, to go on in another way.
    pub(super) fn into_parts(self) -> (Decoded<Bytes<'r>>, Entities) {
        (self.xml.into_inner(), self.entities)
    }

    /// Returns the stream.
    pub(super) fn decoded(&mut self) -> &mut Decoded<Bytes<'r>> {
        self.xml.get_mut()
    }

    /// Takes over the entities of a document that goes on here.
    pub(super) fn set_entities(&mut self, entities: Entities) {
        self.entities = entities;
    }

    /// Takes the entities, for the next piece.
    pub(super) fn take_entities(&mut self) -> Entities {
        std::mem::take(&mut self.entities)
    }

    /// Returns the characters of the last [`Step::Text`].
    pub(in crate::exchange) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place where the last step began.
    pub(in crate::exchange) fn location(&self) -> Location {
        Location {
            unit: self.unit,
            ..self.xml.get_ref().locate(self.at)
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
        if !self.begun && self.xml.get_mut().fill_buf()?.starts_with(MARK) {
            // The one that may be there has been taken away.
            return Err(self.refuse(Refusal::Outside));
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        let step = loop {
            buffer.clear();
            let decoded = self.xml.get_mut();
            decoded.begin_step();
            self.at = decoded.position();
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
        if self.dtd.is_some() {
            self.watch(&step);
        }
        step
    }

    /// Holds every step from now on against the document type definition.
    pub(super) fn set_dtd(&mut self, dtd: Option<Box<Dtd>>) {
        self.dtd = dtd;
    }

    /// Tells whether the document is held against its definition.
    pub(super) fn judges(&self) -> bool {
        self.dtd.is_some()
    }

    /// Returns what holds the document against its definition.
    pub(super) fn dtd(&mut self) -> &mut Option<Box<Dtd>> {
        &mut self.dtd
    }

    fn watch(&mut self, step: &Result<Step, ExchangeError>) {
        let at = self.location();
        let Some(dtd) = &mut self.dtd else { return };
        match step {
            Ok(Step::Open(name, attributes)) => dtd.open(name, attributes, at),
            Ok(Step::Text) => dtd.text(&self.text, at),
            Ok(Step::Close) => dtd.close(),
            Ok(Step::End) | Err(_) => {}
        }
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
            Event::Eof if self.depth > self.floor => Err(self.refuse(Refusal::CutShort)),
            Event::Eof if !self.rooted && !self.begun => Err(ExchangeError::Empty),
            Event::Eof if !self.rooted => Err(self.refuse(Refusal::CutShort)),
            Event::Eof => Ok(Some(Step::End)),
        }
    }

    fn open_element(&mut self, tag: &BytesStart<'_>) -> Result<Step, ExchangeError> {
        if self.depth == 0 && self.rooted {
            return Err(self.refuse(Refusal::Outside));
        }
        let name = name_of(tag.name().as_ref()).ok_or_else(|| self.refuse(Refusal::Bare('<')))?;
        let mut attributes = Attributes::new();
        let mut count = 0;
        let mut names: Option<HashSet<String>> = None;
        for attribute in tag.attributes().with_checks(false) {
            let attribute =
                attribute.map_err(|error| self.refuse(Refusal::Syntax(error.to_string())))?;
            let raw: &str = attribute.key.as_ref();
            let Some(key) = name_of(raw) else {
                return Err(self.refuse(Refusal::Syntax(format!("attribute `{raw}`"))));
            };
            count += 1;
            let twice = if count < MANY {
                attributes.get(raw).is_some()
            } else {
                let all = || attributes.iter().map(|(n, _)| n.to_owned()).collect();
                !names.get_or_insert_with(all).insert(raw.to_owned())
            };
            if twice {
                return Err(self.refuse(Refusal::Twice(raw.to_owned())));
            }
            match self.entities.value(&attribute.value) {
                Ok(value) => attributes.push(key, value),
                Err(refusal) => return Err(self.refuse(refusal)),
            }
        }
        self.depth += 1;
        self.rooted = true;
        Ok(Step::Open(name, attributes))
    }

    /// Takes in raw characters: line ends as XML has them, nothing that XML forbids.
    fn characters(&mut self, raw: &str) -> Result<Option<Step>, ExchangeError> {
        let forbidden = first_forbidden(raw);
        if let Some((at, c)) = forbidden {
            let from = self.location();
            let (line, column) = advance((from.line, from.column), &raw.as_bytes()[..at]);
            return Err(ExchangeError::Refused {
                at: Location {
                    line,
                    column,
                    ..from
                },
                refusal: Refusal::Character(u32::from(c)),
            });
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
                if let Some(packed) = ExchangeError::of_packing(&error) {
                    return packed;
                }
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

/// Returns a name that XML allows; TMX's own cost no room.
fn name_of(raw: &str) -> Option<Cow<'static, str>> {
    match own_name(raw) {
        Some(own) => Some(Cow::Borrowed(own)),
        None => is_name(raw).then(|| Cow::Owned(raw.to_owned())),
    }
}

/// Returns the first character that XML forbids, and its offset. Such a character has a byte below
/// U+0020 or one of U+FFFE and U+FFFF's first byte, which a quick look over the bytes rules out.
fn first_forbidden(text: &str) -> Option<(usize, char)> {
    let suspect = |b: u8| matches!(b, 0..=8 | 11 | 12 | 14..=31 | 0xEF);
    // Without a way out of the loop, so that it takes many bytes at a time.
    let suspect = text.bytes().fold(false, |found, b| found | suspect(b));
    if !suspect {
        return None;
    }
    text.char_indices().find(|(_, c)| !is_xml_char(*c))
}
