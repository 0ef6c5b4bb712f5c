//! What can go wrong while a container is read.

use std::io;

use super::unpack::Packing;
use crate::messages::{Explain, Message, explained_error};

/// Where something stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Location {
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// The unit that was being read, from 1; `None` outside of any.
    pub unit: Option<u64>,
}

impl Location {
    /// The first character of a file.
    pub(super) const START: Location = Location {
        line: 1,
        column: 1,
        unit: None,
    };
}

/// Why a file cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExchangeError {
    /// Something in the file breaks its format, at this place.
    Refused {
        /// Where.
        at: Location,
        /// What.
        refusal: Refusal,
    },
    /// The file is something else than a translation memory: the name of what it is.
    Other(Foreign),
    /// The file is empty.
    Empty,
    /// A format that will be read one day.
    NotYet(&'static str),
    /// Neither name nor content tell the format; the name of the file.
    Unknown(String),
    /// A table whose languages nobody has told.
    NoLanguages,
    /// A compressed file cannot be unpacked, or not into one file.
    Packed(Packing),
    /// A database that is no memory of Trados Studio, or cannot be read; what is said of it.
    Database(Message),
    /// The bytes could not be had.
    Io(io::Error),
}

/// What a file is instead of a translation memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foreign {
    /// A map of a game, made with Tiled.
    GameMap,
    /// A page of the web.
    Html,
    /// XML whose outermost element has this name.
    Xml(String),
    /// A file of this kind: `PNG`, `Office`, `PO`…
    Kind(&'static str),
    /// No mark-up at all.
    NotXml,
}

/// What breaks the format.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The file ends in the middle.
    CutShort,
    /// An end tag closes another element than the one that is open.
    WrongEnd {
        /// The element that is open.
        expected: String,
        /// The name in the end tag.
        found: String,
    },
    /// `&` or `<` that begins nothing.
    Bare(char),
    /// A character that XML forbids.
    Character(u32),
    /// An entity that nobody has declared.
    UnknownEntity(String),
    /// An entity that is refused for safety: external, nested, or too long altogether.
    UnsafeEntity(String),
    /// Text or an element outside the one root element, or a declaration that is not first.
    Outside,
    /// An attribute stands twice.
    Twice(String),
    /// Other mistakes of XML; in English.
    Syntax(String),
    /// Bytes that are nothing in the file's encoding; name of the encoding and offset in bytes.
    Bytes {
        /// Name of the encoding.
        encoding: &'static str,
        /// Offset of the first bad byte in the file, from 0.
        offset: u64,
    },
    /// An encoding that is not known.
    Encoding(String),
    /// A text or a tag that goes on and on, as after a quote that is never closed.
    TooLong,
    /// A mistake of a format of lines; the entry of the catalogue that tells it.
    Told(&'static str),
}

impl ExchangeError {
    /// Returns the error of a compressed file, where a stream failed for that.
    pub(super) fn of_packing(error: &io::Error) -> Option<Self> {
        let packing = error.get_ref()?.downcast_ref::<Packing>()?;
        Some(ExchangeError::Packed(packing.clone()))
    }

    /// Returns the place of the mistake, where it has one.
    pub fn location(&self) -> Option<Location> {
        match self {
            ExchangeError::Refused { at, .. } => Some(*at),
            _ => None,
        }
    }
}

impl Explain for ExchangeError {
    fn explain(&self) -> Message {
        match self {
            ExchangeError::Refused { at, refusal } => refusal
                .explain()
                .with("line", at.line)
                .with("column", at.column),
            ExchangeError::Other(foreign) => foreign.explain(),
            ExchangeError::Empty => Message::new("exchange-empty"),
            ExchangeError::NotYet(format) => {
                Message::new("exchange-not-yet").with("format", *format)
            }
            ExchangeError::Unknown(name) => {
                Message::new("exchange-unknown-format").with("name", name.as_str())
            }
            ExchangeError::NoLanguages => Message::new("tsv-no-languages"),
            ExchangeError::Packed(packing) => match packing {
                Packing::Damaged => Message::new("exchange-packed-damaged"),
                Packing::Encrypted => Message::new("exchange-packed-encrypted"),
                Packing::Method => Message::new("exchange-packed-method"),
                Packing::Nothing => Message::new("exchange-packed-nothing"),
                Packing::Several(first, second) => Message::new("exchange-packed-several")
                    .with("first", first.as_str())
                    .with("second", second.as_str()),
            },
            ExchangeError::Database(reason) => {
                Message::new("sdltm-broken").with("reason", reason.clone())
            }
            ExchangeError::Io(error) => {
                Message::new("exchange-io").with("reason", error.to_string())
            }
        }
    }
}

impl Foreign {
    /// Returns what a file with this root element is.
    pub(super) fn of_root(name: &str) -> Self {
        let local = name.rsplit(':').next().unwrap_or(name);
        match local.to_ascii_lowercase().as_str() {
            "map" => Foreign::GameMap,
            "html" => Foreign::Html,
            _ => Foreign::Xml(name.to_owned()),
        }
    }
}

impl Explain for Foreign {
    fn explain(&self) -> Message {
        match self {
            Foreign::GameMap => Message::new("exchange-game-map"),
            Foreign::Html => Message::new("exchange-html"),
            Foreign::Xml(root) => Message::new("exchange-other-xml").with("root", root.as_str()),
            Foreign::Kind(kind) => Message::new("exchange-other-kind").with("kind", *kind),
            Foreign::NotXml => Message::new("exchange-not-xml"),
        }
    }
}

impl Refusal {
    /// Returns the message; its place is still to be added.
    fn explain(&self) -> Message {
        match self {
            Refusal::CutShort => Message::new("tmx-cut-short"),
            Refusal::WrongEnd { expected, found } => Message::new("tmx-wrong-end")
                .with("expected", expected.as_str())
                .with("found", found.as_str()),
            Refusal::Bare('&') => Message::new("tmx-bare-ampersand"),
            Refusal::Bare(_) => Message::new("tmx-bare-angle"),
            Refusal::Character(code) => {
                Message::new("tmx-character").with("code", format!("U+{code:04X}"))
            }
            Refusal::UnknownEntity(name) => {
                Message::new("tmx-unknown-entity").with("name", name.as_str())
            }
            Refusal::UnsafeEntity(name) => {
                Message::new("tmx-unsafe-entity").with("name", name.as_str())
            }
            Refusal::Outside => Message::new("tmx-outside"),
            Refusal::Twice(name) => Message::new("tmx-twice").with("name", name.as_str()),
            Refusal::Syntax(reason) => Message::new("tmx-syntax").with("reason", reason.as_str()),
            Refusal::Bytes { encoding, offset } => Message::new("exchange-bytes")
                .with("encoding", *encoding)
                .with("offset", *offset),
            Refusal::Encoding(name) => {
                Message::new("exchange-encoding").with("name", name.as_str())
            }
            Refusal::TooLong => Message::new("tmx-too-long"),
            Refusal::Told(id) => Message::new(*id),
        }
    }
}

explained_error!(ExchangeError);

impl From<io::Error> for ExchangeError {
    fn from(error: io::Error) -> Self {
        match ExchangeError::of_packing(&error) {
            Some(packed) => packed,
            None => ExchangeError::Io(error),
        }
    }
}
