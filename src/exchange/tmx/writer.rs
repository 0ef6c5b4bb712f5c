//! Writes TMX 1.4, level 2, in UTF-8: always valid, the same bytes for the same units.

use std::io::{self, Write};

use super::grammar::{HEADER_REQUIRED, SEGTYPES, attributes, is_xml_char};
use super::{TmxHeader, valid};
use crate::exchange::{WriteUnits, Written};
use crate::model::{
    Annotation, Attributes, InlineContent, LangTag, Piece, TranslationUnit, Tuv, escape_text,
    write_start_tag,
};

/// A TMX file being written. `docs/formats/tmx.md` says how what is invalid is made valid.
pub struct Writer<W: Write> {
    out: W,
    /// One unit at a time; the same buffer for all.
    line: String,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a file. The output is best buffered.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(mut out: W, header: &TmxHeader) -> io::Result<Self> {
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n\
             <tmx version=\"1.4\">\n",
        );
        write_header(header, &mut text);
        text.push_str("  <body>\n");
        drop_forbidden(&mut text);
        out.write_all(text.as_bytes())?;
        Ok(Writer {
            out,
            line: String::new(),
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
        self.line.clear();
        write_unit(unit, &mut self.line);
        drop_forbidden(&mut self.line);
        self.out.write_all(self.line.as_bytes())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.write_all(b"  </body>\n</tmx>\n")?;
        self.out.flush()?;
        Ok(self.written)
    }
}

fn write_header(header: &TmxHeader, out: &mut String) {
    let (mut kept, moved) = sorted_out("header", &header.attributes);
    for (name, default) in HEADER_REQUIRED {
        if kept.get(name).is_none() {
            kept.set(name, default);
        }
    }
    out.push_str("  ");
    write_start_tag("header", &kept, out);
    let bare = out.len();
    out.push('\n');
    write_moved(&moved, "    ", out);
    for annotation in &header.annotations {
        if annotation.name == "ude" {
            write_ude(annotation, out);
        } else {
            write_annotation(annotation, "    ", out);
        }
    }
    if out.len() == bare + 1 {
        out.truncate(bare - 1);
        out.push_str("/>\n");
        return;
    }
    out.push_str("  </header>\n");
}

fn write_unit(unit: &TranslationUnit, out: &mut String) {
    let (kept, moved) = sorted_out("tu", &unit.attributes);
    out.push_str("    ");
    write_start_tag("tu", &kept, out);
    out.push('\n');
    write_moved(&moved, "      ", out);
    for annotation in &unit.annotations {
        write_annotation(annotation, "      ", out);
    }
    for tuv in &unit.variants {
        if let Some(content) = &tuv.content {
            write_variant(tuv, content, out);
        }
    }
    out.push_str("    </tu>\n");
}

fn write_variant(tuv: &Tuv, content: &InlineContent, out: &mut String) {
    let mut attributes = tuv.attributes.clone();
    if attributes.get("xml:lang").is_none() {
        attributes = with_new_lang(&attributes);
    }
    let (mut kept, mut moved) = sorted_out("tuv", &attributes);
    let language = kept.get("xml:lang").unwrap_or_default().to_owned();
    if language.trim() != language || language.parse::<LangTag>().is_err() {
        kept.set("xml:lang", "und");
        if !language.is_empty() {
            moved.push(("xml:lang".to_owned(), language));
        }
    }
    out.push_str("      ");
    write_start_tag("tuv", &kept, out);
    out.push('\n');
    write_moved(&moved, "        ", out);
    for annotation in &tuv.annotations {
        write_annotation(annotation, "        ", out);
    }
    out.push_str("        <seg>");
    out.push_str(&valid::segment(content).canonical());
    out.push_str("</seg>\n      </tuv>\n");
}

/// Returns the attributes with `lang` in the form of TMX 1.4, in its place; `und` where there is
/// none.
fn with_new_lang(attributes: &Attributes) -> Attributes {
    let mut renamed: Attributes = attributes
        .iter()
        .map(|(name, value)| (if name == "lang" { "xml:lang" } else { name }, value))
        .collect();
    if renamed.get("xml:lang").is_none() {
        renamed.set("xml:lang", "und");
    }
    renamed
}

/// Parts attributes into those that the element may have and those that must go elsewhere. Name
/// spaces are neither: the result has none.
fn sorted_out(element: &str, found: &Attributes) -> (Attributes, Vec<(String, String)>) {
    let allowed = attributes(element);
    let fits = |name: &str, value: &str| {
        allowed.contains(&name) && (name != "segtype" || SEGTYPES.contains(&value))
    };
    let kept = found.iter().filter(|(n, v)| fits(n, v)).collect();
    let moved = found
        .iter()
        .filter(|(n, v)| !fits(n, v) && !n.starts_with("xmlns"))
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .collect();
    (kept, moved)
}

/// Writes attributes that may not stand in the element as properties of it.
fn write_moved(moved: &[(String, String)], indent: &str, out: &mut String) {
    for (name, value) in moved {
        write_property(&format!("x-attribute-{name}"), value, indent, out);
    }
}

fn write_property(kind: &str, text: &str, indent: &str, out: &mut String) {
    out.push_str(indent);
    write_start_tag("prop", &[("type", kind)].into_iter().collect(), out);
    escape_text(text, out);
    out.push_str("</prop>\n");
}

fn write_annotation(annotation: &Annotation, indent: &str, out: &mut String) {
    let name = annotation.name.as_str();
    let text = valid::all_text(&annotation.content);
    if !matches!(name, "note" | "prop") {
        let kind = format!("x-element-{}", name.trim_start_matches('#'));
        write_property(&kind, &text, indent, out);
        return;
    }
    let (mut kept, _) = sorted_out(name, &annotation.attributes);
    for lang in ["xml:lang", "lang"] {
        // Valid all the same, but a checker complains of it.
        if kept
            .get(lang)
            .is_some_and(|tag| tag.parse::<LangTag>().is_err())
        {
            kept.remove(lang);
        }
    }
    if name == "prop" && kept.get("type").is_none() {
        kept.set("type", "x-unknown");
    }
    out.push_str(indent);
    write_start_tag(name, &kept, out);
    escape_text(&text, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

/// Writes a user-defined encoding with those of its maps that are complete; none, no encoding.
fn write_ude(ude: &Annotation, out: &mut String) {
    let maps: Vec<Attributes> = ude
        .content
        .pieces()
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open { name, attributes } if name == "map" => {
                Some(sorted_out("map", attributes).0)
            }
            _ => None,
        })
        .filter(|map| map.get("unicode").is_some())
        .collect();
    if maps.is_empty() {
        return;
    }
    let (mut kept, _) = sorted_out("ude", &ude.attributes);
    if kept.get("name").is_none() {
        kept.set("name", "unknown");
    }
    out.push_str("    ");
    write_start_tag("ude", &kept, out);
    out.push('\n');
    for map in &maps {
        out.push_str("      ");
        write_start_tag("map", map, out);
        out.truncate(out.len() - 1);
        out.push_str("/>\n");
    }
    out.push_str("    </ude>\n");
}

/// Leaves out the characters that XML forbids. Mark-up has none, so whatever is found is text.
fn drop_forbidden(text: &mut String) {
    if !text.chars().all(is_xml_char) {
        text.retain(is_xml_char);
    }
}
