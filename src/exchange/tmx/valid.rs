//! Inline content made valid for the document type definition of TMX 1.4.

use std::collections::BTreeSet;

use super::grammar::{attributes, may_hold};
use crate::model::{Attributes, InlineContent, Piece};

/// Returns a segment's content with what the definition allows: an element that may not stand
/// where it stands gives way to what it holds, an attribute that may not be there is left out, one
/// that must be there is added. Valid content comes back as it is.
pub(in crate::exchange) fn segment(content: &InlineContent) -> InlineContent {
    let mut numbers = Numbers::default();
    let mut out = InlineContent::default();
    // The elements that are open in the source: name where it was kept.
    let mut open: Vec<Option<&str>> = Vec::new();
    // The elements that are open in the result.
    let mut parents = vec!["seg"];
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => out.push_text(text),
            Piece::Open { name, attributes } => {
                let parent = parents.last().copied().unwrap_or("seg");
                if may_hold(parent, name) {
                    out.open(name.as_str(), code(name, attributes, content, &mut numbers));
                    parents.push(name);
                    open.push(Some(name));
                } else {
                    open.push(None);
                }
            }
            Piece::Close => {
                if let Some(Some(_)) = open.pop() {
                    parents.pop();
                    out.close();
                }
            }
        }
    }
    out
}

/// Returns all characters of a content, those of codes included.
pub(in crate::exchange) fn all_text(content: &InlineContent) -> String {
    let mut text = String::new();
    for piece in content.pieces() {
        if let Piece::Text(part) = piece {
            text.push_str(part);
        }
    }
    text
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

/// Returns the attributes of an inline element, made valid.
fn code(
    name: &str,
    found: &Attributes,
    content: &InlineContent,
    numbers: &mut Numbers,
) -> Attributes {
    let allowed = attributes(name);
    let mut kept: Attributes = found.iter().filter(|(n, _)| allowed.contains(n)).collect();
    match name {
        "bpt" if kept.get("i").is_none() => {
            let number = numbers.fresh(content);
            numbers.open.push(number.clone());
            kept.set("i", number);
        }
        "ept" if kept.get("i").is_none() => {
            let number = numbers.open.pop().unwrap_or_else(|| numbers.fresh(content));
            kept.set("i", number);
        }
        "it" if !matches!(kept.get("pos"), Some("begin" | "end")) => kept.set("pos", "begin"),
        _ => {}
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_valid(canonical: &str) -> String {
        segment(&InlineContent::from_canonical(canonical).unwrap()).canonical()
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
    }
}
