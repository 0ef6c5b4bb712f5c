//! Holds a document against the document type definition of the version that it declares.
//!
//! Those of TMX 1.1 to 1.4 differ little, so there is one table and a few exceptions. What is
//! found is what a validating parser finds, in words that say what to do.

use super::grammar::{HEADER_REQUIRED, SEGTYPES, attributes, may_hold};
use crate::exchange::Location;
use crate::messages::Message;
use crate::model::Attributes;

/// A version of TMX that has a definition of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    V11,
    V12,
    V13,
    V14,
}

/// The elements that are open, and what was found so far.
#[derive(Debug)]
pub(super) struct Dtd {
    version: Version,
    open: Vec<Frame>,
    found: Vec<(Location, Message)>,
}

/// An element that is open.
#[derive(Debug)]
struct Frame {
    name: String,
    /// Whether it or one around it has no place here, so that nothing more is said of its inside.
    foreign: bool,
    /// How many of the children that must be there came; for `tu`, whether a `tuv` did.
    main: u32,
    at: Location,
}

impl Dtd {
    /// Begins with nothing open.
    pub(super) fn new() -> Self {
        Dtd {
            version: Version::V14,
            open: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Goes on inside the body: a piece of the document begins.
    pub(super) fn enter_body(&mut self) {
        self.open = ["tmx", "body"]
            .into_iter()
            .map(|name| Frame {
                name: name.to_owned(),
                foreign: false,
                main: 2,
                at: Location::START,
            })
            .collect();
    }

    /// Takes what was found since the last time.
    pub(super) fn take(&mut self) -> Vec<(Location, Message)> {
        std::mem::take(&mut self.found)
    }

    /// An element begins.
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes, at: Location) {
        let fits = match self.open.last() {
            None => name == "tmx",
            Some(parent) if parent.foreign => false,
            Some(_) => self.stands(name, at),
        };
        if name == "tmx" && self.open.is_empty() {
            self.version = match attributes.get("version") {
                Some("1.1") => Version::V11,
                Some("1.2") => Version::V12,
                Some("1.3") => Version::V13,
                _ => Version::V14,
            };
        }
        if fits {
            self.attributes(name, attributes, at);
        } else if self.open.is_empty() {
            let message = Message::new("tmx-dtd-root").with("name", name);
            self.found.push((at, message));
        }
        self.open.push(Frame {
            name: name.to_owned(),
            foreign: !fits,
            main: 0,
            at,
        });
    }

    /// Tells whether an element may stand where it stands, and says so if not.
    fn stands(&mut self, name: &str, at: Location) -> bool {
        let version = self.version;
        let Some(parent) = self.open.last_mut() else {
            return true;
        };
        let holder = parent.name.as_str();
        let say = |id: &'static str| {
            Message::new(id)
                .with("name", name)
                .with("parent", holder)
                .with("version", version.name())
        };
        let first = parent.main == 0;
        let problem = match (holder, name) {
            ("tmx", "header") | ("tu" | "tuv", "note" | "prop") | ("tuv", "seg") if first => None,
            ("tmx", "body") if parent.main == 1 => None,
            ("tmx", "header" | "body") | ("tu" | "tuv", "note" | "prop") => Some("tmx-dtd-order"),
            ("tuv", "seg") => Some("tmx-dtd-twice"),
            ("header", "note" | "prop" | "ude")
            | ("body", "tu")
            | ("ude", "map")
            | ("tu", "tuv") => None,
            _ if version.may_hold(holder, name) => None,
            _ => Some("tmx-dtd-element"),
        };
        match name {
            // A body without header counts as second all the same.
            "body" if holder == "tmx" => parent.main = 2,
            "header" if holder == "tmx" => parent.main = parent.main.max(1),
            "tuv" | "seg" | "map" => parent.main += 1,
            _ => {}
        }
        if let Some(id) = problem {
            self.found.push((at, say(id)));
        }
        // One in the wrong order is looked into all the same.
        problem != Some("tmx-dtd-element")
    }

    fn attributes(&mut self, element: &str, found: &Attributes, at: Location) {
        let about = |id: &'static str, name: &str| {
            Message::new(id)
                .with("name", name.to_owned())
                .with("element", element.to_owned())
                .with("version", self.version.name())
        };
        let mut said = Vec::new();
        for (name, value) in found.iter() {
            if !self.version.has(element, name) {
                said.push(about("tmx-dtd-attribute", name));
                continue;
            }
            let allowed: &[&str] = match name {
                "segtype" => &SEGTYPES,
                "pos" => &["begin", "end"],
                "version" if self.version == Version::V13 => &["1.3"],
                "version" if self.version == Version::V14 => &["1.4"],
                _ => continue,
            };
            if !allowed.contains(&value) {
                said.push(
                    about("tmx-dtd-value", name)
                        .with("value", value.to_owned())
                        .with("allowed", allowed.join(", ")),
                );
            }
        }
        for name in self.version.required(element) {
            if found.get(name).is_none() {
                said.push(about("tmx-dtd-required", name));
            }
        }
        self.found
            .extend(said.into_iter().map(|message| (at, message)));
    }

    /// Characters stand in the element that is open.
    pub(super) fn text(&mut self, text: &str, at: Location) {
        let Some(parent) = self.open.last().filter(|parent| !parent.foreign) else {
            return;
        };
        let blank = text.bytes().all(|b| b.is_ascii_whitespace());
        let wrong = match parent.name.as_str() {
            "map" => !text.is_empty(),
            "tmx" | "header" | "body" | "tu" | "tuv" | "ude" => !blank,
            _ => false,
        };
        if wrong {
            let message = Message::new("tmx-dtd-text").with("parent", parent.name.as_str());
            self.found.push((at, message));
        }
    }

    /// The element opened last ends.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.open.pop().filter(|frame| !frame.foreign) else {
            return;
        };
        let missing = match (frame.name.as_str(), frame.main) {
            ("tmx", 0) => Some("header"),
            ("tmx", 1) => Some("body"),
            ("tu", 0) => Some("tuv"),
            ("tuv", 0) => Some("seg"),
            ("ude", 0) => Some("map"),
            _ => None,
        };
        if let Some(name) = missing {
            let message = Message::new("tmx-dtd-missing")
                .with("name", name)
                .with("parent", frame.name.as_str());
            self.found.push((frame.at, message));
        }
    }
}

impl Version {
    fn name(self) -> &'static str {
        match self {
            Version::V11 => "1.1",
            Version::V12 => "1.2",
            Version::V13 => "1.3",
            Version::V14 => "1.4",
        }
    }

    /// Tells whether an inline element may stand in another one.
    fn may_hold(self, parent: &str, child: &str) -> bool {
        match (parent, child) {
            ("hi", _) | (_, "hi") if self == Version::V11 => false,
            ("seg", "sub") => self == Version::V11,
            ("ut", "sub") => self == Version::V14,
            _ => may_hold(parent, child),
        }
    }

    /// Tells whether an element has an attribute.
    fn has(self, element: &str, attribute: &str) -> bool {
        match (element, attribute) {
            ("note" | "prop" | "tuv", "xml:lang") => self >= Version::V13,
            ("prop", "lang") => self != Version::V13,
            ("sub", _) if self == Version::V11 => false,
            _ => attributes(element).contains(&attribute),
        }
    }

    /// Returns the attributes that an element must have.
    fn required(self, element: &str) -> Vec<&'static str> {
        match element {
            "tmx" if self <= Version::V12 => vec!["version"],
            "header" => HEADER_REQUIRED.iter().map(|(name, _)| *name).collect(),
            "tuv" if self <= Version::V12 => vec!["lang"],
            "tuv" => vec!["xml:lang"],
            "prop" => vec!["type"],
            "ude" => vec!["name"],
            "map" => vec!["unicode"],
            "bpt" | "ept" => vec!["i"],
            "it" => vec!["pos"],
            _ => Vec::new(),
        }
    }
}
