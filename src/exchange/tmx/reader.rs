//! Reads TMX one unit at a time and keeps everything of it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Read;

use super::events::{Bytes, Events, Step};
use super::grammar::is_element;
use super::recovery::Recovery;
use super::{TmxHeader, checks, judge};
use crate::exchange::encoding::{Decoded, Rule};
use crate::exchange::{
    Diagnostics, ExchangeError, Foreign, Location, ReadUnit, ReadUnits, Refusal, Severity,
};
use crate::messages::Message;
use crate::model::{Annotation, Attributes, InlineContent, TranslationUnit, Tuv};
use crate::text::fingerprint;

/// Name of an annotation that holds characters standing where only elements may.
pub(super) const STRAY_TEXT: &str = "#text";

/// A TMX file being read. Memory: the biggest unit, and eight bytes for each `tuid`.
pub struct Reader<'r> {
    pub(super) events: Events<'r>,
    header: TmxHeader,
    pub(super) diagnostics: Diagnostics,
    /// Where the root element begins.
    pub(super) root_place: Location,
    /// Name of the root as written, prefix included.
    pub(super) root: String,
    /// Prefix of the root's name with its colon: what TMX's own elements are called by.
    prefix: String,
    /// Whether a warning about names has been given.
    names_told: bool,
    /// Attributes of a unit whose start tag has been read already.
    pending: Option<Attributes>,
    pub(super) in_body: bool,
    pub(super) ended: bool,
    pub(super) ordinal: u64,
    tuids: HashSet<u64>,
    /// The `tuid` of the unit under way, where it is the first of its kind.
    newest_tuid: Option<u64>,
    pub(super) recovery: Recovery<'r>,
}

impl<'r> Reader<'r> {
    /// Reads a file up to its first unit.
    ///
    /// # Errors
    /// When it is no TMX, is not well-formed so far, or its bytes cannot be had.
    pub fn open(input: impl Read + Send + 'r) -> Result<Self, ExchangeError> {
        let input: Bytes<'r> = Box::new(input);
        let mut reader = Self::of(Decoded::open(input, Rule::Xml)?);
        reader.read_start()?;
        Ok(reader)
    }

    /// Makes a reader that has read nothing yet.
    pub(super) fn of(decoded: Decoded<Bytes<'r>>) -> Self {
        Reader {
            events: Events::of(decoded),
            header: TmxHeader::default(),
            diagnostics: Diagnostics::default(),
            root_place: Location::START,
            root: "tmx".to_owned(),
            prefix: String::new(),
            names_told: false,
            pending: None,
            in_body: false,
            ended: false,
            ordinal: 0,
            tuids: HashSet::new(),
            newest_tuid: None,
            recovery: Recovery::Off,
        }
    }

    /// Reads from the beginning to the body's start tag.
    pub(super) fn read_start(&mut self) -> Result<(), ExchangeError> {
        let Step::Open(name, root) = self.events.next()? else {
            return Err(ExchangeError::Other(Foreign::NotXml));
        };
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", &name));
        if !local.eq_ignore_ascii_case("tmx") {
            return Err(ExchangeError::Other(Foreign::of_root(&name)));
        }
        self.prefix = if prefix.is_empty() {
            String::new()
        } else {
            format!("{prefix}:")
        };
        self.root_place = self.events.location();
        self.root = name.to_string();
        self.read_root(&name, root)
    }

    /// Deals with an element that is no unit, in the body or around it.
    fn open_outside(&mut self, name: &str, attributes: Attributes) -> Result<(), ExchangeError> {
        if !self.in_body && name == "body" {
            self.in_body = true;
            return Ok(());
        }
        if !self.in_body && name == "header" && self.header.attributes.is_empty() {
            return self.read_header(attributes);
        }
        let message = Message::new("tmx-left-out").with("name", name);
        let at = self.events.location();
        self.diagnostics.add(Severity::Error, at, message);
        self.skip()
    }

    /// Reads from the root's start tag to the body's.
    fn read_root(&mut self, name: &str, root: Attributes) -> Result<(), ExchangeError> {
        let at = self.events.location();
        let (_, root) = self.named(Cow::Owned(name.to_owned()), root);
        if let Some((declared, used)) = self.events.contradicted() {
            let message = Message::new("tmx-encoding-contradicted")
                .with("declared", declared)
                .with("used", used);
            self.diagnostics.warn(at, message);
        }
        checks::root(&root, &mut |message| self.diagnostics.warn(at, message));
        self.header.root = root;
        let mut headed = false;
        while !self.in_body && !self.ended {
            match self.events.next()? {
                Step::Open(name, attributes) => {
                    let (name, attributes) = self.named(name, attributes);
                    headed |= name == "header";
                    if name == "tu" {
                        // The body's start tag is not there; nothing but its name is lost.
                        self.diagnostics.warn(at, Message::new("tmx-no-body"));
                        self.in_body = true;
                        self.pending = Some(attributes);
                    } else {
                        self.open_outside(&name, attributes)?;
                    }
                }
                Step::Text => self.stray_text_lost(),
                Step::Close => self.diagnostics.warn(at, Message::new("tmx-no-body")),
                Step::End => self.ended = true,
            }
        }
        if !headed {
            self.diagnostics.warn(at, Message::new("tmx-no-header"));
        }
        Ok(())
    }

    fn read_header(&mut self, attributes: Attributes) -> Result<(), ExchangeError> {
        let at = self.events.location();
        checks::header(&attributes, &mut |message| {
            self.diagnostics.warn(at, message);
        });
        self.header.attributes = attributes;
        let mut place = 0;
        loop {
            match self.events.next()? {
                Step::Open(name, attributes) => {
                    let annotation = self.read_annotation("header", place, name, attributes)?;
                    self.header.annotations.push(annotation);
                    place += 1;
                }
                Step::Text => {
                    if let Some(annotation) = self.stray_text("header", place) {
                        self.header.annotations.push(annotation);
                        place += 1;
                    }
                }
                Step::Close => return Ok(()),
                Step::End => return Err(self.events.refuse(Refusal::CutShort)),
            }
        }
    }

    fn read_unit(&mut self, attributes: Attributes) -> Result<ReadUnit, ExchangeError> {
        self.ordinal += 1;
        self.newest_tuid = None;
        self.events.unit = Some(self.ordinal);
        let at = self.events.location();
        checks::element("tu", &attributes, &mut |m| self.diagnostics.warn(at, m));
        self.check_tuid(&attributes, at);
        let mut unit = TranslationUnit {
            attributes,
            ..TranslationUnit::default()
        };
        let mut place = 0;
        loop {
            match self.events.next()? {
                Step::Open(name, attributes) => {
                    if self.is_own(&name, "tuv") {
                        let (_, attributes) = self.named(name, attributes);
                        unit.variants.push(self.read_variant(place, attributes)?);
                    } else {
                        let annotation = self.read_annotation("tu", place, name, attributes)?;
                        unit.annotations.push(annotation);
                    }
                    place += 1;
                }
                Step::Text => {
                    if let Some(annotation) = self.stray_text("tu", place) {
                        unit.annotations.push(annotation);
                        place += 1;
                    }
                }
                Step::Close => break,
                Step::End => return Err(self.events.refuse(Refusal::CutShort)),
            }
        }
        if unit.variants.is_empty() {
            self.diagnostics.warn(at, Message::new("tmx-no-texts"));
        }
        if self.events.judges() {
            judge::unit(&unit, &self.header, &mut |m| self.diagnostics.warn(at, m));
        }
        Ok(ReadUnit {
            unit,
            line: at.line,
            column: at.column,
            ordinal: self.ordinal,
        })
    }

    fn read_variant(&mut self, place: u32, attributes: Attributes) -> Result<Tuv, ExchangeError> {
        let at = self.events.location();
        checks::element("tuv", &attributes, &mut |m| self.diagnostics.warn(at, m));
        let mut tuv = Tuv {
            place,
            attributes,
            ..Tuv::default()
        };
        let mut place = 0;
        loop {
            match self.events.next()? {
                Step::Open(name, attributes) => {
                    if tuv.content.is_none() && self.is_own(&name, "seg") {
                        let (_, attributes) = self.named(name, attributes);
                        checks::element("seg", &attributes, &mut |m| self.diagnostics.warn(at, m));
                        tuv.content_place = place;
                        tuv.content = Some(self.read_content()?);
                    } else {
                        let annotation = self.read_annotation("tuv", place, name, attributes)?;
                        tuv.annotations.push(annotation);
                    }
                    place += 1;
                }
                Step::Text => {
                    if let Some(annotation) = self.stray_text("tuv", place) {
                        tuv.annotations.push(annotation);
                        place += 1;
                    }
                }
                Step::Close => break,
                Step::End => return Err(self.events.refuse(Refusal::CutShort)),
            }
        }
        let version = self.header.root.get("version");
        checks::variant(&tuv, version, &mut |m| self.diagnostics.warn(at, m));
        Ok(tuv)
    }

    /// Reads a note, a property or a foreign element whose start tag has just come.
    fn read_annotation(
        &mut self,
        parent: &str,
        place: u32,
        name: Cow<'static, str>,
        attributes: Attributes,
    ) -> Result<Annotation, ExchangeError> {
        let at = self.events.location();
        let (name, attributes) = self.named(name, attributes);
        let annotation = Annotation {
            place,
            name: name.into_owned(),
            attributes,
            content: self.read_content()?,
        };
        checks::annotation(parent, &annotation, &mut |m| self.diagnostics.warn(at, m));
        Ok(annotation)
    }

    /// Reads characters and elements up to the end of the element that is open.
    fn read_content(&mut self) -> Result<InlineContent, ExchangeError> {
        let mut content = InlineContent::default();
        let mut depth = 0_usize;
        loop {
            match self.events.next()? {
                Step::Open(name, attributes) => {
                    let (name, attributes) = self.named(name, attributes);
                    content.open(name, attributes);
                    depth += 1;
                }
                Step::Text => content.push_text(self.events.text()),
                Step::Close if depth == 0 => return Ok(content),
                Step::Close => {
                    content.close();
                    depth -= 1;
                }
                Step::End => return Err(self.events.refuse(Refusal::CutShort)),
            }
        }
    }

    /// Passes over the element that is open.
    fn skip(&mut self) -> Result<(), ExchangeError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.events.next()? {
                Step::Open(..) => depth += 1,
                Step::Close => depth -= 1,
                Step::Text => {}
                Step::End => return Err(self.events.refuse(Refusal::CutShort)),
            }
        }
        Ok(())
    }

    /// Keeps characters that stand where only elements may; white space there means nothing.
    fn stray_text(&mut self, parent: &str, place: u32) -> Option<Annotation> {
        if self.events.text().trim().is_empty() {
            return None;
        }
        let message = Message::new("tmx-stray-text").with("parent", parent);
        self.diagnostics.warn(self.events.location(), message);
        Some(Annotation {
            place,
            name: STRAY_TEXT.to_owned(),
            attributes: Attributes::new(),
            content: InlineContent::from_text(self.events.text()),
        })
    }

    /// Tells of characters outside of header and units, for which there is no place.
    fn stray_text_lost(&mut self) {
        if !self.events.text().trim().is_empty() {
            let message = Message::new("tmx-text-left-out");
            let at = self.events.location();
            self.diagnostics.add(Severity::Error, at, message);
        }
    }

    fn check_tuid(&mut self, attributes: &Attributes, at: Location) {
        let Some(tuid) = attributes.get("tuid").filter(|tuid| !tuid.is_empty()) else {
            return;
        };
        let print = fingerprint(tuid.as_bytes());
        if self.tuids.insert(print) {
            self.newest_tuid = Some(print);
        } else {
            let message = Message::new("tmx-duplicate-tuid").with("tuid", tuid);
            self.diagnostics.warn(at, message);
        }
    }

    /// Tells whether a name as written means an element of TMX.
    fn is_own(&self, name: &str, element: &str) -> bool {
        let local = name.strip_prefix(&self.prefix).unwrap_or(name);
        local.eq_ignore_ascii_case(element)
    }

    /// Returns name and attributes as TMX calls them: without the root's prefix, in lower case.
    /// Names of other elements stay as they are.
    fn named(
        &mut self,
        name: Cow<'static, str>,
        attributes: Attributes,
    ) -> (Cow<'static, str>, Attributes) {
        if is_element(&name) {
            return (name, attributes);
        }
        let local = name.strip_prefix(&self.prefix).unwrap_or(&name);
        let lower = local.to_ascii_lowercase();
        if !is_element(&lower) {
            return (name, attributes);
        }
        if !self.names_told {
            self.names_told = true;
            let message = Message::new("tmx-names").with("name", name.as_ref());
            self.diagnostics.warn(self.events.location(), message);
        }
        let attributes = if local == lower {
            attributes
        } else {
            lowered(attributes)
        };
        (Cow::Owned(lower), attributes)
    }
}

impl Reader<'_> {
    /// Forgets the unit under way, which is to be read again.
    pub(super) fn forget_unit(&mut self) {
        if self.events.unit.is_some() {
            self.ordinal -= 1;
        }
        if let Some(print) = self.newest_tuid.take() {
            self.tuids.remove(&print);
        }
    }

    /// Reads the next unit of a well-formed document or piece.
    pub(super) fn next_whole(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        self.events.unit = None;
        if let Some(attributes) = self.pending.take() {
            return self.read_unit(attributes).map(Some);
        }
        while !self.ended {
            match self.events.next()? {
                Step::Open(name, attributes) => {
                    let (name, attributes) = self.named(name, attributes);
                    if name == "tu" {
                        if !self.in_body {
                            let at = self.events.location();
                            self.diagnostics.warn(at, Message::new("tmx-unit-outside"));
                        }
                        return self.read_unit(attributes).map(Some);
                    }
                    self.open_outside(&name, attributes)?;
                }
                Step::Text => self.stray_text_lost(),
                Step::Close => self.in_body = false,
                Step::End => self.ended = true,
            }
        }
        Ok(None)
    }
}

impl ReadUnits for Reader<'_> {
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        match self.recovery {
            Recovery::Off => self.next_whole(),
            _ => self.next_recovered(),
        }
    }

    fn header(&self) -> Option<&TmxHeader> {
        Some(&self.header)
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// Returns attributes with names in lower case, unless two would then be alike.
fn lowered(attributes: Attributes) -> Attributes {
    let mut names = HashSet::new();
    if attributes
        .iter()
        .any(|(name, _)| !names.insert(name.to_ascii_lowercase()))
    {
        return attributes;
    }
    let lower = |(name, value): (&str, &str)| (name.to_ascii_lowercase(), value.to_owned());
    attributes.iter().map(lower).collect()
}
