//! Reads what can be read of a file that is not well-formed.
//!
//! A sound file is read as ever. At the first mistake the reader goes back to where the unit under
//! way began; from there on the text is taken in pieces that each begin with a unit's start tag.
//! Every piece is repaired and then read as if it were a well-formed file, so a mistake costs at
//! most the unit it is in.

use std::io::{self, BufRead as _, Read};

use super::dtd::Dtd;
use super::entities::Entities;
use super::events::{Bytes, Events};
use super::reader::Reader;
use super::repair::{Fix, repair};
use crate::exchange::encoding::{Decoded, LONGEST, Rule, advance};
use crate::exchange::{ExchangeError, Foreign, Location, ReadUnit, Refusal, Severity};
use crate::messages::{Explain, Message};

/// How something begins and ends in which a tag is text.
type Section = (&'static str, &'static str);

const SECTIONS: [Section; 2] = [("<!--", "-->"), ("<![CDATA[", "]]>")];

/// What a reader does about mistakes.
pub(super) enum Recovery<'r> {
    /// It ends with an error.
    Off,
    /// There was none yet; the text of the unit under way is kept.
    Watching,
    /// There was one.
    Salvaging(Box<Salvage<'r>>),
}

/// A text being taken in pieces.
pub(super) struct Salvage<'r> {
    decoded: Decoded<Bytes<'r>>,
    /// The start of the next piece, which has been read already.
    carry: String,
    /// Text to be cut again, because the comment around it has no end; and how much of it is done.
    again: (String, usize),
    /// What is known to have no end in that text.
    endless: Vec<Section>,
    /// What has been read already and follows that text.
    held: Option<String>,
    /// Whether a `<` has been read that is in no piece yet.
    tag: bool,
    /// Where the next piece begins.
    place: Location,
    /// The mistake that began it all, while no piece has shown it.
    cause: Option<ExchangeError>,
    /// Whether something was repaired in the piece under way.
    repaired: bool,
}

/// A part of the text: from a unit's start tag up to the next.
struct Piece {
    text: String,
    place: Location,
    /// Whether it was too long, so that its end is not here.
    cut: bool,
}

impl<'r> Reader<'r> {
    /// Reads a file up to its first unit, and keeps what can be kept of it.
    ///
    /// # Errors
    /// When it is no TMX, asks for entities that are refused for safety, or its bytes cannot be
    /// had.
    pub fn recover(input: impl Read + Send + 'r) -> Result<Self, ExchangeError> {
        Self::recover_with(input, |_| {})
    }

    /// The same, with a reader that is set up before it reads.
    pub(super) fn recover_with(
        input: impl Read + Send + 'r,
        set_up: impl FnOnce(&mut Self),
    ) -> Result<Self, ExchangeError> {
        let input: Bytes<'r> = Box::new(input);
        let mut decoded = Decoded::open_guessing(input, Rule::Xml)?;
        decoded.keep();
        let unknown = decoded.unknown().map(str::to_owned);
        let mut reader = Reader::of(decoded);
        reader.recovery = Recovery::Watching;
        set_up(&mut reader);
        if let Some(name) = unknown {
            let message = Message::new("tmx-encoding-unknown").with("name", name);
            reader.diagnostics.warn(Location::START, message);
        }
        let told = reader.diagnostics.mark();
        match reader.read_start() {
            Ok(()) => {
                reader.tell_guesses();
                return Ok(reader);
            }
            Err(ExchangeError::Other(Foreign::NotXml)) => {
                let refusal = Refusal::Outside;
                let at = Location::START;
                reader.salvage(ExchangeError::Refused { at, refusal });
            }
            Err(error) if is_final(&error) => return Err(error),
            Err(error) => reader.salvage(error),
        }
        reader.diagnostics.back_to(told);
        reader.salvage_start()?;
        Ok(reader)
    }

    /// Goes over to pieces.
    fn salvage(&mut self, cause: ExchangeError) {
        let nothing = Events::of(Decoded::of_text("", "", Location::START));
        let dtd = self.events.dtd().take();
        let (mut decoded, entities) = std::mem::replace(&mut self.events, nothing).into_parts();
        self.events.set_dtd(dtd);
        decoded.rewind();
        let place = decoded.location();
        self.events.set_entities(entities);
        self.ended = true;
        self.recovery = Recovery::Salvaging(Box::new(Salvage {
            decoded,
            carry: String::new(),
            again: (String::new(), 0),
            endless: Vec::new(),
            held: None,
            tag: false,
            place,
            cause: Some(cause),
            repaired: false,
        }));
    }

    /// Reads root and header from the first piece, as far as they can be read.
    fn salvage_start(&mut self) -> Result<(), ExchangeError> {
        let Some(piece) = self.take_piece()? else {
            return Err(self.cause());
        };
        let Some(start) = Start::of(&piece.text) else {
            return Err(match self.cause() {
                ExchangeError::Refused {
                    refusal: Refusal::Outside,
                    ..
                } => ExchangeError::Other(Foreign::NotXml),
                cause => cause,
            });
        };
        let at = |offset| piece.place_of(offset);
        if start.junk {
            self.explained();
            let message = Message::new("tmx-skipped-before");
            self.diagnostics.warn(piece.place, message);
        }
        let mut entities = Entities::default();
        if let Some(doctype) = start.doctype {
            entities.declare(&piece.text[doctype..start.root]);
        }
        let text = &piece.text[start.root..];
        let told = self.diagnostics.mark();
        let repaired = self.repair(text, &piece, start.root, &entities, None);
        let mut dtd = self.events.dtd().take();
        if let Some(dtd) = &mut dtd {
            **dtd = Dtd::new();
        }
        self.events = Events::of_piece(&[], 2, &repaired, at(start.root), entities)?;
        self.events.set_dtd(dtd);
        self.ended = false;
        if let Err(error) = self.read_start() {
            if is_final(&error) {
                return Err(error);
            }
            self.explained();
            self.diagnostics.back_to(told);
            let message = Message::new("tmx-header-lost").with("reason", error.explain());
            self.diagnostics
                .add(Severity::Error, at(start.root), message);
            // The root's start tag alone says at least which version it is.
            let entities = self.events.take_entities();
            let tag = text.find('>').map_or("", |end| &text[..=end]);
            let tag = repair(tag, &entities, &mut |_| {});
            let dtd = self.events.dtd().take();
            self.events = Events::of_piece(&[], 2, &tag, at(start.root), entities)?;
            self.events.set_dtd(dtd);
            self.ended = false;
            let told = self.diagnostics.mark();
            if self.read_start().is_err() {
                self.diagnostics.back_to(told);
            }
            self.ended = true;
        }
        self.in_body = true;
        Ok(())
    }

    /// Reads the next unit that can be read.
    pub(super) fn next_recovered(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        loop {
            if matches!(self.recovery, Recovery::Watching) {
                self.events.decoded().keep();
            }
            let told = self.diagnostics.mark();
            match self.next_whole() {
                Ok(Some(read)) => {
                    let guessed = self.tell_guesses();
                    let repaired = match &mut self.recovery {
                        Recovery::Salvaging(salvage) => std::mem::take(&mut salvage.repaired),
                        _ => false,
                    };
                    self.diagnostics.units_repaired += u64::from(guessed || repaired);
                    return Ok(Some(read));
                }
                Ok(None) if matches!(self.recovery, Recovery::Watching) => {
                    self.tell_guesses();
                    return Ok(None);
                }
                Ok(None) => {}
                Err(error) if is_final(&error) => return Err(error),
                Err(error) => {
                    self.diagnostics.back_to(told);
                    if let Some(dtd) = self.events.dtd() {
                        // It is about a unit that is read again, or not at all.
                        dtd.take();
                    }
                    if matches!(self.recovery, Recovery::Watching) {
                        self.forget_unit();
                        self.salvage(error);
                    } else {
                        self.lost(&error);
                    }
                }
            }
            if !self.next_piece()? {
                return Ok(None);
            }
        }
    }

    /// Says what became of the rest of a piece.
    fn lost(&mut self, error: &ExchangeError) {
        self.explained();
        let at = Location {
            unit: self.events.unit,
            ..error.location().unwrap_or_default()
        };
        if self.events.unit.is_some() {
            self.diagnostics.units_lost += 1;
            let message = Message::new("tmx-unit-lost").with("reason", error.explain());
            self.diagnostics.add(Severity::Error, at, message);
        } else {
            let message = Message::new("tmx-skipped").with("reason", error.explain());
            self.diagnostics.warn(at, message);
        }
    }

    /// Repairs the next piece and begins to read it; tells whether there was one.
    fn next_piece(&mut self) -> Result<bool, ExchangeError> {
        loop {
            let Some(piece) = self.take_piece()? else {
                self.ended = true;
                if let Some(cause) = self.explained() {
                    // Nothing was lost and nothing repaired: only the end is missing.
                    let message = Message::new("tmx-recovered").with("reason", cause.explain());
                    let at = cause.location().unwrap_or_default();
                    self.diagnostics.warn(at, message);
                }
                return Ok(false);
            };
            let unit = piece.is_unit();
            if piece.cut {
                let at = piece.place;
                let refusal = Refusal::TooLong;
                self.ordinal += u64::from(unit);
                self.events.unit = unit.then_some(self.ordinal);
                self.lost(&ExchangeError::Refused { at, refusal });
                continue;
            }
            let entities = self.events.take_entities();
            let number = unit.then_some(self.ordinal + 1);
            let text = self.repair(&piece.text, &piece, 0, &entities, number);
            let outer = [self.root.as_str(), "body"];
            let mut dtd = self.events.dtd().take();
            if let Some(dtd) = &mut dtd {
                dtd.enter_body();
            }
            self.events = Events::of_piece(&outer, 2, &text, piece.place, entities)?;
            self.events.set_dtd(dtd);
            self.in_body = true;
            self.ended = false;
            return Ok(true);
        }
    }

    /// Repairs a text that stands at an offset of a piece, and says what was repaired.
    fn repair(
        &mut self,
        text: &str,
        piece: &Piece,
        offset: usize,
        entities: &Entities,
        unit: Option<u64>,
    ) -> String {
        let diagnostics = &mut self.diagnostics;
        let mut fixed = false;
        let mut from = (0, piece.place);
        let repaired = repair(text, entities, &mut |Fix { at, message }| {
            fixed = true;
            let next = offset + at;
            from = (next, moved(from.1, &piece.text[from.0..next]));
            diagnostics.warn(Location { unit, ..from.1 }, message);
        });
        if fixed {
            self.explained();
        }
        if let Recovery::Salvaging(salvage) = &mut self.recovery {
            salvage.repaired |= fixed && unit.is_some();
        }
        repaired
    }

    /// Takes the next piece, and says where bytes in it were guessed at.
    fn take_piece(&mut self) -> Result<Option<Piece>, ExchangeError> {
        let Recovery::Salvaging(salvage) = &mut self.recovery else {
            return Ok(None);
        };
        salvage.repaired = false;
        let from = salvage.position();
        let Some(piece) = salvage.piece()? else {
            return Ok(None);
        };
        let to = salvage.position();
        let guesses = salvage.decoded.guesses_before(to);
        if let Some(first) = guesses.first() {
            salvage.repaired = true;
            let offset = usize::try_from(first.position.saturating_sub(from)).unwrap_or(0);
            let at = Location {
                unit: piece.is_unit().then_some(self.ordinal + 1),
                ..piece.place_of(offset)
            };
            let message = guessed(salvage.decoded.encoding(), first.offset, guesses.len());
            self.diagnostics.warn(at, message);
        }
        Ok(Some(piece))
    }

    /// Says where bytes were guessed at since the text is kept; tells whether there were any.
    fn tell_guesses(&mut self) -> bool {
        if !matches!(self.recovery, Recovery::Watching) {
            return false;
        }
        let unit = self.events.unit;
        let decoded = self.events.decoded();
        let guesses = decoded.guesses_before(decoded.position());
        let Some(first) = guesses.first() else {
            return false;
        };
        let at = Location {
            unit,
            ..decoded.locate_kept(first.position)
        };
        let message = guessed(decoded.encoding(), first.offset, guesses.len());
        self.diagnostics.warn(at, message);
        true
    }

    /// Takes the mistake that began it all: something has been said that shows it.
    fn explained(&mut self) -> Option<ExchangeError> {
        match &mut self.recovery {
            Recovery::Salvaging(salvage) => salvage.cause.take(),
            _ => None,
        }
    }

    fn cause(&mut self) -> ExchangeError {
        self.explained().unwrap_or(ExchangeError::Empty)
    }
}

impl Salvage<'_> {
    /// Returns the position where the next piece begins.
    fn position(&self) -> u64 {
        let again = self.again.0.len() - self.again.1;
        let ahead = self.carry.len() + again + self.held.as_ref().map_or(0, String::len);
        self.decoded.position() - ahead as u64 - u64::from(self.tag)
    }

    /// Takes the text up to the next start tag of a unit that stands in no comment and no CDATA
    /// section. A section that never ends, or in which another begins, is none: the text is cut in
    /// it as everywhere. Linear: text is cut again at most once for each kind of section.
    fn piece(&mut self) -> Result<Option<Piece>, ExchangeError> {
        let mut piece = Piece {
            text: std::mem::take(&mut self.carry),
            place: self.place,
            cut: false,
        };
        self.place = moved(self.place, &piece.text);
        // The section that is open, and its offset in the piece.
        let mut section: Option<(Section, usize)> = None;
        loop {
            let Some(token) = self.token(&mut piece.cut)? else {
                let unclosed = section.is_some_and(|open| self.cut_in(&mut piece, open, ""));
                let some = unclosed || !piece.text.is_empty();
                return Ok(some.then_some(piece));
            };
            if let Some(open @ ((start, end), _)) = section {
                let long = piece.text.len() + token.len() > LONGEST;
                if long || token.starts_with(start) {
                    section = None;
                    if self.cut_in(&mut piece, open, &token) {
                        return Ok(Some(piece));
                    }
                } else if token.contains(end) {
                    section = None;
                    self.append(&mut piece, &token);
                    continue;
                }
            }
            let starts = section.is_none() && token.strip_prefix('<').is_some_and(begins_unit);
            if starts && !piece.text.is_empty() {
                self.carry = token;
                return Ok(Some(piece));
            }
            if section.is_none() {
                let open = SECTIONS.into_iter().find(|kind| {
                    let inner = token.strip_prefix(kind.0);
                    inner.is_some_and(|inner| !inner.contains(kind.1))
                        && !self.endless.contains(kind)
                });
                section = open.map(|open| (open, piece.text.len()));
            }
            self.append(&mut piece, &token);
        }
    }

    /// Adds text to a piece, unless it is too long.
    fn append(&mut self, piece: &mut Piece, token: &str) {
        self.place = moved(self.place, token);
        if piece.text.len() > LONGEST {
            piece.cut = true;
        } else {
            piece.text.push_str(token);
        }
    }

    /// Cuts a piece at the first unit in a section without an end, and keeps the rest and what
    /// follows it for the next ones; tells whether there was one.
    fn cut_in(&mut self, piece: &mut Piece, (kind, at): (Section, usize), next: &str) -> bool {
        let mut tags = piece.text[at..].match_indices('<').skip(1);
        let Some((offset, _)) = tags.find(|(n, _)| begins_unit(&piece.text[at + n + 1..])) else {
            return false;
        };
        let mut again = piece.text.split_off(at + offset);
        let after = &self.again.0[self.again.1..];
        if after.is_empty() && self.held.is_none() {
            // It may begin a section that has an end.
            self.held = (!next.is_empty()).then(|| next.to_owned());
        } else {
            again.push_str(next);
            again.push_str(after);
        }
        self.again = (again, 0);
        self.endless.push(kind);
        self.place = moved(piece.place, &piece.text);
        true
    }

    /// Takes the text up to the next `<`, which is the first character of what follows; `None` at
    /// the end.
    fn token(&mut self, cut: &mut bool) -> Result<Option<String>, ExchangeError> {
        let (again, done) = &mut self.again;
        if let Some(rest) = again.get(*done..).filter(|rest| !rest.is_empty()) {
            let next = rest.match_indices('<').map(|(at, _)| at).find(|at| *at > 0);
            let token = rest[..next.unwrap_or(rest.len())].to_owned();
            *done += token.len();
            if *done == again.len() {
                self.again = (String::new(), 0);
            }
            return Ok(Some(token));
        }
        self.endless.clear();
        if let Some(held) = self.held.take() {
            return Ok(Some(held));
        }
        self.decoded.begin_step();
        let mut bytes = Vec::new();
        match self.decoded.read_until(b'<', &mut bytes) {
            Ok(_) => {}
            // So much text without mark-up is no memory. What follows it is not read: units may be
            // among it, and the piece says that its end is not here.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                bytes.clear();
                *cut = true;
            }
            Err(error) => return Err(error.into()),
        }
        let more = bytes.last() == Some(&b'<');
        if more {
            bytes.pop();
        }
        let mut token = String::from_utf8_lossy(&bytes).into_owned();
        if self.tag {
            token.insert(0, '<');
        }
        let some = more || !token.is_empty();
        self.tag = more;
        Ok(some.then_some(token))
    }
}

impl Piece {
    /// Returns the place of an offset.
    fn place_of(&self, offset: usize) -> Location {
        moved(self.place, self.text.get(..offset).unwrap_or_default())
    }

    /// Tells whether a unit begins it.
    fn is_unit(&self) -> bool {
        self.text.strip_prefix('<').is_some_and(begins_unit)
    }
}

/// What stands before the root element.
struct Start {
    /// Offset of the root's start tag.
    root: usize,
    /// Offset of the document type declaration.
    doctype: Option<usize>,
    /// Whether something else stands there that may not.
    junk: bool,
}

impl Start {
    /// Looks for the start tag of a `tmx` element.
    fn of(text: &str) -> Option<Self> {
        let is_root = |at: &usize| has_name(&text[at + 1..], "tmx");
        let root = text.match_indices('<').map(|(at, _)| at).find(is_root)?;
        let before = &text[..root];
        let mut rest = before.strip_prefix("<?xml").map_or(before, |declaration| {
            let end = declaration.split_once("?>");
            end.map_or(before, |(_, rest)| rest)
        });
        let mut doctype = None;
        loop {
            rest = rest.trim_start();
            let after = |end| rest.split_once(end).map(|(_, after)| after);
            let next = if rest.starts_with("<!--") {
                after("-->")
            } else if rest.starts_with("<?") && !has_name(&rest[2..], "xml") {
                after("?>")
            } else if rest.starts_with("<!DOCTYPE") && doctype.is_none() {
                doctype = Some(root - rest.len());
                let subset = rest.find('[').filter(|open| rest.find('>') > Some(*open));
                after(if subset.is_some() { "]" } else { ">" })
                    .map(|rest| rest.trim_start().trim_start_matches('>'))
            } else {
                None
            };
            let Some(next) = next else { break };
            rest = next;
        }
        let doctype = doctype.or_else(|| before.find("<!DOCTYPE"));
        Some(Start {
            root,
            doctype,
            junk: !rest.is_empty(),
        })
    }
}

/// Tells whether the text after a `<` is the start tag of a unit.
fn begins_unit(tag: &str) -> bool {
    has_name(tag, "tu")
}

/// Tells whether a tag begins with a name, in any case and with any prefix.
fn has_name(tag: &str, wanted: &str) -> bool {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let name = &tag[..end.unwrap_or(tag.len())];
    name.rsplit(':')
        .next()
        .is_some_and(|local| local.eq_ignore_ascii_case(wanted))
}

/// Returns the place after a text that began at a place.
fn moved(from: Location, text: &str) -> Location {
    let (line, column) = advance((from.line, from.column), text.as_bytes());
    Location {
        line,
        column,
        ..from
    }
}

fn guessed(encoding: &'static str, offset: u64, count: usize) -> Message {
    Message::new("tmx-fixed-bytes")
        .with("encoding", encoding)
        .with("offset", offset)
        .with("count", count as u64)
}

/// Tells whether an error is none that recovery may pass over.
fn is_final(error: &ExchangeError) -> bool {
    !matches!(error, ExchangeError::Refused { refusal, .. }
        if !matches!(refusal, Refusal::UnsafeEntity(_)))
}

#[cfg(test)]
mod tests;
