//! Writes a TMX file as it was read: its elements, attributes, order and text, valid or not.

use std::io::{self, Write};

use super::TmxHeader;
use super::preset::Encoding;
use super::reader::STRAY_TEXT;
use super::writer::Sheet;
use crate::exchange::{WriteUnits, Written};
use crate::model::{Annotation, Attributes, InlineContent, TranslationUnit, Tuv, write_start_tag};

/// A file being written in the preset `verbatim`.
///
/// Only layout is its own, and that only where no text stands beside elements. It names no document
/// type definition, which it may break.
pub struct VerbatimWriter<W: Write> {
    sheet: Sheet<W>,
    written: Written,
}

impl<W: Write> VerbatimWriter<W> {
    /// Begins a file; nothing is written yet.
    pub fn new(out: W, header: &TmxHeader) -> Self {
        let mut sheet = Sheet::new(out, Encoding::Utf8);
        let text = &mut sheet.text;
        text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write_start_tag("tmx", &header.root, text);
        text.push('\n');
        if !header.attributes.is_empty() || !header.annotations.is_empty() {
            let children = in_order(&header.annotations, std::iter::empty());
            write_parent("header", &header.attributes, &children, Some(1), text);
        }
        text.push_str("  <body>\n");
        VerbatimWriter {
            sheet,
            written: Written::default(),
        }
    }
}

impl<W: Write> WriteUnits for VerbatimWriter<W> {
    /// Writes a unit; leaves none out.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        self.written.units += 1;
        let variants = unit.variants.iter().map(Child::Variant);
        let children = in_order(&unit.annotations, variants);
        let text = &mut self.sheet.text;
        write_parent("tu", &unit.attributes, &children, Some(2), text);
        self.sheet.put_away()
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.sheet.text.push_str("  </body>\n</tmx>\n");
        self.sheet.finish()?;
        Ok(self.written)
    }
}

/// What stands in a header, a unit or a variant.
enum Child<'u> {
    Annotation(&'u Annotation),
    Variant(&'u Tuv),
    Content(u32, &'u InlineContent),
}

impl Child<'_> {
    fn place(&self) -> u32 {
        match self {
            Child::Annotation(annotation) => annotation.place,
            Child::Variant(tuv) => tuv.place,
            Child::Content(place, _) => *place,
        }
    }

    /// Tells whether it is text beside elements.
    fn is_text(&self) -> bool {
        matches!(self, Child::Annotation(annotation) if annotation.name == STRAY_TEXT)
    }
}

/// Returns everything in an element in the order in which it stood.
fn in_order<'u>(
    annotations: &'u [Annotation],
    others: impl Iterator<Item = Child<'u>>,
) -> Vec<Child<'u>> {
    let mut children: Vec<Child<'u>> = annotations.iter().map(Child::Annotation).collect();
    children.extend(others);
    children.sort_by_key(Child::place);
    children
}

/// Writes an element that holds elements: a line each, unless text stands beside them, of which
/// new lines would become a part. `depth` is that of its own line; `None`, it has none.
fn write_parent(
    name: &str,
    attributes: &Attributes,
    children: &[Child<'_>],
    depth: Option<usize>,
    out: &mut String,
) {
    let lines = !children.iter().any(Child::is_text);
    let inner = depth.filter(|_| lines).map(|depth| depth + 1);
    begin_line(depth, out);
    write_start_tag(name, attributes, out);
    end_line(inner, out);
    for child in children {
        match child {
            Child::Variant(tuv) => {
                let seg = tuv.content.iter();
                let seg = seg.map(|content| Child::Content(tuv.content_place, content));
                let children = in_order(&tuv.annotations, seg);
                write_parent("tuv", &tuv.attributes, &children, inner, out);
            }
            Child::Content(_, content) => {
                begin_line(inner, out);
                out.push_str("<seg>");
                content.write_canonical(out);
                out.push_str("</seg>");
                end_line(inner, out);
            }
            Child::Annotation(annotation) if child.is_text() => {
                annotation.content.write_canonical(out);
            }
            Child::Annotation(annotation) => {
                begin_line(inner, out);
                write_start_tag(&annotation.name, &annotation.attributes, out);
                annotation.content.write_canonical(out);
                end_tag(&annotation.name, out);
                end_line(inner, out);
            }
        }
    }
    // The end tag has a line of its own where the children have.
    begin_line(inner.and(depth), out);
    end_tag(name, out);
    end_line(depth, out);
}

fn begin_line(depth: Option<usize>, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth.unwrap_or(0)));
}

fn end_line(depth: Option<usize>, out: &mut String) {
    if depth.is_some() {
        out.push('\n');
    }
}

fn end_tag(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
