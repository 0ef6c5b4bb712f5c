//! Writes TMX for a reader who wants it valid: always so, the same bytes for the same units.

use std::io::{self, Write};

use super::edition::Edition;
use super::grammar::{HEADER_REQUIRED, SEGTYPES, attributes};
use super::preset::{Encoding, Style};
use super::{TmxHeader, valid};
use crate::exchange::xml::drop_forbidden;
use crate::exchange::{WriteUnits, Written};
use crate::model::{
    Annotation, Attributes, InlineContent, Piece, TranslationUnit, Tuv, escape_text,
    write_attribute,
};

/// How much is held back before it goes out.
const HELD: usize = 1 << 16;

/// A TMX file being written. `docs/formats/tmx.md` says how what is invalid is made valid, and
/// what each preset changes.
pub struct Writer<W: Write> {
    style: Style,
    sheet: Sheet<W>,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a file of the preset `generic`.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(out: W, header: &TmxHeader) -> io::Result<Self> {
        Self::styled(out, header, Style::default())
    }

    /// Begins a file of any preset but `verbatim`, which is not valid by its nature.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn styled(out: W, header: &TmxHeader, style: Style) -> io::Result<Self> {
        let mut sheet = Sheet::new(out, style.preset.encoding());
        sheet.text.push_str(match style.preset.encoding() {
            Encoding::Utf8 => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            Encoding::Utf16 => "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n",
        });
        let edition = style.preset.edition();
        sheet.text.push_str("<!DOCTYPE tmx SYSTEM \"");
        sheet.text.push_str(edition.definition());
        sheet.text.push_str("\">\n<tmx version=\"");
        sheet.text.push_str(edition.version());
        sheet.text.push_str("\">\n");
        write_header(&style.header(header), edition, &mut sheet.text);
        sheet.text.push_str("  <body>\n");
        Ok(Writer {
            style,
            sheet,
            written: Written::default(),
        })
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes a unit, or counts it as skipped where no variant has a segment.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let missing = unit
            .variants
            .iter()
            .filter(|tuv| tuv.content.is_none())
            .count();
        if missing == unit.variants.len() {
            self.written.skipped += 1;
            return Ok(());
        }
        self.written.units += 1;
        self.written.variants_skipped += missing as u64;
        let edition = self.style.preset.edition();
        write_unit(&self.style.unit(unit), edition, &mut self.sheet.text);
        self.sheet.put_away()
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.sheet.text.push_str("  </body>\n</tmx>\n");
        self.sheet.finish()?;
        Ok(self.written)
    }
}

/// Text on its way into a file: gathered, freed of what XML forbids, encoded. One buffer for all.
pub(super) struct Sheet<W: Write> {
    out: W,
    encoding: Encoding,
    /// What has not gone out yet.
    pub(super) text: String,
    /// The same in UTF-16.
    wide: Vec<u8>,
}

impl<W: Write> Sheet<W> {
    pub(super) fn new(out: W, encoding: Encoding) -> Self {
        Sheet {
            out,
            encoding,
            text: String::with_capacity(2 * HELD),
            wide: Vec::new(),
        }
    }

    /// Lets the text go out where there is enough of it.
    pub(super) fn put_away(&mut self) -> io::Result<()> {
        if self.text.len() < HELD {
            return Ok(());
        }
        self.write()
    }

    /// Lets everything go out.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.write()?;
        self.out.flush()
    }

    fn write(&mut self) -> io::Result<()> {
        drop_forbidden(&mut self.text);
        match self.encoding {
            Encoding::Utf8 => self.out.write_all(self.text.as_bytes())?,
            Encoding::Utf16 => {
                self.wide.clear();
                self.wide.reserve(2 * self.text.len());
                for unit in self.text.encode_utf16() {
                    self.wide.extend_from_slice(&unit.to_le_bytes());
                }
                self.out.write_all(&self.wide)?;
            }
        }
        self.text.clear();
        // One unit of a hundred megabytes must not hold them to the end.
        self.text.shrink_to(2 * HELD);
        self.wide.shrink_to(4 * HELD);
        Ok(())
    }
}

fn write_header(header: &TmxHeader, edition: Edition, out: &mut String) {
    out.push_str("  <header");
    let moved = write_attributes("header", &header.attributes, edition, out);
    for (name, default) in HEADER_REQUIRED {
        let there = header.attributes.get(name);
        if there.is_none_or(|value| !fits(name, value)) {
            write_attribute(name, default, out);
        }
    }
    let bare = out.len();
    out.push_str(">\n");
    write_moved(&moved, "    ", out);
    for annotation in &header.annotations {
        if annotation.name == "ude" {
            write_ude(annotation, out);
        } else {
            write_annotation(annotation, edition, "    ", out);
        }
    }
    if out.len() == bare + 2 {
        out.truncate(bare);
        out.push_str("/>\n");
        return;
    }
    out.push_str("  </header>\n");
}

fn write_unit(unit: &TranslationUnit, edition: Edition, out: &mut String) {
    out.push_str("    <tu");
    let moved = write_attributes("tu", &unit.attributes, edition, out);
    out.push_str(">\n");
    write_moved(&moved, "      ", out);
    for annotation in &unit.annotations {
        write_annotation(annotation, edition, "      ", out);
    }
    for tuv in &unit.variants {
        if let Some(content) = &tuv.content {
            write_variant(tuv, content, edition, out);
        }
    }
    out.push_str("    </tu>\n");
}

fn write_variant(tuv: &Tuv, content: &InlineContent, edition: Edition, out: &mut String) {
    out.push_str("      <tuv");
    let moved = write_attributes("tuv", &tuv.attributes, edition, out);
    if tuv.language_as_written().is_none() {
        write_attribute(edition.language(), "und", out);
    }
    out.push_str(">\n");
    write_moved(&moved, "        ", out);
    for annotation in &tuv.annotations {
        write_annotation(annotation, edition, "        ", out);
    }
    out.push_str("        <seg>");
    valid::write_segment(content, edition, out);
    out.push_str("</seg>\n      </tuv>\n");
}

/// Writes the attributes that an element may have and returns the others, which must go elsewhere.
/// Name spaces do neither: the result has none.
fn write_attributes<'a>(
    element: &str,
    found: &'a Attributes,
    edition: Edition,
    out: &mut String,
) -> Vec<(&'a str, &'a str)> {
    let mut moved = Vec::new();
    for (name, value) in found.iter() {
        match edition.attribute(element, name, found) {
            Some(name) if fits(name, value) => write_attribute(name, value, out),
            _ if name.starts_with("xmlns") => {}
            _ => moved.push((name, value)),
        }
    }
    moved
}

/// Tells whether an attribute that may stand there may have this value.
fn fits(name: &str, value: &str) -> bool {
    name != "segtype" || SEGTYPES.contains(&value)
}

/// Writes attributes that may not stand in the element as properties of it.
fn write_moved(moved: &[(&str, &str)], indent: &str, out: &mut String) {
    for (name, value) in moved {
        begin_property(&format!("x-attribute-{name}"), indent, out);
        escape_text(value, out);
        out.push_str("</prop>\n");
    }
}

fn begin_property(kind: &str, indent: &str, out: &mut String) {
    out.push_str(indent);
    out.push_str("<prop");
    write_attribute("type", kind, out);
    out.push('>');
}

fn write_annotation(annotation: &Annotation, edition: Edition, indent: &str, out: &mut String) {
    let name = annotation.name.as_str();
    if !matches!(name, "note" | "prop") {
        let kind = format!("x-element-{}", name.trim_start_matches('#'));
        begin_property(&kind, indent, out);
        valid::write_all_text(&annotation.content, out);
        out.push_str("</prop>\n");
        return;
    }
    out.push_str(indent);
    out.push('<');
    out.push_str(name);
    write_attributes(name, &annotation.attributes, edition, out);
    if name == "prop" && annotation.attributes.get("type").is_none() {
        write_attribute("type", "x-unknown", out);
    }
    out.push('>');
    valid::write_all_text(&annotation.content, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

/// Writes a user-defined encoding with those of its maps that are complete; none, no encoding.
fn write_ude(ude: &Annotation, out: &mut String) {
    let maps: Vec<&Attributes> = ude
        .content
        .pieces()
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open { name, attributes } if name == "map" => Some(attributes),
            _ => None,
        })
        .filter(|map| map.get("unicode").is_some())
        .collect();
    if maps.is_empty() {
        return;
    }
    let own = |element: &str, found: &Attributes, out: &mut String| {
        for (name, value) in found.iter() {
            if attributes(element).contains(&name) {
                write_attribute(name, value, out);
            }
        }
    };
    out.push_str("    <ude");
    own("ude", &ude.attributes, out);
    if ude.attributes.get("name").is_none() {
        write_attribute("name", "unknown", out);
    }
    out.push_str(">\n");
    for map in maps {
        out.push_str("      <map");
        own("map", map, out);
        out.push_str("/>\n");
    }
    out.push_str("    </ude>\n");
}
