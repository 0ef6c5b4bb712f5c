//! Bytes of any encoding as UTF-8, in a stream that knows its line and column.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{ExchangeError, HEAD, Location, Refusal};

const CHUNK: usize = 64 * 1024;

/// How a text tells its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// XML: byte order mark, zero bytes, declaration, else UTF-8.
    Xml,
    /// Plain text: byte order mark, zero bytes, else UTF-8; where the first character beyond ASCII
    /// is none in UTF-8, windows-1252.
    Plain,
    /// The file names this encoding in its own way.
    Named(&'static Encoding),
}

/// A text as UTF-8 without its byte order mark.
pub(super) struct Decoded<R> {
    input: R,
    decoder: Decoder,
    /// The declared name, where the bytes contradict it.
    contradicted: Option<String>,
    /// Whether a plain text has shown nothing beyond ASCII yet, so that its encoding is open.
    undecided: bool,
    raw: Vec<u8>,
    raw_at: usize,
    raw_ended: bool,
    /// Bytes of the file before `raw[0]`.
    raw_offset: u64,
    text: Vec<u8>,
    text_at: usize,
    finished: bool,
    line: u64,
    column: u64,
    refusal: Option<Refusal>,
}

/// What the first bytes say.
struct Sniffed {
    encoding: &'static Encoding,
    mark: usize,
    contradicted: Option<String>,
    sure: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads the first bytes and chooses the encoding.
    ///
    /// # Errors
    /// When the bytes cannot be had, or the encoding is not known.
    pub(super) fn open(mut input: R, rule: Rule) -> Result<Self, ExchangeError> {
        let mut raw = Vec::with_capacity(CHUNK);
        (&mut input).take(HEAD as u64).read_to_end(&mut raw)?;
        let raw_ended = raw.len() < HEAD;
        let sniffed = sniff(&raw, rule).map_err(|name| ExchangeError::Refused {
            at: Location {
                line: 1,
                column: 1,
                unit: None,
            },
            refusal: Refusal::Encoding(name),
        })?;
        Ok(Decoded {
            input,
            decoder: sniffed.encoding.new_decoder_without_bom_handling(),
            contradicted: sniffed.contradicted,
            undecided: rule == Rule::Plain && !sniffed.sure,
            raw,
            raw_at: sniffed.mark,
            raw_ended,
            raw_offset: 0,
            text: Vec::new(),
            text_at: 0,
            finished: false,
            line: 1,
            column: 1,
            refusal: None,
        })
    }

    /// Returns the place of the next character.
    pub(super) fn location(&self) -> Location {
        Location {
            line: self.line,
            column: self.column,
            unit: None,
        }
    }

    /// Returns the name of the encoding in use.
    pub(super) fn encoding(&self) -> &'static str {
        self.decoder.encoding().name()
    }

    /// Returns the declared encoding, where the bytes contradict it.
    pub(super) fn contradicted(&self) -> Option<&str> {
        self.contradicted.as_deref()
    }

    /// Returns why the last reading failed, if the bytes were at fault.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// Decodes the next piece of text; leaves it empty only at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.text_at = 0;
        while self.text.is_empty() && !self.finished {
            if self.raw_at == self.raw.len() && !self.raw_ended {
                self.read_more()?;
            }
            let end = if self.undecided {
                self.decide()?
            } else {
                self.raw.len()
            };
            self.decode(end)?;
        }
        Ok(())
    }

    /// Decodes up to an offset of `raw`.
    fn decode(&mut self, end: usize) -> io::Result<()> {
        let last = self.raw_ended && end == self.raw.len();
        let source = &self.raw[self.raw_at..end];
        // Room enough that one call takes the whole source; checked below all the same.
        self.text.resize(source.len() * 3 + 16, 0);
        let (result, read, written) =
            self.decoder
                .decode_to_utf8_without_replacement(source, &mut self.text, last);
        self.text.truncate(written);
        self.raw_at += read;
        match result {
            DecoderResult::InputEmpty => self.finished = last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => {
                let back = u64::from(bad) + u64::from(after);
                let offset = self.raw_offset + self.raw_at as u64;
                self.refusal = Some(Refusal::Bytes {
                    encoding: self.encoding(),
                    offset: offset.saturating_sub(back),
                });
                // The text before the bad byte is still to be read.
                if self.text.is_empty() {
                    return Err(bad_bytes());
                }
            }
        }
        Ok(())
    }

    fn read_more(&mut self) -> io::Result<()> {
        self.raw_offset += self.raw_at as u64;
        self.raw.drain(..self.raw_at);
        self.raw_at = 0;
        let before = self.raw.len();
        (&mut self.input)
            .take(CHUNK as u64)
            .read_to_end(&mut self.raw)?;
        self.raw_ended = self.raw.len() - before < CHUNK;
        Ok(())
    }

    /// Returns how far the raw bytes can be decoded: up to the first byte beyond ASCII; where that
    /// is the next one, settles the encoding.
    fn decide(&mut self) -> io::Result<usize> {
        let rest = &self.raw[self.raw_at..];
        match rest.iter().position(|b| !b.is_ascii()) {
            None => Ok(self.raw.len()),
            Some(0) => {
                // A character takes four bytes at most.
                if rest.len() < 4 && !self.raw_ended {
                    self.read_more()?;
                }
                let rest = &self.raw[self.raw_at..];
                let window = &rest[..rest.len().min(4)];
                let utf8 = std::str::from_utf8(window)
                    .map_or_else(|error| error.valid_up_to() > 0, |_| true);
                if !utf8 {
                    self.decoder = WINDOWS_1252.new_decoder_without_bom_handling();
                }
                self.undecided = false;
                Ok(self.raw.len())
            }
            Some(ascii) => Ok(self.raw_at + ascii),
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
        if self.text_at == self.text.len() {
            if self.refusal.is_some() {
                return Err(bad_bytes());
            }
            self.refill()?;
        }
        Ok(&self.text[self.text_at..])
    }

    fn consume(&mut self, n: usize) {
        let end = (self.text_at + n).min(self.text.len());
        let taken = &self.text[self.text_at..end];
        (self.line, self.column) = advance((self.line, self.column), taken);
        self.text_at = end;
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
            let lines = text[..=last].split(|b| *b == b'\n').count() as u64 - 1;
            (line + lines, 1 + characters(&text[last + 1..]))
        }
    }
}

fn sniff(head: &[u8], rule: Rule) -> Result<Sniffed, String> {
    let utf32 = [&[0xFF, 0xFE, 0, 0][..], &[0, 0, 0xFE, 0xFF]];
    if utf32.iter().any(|mark| head.starts_with(mark))
        || head.starts_with(b"<\0\0\0")
        || head.starts_with(b"\0\0\0<")
    {
        return Err("UTF-32".to_owned());
    }
    let by_bytes = Encoding::for_bom(head).or_else(|| by_zeros(head, rule));
    let declared = match rule {
        Rule::Xml => declared_name(head),
        Rule::Plain => None,
        Rule::Named(encoding) => Some(encoding.name().to_owned()),
    };
    let known = match &declared {
        None => None,
        Some(name) => match Encoding::for_label(name.as_bytes()) {
            Some(encoding) => Some(encoding),
            None if by_bytes.is_some() => None,
            None => return Err(name.clone()),
        },
    };
    let wide = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    let (encoding, mark) = match (by_bytes, known) {
        (Some(found), _) => found,
        // The declaration could be read byte for byte, so it is not in UTF-16.
        (None, Some(encoding)) if !wide(encoding) => (encoding, 0),
        (None, _) => (UTF_8, 0),
    };
    let agrees = known.is_none_or(|k| k == encoding || wide(k) && wide(encoding));
    Ok(Sniffed {
        encoding,
        mark,
        contradicted: declared.filter(|_| !agrees),
        sure: by_bytes.is_some(),
    })
}

/// Tells UTF-16 without a mark by its zero bytes.
fn by_zeros(head: &[u8], rule: Rule) -> Option<(&'static Encoding, usize)> {
    match (rule, head) {
        (Rule::Xml, [b'<', 0, ..]) => Some((UTF_16LE, 0)),
        (Rule::Xml, [0, b'<', ..]) => Some((UTF_16BE, 0)),
        (Rule::Plain, [a, 0, b, ..]) if *a != 0 && *b != 0 => Some((UTF_16LE, 0)),
        (Rule::Plain, [0, a, 0, ..]) if *a != 0 => Some((UTF_16BE, 0)),
        _ => None,
    }
}

/// Returns the encoding that the XML declaration names.
fn declared_name(head: &[u8]) -> Option<String> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let ascii: String = head
        .iter()
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| char::from(*b))
        .collect();
    let declaration = ascii.strip_prefix("<?xml")?.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1.trim_start();
    let value = after.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value[1..].split_once(quote)?.0;
    Some(name.to_owned())
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
            read(b"\xFF\xFE\0\0<\0\0\0", Rule::Xml),
            Err(Refusal::Encoding(_))
        ));
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
