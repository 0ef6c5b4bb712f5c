//! Reads XLIFF one `trans-unit` at a time.

use std::collections::{BTreeSet, VecDeque};
use std::io::Read;

use super::two::{self, OriginalData};
use super::unit::{Alternative, File, Side, TransUnit};
use crate::exchange::tmx::TmxHeader;
use crate::exchange::xml::{Step, Xml, all_text, local};
use crate::exchange::{Diagnostics, ExchangeError, Location, ReadUnit, ReadUnits, Severity};
use crate::messages::Message;
use crate::model::{Annotation, Attributes, InlineContent};

/// An XLIFF file being read. Memory: the biggest `trans-unit`.
pub struct Reader<'r> {
    xml: Xml<'r>,
    /// Whether it is XLIFF 2.
    second: bool,
    header: TmxHeader,
    diagnostics: Diagnostics,
    file: File,
    /// Languages that the root element names (XLIFF 2).
    languages: (Option<String>, Option<String>),
    /// Units of the last `trans-unit` that are still to be given.
    ready: VecDeque<ReadUnit>,
    ordinal: u64,
    ended: bool,
    /// Names of elements that were left out; each is told once.
    told: BTreeSet<String>,
}

impl<'r> Reader<'r> {
    /// Reads a file up to its first `file` element.
    ///
    /// # Errors
    /// When it is no XLIFF, is not well-formed so far, or its bytes cannot be had.
    pub fn open(input: impl Read + Send + 'r) -> Result<Self, ExchangeError> {
        let (xml, _, root) = Xml::open(input, &["xliff"])?;
        let language = |name| root.get(name).map(str::to_owned);
        let mut reader = Reader {
            second: root.get("version").is_some_and(|v| v.starts_with('2')),
            languages: (language("srcLang"), language("trgLang")),
            header: TmxHeader::default(),
            diagnostics: Diagnostics::default(),
            file: File::default(),
            ready: VecDeque::new(),
            ordinal: 0,
            ended: false,
            told: BTreeSet::new(),
            xml,
        };
        if let Some((declared, used)) = reader.xml.contradicted() {
            let message = Message::new("tmx-encoding-contradicted")
                .with("declared", declared)
                .with("used", used);
            reader.diagnostics.warn(reader.xml.location(), message);
        }
        while !reader.ended && !reader.outside()? {}
        if let Some(source) = &reader.file.source {
            reader.header.attributes.set("srclang", source.as_str());
        }
        Ok(reader)
    }

    /// Takes a step outside of any unit; tells whether it began a `file`.
    fn outside(&mut self) -> Result<bool, ExchangeError> {
        match self.xml.next()? {
            Step::Open(name, attributes) => match (name.as_str(), self.second) {
                ("file", _) => {
                    self.begin_file(&attributes);
                    return Ok(true);
                }
                ("body" | "group", _) => {}
                ("trans-unit", false) => self.read_unit(attributes)?,
                ("unit", true) => self.read_second(&attributes)?,
                ("header" | "skeleton", _) => self.xml.skip()?,
                _ => self.leave_out(&name)?,
            },
            Step::Text | Step::Close => {}
            Step::End => self.ended = true,
        }
        Ok(false)
    }

    fn begin_file(&mut self, attributes: &Attributes) {
        let get = |name| attributes.get(name).map(str::to_owned);
        self.file = if self.second {
            File {
                document: get("original").or_else(|| get("id")),
                source: self.languages.0.clone(),
                target: self.languages.1.clone(),
            }
        } else {
            File {
                document: get("original"),
                source: get("source-language"),
                target: get("target-language"),
            }
        };
    }

    /// Passes over an element and tells of it; foreign ones are a tool's own affair.
    fn leave_out(&mut self, name: &str) -> Result<(), ExchangeError> {
        let at = self.xml.location();
        if !name.contains(':') && self.told.insert(name.to_owned()) {
            let message = Message::new("xliff-left-out").with("name", name);
            self.diagnostics.add(Severity::Error, at, message);
        }
        self.xml.skip()
    }

    fn read_unit(&mut self, attributes: Attributes) -> Result<(), ExchangeError> {
        self.xml.set_unit(Some(self.ordinal + 1));
        let at = self.xml.location();
        let mut unit = TransUnit {
            attributes,
            ..TransUnit::default()
        };
        loop {
            let (name, attributes) = match self.xml.next()? {
                Step::Open(name, attributes) => (name, attributes),
                Step::Text => continue,
                Step::Close => break,
                Step::End => return Err(self.xml.cut_short()),
            };
            match name.as_str() {
                "source" if unit.source.is_none() => unit.source = Some(self.side(attributes)?),
                "target" if unit.target.is_none() => unit.target = Some(self.side(attributes)?),
                "seg-source" => unit.seg_source = Some(self.xml.content()?),
                "note" => unit.annotations.push(self.note(attributes)?),
                "alt-trans" => {
                    let alternative = self.read_alternative(attributes)?;
                    unit.alternatives.push(alternative);
                }
                "context-group" | "prop-group" | "count-group" => {
                    self.read_group(&mut unit.annotations)?;
                }
                _ if local(&name) == "seg-defs" => self.read_trados(&mut unit.trados)?,
                _ => self.leave_out(&name)?,
            }
        }
        self.give(unit, at);
        Ok(())
    }

    fn side(&mut self, attributes: Attributes) -> Result<Side, ExchangeError> {
        let content = self.xml.content()?;
        Ok(Side {
            attributes,
            content,
        })
    }

    fn note(&mut self, attributes: Attributes) -> Result<Annotation, ExchangeError> {
        let text = self.xml.characters()?;
        Ok(Annotation {
            attributes,
            ..Annotation::note(&text)
        })
    }

    fn read_alternative(&mut self, attributes: Attributes) -> Result<Alternative, ExchangeError> {
        let mut found = Alternative {
            attributes,
            ..Alternative::default()
        };
        loop {
            match self.xml.next()? {
                Step::Open(name, attributes) => match name.as_str() {
                    "source" => found.source = Some(self.side(attributes)?),
                    "target" => found.targets.push(self.side(attributes)?),
                    _ => self.xml.skip()?,
                },
                Step::Text => {}
                Step::Close => return Ok(found),
                Step::End => return Err(self.xml.cut_short()),
            }
        }
    }

    /// Reads the members of a group of contexts, properties or counts, each as a property.
    fn read_group(&mut self, annotations: &mut Vec<Annotation>) -> Result<(), ExchangeError> {
        loop {
            match self.xml.next()? {
                Step::Open(_, attributes) => {
                    let kind = ["context-type", "prop-type", "count-type"];
                    let kind = kind.iter().find_map(|name| attributes.get(name));
                    let kind = kind.unwrap_or("unknown").to_owned();
                    let kind = if kind.starts_with("x-") {
                        kind
                    } else {
                        format!("x-{kind}")
                    };
                    let text = self.xml.characters()?;
                    annotations.push(Annotation::property(&kind, &text));
                }
                Step::Text => {}
                Step::Close => return Ok(()),
                Step::End => return Err(self.xml.cut_short()),
            }
        }
    }

    /// Reads what Trados Studio says of the segments.
    fn read_trados(&mut self, found: &mut Vec<Attributes>) -> Result<(), ExchangeError> {
        loop {
            match self.xml.next()? {
                Step::Open(_, attributes) => {
                    found.push(attributes);
                    self.xml.skip()?;
                }
                Step::Text => {}
                Step::Close => return Ok(()),
                Step::End => return Err(self.xml.cut_short()),
            }
        }
    }

    /// Reads a `unit` of XLIFF 2; each of its segments is a unit of ours.
    fn read_second(&mut self, attributes: &Attributes) -> Result<(), ExchangeError> {
        self.xml.set_unit(Some(self.ordinal + 1));
        let at = self.xml.location();
        let mut data = OriginalData::new();
        let mut notes = Vec::new();
        let mut segments = Vec::new();
        loop {
            let (name, attributes) = match self.xml.next()? {
                Step::Open(name, attributes) => (name, attributes),
                Step::Text => continue,
                Step::Close => break,
                Step::End => return Err(self.xml.cut_short()),
            };
            match name.as_str() {
                "segment" => {
                    let segment = self.read_alternative(attributes)?;
                    segments.push(segment);
                }
                "notes" | "originalData" => {
                    let notes_open = name == "notes";
                    for (attributes, content) in self.children()? {
                        let text = all_text(&content);
                        if notes_open {
                            notes.push(Annotation::note(&text));
                        } else if let Some(id) = attributes.get("id") {
                            data.insert(id.to_owned(), text);
                        }
                    }
                }
                // White space between segments.
                "ignorable" => self.xml.skip()?,
                _ => self.leave_out(&name)?,
            }
        }
        let about = [("id", "id"), ("name", "resname")];
        for segment in segments {
            let known = about
                .iter()
                .filter_map(|(name, known)| Some((*known, attributes.get(name)?)));
            let side = |mut side: Side| {
                side.content = two::as_one(&side.content, &data);
                side
            };
            let target = segment.targets.into_iter().next().map(side);
            let target = target.map(|mut target| {
                if let Some(state) = segment.attributes.get("state") {
                    target.attributes.set("state", state);
                }
                target
            });
            let mid = segment.attributes.get("id");
            let mid = mid.map(|mid| Annotation::property("x-mid", mid));
            let unit = TransUnit {
                attributes: known.collect(),
                source: segment.source.map(side),
                target,
                // What is said of them all goes to the first.
                annotations: mid.into_iter().chain(notes.drain(..)).collect(),
                ..TransUnit::default()
            };
            self.give(unit, at);
        }
        Ok(())
    }

    /// Returns the elements inside the one that is open.
    fn children(&mut self) -> Result<Vec<(Attributes, InlineContent)>, ExchangeError> {
        let mut children = Vec::new();
        loop {
            match self.xml.next()? {
                Step::Open(_, attributes) => children.push((attributes, self.xml.content()?)),
                Step::Text => {}
                Step::Close => return Ok(children),
                Step::End => return Err(self.xml.cut_short()),
            }
        }
    }

    /// Makes units of what was read and keeps them to be given.
    fn give(&mut self, unit: TransUnit, at: Location) {
        let at = Location {
            unit: Some(self.ordinal + 1),
            ..at
        };
        let diagnostics = &mut self.diagnostics;
        let units = unit.units(&self.file, &mut |severity, message| {
            diagnostics.add(severity, at, message);
        });
        let usual = self.header.attributes.get("srclang");
        let other = self.file.source.clone();
        let other = other.filter(|source| usual.is_some_and(|usual| usual != source));
        for mut unit in units {
            if let Some(source) = &other {
                unit.attributes.set("srclang", source.as_str());
            }
            self.ordinal += 1;
            self.ready.push_back(ReadUnit {
                unit,
                line: at.line,
                column: at.column,
                ordinal: self.ordinal,
            });
        }
        self.xml.set_unit(None);
    }
}

impl ReadUnits for Reader<'_> {
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        loop {
            if let Some(unit) = self.ready.pop_front() {
                return Ok(Some(unit));
            }
            if self.ended {
                return Ok(None);
            }
            self.outside()?;
        }
    }

    fn header(&self) -> Option<&TmxHeader> {
        Some(&self.header)
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}
