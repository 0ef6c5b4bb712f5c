//! Writes a catalogue that `msgfmt -c` takes.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use super::{CONTEXT, DEVELOPER, FLAGS, OBSOLETE, PLURAL, PLURAL_MESSAGE, REFERENCE, SINGULAR};
use crate::exchange::xml::all_text;
use crate::exchange::{WriteUnits, Written};
use crate::model::{DOCUMENT_PROPERTY, LangTag, STATE_PROPERTY, TranslationUnit};
use crate::text::fingerprint;

/// How languages count: number of forms and the rule, as gettext writes it (gettext manual,
/// “Plural forms”; CLDR for the boundary cases).
const PLURALS: [(&[&str], usize, &str); 4] = [
    (&["fr", "pt"], 2, "n > 1"),
    (
        &[
            "en", "de", "es", "it", "nl", "sv", "da", "nb", "nn", "fi", "el", "hu", "tr", "eu",
            "ca",
        ],
        2,
        "n != 1",
    ),
    (&["ja", "zh", "ko", "vi", "th", "id"], 1, "0"),
    (
        &["ru", "uk", "sr", "hr", "bs"],
        3,
        "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
    ),
];

/// A catalogue being written. Memory: eight bytes a unit, sixteen more for messages that come again.
pub struct Writer<W: Write> {
    out: W,
    languages: [LangTag; 2],
    /// Number of plural forms of the target language, where it is known.
    forms: Option<usize>,
    /// Contexts and messages so far.
    known: HashSet<u64>,
    /// The number last given to those that came again.
    numbers: HashMap<u64, u64>,
    /// Forms of one message, until the last has come.
    pending: Vec<TranslationUnit>,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a catalogue with its header. The output is best buffered.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(mut out: W, languages: &[LangTag; 2]) -> io::Result<Self> {
        let [from, to] = languages;
        let plural = PLURALS
            .iter()
            .find(|(tags, ..)| tags.contains(&to.primary()));
        let mut header = format!(
            "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: enface\\n\"\n\
             \"PO-Revision-Date: \\n\"\n\"Last-Translator: \\n\"\n\
             \"Language-Team: \\n\"\n\"Language: {}\\n\"\n\
             \"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\
             \"Content-Transfer-Encoding: 8bit\\n\"\n\"X-Source-Language: {from}\\n\"\n",
            to.as_str().replace('-', "_")
        );
        if let Some((_, forms, rule)) = plural {
            // Writing to a text never fails.
            let _ = writeln!(
                header,
                "\"Plural-Forms: nplurals={forms}; plural={rule};\\n\""
            );
        }
        out.write_all(header.as_bytes())?;
        Ok(Writer {
            out,
            languages: languages.clone(),
            forms: plural.map(|(_, forms, _)| *forms),
            known: HashSet::new(),
            numbers: HashMap::new(),
            pending: Vec::new(),
            written: Written::default(),
        })
    }

    /// Writes the forms that were waiting: as one message where all are there, else each alone.
    fn flush_pending(&mut self) -> io::Result<()> {
        let pending = std::mem::take(&mut self.pending);
        let Some(first) = pending.first() else {
            return Ok(());
        };
        // The texts as they are now; a language of one form has the plural message only.
        let singular = match pending.len() {
            1 => first.property(SINGULAR).unwrap_or_default(),
            _ => self.text(first, 0),
        };
        let plural = pending.last().map(|last| self.text(last, 0));
        let plural = plural.filter(|_| first.property(PLURAL_MESSAGE).is_some());
        if let Some(plural) = plural
            && self.forms == Some(pending.len())
            && !singular.is_empty()
        {
            let translations: Vec<String> = pending.iter().map(|unit| self.text(unit, 1)).collect();
            let whole = translations.iter().all(|text| !text.is_empty());
            let empty = translations.iter().all(String::is_empty);
            if whole || empty {
                self.written.units += pending.len() as u64;
                return self.entry(first, &singular, Some(&plural), &translations);
            }
        }
        for unit in &pending {
            self.single(unit)?;
        }
        Ok(())
    }

    /// Writes a unit as a message of its own.
    fn single(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let message = self.text(unit, 0);
        if message.is_empty() {
            // The empty message is the header.
            self.written.skipped += 1;
            return Ok(());
        }
        self.written.units += 1;
        let translation = self.text(unit, 1);
        self.entry(unit, &message, None, &[translation])
    }

    fn text(&self, unit: &TranslationUnit, side: usize) -> String {
        let found = unit.best_in(&self.languages[side]);
        found.map_or_else(String::new, |(_, content)| {
            content.plain().replace('\0', "")
        })
    }

    fn entry(
        &mut self,
        unit: &TranslationUnit,
        message: &str,
        plural: Option<&str>,
        translations: &[String],
    ) -> io::Result<()> {
        let mut text = String::from("\n");
        write_comments(unit, message, translations, &mut text);
        let obsolete = unit.property(OBSOLETE).is_some();
        let context = self.context(unit.property(CONTEXT).as_deref(), message);
        let mut keywords = String::new();
        if let Some(context) = context {
            write_string("msgctxt", &context, &mut keywords);
        }
        write_string("msgid", message, &mut keywords);
        if let Some(plural) = plural {
            // msgfmt wants both messages to begin and end alike too.
            write_string("msgid_plural", &like(message, plural), &mut keywords);
        }
        for (form, translation) in translations.iter().enumerate() {
            let name = match plural {
                Some(_) => format!("msgstr[{form}]"),
                None => "msgstr".to_owned(),
            };
            write_string(&name, &like(message, translation), &mut keywords);
        }
        for line in keywords.lines() {
            text.push_str(if obsolete { "#~ " } else { "" });
            text.push_str(line);
            text.push('\n');
        }
        self.out.write_all(text.as_bytes())
    }

    /// Returns the context of a message, made distinct where another one has the same message and
    /// context.
    fn context(&mut self, context: Option<&str>, message: &str) -> Option<String> {
        let key = |context: Option<&str>| {
            let context = context.unwrap_or("\u{1}");
            fingerprint(format!("{context}\u{4}{message}").as_bytes())
        };
        let plain = key(context);
        if self.known.insert(plain) {
            return context.map(str::to_owned);
        }
        let number = self.numbers.entry(plain).or_insert(1);
        loop {
            *number += 1;
            let distinct = match context {
                Some(context) => format!("{context} ({number})"),
                None => format!("({number})"),
            };
            if self.known.insert(key(Some(&distinct))) {
                return Some(distinct);
            }
        }
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes a unit; one without text in the source language is counted as skipped.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let form: Option<usize> = unit.property(PLURAL).and_then(|form| form.parse().ok());
        let about = |unit: &TranslationUnit| (unit.property(SINGULAR), unit.property(CONTEXT));
        let continues = form == Some(self.pending.len())
            && self
                .pending
                .first()
                .is_none_or(|first| about(first) == about(unit));
        if !continues {
            self.flush_pending()?;
        }
        if form.is_some() && form == Some(self.pending.len()) {
            self.pending.push(unit.clone());
            return Ok(());
        }
        self.single(unit)
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.flush_pending()?;
        self.out.flush()?;
        Ok(self.written)
    }
}

fn write_comments(
    unit: &TranslationUnit,
    message: &str,
    translations: &[String],
    out: &mut String,
) {
    for note in unit.annotations.iter().filter(|a| a.name == "note") {
        let mark = match note.attributes.get("from") {
            Some(DEVELOPER) => "#. ",
            _ => "# ",
        };
        for line in all_text(&note.content).lines() {
            out.push_str(mark);
            out.push_str(&one_line(line));
            out.push('\n');
        }
    }
    let properties = unit.annotations.iter().filter(|a| a.name == "prop");
    for property in properties {
        if matches!(
            property.attributes.get("type"),
            Some(REFERENCE | DOCUMENT_PROPERTY)
        ) {
            let place = one_line(&all_text(&property.content));
            // Names with spaces stand between marks (gettext manual, “PO Files”).
            let isolated = place.contains(char::is_whitespace);
            let marks = if isolated {
                ["\u{2068}", "\u{2069}"]
            } else {
                ["", ""]
            };
            let _ = writeln!(out, "#: {}{place}{}", marks[0], marks[1]);
        }
    }
    let flags = unit.property(FLAGS).unwrap_or_default();
    let fits = translations
        .iter()
        .all(|text| text.is_empty() || directives(message) == directives(text));
    let mut flags: Vec<&str> = flags
        .split(',')
        .map(str::trim)
        .filter(|flag| !flag.is_empty() && *flag != "fuzzy")
        // msgfmt refuses a message whose translation has other directives.
        .filter(|flag| fits || !flag.ends_with("-format"))
        .collect();
    let translated = translations.iter().any(|text| !text.is_empty());
    let stated = unit.property(STATE_PROPERTY).is_some();
    if translated && stated && !unit.stated_review().0.is_reviewed() {
        flags.insert(0, "fuzzy");
    }
    if !flags.is_empty() {
        let _ = writeln!(out, "#, {}", flags.join(", "));
    }
}

/// Returns the directives of a format of C in a text, sorted: `%1$s`, `%-5.2f`.
fn directives(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let after = &rest[at + 1..];
        let end =
            after.find(|c: char| c.is_ascii_alphabetic() && !"hlLqjzt".contains(c) || c == '%');
        let end = end.map_or(after.len(), |end| end + 1);
        found.push(&after[..end]);
        rest = &after[end..];
    }
    found.sort_unstable();
    found
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\0'], " ")
}

/// Returns a text that begins and ends with a line end where the message does, as `msgfmt -c`
/// demands; an empty one stays.
fn like(message: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut text = text.to_owned();
    match (message.starts_with('\n'), text.starts_with('\n')) {
        (true, false) => text.insert(0, '\n'),
        (false, true) => text = text.trim_start_matches('\n').to_owned(),
        _ => {}
    }
    match (message.ends_with('\n'), text.ends_with('\n')) {
        (true, false) => text.push('\n'),
        (false, true) => text.truncate(text.trim_end_matches('\n').len()),
        _ => {}
    }
    text
}

/// Writes a keyword and its string, one line for each line of the text.
fn write_string(keyword: &str, text: &str, out: &mut String) {
    out.push_str(keyword);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.len() > 1 {
        out.push_str(" \"\"\n");
    } else {
        out.push(' ');
    }
    for line in &lines {
        write_quoted(line, out);
    }
    if lines.is_empty() {
        out.push_str("\"\"\n");
    }
}

fn write_quoted(line: &str, out: &mut String) {
    out.push('"');
    for c in line.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 => {
                let _ = write!(out, "\\{:03o}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push_str("\"\n");
}
