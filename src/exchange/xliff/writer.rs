//! Writes XLIFF 1.2: bilingual, valid, the same bytes for the same units.

use std::io::{self, Write};

use super::review;
use super::write_codes::{self, token};
use crate::exchange::xml::{all_text, drop_forbidden};
use crate::exchange::{WriteUnits, Written};
use crate::model::{
    Annotation, BeadState, DOCUMENT_PROPERTY, InlineContent, LangTag, STATE_PROPERTY,
    TranslationUnit, Tuv, escape_text, write_start_tag,
};

/// What stands for the document where a unit names none.
const NO_DOCUMENT: &str = "memory";

/// An XLIFF file being written: one `file` for each run of units of one document.
pub struct Writer<W: Write> {
    out: W,
    languages: [LangTag; 2],
    /// The document whose `file` is open.
    document: Option<String>,
    /// One unit at a time; the same buffer for all.
    text: String,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a file. The output is best buffered.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(mut out: W, languages: &[LangTag; 2]) -> io::Result<Self> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
              <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
        )?;
        Ok(Writer {
            out,
            languages: languages.clone(),
            document: None,
            text: String::new(),
            written: Written::default(),
        })
    }

    /// Opens the `file` of a document, unless it is open.
    fn in_document(&mut self, document: &str) {
        if self.document.as_deref() == Some(document) {
            return;
        }
        if self.document.is_some() {
            self.text.push_str("    </body>\n  </file>\n");
        }
        self.text.push_str("  ");
        let [from, to] = &self.languages;
        let attributes = [
            ("original", document),
            ("source-language", from.as_str()),
            ("target-language", to.as_str()),
            ("datatype", "plaintext"),
        ];
        write_start_tag("file", &attributes.into_iter().collect(), &mut self.text);
        self.text.push_str("\n    <body>\n");
        self.document = Some(document.to_owned());
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes a unit; one without text in the source language is counted as skipped.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let [from, to] = &self.languages;
        let source = unit
            .best_in(from)
            .filter(|(_, content)| !content.is_empty());
        let Some(source) = source else {
            self.written.skipped += 1;
            return Ok(());
        };
        let target = unit.best_in(to).filter(|(_, content)| !content.is_empty());
        let languages = [from.clone(), to.clone()];
        self.text.clear();
        let document = unit.property(DOCUMENT_PROPERTY);
        let document = document.filter(|name| !name.is_empty());
        self.in_document(document.as_deref().unwrap_or(NO_DOCUMENT));
        self.written.units += 1;
        let number = self.written.units;
        write_unit(unit, number, source, target, &languages, &mut self.text);
        drop_forbidden(&mut self.text);
        self.out.write_all(self.text.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.text.clear();
        if self.document.is_none() {
            // There is no valid file without a `file`.
            self.in_document(NO_DOCUMENT);
        }
        self.text.push_str("    </body>\n  </file>\n</xliff>\n");
        self.out.write_all(self.text.as_bytes())?;
        self.out.flush()?;
        Ok(self.written)
    }
}

type Variant<'u> = (&'u Tuv, &'u InlineContent);

fn write_unit(
    unit: &TranslationUnit,
    number: u64,
    source: Variant<'_>,
    target: Option<Variant<'_>>,
    languages: &[LangTag; 2],
    out: &mut String,
) {
    let stated = unit.property(STATE_PROPERTY);
    let stated = stated.is_some().then(|| unit.stated_review().0);
    let review = stated.map(review::written);
    let name = unit
        .property("x-resname")
        .or_else(|| unit.property("x-context"))
        .or_else(|| unit.attributes.get("tuid").map(str::to_owned));
    let mut attributes = vec![("id", number.to_string())];
    attributes.extend(name.clone().map(|name| ("resname", name)));
    if target.is_some() && review.is_some_and(|(_, approved)| approved) {
        attributes.push(("approved", "yes".to_owned()));
    }
    attributes.push(("xml:space", "preserve".to_owned()));
    out.push_str("      ");
    write_start_tag("trans-unit", &attributes.into_iter().collect(), out);
    out.push('\n');
    write_side("source", source, &languages[0], None, out);
    if let Some(target) = target {
        let state = review.map(|(state, _)| state);
        write_side("target", target, &languages[1], state, out);
    }
    write_properties(unit, stated, name.as_deref(), out);
    let notes = [source.0].into_iter().chain(target.map(|(tuv, _)| tuv));
    let notes = notes.flat_map(|tuv| &tuv.annotations);
    for note in unit.annotations.iter().chain(notes) {
        if note.name == "note" {
            write_note(note, out);
        }
    }
    out.push_str("      </trans-unit>\n");
}

fn write_side(
    element: &str,
    (tuv, content): Variant<'_>,
    language: &LangTag,
    state: Option<&str>,
    out: &mut String,
) {
    let own = tuv.language().filter(|own| own != language);
    let own = own.map(|own| ("xml:lang", own.to_string()));
    let state = state.map(|state| ("state", state.to_owned()));
    out.push_str("        ");
    write_start_tag(element, &own.into_iter().chain(state).collect(), out);
    write_codes::write(content, out);
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

/// Writes the properties that have no place of their own as contexts.
fn write_properties(
    unit: &TranslationUnit,
    stated: Option<BeadState>,
    name: Option<&str>,
    out: &mut String,
) {
    // Two of the four states are read back from `state` as others; they are told once more.
    let exact = stated.is_some_and(|state| matches!(state, BeadState::Edited | BeadState::LeftOut));
    let mut any = false;
    for property in unit.annotations.iter().filter(|a| a.name == "prop") {
        let kind = property.attributes.get("type").unwrap_or("x-unknown");
        // What stands elsewhere: as `original`, `resname`, `state`.
        let elsewhere = match kind {
            DOCUMENT_PROPERTY | "x-resname" | "x-state" => true,
            STATE_PROPERTY => !exact,
            "x-context" => name == Some(all_text(&property.content).as_str()),
            _ => false,
        };
        if elsewhere {
            continue;
        }
        if !any {
            any = true;
            out.push_str("        <context-group purpose=\"information\">\n");
        }
        let kind = token(kind);
        let kind = if kind.len() > 2 && kind.starts_with("x-") {
            kind
        } else {
            format!("x-{kind}")
        };
        out.push_str("          ");
        let kind = [("context-type", kind)].into_iter().collect();
        write_start_tag("context", &kind, out);
        escape_text(&all_text(&property.content), out);
        out.push_str("</context>\n");
    }
    if any {
        out.push_str("        </context-group>\n");
    }
}

fn write_note(note: &Annotation, out: &mut String) {
    let language = note.attributes.get("xml:lang");
    let language = language.filter(|tag| tag.parse::<LangTag>().is_ok());
    let from = note.attributes.get("from");
    let attributes = [("xml:lang", language), ("from", from)];
    let attributes = attributes
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    out.push_str("        ");
    write_start_tag("note", &attributes.collect(), out);
    escape_text(&all_text(&note.content), out);
    out.push_str("</note>\n");
}
