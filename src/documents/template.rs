//! Takes out what site generators put into pages: Liquid tags and kramdown attribute lists.
//!
//! `{% … %}` and `{: … }` go, unless they stand in code. A value in a `{% include … %}` that reads
//! as words (a caption, a long description) stays as a block, for the page shows it. `{{ … }}`
//! stays in running text, where it stands for words, and goes in link addresses, where its spaces
//! would hide the link. Line breaks all stay, so lines keep their numbers.

use std::ops::Range;

use super::{LeftOut, blocks, front_matter};

/// A text without template marks.
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) left_out: Vec<LeftOut>,
}

/// Takes the marks out of a text. `lines_before` is the number of lines above it in the file;
/// `code` finds where code stands, in order, and is asked only when there are marks.
pub(super) fn take_out(
    text: &str,
    lines_before: u32,
    code: impl Fn(&str) -> Vec<Range<usize>>,
) -> Cleaned {
    let mut cleaned = Cleaned {
        text: String::with_capacity(text.len()),
        left_out: Vec::new(),
    };
    if !["{%", "{{", "{:"].iter().any(|mark| text.contains(mark)) {
        text.clone_into(&mut cleaned.text);
        return cleaned;
    }
    let code = code(text);
    let mut code = code.iter().peekable();
    let (mut at, mut line) = (0, lines_before + 1);
    while let Some(found) = text[at..].find('{').map(|n| at + n) {
        cleaned.text.push_str(&text[at..found]);
        line += count_lines(&text[at..found]);
        while code.next_if(|range| range.end <= found).is_some() {}
        let in_code = code.peek().is_some_and(|range| range.start <= found);
        let end = if in_code {
            None
        } else {
            end_of_mark(text, found)
        };
        let Some(end) = end else {
            cleaned.text.push('{');
            at = found + 1;
            continue;
        };
        let mark = &text[found..end];
        if mark.starts_with("{{") {
            if !in_link_address(&cleaned.text) {
                cleaned.text.push_str(mark);
            }
        } else {
            let what = if mark.starts_with("{%") {
                "template-tag"
            } else {
                "attribute-list"
            };
            cleaned.left_out.push(blocks::left_out(what, line, mark));
            cleaned.text.push_str(&words_of(mark));
        }
        line += count_lines(mark);
        at = end;
    }
    cleaned.text.push_str(&text[at..]);
    cleaned
}

fn count_lines(text: &str) -> u32 {
    text.bytes().filter(|b| *b == b'\n').count() as u32
}

/// Returns the end of the mark that begins at `start`, if one does.
///
/// Looks no further than a mark can reach, so that many beginnings without an end cost little.
fn end_of_mark(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let length = if let Some(inner) = rest.strip_prefix("{%") {
        // No tag in a tag, and none across a blank line.
        let inner = &inner[..inner.find("{%").unwrap_or(inner.len())];
        let inner = &inner[..inner.find("\n\n").unwrap_or(inner.len())];
        inner.find("%}")? + 4
    } else if let Some(inner) = rest.strip_prefix("{{") {
        within_line(inner).find("}}")? + 4
    } else {
        attribute_list(rest.strip_prefix("{:")?)? + 3
    };
    Some(start + length)
}

/// Returns the beginning of a text up to its first line break, at most 500 bytes.
fn within_line(text: &str) -> &str {
    let mut end = text.len().min(500);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].split('\n').next().unwrap_or_default()
}

/// Returns the length of a kramdown attribute list: `.class #id key="value"}`, `toc}`.
fn attribute_list(inner: &str) -> Option<usize> {
    let end = within_line(inner).find('}')?;
    let first = inner.trim_start().chars().next()?;
    let known = first.is_ascii_alphabetic() || matches!(first, '.' | '#' | ':' | '/');
    known.then_some(end)
}

/// Tells whether a text ends inside the address of a link: `](` and no closing bracket since.
fn in_link_address(text: &str) -> bool {
    let mut end = text.len().min(2000);
    while !text.is_char_boundary(text.len() - end) {
        end -= 1;
    }
    let line = text[text.len() - end..]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    line.rfind("](").is_some_and(|at| !line[at..].contains(')'))
        || line.ends_with('<')
        || line
            .rfind("=\"")
            .is_some_and(|at| !line[at + 2..].contains('"'))
}

/// Returns the values of an include that are words, each as a block of HTML; line breaks stay.
fn words_of(mark: &str) -> String {
    let mut kept = String::new();
    let is_include = mark[2..]
        .trim_start_matches(['-', ' ', '\n'])
        .starts_with("include");
    let mut rest = mark;
    while let Some(at) = rest.find("=\"") {
        let key = rest[..at]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let Some(end) = rest[at + 2..].find('"') else {
            break;
        };
        let value = &rest[at + 2..at + 2 + end];
        kept.extend(rest[..at].chars().filter(|c| *c == '\n'));
        if is_include && mark.starts_with("{%") && front_matter::is_text(key, value) {
            // A blank line would end the HTML and begin Markdown again: that is all right.
            kept.push_str("<div>");
            kept.push_str(value);
            kept.push_str("</div>");
        } else {
            kept.extend(value.chars().filter(|c| *c == '\n'));
        }
        rest = &rest[at + 3 + end..];
    }
    kept.extend(rest.chars().filter(|c| *c == '\n'));
    kept
}
