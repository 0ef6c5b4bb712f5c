//! Makes a piece of broken XML well-formed where what was meant is plain: characters that XML
//! forbids, entities of HTML, a lone `&` or `<`, attributes without quotes or standing twice.
//!
//! A text in which nothing is wrong comes back as it was. What has an end tag too many or too few
//! stays broken.

use std::collections::HashSet;

use super::entities::{Entities, Reference, reference};
use super::grammar::{is_element, is_name, is_xml_char};
use crate::documents::named_character;
use crate::messages::Message;

/// One repair: where it was made and what it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fix {
    /// Offset in the broken text.
    pub(super) at: usize,
    /// What was wrong and what was made of it.
    pub(super) message: Message,
}

/// How many attributes a tag may have, and how many `<` may stand in their values, to be taken for
/// a tag. Without an end to both, every `<` of a long text could be read up to its end.
const MOST: usize = 1_000;
const MOST_ANGLES: usize = 32;

/// Returns a text with what could be repaired, and gives each repair to `tell`, in order. Linear.
pub(super) fn repair(broken: &str, entities: &Entities, tell: &mut dyn FnMut(Fix)) -> String {
    let mut repair = Repair {
        broken,
        entities,
        at: 0,
        out: String::with_capacity(broken.len() + broken.len() / 16),
        tell,
        dropped_to: None,
        begun_only: None,
    };
    while repair.at < broken.len() {
        repair.step();
    }
    repair.out
}

struct Repair<'t> {
    broken: &'t str,
    entities: &'t Entities,
    /// Where in `broken` the repair is.
    at: usize,
    out: String,
    /// Who is told of each repair; there may be as many as bytes, so none is kept here.
    tell: &'t mut dyn FnMut(Fix),
    /// Where characters that were left out ended.
    dropped_to: Option<usize>,
    /// Names that only begin or only end in this text; made when first asked for.
    begun_only: Option<HashSet<&'t str>>,
}

/// What stands for itself, whatever is in it.
const SECTIONS: [(&str, &str); 3] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

impl Repair<'_> {
    /// Takes what is next: characters up to mark-up, a section, a tag, a reference.
    fn step(&mut self) {
        let rest = &self.broken[self.at..];
        if rest.starts_with('&') {
            return self.reference();
        }
        if !rest.starts_with('<') {
            let end = rest.find(['<', '&']).unwrap_or(rest.len());
            return self.characters(end);
        }
        for (start, end) in SECTIONS {
            if let Some(inner) = rest.strip_prefix(start) {
                let length = inner.find(end);
                return self.characters(length.map_or(rest.len(), |n| start.len() + n + end.len()));
            }
        }
        match self.tag() {
            Some(length) => self.at += length,
            // Nobody writes these as text: the tag is broken, and what it was is not known.
            None if is_own(rest) => self.copy(1),
            None => self.literal("&lt;", 1, Message::new("tmx-fixed-angle")),
        }
    }

    fn fix(&mut self, message: Message) {
        let at = self.at;
        (self.tell)(Fix { at, message });
    }

    /// Writes something else than the next bytes.
    fn literal(&mut self, instead: &str, length: usize, message: Message) {
        self.fix(message);
        self.out.push_str(instead);
        self.at += length;
    }

    /// Copies so many bytes without the characters that XML forbids.
    fn characters(&mut self, length: usize) {
        let end = self.at + length;
        while let Some((offset, c)) = self.broken[self.at..end]
            .char_indices()
            .find(|(_, c)| !is_xml_char(*c))
        {
            self.out.push_str(&self.broken[self.at..self.at + offset]);
            self.at += offset;
            // A run of them, such as a file filled up with zeros, is one repair.
            if offset > 0 || self.dropped_to != Some(self.at) {
                self.fix(dropped(u32::from(c)));
            }
            self.at += c.len_utf8();
            self.dropped_to = Some(self.at);
        }
        self.out.push_str(&self.broken[self.at..end]);
        self.at = end;
    }

    /// Takes a reference, or a `&` that begins none.
    fn reference(&mut self) {
        let rest = &self.broken[self.at..];
        let Some(name) = reference_name(rest) else {
            return self.literal("&amp;", 1, Message::new("tmx-fixed-ampersand"));
        };
        let length = name.len() + 2;
        match reference(name) {
            Reference::Character(_) => self.copy(length),
            Reference::Code(code) => {
                let low = rest[length..]
                    .starts_with('&')
                    .then(|| reference_name(&rest[length..]))
                    .flatten();
                match low.and_then(|low| Some((low, joined(code, low)?))) {
                    Some((low, c)) => {
                        let message = Message::new("tmx-fixed-surrogates")
                            .with("code", format!("U+{:04X}", u32::from(c)));
                        let text = String::from(c);
                        self.literal(&text, length + low.len() + 2, message);
                    }
                    None => self.literal("", length, dropped(code)),
                }
            }
            Reference::Name if self.entities.knows(name) => self.copy(length),
            Reference::Name => self.foreign_entity(name),
            Reference::None => self.literal("&amp;", 1, Message::new("tmx-fixed-ampersand")),
        }
    }

    /// Writes what an entity that nobody declared stands for in HTML, or its name as text.
    fn foreign_entity(&mut self, name: &str) {
        if let Some(text) = named_character(name) {
            let message = Message::new("tmx-fixed-entity")
                .with("name", name)
                .with("code", codes(&text));
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            self.literal(&text, name.len() + 2, message);
        } else {
            let message = Message::new("tmx-fixed-unknown-entity").with("name", name);
            self.literal("&amp;", 1, message);
        }
    }

    fn copy(&mut self, length: usize) {
        self.out.push_str(&self.broken[self.at..self.at + length]);
        self.at += length;
    }

    /// Writes the tag that begins here, repaired; returns its length in the broken text, or `None`
    /// where none begins.
    fn tag(&mut self) -> Option<usize> {
        let rest = &self.broken[self.at..];
        let tag = Tag::read(rest)?;
        if !is_own(rest) && self.is_half(tag.name) {
            return None;
        }
        let start = self.at;
        self.out.push('<');
        if tag.ends {
            self.out.push('/');
        }
        self.out.push_str(tag.name);
        let mut seen = HashSet::new();
        for attribute in &tag.attributes {
            self.at = start + attribute.at;
            if !seen.insert(attribute.name) {
                let message = Message::new("tmx-fixed-twice").with("name", attribute.name);
                self.fix(message);
                continue;
            }
            if attribute.quote.is_none() {
                let message = Message::new("tmx-fixed-quotes").with("name", attribute.name);
                self.fix(message);
            }
            self.out.push_str(attribute.before);
            let quote = attribute.quote.unwrap_or('"');
            self.out.push(quote);
            self.at = start + attribute.value_at;
            self.value(start + attribute.value_at + attribute.length);
            self.out.push(quote);
        }
        self.out.push_str(tag.tail);
        self.at = start;
        Some(tag.length)
    }

    /// Writes an attribute's value up to an offset.
    fn value(&mut self, end: usize) {
        while self.at < end {
            let rest = &self.broken[self.at..end];
            let run = rest.find(['<', '&', '"']).unwrap_or(rest.len());
            if run > 0 {
                self.characters(run);
            } else if rest.starts_with('<') {
                self.literal("&lt;", 1, Message::new("tmx-fixed-angle"));
            } else if rest.starts_with('"') {
                // Inside single quotes it stands for itself; in double quotes it is never met.
                self.copy(1);
            } else {
                self.reference();
            }
        }
    }

    /// Tells whether elements of a name only begin or only end in this text.
    fn is_half(&mut self, name: &str) -> bool {
        let broken = self.broken;
        self.begun_only
            .get_or_insert_with(|| halves(broken))
            .contains(name)
    }
}

/// Tells whether a text begins with a tag of one of TMX's own elements, whole or not.
fn is_own(text: &str) -> bool {
    let tag = text.strip_prefix('<').unwrap_or(text);
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != ':');
    let name = &tag[..end.unwrap_or(tag.len())];
    let local = name.rsplit(':').next().unwrap_or(name);
    is_element(&local.to_ascii_lowercase())
}

/// Returns the names whose start tags have no end tag in a text, or the reverse.
fn halves(text: &str) -> HashSet<&str> {
    let (mut begun, mut ended) = (HashSet::new(), HashSet::new());
    for (at, _) in text.match_indices('<') {
        let Some(tag) = Tag::read(&text[at..]) else {
            continue;
        };
        if tag.tail.starts_with('/') || tag.tail.ends_with("/>") {
            begun.insert(tag.name);
            ended.insert(tag.name);
        } else if tag.ends {
            ended.insert(tag.name);
        } else {
            begun.insert(tag.name);
        }
    }
    begun.symmetric_difference(&ended).copied().collect()
}

fn dropped(code: u32) -> Message {
    Message::new("tmx-fixed-character").with("code", format!("U+{code:04X}"))
}

fn codes(text: &str) -> String {
    let codes: Vec<String> = text
        .chars()
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    codes.join(" ")
}

/// Returns the name in `&name;` at the start of a text.
fn reference_name(text: &str) -> Option<&str> {
    let (name, _) = text
        .strip_prefix('&')?
        .split_at_checked(text.bytes().skip(1).take(64).position(|b| b == b';')?)?;
    Some(name)
}

/// Joins a code of the upper surrogates with a reference to one of the lower.
fn joined(high: u32, low: &str) -> Option<char> {
    let Reference::Code(low) = reference(low) else {
        return None;
    };
    if !(0xD800..0xDC00).contains(&high) || !(0xDC00..0xE000).contains(&low) {
        return None;
    }
    char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
}

/// A tag as somebody wrote it.
struct Tag<'t> {
    name: &'t str,
    /// Whether it is an end tag.
    ends: bool,
    attributes: Vec<LooseAttribute<'t>>,
    /// What follows the last attribute: space, `/`, `>`.
    tail: &'t str,
    length: usize,
}

/// An attribute as somebody wrote it, with quotes or without.
struct LooseAttribute<'t> {
    at: usize,
    name: &'t str,
    /// Space, name, `=`: what stands before the quote.
    before: &'t str,
    /// `None` where the quotes are not there, or only one.
    quote: Option<char>,
    value_at: usize,
    length: usize,
}

impl<'t> Tag<'t> {
    /// Reads the tag that a text begins with; `None` where it begins with none.
    fn read(text: &'t str) -> Option<Self> {
        let after = &text[1..];
        let ends = after.starts_with('/');
        let mut at = 1 + usize::from(ends);
        let name_end =
            text[at..].find(|c: char| c.is_ascii_whitespace() || "/><=\"'&".contains(c))?;
        let name = &text[at..at + name_end];
        if !is_name(name) {
            return None;
        }
        at += name_end;
        let mut attributes = Vec::new();
        let mut angles = MOST_ANGLES;
        loop {
            let space = text[at..].len() - text[at..].trim_start().len();
            let rest = &text[at + space..];
            if let Some(length) = tag_end(rest) {
                let end = at + space + length;
                return Some(Tag {
                    name,
                    ends,
                    attributes,
                    tail: &text[at..end],
                    length: end,
                });
            }
            if ends || attributes.len() == MOST {
                return None;
            }
            let attribute = LooseAttribute::read(text, at, space, &mut angles)?;
            let closed = attribute.quote.is_some() && !text[attribute.value_at..].is_empty();
            at = attribute.value_at + attribute.length + usize::from(closed);
            attributes.push(attribute);
        }
    }
}

/// Returns the length of `>` or `/>` at the start of a text.
fn tag_end(text: &str) -> Option<usize> {
    if text.starts_with('>') {
        Some(1)
    } else {
        text.starts_with("/>").then_some(2)
    }
}

impl<'t> LooseAttribute<'t> {
    /// Reads the attribute after some white space; takes from `angles` for each `<` in its value.
    fn read(text: &'t str, from: usize, space: usize, angles: &mut usize) -> Option<Self> {
        let at = from + space;
        let name_length =
            text[at..].find(|c: char| c.is_ascii_whitespace() || "=/><\"'&".contains(c))?;
        let name = &text[at..at + name_length];
        if !is_name(name) {
            return None;
        }
        let equals = at + name_length + leading_space(&text[at + name_length..]);
        text[equals..].strip_prefix('=')?;
        let quote_at = equals + 1 + leading_space(&text[equals + 1..]);
        let first = text[quote_at..].chars().next()?;
        let (quote, value_at, length) = if matches!(first, '"' | '\'') {
            let inner = &text[quote_at + 1..];
            match inner.find([first, '<']) {
                Some(end) if inner[end..].starts_with(first) => (Some(first), quote_at + 1, end),
                // Either a `<` inside quotes, or a quote that is never closed: the tag's own end
                // tells which.
                Some(end) => match inner[..end].find('>') {
                    Some(close) => (None, quote_at + 1, close),
                    None => (Some(first), quote_at + 1, closing(inner, first, angles)?),
                },
                None => (None, quote_at + 1, inner.find('>')?),
            }
        } else {
            let end =
                text[quote_at..].find(|c: char| c.is_ascii_whitespace() || "><\"'".contains(c))?;
            let value = &text[quote_at..quote_at + end];
            // `<a b=c/>`: the slash is the tag's.
            let slash = value.ends_with('/') && text[quote_at + end..].starts_with('>');
            (None, quote_at, end - usize::from(slash))
        };
        // Where no space stands before an attribute, XML wants one.
        let before = text[from..quote_at].trim_end_matches(['"', '\'']);
        Some(LooseAttribute {
            at,
            name,
            before: if space == 0 {
                before
            } else {
                &text[from..quote_at]
            },
            quote,
            value_at,
            length,
        })
    }
}

/// Finds the quote that closes a value with `<` in it, if there are no more of them than `angles`.
fn closing(inner: &str, quote: char, angles: &mut usize) -> Option<usize> {
    for (at, found) in inner.match_indices([quote, '<']) {
        if found != "<" {
            return Some(at);
        }
        *angles = angles.checked_sub(1)?;
    }
    None
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(broken: &str) -> (String, Vec<String>) {
        let mut ids = Vec::new();
        let text = repair(broken, &Entities::default(), &mut |fix| {
            ids.push(fix.message.id().to_owned());
        });
        (text, ids)
    }

    #[test]
    fn what_is_well_formed_stays_as_it_is() {
        for whole in [
            "",
            "a &amp; b &#233; &#x1F600;",
            "<tu tuid='a\"b' x = \"1\" ><seg/>c</tu >",
            "<!-- & < \" --><![CDATA[a < b & c]]><?x & ?>",
            "<seg>a<g id=\"1\">b</g> <x/></seg>",
        ] {
            assert_eq!(repaired(whole), (whole.to_owned(), Vec::new()), "{whole}");
        }
    }

    #[test]
    fn what_was_meant_is_written_as_it_should_be() {
        for (broken, whole, id) in [
            ("R & D", "R &amp; D", "tmx-fixed-ampersand"),
            ("a&nbsp;b", "a\u{a0}b", "tmx-fixed-entity"),
            ("a&what;b", "a&amp;what;b", "tmx-fixed-unknown-entity"),
            ("a\u{b}b", "ab", "tmx-fixed-character"),
            ("a&#x0B;b", "ab", "tmx-fixed-character"),
            ("&#xD83D;&#xDE00;", "\u{1f600}", "tmx-fixed-surrogates"),
            ("&#xD83D;", "", "tmx-fixed-character"),
            ("a < b", "a &lt; b", "tmx-fixed-angle"),
            ("a <Enter> b", "a &lt;Enter> b", "tmx-fixed-angle"),
            ("<ph x=1/>", "<ph x=\"1\"/>", "tmx-fixed-quotes"),
            ("<ph x='1' x='2'/>", "<ph x='1'/>", "tmx-fixed-twice"),
            (
                "<tuv lang=\"fr><seg>",
                "<tuv lang=\"fr\"><seg>",
                "tmx-fixed-quotes",
            ),
            (
                "<prop type=\"a<b\">",
                "<prop type=\"a&lt;b\">",
                "tmx-fixed-angle",
            ),
        ] {
            assert_eq!(
                repaired(broken),
                (whole.to_owned(), vec![id.to_owned()]),
                "{broken}"
            );
        }
    }

    #[test]
    fn the_place_of_a_repair_is_that_in_the_broken_text() {
        let mut places = Vec::new();
        let broken = "<tu a=\"é &\">\n&nbsp;";
        repair(broken, &Entities::default(), &mut |fix| places.push(fix.at));
        assert_eq!(places, [10, 14]);
    }

    #[test]
    fn a_tag_that_ends_nowhere_is_not_sought_for_up_to_the_end_of_the_text() {
        // Where every one of them is, these take minutes.
        let many = 300_000;
        for broken in [
            "<a b=\"",
            "<a b=\"'",
            "<a b='\"",
            "<a b=\"<\" ",
            "<a b=\" c='",
        ] {
            let mut fixes = 0;
            repair(&broken.repeat(many), &Entities::default(), &mut |_| {
                fixes += 1;
            });
            assert!(fixes >= many, "{broken}");
        }
        // One tag with all of them in its values.
        let one = format!("<a {}", "b=\"<\" ".repeat(many));
        assert_eq!(repaired(&one).1[0], "tmx-fixed-angle");
    }

    #[test]
    fn a_tag_has_an_end_to_its_attributes_and_to_the_angles_in_them() {
        let with = |angles: usize| format!("<prop type=\"{}\">", "<".repeat(angles));
        assert!(Tag::read(&with(MOST_ANGLES)).is_some());
        assert!(Tag::read(&with(MOST_ANGLES + 1)).is_none());
        let with = |attributes: usize| format!("<prop{}>", " a=1".repeat(attributes));
        assert!(Tag::read(&with(MOST)).is_some());
        assert!(Tag::read(&with(MOST + 1)).is_none());
    }
}
