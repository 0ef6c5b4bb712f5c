//! Inline content written as a document type definition of TMX allows it.

use std::collections::BTreeSet;

use super::edition::Edition;
use crate::model::{Attributes, InlineContent, Piece, escape_text, write_attribute};

/// Returns a segment's content with what TMX 1.4 allows, as [`write_segment`] would write it.
pub(in crate::exchange) fn segment(content: &InlineContent) -> InlineContent {
    let mut written = String::new();
    write_segment(content, Edition::V14, &mut written);
    // What was written canonically can be read.
    InlineContent::from_canonical(&written).unwrap_or_default()
}

/// Writes a segment's content with what the definition allows: an element that may not stand
/// where it stands gives way to what it holds, an attribute that may not be there is left out, one
/// that must be there is added. Valid content is written as it is. Linear.
pub(super) fn write_segment(content: &InlineContent, edition: Edition, out: &mut String) {
    let mut numbers = Numbers::default();
    // The elements that are open in the source: name where it was kept.
    let mut open: Vec<Option<&str>> = Vec::new();
    // The elements that are open in the result.
    let mut parents: Vec<&str> = Vec::new();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => escape_text(text, out),
            Piece::Open { name, attributes } => {
                let parent = parents.last().copied().unwrap_or("seg");
                if edition.may_hold(parent, name) {
                    out.push('<');
                    out.push_str(name);
                    write_code(name, attributes, content, edition, &mut numbers, out);
                    out.push('>');
                    parents.push(name);
                    open.push(Some(name));
                } else {
                    open.push(None);
                }
            }
            Piece::Close => {
                if let Some(Some(name)) = open.pop() {
                    parents.pop();
                    out.push_str("</");
                    out.push_str(name);
                    out.push('>');
                }
            }
        }
    }
}

/// Writes all characters of a content, those of codes included.
pub(super) fn write_all_text(content: &InlineContent, out: &mut String) {
    for piece in content.pieces() {
        if let Piece::Text(part) = piece {
            escape_text(part, out);
        }
    }
}

/// Numbers for codes that have none.
#[derive(Default)]
struct Numbers {
    /// The numbers that the segment uses itself; filled when the first is missing.
    used: Option<BTreeSet<String>>,
    next: u64,
    /// Numbers given to `bpt` elements that no `ept` has taken yet.
    open: Vec<String>,
}

impl Numbers {
    fn fresh(&mut self, content: &InlineContent) -> String {
        let used = self.used.get_or_insert_with(|| used_numbers(content));
        loop {
            self.next += 1;
            let number = self.next.to_string();
            if !used.contains(&number) {
                return number;
            }
        }
    }
}

fn used_numbers(content: &InlineContent) -> BTreeSet<String> {
    let pieces = content.pieces().iter();
    pieces
        .filter_map(|piece| match piece {
            Piece::Open { attributes, .. } => attributes.get("i").map(str::to_owned),
            _ => None,
        })
        .collect()
}

/// Writes the attributes of an inline element, made valid.
fn write_code(
    name: &str,
    found: &Attributes,
    content: &InlineContent,
    edition: Edition,
    numbers: &mut Numbers,
    out: &mut String,
) {
    let side = |value: &str| matches!(value, "begin" | "end");
    for (attribute, value) in found.iter() {
        if (name, attribute) == ("it", "pos") && !side(value) {
            write_attribute(attribute, "begin", out);
        } else if edition.inline_attribute(name, attribute) {
            write_attribute(attribute, value, out);
        }
    }
    match name {
        "bpt" if found.get("i").is_none() => {
            let number = numbers.fresh(content);
            write_attribute("i", &number, out);
            numbers.open.push(number);
        }
        "ept" if found.get("i").is_none() => {
            let number = numbers.open.pop().unwrap_or_else(|| numbers.fresh(content));
            write_attribute("i", &number, out);
        }
        "it" if found.get("pos").is_none() => write_attribute("pos", "begin", out),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(canonical: &str, edition: Edition) -> String {
        let mut out = String::new();
        let content = InlineContent::from_canonical(canonical).unwrap();
        write_segment(&content, edition, &mut out);
        out
    }

    fn made_valid(canonical: &str) -> String {
        written(canonical, Edition::V14)
    }

    #[test]
    fn valid_content_stays() {
        let valid = "a<bpt i=\"1\" x=\"1\">b<sub><hi>c</hi></sub></bpt><ept i=\"1\"></ept>";
        assert_eq!(made_valid(valid), valid);
    }

    #[test]
    fn foreign_elements_give_way_to_their_text() {
        assert_eq!(made_valid("a <g id=\"1\">b<ph>c</ph></g>"), "a b<ph>c</ph>");
        assert_eq!(made_valid("<ph><hi>a</hi></ph><sub>b</sub>"), "<ph>a</ph>b");
    }

    #[test]
    fn missing_attributes_are_added() {
        assert_eq!(
            made_valid("<bpt></bpt><ph q=\"1\"></ph><ept></ept><it></it><bpt i=\"1\"></bpt>"),
            "<bpt i=\"2\"></bpt><ph></ph><ept i=\"2\"></ept><it pos=\"begin\"></it>\
             <bpt i=\"1\"></bpt>"
        );
        assert_eq!(
            made_valid("<it pos=\"open\" x=\"1\"></it>"),
            "<it pos=\"begin\" x=\"1\"></it>"
        );
    }

    #[test]
    fn the_first_edition_has_no_highlights() {
        let newer = "<hi type=\"b\">a<ph><sub type=\"x\">b</sub></ph></hi><ut><sub>c</sub></ut>";
        assert_eq!(
            written(newer, Edition::V11),
            "a<ph><sub>b</sub></ph><ut>c</ut>"
        );
        assert_eq!(made_valid(newer), newer);
    }
}
