//! Reads a catalogue one entry at a time.

use std::collections::VecDeque;
use std::io::{Cursor, Read};

use encoding_rs::Encoding;

use super::entry::{Entries, Entry};
use super::{
    CONTEXT, DEVELOPER, FLAGS, OBSOLETE, PLURAL, PLURAL_MESSAGE, PREVIOUS, REFERENCE, SINGULAR,
};
use crate::exchange::encoding::{Decoded, Rule};
use crate::exchange::tmx::TmxHeader;
use crate::exchange::{
    Diagnostics, ExchangeError, Location, ReadOptions, ReadUnit, ReadUnits, Refusal,
};
use crate::messages::Message;
use crate::model::{
    Annotation, BeadState, InlineContent, LangTag, STATE_PROPERTY, TranslationUnit, Tuv,
};

/// How many first bytes are searched for the name of the encoding.
const HEADER: u64 = 64 * 1024;

/// A catalogue being read. Memory: the biggest entry.
pub struct Reader<R: Read> {
    entries: Entries<std::io::Chain<Cursor<Vec<u8>>, R>>,
    header: TmxHeader,
    diagnostics: Diagnostics,
    source: LangTag,
    target: Option<String>,
    /// The first entry, where it is no header.
    first: Option<Entry>,
    ready: VecDeque<ReadUnit>,
}

impl<R: Read> Reader<R> {
    /// Reads a catalogue up to its first message. Its header names the encoding and the target
    /// language; the source language is `from`, else the header's `X-Source-Language`, else
    /// English, which is told.
    ///
    /// # Errors
    /// When a line is none of the format, the encoding is not known, or the bytes cannot be had or
    /// decoded.
    pub fn open(mut input: R, options: &ReadOptions) -> Result<Self, ExchangeError> {
        let mut head = Vec::new();
        input.by_ref().take(HEADER).read_to_end(&mut head)?;
        if head.is_empty() {
            return Err(ExchangeError::Empty);
        }
        let rule = rule(&head)?;
        let input = Cursor::new(head).chain(input);
        let mut entries = Entries::new(Decoded::open(input, rule)?);
        let first = entries.next()?;
        let is_header = |entry: &Entry| {
            entry.message.as_deref() == Some("") && entry.context.is_none() && !entry.obsolete
        };
        let (header, first) = match first {
            Some(entry) if is_header(&entry) => (Some(entry), None),
            other => (None, other),
        };
        let fields = header.as_ref().map(fields).unwrap_or_default();
        let field = |name: &str| {
            let found = fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.as_str())
        };
        let target = field("Language").and_then(language);
        let target = target.or_else(|| options.to.clone());
        let mut diagnostics = Diagnostics::default();
        let at = Location {
            line: 1,
            column: 1,
            unit: None,
        };
        let stated = options
            .from
            .clone()
            .or_else(|| field("X-Source-Language").and_then(language));
        let source = if let Some(source) = stated {
            source
        } else {
            diagnostics.warn(at, Message::new("po-source-language"));
            "en".parse().map_err(|_| ExchangeError::NoLanguages)?
        };
        if target.is_none() {
            diagnostics.warn(at, Message::new("po-no-language"));
        }
        let mut own = TmxHeader::default();
        own.attributes.set("srclang", source.as_str());
        own.annotations = header.as_ref().map(notes).unwrap_or_default();
        let properties = fields
            .iter()
            .map(|(name, value)| Annotation::property(&format!("x-po-{name}"), value));
        own.annotations.extend(properties);
        for (place, annotation) in (0..).zip(&mut own.annotations) {
            annotation.place = place;
        }
        Ok(Reader {
            entries,
            header: own,
            diagnostics,
            source,
            target: target.map(|tag| tag.to_string()),
            first,
            ready: VecDeque::new(),
        })
    }

    /// Makes units of an entry: one for each plural form.
    fn give(&mut self, entry: &Entry) {
        let forms = entry.translations.len();
        for (form, translation) in &entry.translations {
            // The second message is for all but the first form; where a language has one form
            // only, it stands for any number.
            let message = match &entry.plural {
                Some(plural) if *form > 0 || forms == 1 => plural,
                _ => entry.message.as_ref().unwrap_or(translation),
            };
            self.entries.ordinal += 1;
            let ordinal = self.entries.ordinal;
            let at = Location {
                unit: Some(ordinal),
                ..entry.at
            };
            let mut annotations = notes(entry);
            annotations.extend(properties(entry, *form, !translation.is_empty()));
            let mut variants = vec![Tuv::of(
                Some(self.source.as_str()),
                InlineContent::from_text(message),
            )];
            if !translation.is_empty() {
                let content = InlineContent::from_text(translation);
                variants.push(Tuv::of(self.target.as_deref(), content));
            }
            if message.is_empty() {
                self.diagnostics.warn(at, Message::new("po-empty-message"));
            }
            self.ready.push_back(ReadUnit {
                unit: TranslationUnit::of_parts(annotations, variants),
                line: at.line,
                column: at.column,
                ordinal,
            });
        }
    }
}

impl<R: Read> ReadUnits for Reader<R> {
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        if self.ready.is_empty() {
            let entry = match self.first.take() {
                Some(entry) => Some(entry),
                None => self.entries.next()?,
            };
            if let Some(entry) = entry {
                self.give(&entry);
            }
        }
        Ok(self.ready.pop_front())
    }

    fn header(&self) -> Option<&TmxHeader> {
        Some(&self.header)
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

fn properties(entry: &Entry, form: usize, translated: bool) -> Vec<Annotation> {
    let mut found = Vec::new();
    let mut add = |kind: &str, value: &str| found.push(Annotation::property(kind, value));
    if let Some(context) = &entry.context {
        add(CONTEXT, context);
    }
    for reference in &entry.references {
        add(REFERENCE, reference);
    }
    let fuzzy = entry.flags.iter().any(|flag| flag == "fuzzy");
    if fuzzy && translated {
        add(STATE_PROPERTY, BeadState::Unreviewed.name());
    }
    if !entry.flags.is_empty() {
        add(FLAGS, &entry.flags.join(", "));
    }
    if !entry.previous.is_empty() {
        add(PREVIOUS, &entry.previous.join("\n"));
    }
    if let Some(plural) = &entry.plural {
        add(PLURAL, &form.to_string());
        add(SINGULAR, entry.message.as_deref().unwrap_or_default());
        add(PLURAL_MESSAGE, plural);
    }
    if entry.obsolete {
        add(OBSOLETE, "yes");
    }
    found
}

fn notes(entry: &Entry) -> Vec<Annotation> {
    let extracted = entry.extracted.iter().map(|text| {
        let mut note = Annotation::note(text);
        note.attributes.set("from", DEVELOPER);
        note
    });
    let own = entry.notes.iter().map(|text| Annotation::note(text));
    own.chain(extracted).collect()
}

/// Returns names and values of the header.
fn fields(header: &Entry) -> Vec<(String, String)> {
    let text = header.translations.first().map(|(_, text)| text.as_str());
    let lines = text.unwrap_or_default().lines();
    let pairs = lines.filter_map(|line| line.split_once(':'));
    pairs
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

/// Reads a locale of POSIX as a language tag: `fr_CA.UTF-8@euro` is `fr-CA`.
fn language(locale: &str) -> Option<LangTag> {
    let bare = locale.split(['.', '@']).next()?;
    bare.parse().ok()
}

/// Returns how the text tells its encoding: by a mark, else as the header says, else by its bytes.
fn rule(head: &[u8]) -> Result<Rule, ExchangeError> {
    let Some((line, name)) = charset(head) else {
        return Ok(Rule::Plain);
    };
    // A template has no encoding yet; what calls itself ASCII is often more.
    if ["charset", "ascii", "us-ascii", ""].contains(&name.to_ascii_lowercase().as_str()) {
        return Ok(Rule::Plain);
    }
    let encoding = Encoding::for_label(name.as_bytes());
    let encoding = encoding.ok_or_else(|| ExchangeError::Refused {
        at: Location {
            line,
            column: 1,
            unit: None,
        },
        refusal: Refusal::Encoding(name.clone()),
    })?;
    Ok(Rule::Named(encoding))
}

/// Returns the encoding that the header entry's `Content-Type` names, and its line; `None` where
/// the first entry is no header. Messages may speak of `charset=` too.
fn charset(head: &[u8]) -> Option<(u64, String)> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let ascii: String = head.iter().map(|b| char::from(*b)).collect();
    let lines = (1..).zip(ascii.lines().map(str::trim));
    let mut lines = lines.filter(|(_, line)| !line.starts_with('#'));
    let empty = |line: &str, keyword: &str| {
        let rest = line.strip_prefix(keyword).map(str::trim_start);
        rest.is_some_and(|rest| rest == "\"\"")
    };
    let (_, first) = lines.find(|(_, line)| !line.is_empty())?;
    if !empty(first, "msgid") {
        return None;
    }
    let lines = lines.skip_while(|(_, line)| line.is_empty() || *line == "\"\"");
    let mut text = String::new();
    let mut last = 1;
    for (place, (number, line)) in lines.enumerate() {
        let quoted = match (place, line.strip_prefix("msgstr")) {
            (0, Some(rest)) => rest.trim_start(),
            (0, None) => return None,
            _ => line,
        };
        let Some(quoted) = quoted.strip_prefix('"') else {
            break;
        };
        text.push_str(quoted.strip_suffix('"').unwrap_or(quoted));
        last = number;
        // A field goes on over lines until its own line end.
        while let Some((field, rest)) = text.split_once("\\n") {
            if let Some(name) = charset_of(field) {
                return Some((number, name));
            }
            text = rest.to_owned();
        }
    }
    charset_of(&text).map(|name| (last, name))
}

/// Reads `Content-Type: text/plain; charset=UTF-8`.
fn charset_of(field: &str) -> Option<String> {
    let (name, value) = field.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("Content-Type") {
        return None;
    }
    let at = value.to_ascii_lowercase().find("charset=")?;
    let rest = &value[at + "charset=".len()..];
    let ends = |c: char| c.is_whitespace() || matches!(c, '\\' | '"' | ';');
    rest.split(ends).next().map(str::to_owned)
}
