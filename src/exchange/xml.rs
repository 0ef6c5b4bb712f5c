//! XML of other vocabularies than TMX: the one place through which they are read.

use std::io::Read;

use super::encoding::Decoded;
use super::sniff::Rule;
use super::tmx::events::{Bytes, Events, Step as TmxStep};
use super::tmx::grammar::is_xml_char;
use super::{ExchangeError, Foreign, Location, Refusal};
use crate::model::{Attributes, InlineContent, Piece};

/// What comes next in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// An element begins: its name, without the prefix that the root element has.
    Open(String, Attributes),
    /// Characters; [`Xml::content`] keeps them.
    Text,
    /// The element opened last ends.
    Close,
    /// The document is complete.
    End,
}

/// A document as steps. As safe as the reading of TMX: nothing outside the file is opened, no
/// entity grows, what is not well-formed is an error with its place.
pub(super) struct Xml<'r> {
    events: Events<'r>,
    /// Prefix of the root's name, with its colon.
    prefix: String,
}

impl<'r> Xml<'r> {
    /// Reads a document up to its root element, whose name without prefix must be one of `roots`.
    ///
    /// # Errors
    /// When the root is another, the document is not well-formed so far, or its bytes cannot be
    /// had.
    pub(super) fn open(
        input: impl Read + Send + 'r,
        roots: &[&str],
    ) -> Result<(Self, String, Attributes), ExchangeError> {
        let input: Bytes<'r> = Box::new(input);
        let mut events = Events::of(Decoded::open(input, Rule::Xml)?);
        let TmxStep::Open(name, attributes) = events.next()? else {
            return Err(ExchangeError::Other(Foreign::NotXml));
        };
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", &name));
        if !roots.contains(&local) {
            return Err(ExchangeError::Other(Foreign::of_root(&name)));
        }
        let prefix = match prefix {
            "" => String::new(),
            prefix => format!("{prefix}:"),
        };
        let local = local.to_owned();
        Ok((Xml { events, prefix }, local, attributes))
    }

    /// Takes the next step.
    ///
    /// # Errors
    /// When the document is not well-formed or its bytes cannot be had.
    pub(super) fn next(&mut self) -> Result<Step, ExchangeError> {
        Ok(match self.events.next()? {
            TmxStep::Open(name, attributes) => {
                let own = name.strip_prefix(&self.prefix).unwrap_or(&name);
                Step::Open(own.to_owned(), attributes)
            }
            TmxStep::Text => Step::Text,
            TmxStep::Close => Step::Close,
            TmxStep::End => Step::End,
        })
    }

    /// Returns the place where the last step began.
    pub(super) fn location(&self) -> Location {
        self.events.location()
    }

    /// Says which unit is under way, for messages.
    pub(super) fn set_unit(&mut self, unit: Option<u64>) {
        self.events.unit = unit;
    }

    /// Returns the declared encoding, where the bytes contradict it, and the one in use.
    pub(super) fn contradicted(&self) -> Option<(&str, &'static str)> {
        self.events.contradicted()
    }

    /// Returns the error of a document that ends too early, at the place of the last step.
    pub(super) fn cut_short(&self) -> ExchangeError {
        self.events.refuse(Refusal::CutShort)
    }

    /// Reads characters and elements up to the end of the element that is open.
    ///
    /// # Errors
    /// As for [`Xml::next`].
    pub(super) fn content(&mut self) -> Result<InlineContent, ExchangeError> {
        let mut content = InlineContent::default();
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Step::Open(name, attributes) => {
                    content.open(name, attributes);
                    depth += 1;
                }
                Step::Text => content.push_text(self.events.text()),
                Step::Close if depth == 0 => return Ok(content),
                Step::Close => {
                    content.close();
                    depth -= 1;
                }
                Step::End => return Err(self.cut_short()),
            }
        }
    }

    /// Reads all characters up to the end of the element that is open, whatever they stand in.
    ///
    /// # Errors
    /// As for [`Xml::next`].
    pub(super) fn characters(&mut self) -> Result<String, ExchangeError> {
        Ok(all_text(&self.content()?))
    }

    /// Passes over the element that is open.
    ///
    /// # Errors
    /// As for [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), ExchangeError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Step::Open(..) => depth += 1,
                Step::Close => depth -= 1,
                Step::Text => {}
                Step::End => return Err(self.cut_short()),
            }
        }
        Ok(())
    }
}

/// Returns the part of a name after its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Returns all characters of a content, whatever they stand in.
pub(super) fn all_text(content: &InlineContent) -> String {
    let mut text = String::new();
    for piece in content.pieces() {
        if let Piece::Text(part) = piece {
            text.push_str(part);
        }
    }
    text
}

/// Leaves out the characters that XML forbids. Mark-up has none, so whatever is found is text.
pub(super) fn drop_forbidden(text: &mut String) {
    // U+FFFE and U+FFFF begin with this byte, as does much that is allowed; so it is a first look.
    let suspect =
        |byte: u8| byte == 0xef || (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
    // Without a way out early, so that many bytes are looked at at once.
    if text
        .bytes()
        .fold(false, |found, byte| found | suspect(byte))
        && !text.chars().all(is_xml_char)
    {
        text.retain(is_xml_char);
    }
}
