//! What a TMX holds, read without the program's own reader.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use sha2::{Digest, Sha256};

/// What `expected.json` of the measuring data says of a file, and its units.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Language as written → variants.
    pub(crate) languages: BTreeMap<String, usize>,
    /// Name of an element → how often it is there: `tu tuv seg prop note ude`.
    pub(crate) counts: BTreeMap<String, usize>,
    /// The first half of the SHA-256 of all segments, in hexadecimal digits.
    pub(crate) segments: String,
    /// The units.
    pub(crate) units: Vec<Vec<Variant>>,
}

/// A text of a unit.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    /// Its language as written.
    pub(crate) language: String,
    /// What its segment says to a reader: native code is left out. `None`, it has no segment.
    pub(crate) text: Option<String>,
}

/// Reads a TMX in UTF-8.
pub(crate) fn facts_of(tmx: &[u8]) -> Facts {
    let mut reader = Reader::from_reader(tmx);
    reader.config_mut().expand_empty_elements = true;
    let mut facts = Facts::default();
    let mut open: Vec<String> = Vec::new();
    let mut segments: Vec<String> = Vec::new();
    // Where in `open` the segment under way stands.
    let mut seg: Option<usize> = None;
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = local(tag.name().as_ref()).to_owned();
                *facts.counts.entry(name.clone()).or_default() += 1;
                if seg.is_some() {
                    write_tag(&tag, &name, segments.last_mut().expect("it is open"));
                }
                match name.as_str() {
                    "tu" => facts.units.push(Vec::new()),
                    "tuv" => {
                        let language = language(&tag);
                        *facts.languages.entry(language.clone()).or_default() += 1;
                        let unit = facts.units.last_mut().expect("a variant is in a unit");
                        unit.push(Variant {
                            language,
                            text: None,
                        });
                    }
                    "seg" if open.last().is_some_and(|parent| parent == "tuv") => {
                        segments.push(String::new());
                        seg = Some(open.len());
                        if let Some(text @ None) = text_under_way(&mut facts) {
                            *text = Some(String::new());
                        }
                    }
                    _ => {}
                }
                open.push(name);
            }
            Event::End(_) => {
                let name = open.pop().expect("it is well-formed");
                if seg == Some(open.len()) {
                    seg = None;
                } else if seg.is_some() {
                    let out = segments.last_mut().expect("it is open");
                    write!(out, "</{name}>").expect("it is a text");
                }
            }
            Event::Text(text) => add(&text.xml10_content(), seg, &open, &mut segments, &mut facts),
            Event::CData(text) => add(&text.xml10_content(), seg, &open, &mut segments, &mut facts),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", name.xml10_content());
                let text = unescape(&reference).expect("only XML's own references are there");
                add(&text, seg, &open, &mut segments, &mut facts);
            }
            _ => {}
        }
    }
    let digest = Sha256::digest(segments.join("\n").as_bytes());
    for byte in digest.iter().take(16) {
        write!(facts.segments, "{byte:02x}").expect("it is a text");
    }
    facts
}

/// Adds characters to the segment under way, if there is one.
fn add(
    text: &str,
    seg: Option<usize>,
    open: &[String],
    segments: &mut [String],
    facts: &mut Facts,
) {
    let Some(seg) = seg else { return };
    segments
        .last_mut()
        .expect("it is open")
        .push_str(&escaped(text));
    let code = |name: &String| matches!(name.as_str(), "bpt" | "ept" | "it" | "ph" | "ut");
    if !open[seg + 1..].iter().any(code)
        && let Some(Some(under_way)) = text_under_way(facts)
    {
        under_way.push_str(text);
    }
}

fn text_under_way(facts: &mut Facts) -> Option<&mut Option<String>> {
    Some(&mut facts.units.last_mut()?.last_mut()?.text)
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    tag.attributes()
        .map(|attribute| {
            let attribute = attribute.expect("it is well-formed");
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .expect("only XML's own references are there");
            (attribute.key.as_ref().to_owned(), value.into_owned())
        })
        .collect()
}

fn language(tag: &BytesStart<'_>) -> String {
    let attributes = attributes(tag);
    let get = |name: &str| attributes.iter().find(|(n, _)| n == name);
    let found = get("xml:lang").or_else(|| get("lang"));
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Writes a start tag as the measuring data does: attributes by their local names, sorted.
fn write_tag(tag: &BytesStart<'_>, name: &str, out: &mut String) {
    let mut attributes = attributes(tag);
    attributes.retain(|(name, _)| !name.starts_with("xmlns"));
    attributes.sort_by(|a, b| local(&a.0).cmp(local(&b.0)));
    write!(out, "<{name}").expect("it is a text");
    for (name, value) in attributes {
        let value = value.replace('&', "&amp;").replace('<', "&lt;");
        let value = value.replace('"', "&quot;");
        write!(out, " {}=\"{value}\"", local(&name)).expect("it is a text");
    }
    out.push('>');
}
