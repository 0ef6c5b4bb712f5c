//! What is odd in a TMX file that could be read all the same.

use std::collections::BTreeSet;

use super::grammar::{HEADER_REQUIRED, SEGTYPES, attributes, is_element, may_hold};
use crate::messages::Message;
use crate::model::{Annotation, Attributes, InlineContent, LangTag, Piece, Tuv};

const VERSIONS: [&str; 4] = ["1.1", "1.2", "1.3", "1.4"];

/// Looks at the root element.
pub(super) fn root(root: &Attributes, tell: &mut impl FnMut(Message)) {
    match root.get("version") {
        None => tell(Message::new("tmx-no-version")),
        Some(version) if !VERSIONS.contains(&version) => {
            tell(Message::new("tmx-version").with("version", version));
        }
        Some(_) => {}
    }
    if root.iter().any(|(name, _)| name.starts_with("xmlns")) {
        tell(Message::new("tmx-namespace"));
    }
    element("tmx", root, tell);
}

/// Looks at the attributes of the header.
pub(super) fn header(header: &Attributes, tell: &mut impl FnMut(Message)) {
    let missing: Vec<&str> = HEADER_REQUIRED
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| header.get(name).is_none())
        .collect();
    if !missing.is_empty() {
        tell(Message::new("tmx-header-missing").with("names", missing.join(", ")));
    }
    element("header", header, tell);
}

/// Looks at the attributes of an element: unknown ones, dates, counts, kinds of segments.
pub(super) fn element(name: &str, found: &Attributes, tell: &mut impl FnMut(Message)) {
    let allowed = attributes(name);
    for (attribute, value) in found.iter() {
        let about = |id| {
            Message::new(id)
                .with("name", attribute)
                .with("value", value)
        };
        match attribute {
            _ if attribute.starts_with("xmlns") => {}
            _ if !allowed.contains(&attribute) => tell(
                Message::new("tmx-unknown-attribute")
                    .with("name", attribute)
                    .with("element", name),
            ),
            "creationdate" | "changedate" | "lastusagedate" if !is_date(value) => {
                tell(about("tmx-bad-date"));
            }
            "usagecount" if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) => {
                tell(about("tmx-bad-count"));
            }
            "segtype" if !SEGTYPES.contains(&value) => tell(about("tmx-bad-segtype")),
            _ => {}
        }
    }
}

/// Looks at a note, property or foreign element standing in `parent`.
pub(super) fn annotation(parent: &str, found: &Annotation, tell: &mut impl FnMut(Message)) {
    let known = match found.name.as_str() {
        "note" | "prop" => true,
        "ude" => parent == "header",
        _ => false,
    };
    if !known {
        tell(
            Message::new("tmx-unknown-element")
                .with("name", found.name.as_str())
                .with("parent", parent),
        );
        return;
    }
    if found.name == "prop" && found.attributes.get("type").is_none() {
        tell(Message::new("tmx-prop-type"));
    }
    element(&found.name, &found.attributes, tell);
}

/// Looks at a variant; `version` is that of the file.
pub(super) fn variant(tuv: &Tuv, version: Option<&str>, tell: &mut impl FnMut(Message)) {
    let (new, old) = (tuv.attributes.get("xml:lang"), tuv.attributes.get("lang"));
    match (new, old) {
        (None, None) => tell(Message::new("tmx-no-language")),
        (Some(new), Some(old)) if !new.eq_ignore_ascii_case(old) => {
            tell(
                Message::new("tmx-two-languages")
                    .with("first", new)
                    .with("second", old),
            );
        }
        (None, Some(_)) if matches!(version, Some("1.3" | "1.4")) => {
            tell(Message::new("tmx-old-lang"));
        }
        _ => {}
    }
    if let Some(language) = new.or(old)
        && !LangTag::is_well_formed(language)
    {
        tell(Message::new("tmx-bad-language").with("language", language));
    }
    match &tuv.content {
        None => tell(Message::new("tmx-no-seg")),
        Some(content) if content.is_empty() => tell(Message::new("tmx-empty-seg")),
        Some(content) => inline(content, tell),
    }
}

/// Looks at the inline elements of a segment; of each kind of oddness only the first is told.
fn inline(content: &InlineContent, tell: &mut impl FnMut(Message)) {
    if let [] | [Piece::Text(_)] = content.pieces() {
        return;
    }
    let mut parents = vec!["seg"];
    let (mut opened, mut closed) = (BTreeSet::new(), BTreeSet::new());
    let (mut misplaced, mut incomplete) = (None, None);
    for piece in content.pieces() {
        let Piece::Open { name, attributes } = piece else {
            if *piece == Piece::Close {
                parents.pop();
            }
            continue;
        };
        let parent = parents.last().copied().unwrap_or("seg");
        if !may_hold(parent, name) {
            misplaced.get_or_insert((name, parent));
        }
        let needs = match name.as_str() {
            "bpt" | "ept" => Some("i"),
            "it" => Some("pos"),
            _ => None,
        };
        match (needs, needs.and_then(|needed| attributes.get(needed))) {
            (Some(needed), None) => {
                incomplete.get_or_insert((name, needed));
            }
            (_, Some(i)) if name == "bpt" => drop(opened.insert(i)),
            (_, Some(i)) if name == "ept" => drop(closed.insert(i)),
            _ => {}
        }
        parents.push(name);
    }
    if let Some((name, parent)) = misplaced {
        let id = if is_element(name) {
            "tmx-inline-misplaced"
        } else {
            "tmx-inline-unknown"
        };
        tell(
            Message::new(id)
                .with("name", name.as_str())
                .with("parent", parent),
        );
    }
    if let Some((name, attribute)) = incomplete {
        tell(
            Message::new("tmx-inline-attribute")
                .with("name", name.as_str())
                .with("attribute", attribute),
        );
    }
    if let Some(i) = opened.symmetric_difference(&closed).next() {
        tell(Message::new("tmx-unpaired").with("number", *i));
    }
}

/// Tells whether a text is a date as ISO 8601 writes it, basic (`20240131T120000Z`) or extended
/// (`2024-01-31T12:00:00Z`), the time and the zone left out at will.
fn is_date(text: &str) -> bool {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let clock = time
        .find(['Z', '+', '-', '.'])
        .map_or(time, |at| &time[..at]);
    let zone = time[clock.len()..].bytes();
    let date_fits = matches!(pairs(date, b'-'), Some((4, [_, _, 1..=12, 1..=31])));
    let time_fits = matches!(
        pairs(clock, b':'),
        Some((0..=3, [0..=24, 0..=59, 0..=60, _]))
    );
    let mut rest = zone.skip(1);
    date_fits && time_fits && rest.all(|b| b.is_ascii_digit() || matches!(b, b':' | b'Z'))
}

/// Returns how many pairs of digits a text holds, at most four, and their values; `mark` may stand
/// between them.
fn pairs(text: &str, mark: u8) -> Option<(usize, [u8; 4])> {
    let mut values = [0; 4];
    let mut digits = 0;
    for digit in text.bytes().filter(|b| *b != mark) {
        let value = values
            .get_mut(digits / 2)
            .filter(|_| digit.is_ascii_digit())?;
        *value = *value * 10 + (digit - b'0');
        digits += 1;
    }
    digits.is_multiple_of(2).then_some((digits / 2, values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_texts() {
        for good in [
            "20240131T120000Z",
            "2024-01-31T12:00:00Z",
            "20240131",
            "20240131T1200",
        ] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "31/01/2024",
            "20241331T120000Z",
            "20240131T250000Z",
            "hier",
            "2024013é",
            "20240131T12Zut",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn codes_that_lack_their_other_half_are_told() {
        let content = InlineContent::from_canonical("a<bpt i=\"1\">b</bpt><g></g>").unwrap();
        let mut ids = Vec::new();
        inline(&content, &mut |message| ids.push(message.id().to_owned()));
        assert_eq!(ids, ["tmx-inline-unknown", "tmx-unpaired"]);
    }
}
