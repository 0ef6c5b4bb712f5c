//! Writes term entries as TBX-Basic in its second edition (ISO 30042:2008), which every tool reads.
//!
//! Without a `DOCTYPE`: nobody finds the definition it would name. What the reader makes of an
//! entry is written so that it makes the same of it again.

use std::collections::HashSet;
use std::io::{self, Write};

use crate::exchange::xml::drop_forbidden;
use crate::exchange::{WriteUnits, Written};
use crate::model::{
    Annotation, InlineContent, LangTag, TranslationUnit, Tuv, escape_text, write_attribute,
};

/// Information about a term that is a `termNote`; the rest is a `descrip` or an `admin`.
const TERM_NOTES: [&str; 12] = [
    "administrativeStatus",
    "grammaticalGender",
    "grammaticalNumber",
    "normativeAuthorization",
    "partOfSpeech",
    "pronunciation",
    "register",
    "termLocation",
    "termType",
    "transliteration",
    "usageNote",
    "geographicalUsage",
];

/// Information that is a `descrip`.
const DESCRIPTIONS: [&str; 3] = ["subjectField", "context", "explanation"];

/// A TBX file being written.
pub struct Writer<W: Write> {
    out: W,
    /// Identifiers that were given: each may stand once.
    ids: HashSet<String>,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a file; `language` is that of its own words.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(mut out: W, language: &LangTag) -> io::Result<Self> {
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<martif type=\"TBX-Basic\" xml:lang=\"{language}\">\n  \
             <martifHeader>\n    <fileDesc>\n      <sourceDesc><p>enface</p></sourceDesc>\n    \
             </fileDesc>\n    <encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p></encodingDesc>\n  \
             </martifHeader>\n  <text>\n    <body>\n"
        )?;
        Ok(Writer {
            out,
            ids: HashSet::new(),
            written: Written::default(),
        })
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes an entry, or counts it as skipped where it has no term in a known language.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let mut languages: Vec<(LangTag, Vec<&Tuv>)> = Vec::new();
        for tuv in &unit.variants {
            let empty = tuv
                .content
                .as_ref()
                .is_none_or(|c| c.plain().trim().is_empty());
            match tuv.language().filter(|_| !empty) {
                None => self.written.variants_skipped += 1,
                Some(tag) => match languages.iter_mut().find(|(known, _)| *known == tag) {
                    Some((_, terms)) => terms.push(tuv),
                    None => languages.push((tag, vec![tuv])),
                },
            }
        }
        if languages.is_empty() {
            self.written.skipped += 1;
            return Ok(());
        }
        let mut text = String::from("      <termEntry");
        let own = unit.property("x-context");
        let id = own.filter(|id| is_name(id) && self.ids.insert(id.clone()));
        if let Some(id) = &id {
            write_attribute("id", id, &mut text);
        }
        text.push_str(">\n");
        for annotation in &unit.annotations {
            let is_id = annotation.attributes.get("type") == Some("x-context") && id.is_some();
            if !is_id {
                push(annotation, 8, &mut text);
            }
        }
        for (tag, terms) in languages {
            text.push_str("        <langSet");
            write_attribute("xml:lang", tag.as_str(), &mut text);
            text.push_str(">\n");
            for tuv in terms {
                let term = tuv.content.as_ref().map(InlineContent::plain);
                text.push_str("          <tig>\n            <term>");
                escape_text(term.as_deref().unwrap_or_default().trim(), &mut text);
                text.push_str("</term>\n");
                // The definition wants notes on the word before all others.
                let (notes, rest): (Vec<&Annotation>, _) =
                    tuv.annotations.iter().partition(|a| is_term_note(a));
                for annotation in notes.into_iter().chain(rest) {
                    push(annotation, 12, &mut text);
                }
                text.push_str("          </tig>\n");
            }
            text.push_str("        </langSet>\n");
        }
        text.push_str("      </termEntry>\n");
        drop_forbidden(&mut text);
        self.written.units += 1;
        self.out.write_all(text.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.write_all(b"    </body>\n  </text>\n</martif>\n")?;
        self.out.flush()?;
        Ok(self.written)
    }
}

/// Returns the type of a property without its `x-`.
fn kind(annotation: &Annotation) -> Option<&str> {
    let kind = annotation.attributes.get("type")?;
    Some(kind.strip_prefix("x-").unwrap_or(kind))
}

fn is_term_note(annotation: &Annotation) -> bool {
    annotation.name == "prop" && kind(annotation).is_some_and(|kind| TERM_NOTES.contains(&kind))
}

fn push(annotation: &Annotation, indent: usize, text: &mut String) {
    let content = annotation.content.plain();
    let element = match (&*annotation.name, kind(annotation)) {
        ("note", _) => ("note", None),
        ("prop", Some(kind)) if TERM_NOTES.contains(&kind) && indent > 8 => {
            ("termNote", Some(kind))
        }
        ("prop", Some(kind)) if DESCRIPTIONS.contains(&kind) => ("descrip", Some(kind)),
        ("prop", Some(kind)) => ("admin", Some(kind)),
        _ => return,
    };
    if content.trim().is_empty() {
        return;
    }
    text.extend(std::iter::repeat_n(' ', indent));
    text.extend(["<", element.0]);
    if let Some(kind) = element.1 {
        write_attribute("type", kind, text);
    }
    text.push('>');
    escape_text(content.trim(), text);
    text.extend(["</", element.0, ">\n"]);
}

/// Tells whether a text can be an identifier in XML.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
