//! The entries of a catalogue, read line by line.

use std::io::{BufRead, Read};

use crate::exchange::encoding::{Decoded, advance};
use crate::exchange::{ExchangeError, Location, Refusal};

/// An entry as it stands.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Where it begins.
    pub(super) at: Location,
    /// Comments of translators (`# `).
    pub(super) notes: Vec<String>,
    /// Comments from the sources (`#.`).
    pub(super) extracted: Vec<String>,
    /// Places of use (`#:`).
    pub(super) references: Vec<String>,
    /// Flags (`#,`).
    pub(super) flags: Vec<String>,
    /// The message before its last change (`#|`).
    pub(super) previous: Vec<String>,
    pub(super) obsolete: bool,
    pub(super) context: Option<String>,
    pub(super) message: Option<String>,
    pub(super) plural: Option<String>,
    /// Translations by their plural form; a plain one is form 0.
    pub(super) translations: Vec<(usize, String)>,
}

/// Which text a string in quotes continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Context,
    Message,
    Plural,
    Translation,
    /// Of a line that is passed over (`#~|`, `domain`).
    Ignored,
}

/// The lines of a catalogue as entries. Memory: the biggest entry.
pub(super) struct Entries<R: Read> {
    input: Decoded<R>,
    /// A line that belongs to the next entry.
    waiting: Option<(Location, String)>,
    pub(super) ordinal: u64,
}

impl<R: Read> Entries<R> {
    pub(super) fn new(input: Decoded<R>) -> Self {
        Entries {
            input,
            waiting: None,
            ordinal: 0,
        }
    }

    /// Reads the next entry; `None` at the end. Comments that no entry follows are passed over.
    ///
    /// # Errors
    /// When a line is none of the format, or its bytes cannot be had or decoded.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, ExchangeError> {
        let mut entry = Entry::default();
        let mut begun = false;
        let mut field = Field::None;
        while let Some((at, line)) = self.line()? {
            let text = line.trim_matches([' ', '\t', '\r', '\u{c}']);
            let (obsolete, body) = match text.strip_prefix("#~") {
                Some(body) => (true, body.trim_start()),
                None => (false, text),
            };
            let complete = !entry.translations.is_empty();
            let starts = body.starts_with("msgid") && !body.starts_with("msgid_plural")
                || body.starts_with("msgctxt")
                || body.starts_with('#')
                || text.is_empty();
            if complete && starts {
                if !text.is_empty() {
                    self.waiting = Some((at, line));
                }
                return Ok(Some(entry));
            }
            if text.is_empty() {
                continue;
            }
            if !begun {
                begun = true;
                entry.at = at;
            }
            if body.starts_with('#') {
                if entry.message.is_some() || entry.context.is_some() {
                    return Err(refused(at, "po-incomplete"));
                }
                comment(body, &mut entry);
                continue;
            }
            if obsolete && body.starts_with('|') {
                field = Field::Ignored;
                continue;
            }
            entry.obsolete |= obsolete;
            let column = line.len() - line.trim_start().len();
            let offset = column + (text.len() - body.len());
            field = keyword(body, field, &mut entry, &line, offset, at)?;
        }
        if entry.translations.is_empty() {
            if entry.message.is_some() || entry.context.is_some() {
                return Err(refused(entry.at, "po-incomplete"));
            }
            return Ok(None);
        }
        Ok(Some(entry))
    }

    fn line(&mut self) -> Result<Option<(Location, String)>, ExchangeError> {
        if let Some(line) = self.waiting.take() {
            return Ok(Some(line));
        }
        let at = Location {
            unit: Some(self.ordinal + 1),
            ..self.input.location()
        };
        let mut bytes = Vec::new();
        match self.input.read_until(b'\n', &mut bytes) {
            Ok(0) => Ok(None),
            Ok(_) => {
                let line = String::from_utf8_lossy(&bytes);
                let line = line.strip_suffix('\n').unwrap_or(&line).to_owned();
                if line.contains('\0') {
                    let refusal = Refusal::Character(0);
                    return Err(ExchangeError::Refused { at, refusal });
                }
                Ok(Some((at, line)))
            }
            Err(error) => Err(match self.input.refusal() {
                None => ExchangeError::Io(error),
                Some(refusal) => ExchangeError::Refused {
                    at: Location {
                        unit: Some(self.ordinal + 1),
                        ..self.input.location()
                    },
                    refusal: refusal.clone(),
                },
            }),
        }
    }
}

fn refused(at: Location, id: &'static str) -> ExchangeError {
    ExchangeError::Refused {
        at,
        refusal: Refusal::Told(id),
    }
}

fn comment(text: &str, entry: &mut Entry) {
    let rest = &text[1..];
    let (list, value) = match rest.chars().next() {
        Some('.') => (&mut entry.extracted, &rest[1..]),
        Some(':') => {
            entry.references.extend(references(&rest[1..]));
            return;
        }
        Some(',') => {
            let flags = rest[1..].split(',').map(str::trim);
            let flags = flags.filter(|flag| !flag.is_empty());
            entry.flags.extend(flags.map(str::to_owned));
            return;
        }
        Some('|') => (&mut entry.previous, &rest[1..]),
        _ => (&mut entry.notes, rest),
    };
    let value = value.strip_prefix(' ').unwrap_or(value);
    if !value.is_empty() {
        list.push(value.to_owned());
    }
}

/// Parts references at spaces, but not inside U+2068 and U+2069, between which names with spaces
/// stand (gettext manual, “PO Files”).
fn references(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current = String::new();
    let mut isolated = false;
    for c in text.chars() {
        match c {
            '\u{2068}' => isolated = true,
            '\u{2069}' => isolated = false,
            c if c.is_whitespace() && !isolated => found.push(std::mem::take(&mut current)),
            c => current.push(c),
        }
    }
    found.push(current);
    found.retain(|reference| !reference.is_empty());
    found
}

/// Takes in a line with a keyword, or a string that continues the last one. `offset` is where
/// `body` begins in `line`.
fn keyword(
    body: &str,
    field: Field,
    entry: &mut Entry,
    line: &str,
    offset: usize,
    at: Location,
) -> Result<Field, ExchangeError> {
    let place = |byte: usize| {
        let end = (offset + byte).min(line.len());
        let (line, column) = advance((at.line, at.column), &line.as_bytes()[..end]);
        Location { line, column, ..at }
    };
    let quote = body.find('"').ok_or_else(|| refused(place(0), "po-line"))?;
    let name = body[..quote].trim_end();
    let text = string(&body[quote..]).map_err(|(byte, id)| refused(place(quote + byte), id))?;
    let wrong = || Err(refused(place(0), "po-order"));
    let field = match name {
        "" => {
            let to = match field {
                Field::None => return wrong(),
                Field::Ignored => return Ok(field),
                Field::Context => entry.context.as_mut(),
                Field::Message => entry.message.as_mut(),
                Field::Plural => entry.plural.as_mut(),
                Field::Translation => entry.translations.last_mut().map(|(_, text)| text),
            };
            if let Some(to) = to {
                to.push_str(&text);
            }
            return Ok(field);
        }
        "domain" => return Ok(Field::Ignored),
        "msgctxt" if entry.context.is_none() && entry.message.is_none() => {
            entry.context = Some(text);
            Field::Context
        }
        "msgid" if entry.message.is_none() => {
            entry.message = Some(text);
            Field::Message
        }
        "msgid_plural" if entry.message.is_some() && entry.plural.is_none() => {
            entry.plural = Some(text);
            Field::Plural
        }
        "msgstr" if entry.message.is_some() && entry.translations.is_empty() => {
            entry.translations.push((0, text));
            Field::Translation
        }
        "msgctxt" | "msgid" | "msgid_plural" | "msgstr" => return wrong(),
        _ => {
            let form = name
                .strip_prefix("msgstr[")
                .and_then(|n| n.strip_suffix(']'));
            let Some(form) = form.and_then(|form| form.trim().parse().ok()) else {
                return Err(refused(place(0), "po-line"));
            };
            if entry.plural.is_none() || entry.translations.iter().any(|(n, _)| *n == form) {
                return wrong();
            }
            entry.translations.push((form, text));
            Field::Translation
        }
    };
    Ok(field)
}

/// Reads a string in quotes to the end of the line, with the escapes of C. An error is its byte
/// and what it is.
fn string(text: &str) -> Result<String, (usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 1;
    loop {
        match bytes.get(at) {
            None => return Err((0, "po-quote")),
            Some(b'"') => break,
            Some(b'\\') => at += escape(&bytes[at + 1..], &mut out).ok_or((at, "po-escape"))? + 1,
            Some(byte) => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    if !text[at + 1..].trim().is_empty() {
        return Err((at + 1, "po-quote"));
    }
    // Escapes may name bytes of other encodings; only those are taken as Latin-1.
    let mut text = String::with_capacity(out.len());
    for chunk in out.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|b| char::from(*b)));
    }
    Ok(text)
}

/// Reads what follows a backslash; returns how many bytes that was.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let simple = match rest.first()? {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0C,
        b'v' => 0x0B,
        c @ (b'"' | b'\\' | b'\'' | b'?') => *c,
        b'0'..=b'7' => {
            let digits = rest
                .iter()
                .take(3)
                .take_while(|b| (b'0'..=b'7').contains(b));
            let digits = digits.count();
            let value = rest[..digits]
                .iter()
                .fold(0_u32, |v, b| v * 8 + u32::from(b - b'0'));
            out.push(u8::try_from(value).ok().filter(|v| *v != 0)?);
            return Some(digits);
        }
        b'x' => {
            let digits = rest[1..]
                .iter()
                .take(2)
                .take_while(|b| b.is_ascii_hexdigit());
            let digits = digits.count();
            let text = std::str::from_utf8(&rest[1..=digits]).ok()?;
            out.push(u8::from_str_radix(text, 16).ok().filter(|v| *v != 0)?);
            return Some(digits + 1);
        }
        _ => return None,
    };
    out.push(simple);
    Some(1)
}
