//! Front matter: the lines between two fences at the head of a Markdown or HTML file.
//!
//! Only what a person would translate is text: a title, a description, any value that reads as
//! words. Keys, dates, addresses, names of layouts and numbers are left out. The reader knows the
//! part of YAML that such heads are written in: scalars in all five styles, lists, nesting.

use super::LeftOut;
use super::blocks;
use super::html;
use crate::model::{Block, BlockKind, LangTag};

/// What the head of a file holds.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The values that are text.
    pub(super) blocks: Vec<Block>,
    /// The values that are not.
    pub(super) left_out: Vec<LeftOut>,
    /// The language it states.
    pub(super) language: Option<LangTag>,
    /// Byte offset of the text after it.
    pub(super) end: usize,
    /// Lines before the text after it.
    pub(super) lines: u32,
}

/// A key with its value.
#[derive(Debug, PartialEq)]
struct Entry {
    key: String,
    value: String,
    line: u32,
}

/// Keys whose value is text, be it a single word.
const TEXT_KEYS: [&str; 14] = [
    "title",
    "subtitle",
    "name",
    "label",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "caption",
    "content",
    "headline",
    "heading",
    "tagline",
    "lead",
];

/// Keys whose value a reader of the page does not see as text, be it words.
const OTHER_KEYS: [&str; 5] = ["alt", "class", "pageclass", "style", "date"];

/// Reads the front matter of a text; without any, all is empty and `end` is 0.
pub(super) fn read(text: &str) -> FrontMatter {
    let mut found = FrontMatter::default();
    let Some((inner, separator)) = fenced(text, &mut found) else {
        return FrontMatter::default();
    };
    for entry in entries(inner, separator) {
        if matches!(entry.key.as_str(), "lang" | "language" | "locale") {
            found.language = found.language.or_else(|| entry.value.parse().ok());
        }
        let text = html::plain_text(&entry.value);
        let path = format!("front matter: {}", entry.key);
        let block = is_text(&entry.key, &text)
            .then(|| blocks::block(BlockKind::FrontMatter, &text, entry.line, path))
            .flatten();
        if let Some(block) = block {
            found.blocks.push(block);
        } else {
            let note = format!("{}: {}", entry.key, entry.value);
            found
                .left_out
                .push(blocks::left_out("front-matter", entry.line, &note));
        }
    }
    found
}

/// Tells whether a value is words that a translator would see.
pub(super) fn is_text(key: &str, value: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || OTHER_KEYS.contains(&key.as_str()) || is_address(value) {
        return false;
    }
    TEXT_KEYS.contains(&key.as_str())
        || value.split_whitespace().nth(1).is_some() && !value.starts_with(['[', '{', '/'])
}

fn is_address(value: &str) -> bool {
    !value.contains(char::is_whitespace)
        && (value.contains("://") || value.starts_with('/') || value.starts_with("mailto:"))
}

/// Finds the fences; returns what is between them and the sign between key and value.
fn fenced<'a>(text: &'a str, found: &mut FrontMatter) -> Option<(&'a str, char)> {
    let (first, _) = text.split_once('\n')?;
    let (closing, separator): (&[&str], _) = match first.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return None,
    };
    let start = first.len() + 1;
    let mut at = start;
    for (n, line) in text[start..].split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if closing.contains(&bare) {
            found.end = at + line.len();
            found.lines = n as u32 + 2;
            let inner = &text[start..at];
            // Two rules across the page are no front matter: that has a key first.
            let first = inner
                .lines()
                .find(|l| !l.trim().is_empty() && !l.starts_with('#'));
            return first
                .is_none_or(|l| key_of(l, separator).is_some())
                .then_some((inner, separator));
        }
        at += line.len();
    }
    None
}

/// Splits `key: value`; `None` where the line does not begin with a key.
fn key_of(line: &str, separator: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(separator)?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key = !key.is_empty()
        && key.len() <= 64
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let apart = separator == '=' || value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && apart).then(|| (key, value.trim()))
}

/// Reads the entries in order; the key of a list's items is the list's.
fn entries(inner: &str, separator: char) -> Vec<Entry> {
    let lines: Vec<&str> = inner.lines().collect();
    let mut entries = Vec::new();
    let mut key = String::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            at += 1;
            continue;
        }
        let mut value = bare;
        while let Some(item) = value.strip_prefix("- ") {
            value = item.trim();
        }
        if let Some((name, rest)) = key_of(value, separator) {
            name.clone_into(&mut key);
            value = rest;
        }
        let first = at;
        let indent = indent_of(line);
        at += 1;
        while at < lines.len() && continues(lines[at], indent, value, separator) {
            at += 1;
        }
        let value = scalar(value, &lines[first + 1..at]);
        if !value.is_empty() {
            let line = first as u32 + 2;
            entries.push(Entry {
                key: key.clone(),
                value,
                line,
            });
        }
    }
    entries
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Tells whether a line goes on with the scalar begun on an earlier, less indented line.
fn continues(line: &str, indent: usize, value: &str, separator: char) -> bool {
    let block_style = value.starts_with(['|', '>']);
    let bare = line.trim();
    if bare.is_empty() {
        return block_style;
    }
    if indent_of(line) <= indent || value.is_empty() {
        return false;
    }
    block_style || !(bare.starts_with("- ") || key_of(bare, separator).is_some())
}

/// Returns the value of a scalar: quotes, comments and block signs gone, lines joined by spaces.
fn scalar(first: &str, more: &[&str]) -> String {
    let mut value = if first.starts_with(['|', '>']) {
        ""
    } else {
        first
    }
    .to_owned();
    for line in more {
        value.push(' ');
        value.push_str(line.trim());
    }
    let value = value.trim();
    if let Some(rest) = value.strip_prefix('"') {
        return unescape(rest);
    }
    if let Some(rest) = value.strip_prefix('\'') {
        let end = rest.trim_end().strip_suffix('\'').unwrap_or(rest);
        return end.replace("''", "'");
    }
    match value.find(" #") {
        Some(at) if !first.starts_with(['|', '>']) => value[..at].trim_end().to_owned(),
        _ => value.to_owned(),
    }
}

/// Reads the inside of a double-quoted scalar up to its closing quote.
fn unescape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n' | 't' | 'r') => value.push(' '),
                Some('u') => {
                    let digits: String = chars.by_ref().take(4).collect();
                    value.extend(
                        u32::from_str_radix(&digits, 16)
                            .ok()
                            .and_then(char::from_u32),
                    );
                }
                Some('_') => value.push('\u{a0}'),
                Some(other) => value.push(other),
                None => {}
            },
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(String, String, u32)> {
        read(source)
            .blocks
            .into_iter()
            .map(|b| (b.place.path, b.text, b.place.line))
            .collect()
    }

    fn entry(key: &str, text: &str, line: u32) -> (String, String, u32) {
        (format!("front matter: {key}"), text.to_owned(), line)
    }

    #[test]
    fn values_that_are_words_are_text_and_keys_are_not() {
        let source = "---\nlayout: post\ntitle:  \"Le port&nbsp;: bilan\"\ndate: 2021-03-04\n\
            image: /img/port.png\ndescription: >\n  Un an\n  de travaux.\nlang: fr\n---\nTexte";
        assert_eq!(
            texts(source),
            [
                entry("title", "Le port\u{a0}: bilan", 3),
                entry("description", "Un an de travaux.", 6),
            ]
        );
        let found = read(source);
        assert_eq!(found.language.unwrap().as_str(), "fr");
        assert_eq!(&source[found.end..], "Texte");
        assert_eq!(found.lines, 10);
        let left: Vec<_> = found.left_out.iter().map(|l| l.excerpt.as_str()).collect();
        assert_eq!(
            left,
            [
                "layout: post",
                "date: 2021-03-04",
                "image: /img/port.png",
                "lang: fr"
            ]
        );
    }

    #[test]
    fn nested_keys_and_lists_are_read() {
        let source = "---\nmenu:\n  main:\n    name: <b>Accueil</b>\n    weight: 3\n\
            tags:\n- une ville\n- port\n---\n";
        assert_eq!(
            texts(source),
            [entry("name", "Accueil", 4), entry("tags", "une ville", 7)]
        );
    }

    #[test]
    fn quotes_and_escapes_are_undone() {
        let source =
            "---\ntitle: 'L''aide'\nsummary: \"Dit \\\"oui\\\" \\u00e9t\\u00e9\" # fin\n---\n";
        assert_eq!(
            texts(source),
            [
                entry("title", "L'aide", 2),
                entry("summary", "Dit \"oui\" été", 3)
            ]
        );
    }

    #[test]
    fn two_rules_are_no_front_matter() {
        assert_eq!(read("---\nUne phrase.\n---\n").end, 0);
        assert_eq!(read("---\ntitle: sans fin\n").end, 0);
        assert_eq!(read("Texte\n---\n").end, 0);
    }
}
