//! Bytes of any encoding as UTF-8, in a stream that knows its line and column.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use encoding_rs::{UTF_8, WINDOWS_1252};

use super::decoding::Decoding;
pub(super) use super::sniff::Rule;
use super::sniff::{Charset, Sniffed, sniff};
use super::{ExchangeError, HEAD, Location, Refusal};

const CHUNK: usize = 64 * 1024;

/// How many bytes may be kept for one reader's step. Nothing that is meant is longer; a quote that
/// is never closed is.
pub(super) const LONGEST: usize = 64 << 20;

/// A text as UTF-8 without its byte order mark.
pub(super) struct Decoded<R> {
    input: R,
    charset: Charset,
    decoding: Decoding,
    /// The declared name, where the bytes contradict it.
    contradicted: Option<String>,
    /// The declared name, where nobody knows it.
    unknown: Option<String>,
    /// Whether a plain text has shown nothing beyond ASCII yet, so that its encoding is open.
    undecided: bool,
    /// What bad bytes were guessed at and nobody has asked for yet; `None` where they are refused.
    guesses: Option<Vec<Guess>>,
    /// Bytes that were read and not decoded yet.
    raw: Vec<u8>,
    /// Bytes of the file before `raw[0]`.
    raw_offset: u64,
    raw_ended: bool,
    /// Text that was decoded: what is kept, then what is still to be read.
    text: Vec<u8>,
    /// Position of `text[0]`.
    base: u64,
    /// Where in `text` reading goes on.
    at: usize,
    /// From where on text is kept; `None` where only what is to be read is.
    keep: Option<Counted>,
    /// The position where the reader's step began; `None` for readers that name no steps.
    step: Option<u64>,
    counted: Cell<Counted>,
    finished: bool,
    refusal: Option<Refusal>,
}

/// A position in the text, and its line and column.
#[derive(Debug, Clone, Copy)]
struct Counted {
    position: u64,
    line: u64,
    column: u64,
}

/// Bytes that were nothing in the encoding: those in UTF-8 were read as windows-1252, others as
/// U+FFFD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guess {
    /// Their position in the text.
    pub(super) position: u64,
    /// Offset of the first in the file, from 0.
    pub(super) offset: u64,
}

impl<R: Read> Decoded<R> {
    /// Reads the first bytes and chooses the encoding.
    ///
    /// # Errors
    /// When the bytes cannot be had, or the encoding is not known.
    pub(super) fn open(input: R, rule: Rule) -> Result<Self, ExchangeError> {
        let decoded = Self::begin(input, rule, false)?;
        match &decoded.unknown {
            None => Ok(decoded),
            Some(name) => Err(ExchangeError::Refused {
                at: Location {
                    line: 1,
                    column: 1,
                    unit: None,
                },
                refusal: Refusal::Encoding(name.clone()),
            }),
        }
    }

    /// The same, but an encoding that nobody knows is taken for UTF-8, and bytes that are nothing
    /// in the encoding are read as windows-1252 and listed in [`Decoded::guesses_before`].
    ///
    /// # Errors
    /// When the bytes cannot be had.
    pub(super) fn open_guessing(input: R, rule: Rule) -> Result<Self, ExchangeError> {
        Self::begin(input, rule, true)
    }

    fn begin(mut input: R, rule: Rule, guessing: bool) -> Result<Self, ExchangeError> {
        let mut raw = Vec::with_capacity(CHUNK);
        (&mut input).take(HEAD as u64).read_to_end(&mut raw)?;
        let raw_ended = raw.len() < HEAD;
        let Sniffed {
            charset,
            mark,
            contradicted,
            unknown,
            sure,
        } = sniff(&raw, rule);
        raw.drain(..mark);
        let start = Counted {
            position: 0,
            line: 1,
            column: 1,
        };
        Ok(Decoded {
            input,
            charset,
            decoding: Decoding::of(charset),
            contradicted,
            unknown,
            undecided: rule == Rule::Plain && !sure,
            guesses: guessing.then(Vec::new),
            raw,
            raw_offset: mark as u64,
            raw_ended,
            text: Vec::new(),
            base: 0,
            at: 0,
            keep: None,
            step: None,
            counted: Cell::new(start),
            finished: false,
            refusal: None,
        })
    }

    /// Returns the position of the next character: how many bytes of text came before it.
    pub(super) fn position(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Returns the place of the next character.
    pub(super) fn location(&self) -> Location {
        self.locate(self.position())
    }

    /// Returns the place of a position. Cheap where positions are asked for in their order, as
    /// each byte is then looked at once; a position whose text is gone has the nearest place.
    pub(super) fn locate(&self, position: u64) -> Location {
        let mut from = self.counted.get();
        if position > from.position {
            let within = |position: u64| self.offset_of(position);
            let between = &self.text[within(from.position)..within(position)];
            (from.line, from.column) = advance((from.line, from.column), between);
            from.position = position;
            self.counted.set(from);
        }
        Location {
            line: from.line,
            column: from.column,
            unit: None,
        }
    }

    /// Notes that a step of the reader begins here, so that its places can be told later.
    pub(super) fn begin_step(&mut self) {
        self.step = Some(self.position());
    }

    /// Keeps the text from here on, for [`Decoded::rewind`].
    pub(super) fn keep(&mut self) {
        let position = self.position();
        self.locate(position);
        self.keep = Some(self.counted.get());
    }

    /// Goes back to where keeping began, and keeps no longer. What went wrong since then is
    /// forgotten.
    pub(super) fn rewind(&mut self) {
        if let Some(kept) = self.keep.take() {
            self.at = self.offset_of(kept.position);
            self.counted.set(kept);
            self.step = None;
            self.refusal = None;
        }
    }

    /// Returns the place of a position since keeping began, also of one before others that were
    /// asked for. Looks at all the text kept before it.
    pub(super) fn locate_kept(&self, position: u64) -> Location {
        let from = self.keep.unwrap_or(self.counted.get());
        let kept = self.offset_of(from.position)..self.offset_of(position);
        let between = self.text.get(kept).unwrap_or_default();
        let (line, column) = advance((from.line, from.column), between);
        Location {
            line,
            column,
            unit: None,
        }
    }

    /// Returns where in `text` a position is.
    fn offset_of(&self, position: u64) -> usize {
        let offset = usize::try_from(position.saturating_sub(self.base)).unwrap_or(usize::MAX);
        offset.min(self.text.len())
    }

    /// Returns the name of the encoding in use.
    pub(super) fn encoding(&self) -> &'static str {
        self.charset.name()
    }

    /// Returns the declared encoding, where the bytes contradict it.
    pub(super) fn contradicted(&self) -> Option<&str> {
        self.contradicted.as_deref()
    }

    /// Returns the declared encoding, where nobody knows it.
    pub(super) fn unknown(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// Returns why the last reading failed, if the bytes were at fault.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// Takes the bad bytes that were guessed at before a position.
    pub(super) fn guesses_before(&mut self, position: u64) -> Vec<Guess> {
        let Some(guesses) = &mut self.guesses else {
            return Vec::new();
        };
        let end = guesses.partition_point(|g| g.position < position);
        guesses.drain(..end).collect()
    }

    /// Decodes the next piece of text; adds none only at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.forget();
        let before = self.text.len();
        while self.text.len() == before && !self.finished {
            if self.refusal.is_some() {
                return Err(bad_bytes());
            }
            let step = self.step.map_or(self.text.len(), |at| self.offset_of(at));
            if self.text.len() - step > LONGEST {
                self.refusal = Some(Refusal::TooLong);
                return Err(bad_bytes());
            }
            if !self.raw_ended {
                self.read_more()?;
            }
            let end = if self.undecided {
                self.decide()
            } else {
                self.raw.len()
            };
            self.decode(end);
        }
        Ok(())
    }

    /// Drops the text that nobody needs any more.
    fn forget(&mut self) {
        let position = self.position();
        let kept = self.keep.map(|kept| kept.position);
        let needed = kept.or(self.step).unwrap_or(position).min(position);
        let gone = self.offset_of(needed);
        if gone > 0 {
            self.locate(needed);
            self.text.drain(..gone);
            self.base += gone as u64;
            self.at -= gone;
        }
    }

    fn read_more(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        (&mut self.input)
            .take(CHUNK as u64)
            .read_to_end(&mut self.raw)?;
        self.raw_ended = self.raw.len() - before < CHUNK;
        Ok(())
    }

    /// Decodes up to an offset of `raw`; stops at bad bytes, or guesses at them.
    fn decode(&mut self, end: usize) {
        let last = self.raw_ended && end == self.raw.len();
        let mut from = 0;
        loop {
            let source = &self.raw[from..end];
            let (read, bad) = self.decoding.decode(source, &mut self.text, last);
            from += read;
            let Some(bad) = bad else { break };
            // Counted back from what was taken: it may have begun in the bytes before these.
            let offset = (self.raw_offset + from as u64).saturating_sub(bad.back as u64);
            let Some(guesses) = &mut self.guesses else {
                // The text before the bad byte is still to be read.
                self.refusal = Some(Refusal::Bytes {
                    encoding: self.encoding(),
                    offset,
                });
                break;
            };
            guesses.push(Guess {
                position: self.base + self.text.len() as u64,
                offset,
            });
            if matches!(self.decoding, Decoding::Utf8) {
                let bytes = &self.raw[from - bad.back..from];
                let (guess, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
                self.text.extend_from_slice(guess.as_bytes());
            } else {
                self.text.extend_from_slice("\u{fffd}".as_bytes());
            }
        }
        self.finished = last && self.refusal.is_none();
        self.raw.drain(..from);
        self.raw_offset += from as u64;
    }

    /// Returns how far the raw bytes can be decoded: up to the first byte beyond ASCII; where that
    /// is the next one, settles the encoding.
    fn decide(&mut self) -> usize {
        match self.raw.iter().position(|b| !b.is_ascii()) {
            None => self.raw.len(),
            Some(0) => {
                // A character takes four bytes at most, and there are more where any follow.
                let window = &self.raw[..self.raw.len().min(4)];
                let utf8 = std::str::from_utf8(window)
                    .map_or_else(|error| error.valid_up_to() > 0, |_| true);
                if !utf8 {
                    self.charset = Charset::Standard(WINDOWS_1252);
                    self.decoding = Decoding::of(self.charset);
                }
                self.undecided = false;
                self.raw.len()
            }
            Some(ascii) => ascii,
        }
    }
}

impl Decoded<Box<dyn Read + Send + '_>> {
    /// Returns a text as a stream: `primer`, which has no place in the file, then `text`, which
    /// begins at `place`.
    pub(super) fn of_text(primer: &str, text: &str, place: Location) -> Self {
        Decoded {
            input: Box::new(io::empty()),
            charset: Charset::Standard(UTF_8),
            decoding: Decoding::Utf8,
            contradicted: None,
            unknown: None,
            undecided: false,
            guesses: None,
            raw: Vec::new(),
            raw_offset: 0,
            raw_ended: true,
            text: [primer, text].concat().into_bytes(),
            base: 0,
            at: 0,
            keep: None,
            step: None,
            counted: Cell::new(Counted {
                position: primer.len() as u64,
                line: place.line,
                column: place.column,
            }),
            finished: true,
            refusal: None,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buffer.len());
        buffer[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.text.len() {
            self.refill()?;
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.text.len());
    }
}

/// What the stream says where it stops at bad bytes; [`Decoded::refusal`] says more.
fn bad_bytes() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "bytes outside the encoding")
}

/// Returns the line and column after some UTF-8 that began at a line and column.
pub(super) fn advance((line, column): (u64, u64), text: &[u8]) -> (u64, u64) {
    let characters = |text: &[u8]| text.iter().filter(|b| **b & 0xC0 != 0x80).count() as u64;
    match text.iter().rposition(|b| *b == b'\n') {
        None => (line, column + characters(text)),
        Some(last) => {
            let lines = text[..=last]
                .iter()
                .fold(0, |lines, b| lines + u64::from(*b == b'\n'));
            (line + lines, 1 + characters(&text[last + 1..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], rule: Rule) -> Result<String, Refusal> {
        let mut decoded = match Decoded::open(bytes, rule) {
            Ok(decoded) => decoded,
            Err(ExchangeError::Refused { refusal, .. }) => return Err(refusal),
            Err(other) => panic!("{other}"),
        };
        let mut text = String::new();
        match decoded.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(_) => Err(decoded.refusal().cloned().unwrap()),
        }
    }

    fn wide(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn bytes_beat_a_wrong_declaration() {
        let xml = "<?xml version='1.0' encoding='UTF-16'?><é/>";
        assert_eq!(read(xml.as_bytes(), Rule::Xml).unwrap(), xml);
        for big in [false, true] {
            assert_eq!(read(&wide(xml, big), Rule::Xml).unwrap(), xml);
            let marked = wide(&format!("\u{feff}{xml}"), big);
            assert_eq!(read(&marked, Rule::Xml).unwrap(), xml);
        }
    }

    #[test]
    fn utf_32_is_read_with_a_mark_and_without() {
        let xml = "<?xml version='1.0' encoding='UTF-32'?><é>\u{1f600}</é>";
        for big in [false, true] {
            let bytes = |text: &str| -> Vec<u8> {
                let code = |c| {
                    if big {
                        u32::to_be_bytes(c)
                    } else {
                        u32::to_le_bytes(c)
                    }
                };
                text.chars().flat_map(|c| code(u32::from(c))).collect()
            };
            assert_eq!(read(&bytes(xml), Rule::Xml).unwrap(), xml);
            let marked = bytes(&format!("\u{feff}{xml}"));
            assert_eq!(read(&marked, Rule::Xml).unwrap(), xml);
            let cut = &marked[..marked.len() - 1];
            assert!(matches!(read(cut, Rule::Xml), Err(Refusal::Bytes { .. })));
        }
    }

    #[test]
    fn latin_1_is_read_as_windows_1252() {
        let xml = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>\x80\xE9</a>";
        assert!(read(xml, Rule::Xml).unwrap().ends_with("<a>€é</a>"));
    }

    #[test]
    fn a_bad_byte_has_its_place() {
        let mut long = vec![b'a'; 70_000];
        long.extend(b"\n\xC3\xA9\xE9.");
        let refusal = read(&long, Rule::Xml).unwrap_err();
        assert_eq!(
            refusal,
            Refusal::Bytes {
                encoding: "UTF-8",
                offset: 70_003
            }
        );
        assert!(matches!(
            read(b"<?xml version='1.0' encoding='klingon'?>", Rule::Xml),
            Err(Refusal::Encoding(_))
        ));
    }

    #[test]
    fn the_first_accent_decides_a_plain_text() {
        assert_eq!(
            read(b"cote\tc\xF4t\xE9", Rule::Plain).unwrap(),
            "cote\tcôté"
        );
        assert_eq!(read("côté".as_bytes(), Rule::Plain).unwrap(), "côté");
        assert_eq!(read(&wide("fr\ten", false), Rule::Plain).unwrap(), "fr\ten");
        assert!(read(b"\xC3\xB4 \xF4", Rule::Plain).is_err());
        for place in 65_530..65_540 {
            let mut bytes = vec![b'x'; place];
            bytes.extend("é€".as_bytes());
            assert!(
                read(&bytes, Rule::Plain).unwrap().ends_with("xé€"),
                "{place}"
            );
        }
    }

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        assert_eq!(advance((1, 1), "aé\nbœu".as_bytes()), (2, 4));
        assert_eq!(advance((3, 2), "é".as_bytes()), (3, 3));
    }
}
