//! The segments of Trados Studio's memories: XML of its own, as content with codes of TMX.

use super::ExchangeError;
use super::xml::{Step, Xml};
use crate::model::InlineContent;

/// A tag under way.
#[derive(Default)]
struct Tag {
    kind: String,
    anchor: String,
    alignment: String,
    id: String,
    text: String,
}

/// Reads `<Segment><Elements><Text><Value>…`: texts, and tags as `bpt`, `ept`, `ph` and `it`.
/// A tag's anchor pairs beginning and end, its alignment anchor source and target, and its number
/// in the document is its kind.
///
/// # Errors
/// When it is no such XML.
pub fn segment(text: &str) -> Result<InlineContent, ExchangeError> {
    let (mut xml, _, _) = Xml::open(text.as_bytes(), &["Segment"])?;
    let mut content = InlineContent::default();
    let mut open: Vec<String> = Vec::new();
    let mut tag: Option<Tag> = None;
    loop {
        match xml.next()? {
            Step::Open(name, _) => match (open.last().map(String::as_str), name.as_str()) {
                (Some("Text"), "Value") => content.push_text(&xml.characters()?),
                (Some("Tag"), part) => {
                    let characters = xml.characters()?;
                    let tag = tag.get_or_insert_default();
                    match part {
                        "Type" => tag.kind = characters,
                        "Anchor" => tag.anchor = characters,
                        "AlignmentAnchor" => tag.alignment = characters,
                        "TagID" => tag.id = characters,
                        "TextEquivalent" => tag.text = characters,
                        _ => {}
                    }
                }
                (_, "CultureName") => xml.skip()?,
                _ => open.push(name),
            },
            Step::Text => {}
            Step::Close => {
                if open.pop().as_deref() == Some("Tag")
                    && let Some(tag) = tag.take()
                {
                    push(&tag, &mut content);
                }
            }
            Step::End => return Ok(content),
        }
    }
}

fn push(tag: &Tag, content: &mut InlineContent) {
    let x = if tag.alignment.is_empty() || tag.alignment == "0" {
        &tag.anchor
    } else {
        &tag.alignment
    };
    let (name, own): (&str, &[(&str, &String)]) = match tag.kind.as_str() {
        "Start" => ("bpt", &[("i", &tag.anchor), ("x", x), ("type", &tag.id)]),
        "End" => ("ept", &[("i", &tag.anchor)]),
        _ => ("ph", &[("x", x), ("type", &tag.id)]),
    };
    let said = own.iter().filter(|(_, value)| !value.is_empty());
    let said = said.map(|(name, value)| (*name, value.as_str()));
    let pos = match tag.kind.as_str() {
        "UnmatchedStart" => Some(("pos", "begin")),
        "UnmatchedEnd" => Some(("pos", "end")),
        _ => None,
    };
    let name = if pos.is_some() { "it" } else { name };
    content.open(name, pos.into_iter().chain(said).collect());
    content.push_text(&tag.text);
    content.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_tags_are_read() {
        let tag = |kind: &str, anchor: u8, id: &str| {
            format!(
                "<Tag><Type>{kind}</Type><Anchor>{anchor}</Anchor><AlignmentAnchor>{anchor}\
                 </AlignmentAnchor><TagID>{id}</TagID></Tag>"
            )
        };
        let text = |text: &str| format!("<Text><Value>{text}</Value></Text>");
        let xml = format!(
            "<Segment xmlns:xsi=\"x\"><Elements>{}{}{}{}{}{}</Elements><CultureName>fr</CultureName>\
             </Segment>",
            text("Un "),
            tag("Start", 1, "12"),
            text("mot &amp; "),
            tag("End", 1, "12"),
            tag("Standalone", 2, ""),
            tag("UnmatchedEnd", 3, "4"),
        );
        assert_eq!(
            segment(&xml).unwrap().canonical(),
            "Un <bpt i=\"1\" x=\"1\" type=\"12\"></bpt>mot &amp; <ept i=\"1\"></ept>\
             <ph x=\"2\"></ph><it pos=\"end\" x=\"3\" type=\"4\"></it>"
        );
        assert!(segment("<Segment><Elements>").is_err());
        assert!(segment("nothing").is_err());
    }
}
