//! An XML file as a tree that is written back as it was read, but for white space outside of it.
//!
//! Kept are elements, attributes, text, comments, instructions and the document type, each in its
//! place; what a reader of XML may not tell apart (quotes around attributes, CDATA or escapes, the
//! shape of empty elements) is written in one way.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::RuleError;

/// How deep elements may lie within one another; rule files need six levels.
const DEEPEST: usize = 100;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    Comment(String),
    /// A processing instruction or the document type, with its brackets.
    Other(String),
}

/// An element with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// The name, prefix included.
    pub name: String,
    /// Names, prefixes included, and values, in the order written.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    /// Returns an element with attributes and nothing in it.
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Element {
            name: name.to_owned(),
            attributes: attributes.iter().map(owned).collect(),
            children: Vec::new(),
        }
    }

    /// Returns the name without its prefix.
    pub(super) fn local_name(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// Returns an attribute's value; empty where it is missing.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }

    /// Returns the elements directly in this one.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// Returns the first element directly in this one that has a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.local_name() == name)
    }

    /// Returns the text directly in the element.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().map(|node| match node {
            Node::Text(text) => text.as_str(),
            _ => "",
        });
        texts.collect()
    }
}

/// Returns the text of a file in UTF-8, or in UTF-16 with a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, RuleError> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => {
            return std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|error| {
                    let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                    not_xml(&good, good.len(), "this is not UTF-8".to_owned())
                });
        }
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned)
        .map_err(|_| not_xml("", 0, "this is not UTF-16".to_owned()))
}

/// Reads a file; its element and what stands before and after it, in order.
pub(super) fn read(xml: &str) -> Result<Vec<Node>, RuleError> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = Vec::new();
    let mut top = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| {
            let offset = usize::try_from(reader.error_position()).unwrap_or(xml.len());
            not_xml(xml, offset, error.to_string())
        })?;
        let here = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
        let node = match event {
            Event::Eof => break,
            Event::Decl(_) => continue,
            Event::Start(start) => {
                if open.len() == DEEPEST {
                    return Err(not_xml(xml, here, format!("more than {DEEPEST} levels")));
                }
                open.push(element(&start).map_err(|detail| not_xml(xml, here, detail))?);
                continue;
            }
            Event::End(_) => match open.pop() {
                Some(element) => Node::Element(element),
                None => continue,
            },
            Event::Empty(start) => {
                Node::Element(element(&start).map_err(|detail| not_xml(xml, here, detail))?)
            }
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => named(&reference).map(str::to_owned),
                };
                let unknown = || format!("unknown entity &{};", &*reference);
                Node::Text(known.ok_or_else(|| not_xml(xml, here, unknown()))?)
            }
            Event::Comment(comment) => Node::Comment(comment.xml10_content().into_owned()),
            Event::PI(instruction) => Node::Other(format!("<?{}?>", &*instruction)),
            Event::DocType(kind) => Node::Other(format!("<!DOCTYPE {}>", &*kind)),
        };
        let Some(parent) = open.last_mut() else {
            match node {
                // White space outside of the element says nothing.
                Node::Text(text) if text.trim().is_empty() => {}
                Node::Text(_) => {
                    return Err(not_xml(xml, here, "text outside of <srx>".to_owned()));
                }
                node => top.push(node),
            }
            continue;
        };
        match (node, parent.children.last_mut()) {
            (Node::Text(text), Some(Node::Text(before))) => before.push_str(&text),
            (node, _) => parent.children.push(node),
        }
    }
    if !open.is_empty() {
        let detail = "the file ends inside an element".to_owned();
        return Err(not_xml(xml, xml.len(), detail));
    }
    Ok(top)
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element {
        name: start.name().as_ref().to_owned(),
        attributes,
        children: Vec::new(),
    })
}

/// Returns what one of the five named entities of XML stands for.
fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// Says that a file is no XML, with line and column, both from 1.
fn not_xml(xml: &str, offset: usize, detail: String) -> RuleError {
    let mut offset = offset.min(xml.len());
    while !xml.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &xml[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    RuleError::NotXml {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        detail,
    }
}

/// Writes a file in UTF-8.
pub(super) fn write(nodes: &[Node]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for node in nodes {
        write_node(node, &mut out);
        out.push('\n');
    }
    out
}

fn write_node(node: &Node, out: &mut String) {
    match node {
        Node::Text(text) => escape(text, false, out),
        Node::Comment(comment) => {
            out.push_str("<!--");
            out.push_str(comment);
            out.push_str("-->");
        }
        Node::Other(other) => out.push_str(other),
        Node::Element(element) => {
            out.push('<');
            out.push_str(&element.name);
            for (name, value) in &element.attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, true, out);
                out.push('"');
            }
            if element.children.is_empty() {
                out.push_str("/>");
                return;
            }
            out.push('>');
            for child in &element.children {
                write_node(child, out);
            }
            out.push_str("</");
            out.push_str(&element.name);
            out.push('>');
        }
    }
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            _ => out.push(c),
        }
    }
}
