//! Reads Markdown: CommonMark with tables, footnotes and definition lists, and the HTML in it.
//!
//! Markdown is a way of writing HTML, so it is read as the HTML it stands for: [`mod@write`] writes
//! that, with the line of the file for each of its own lines, and the HTML reader does the rest.
//! HTML in the middle of Markdown needs no second grammar then. Before that, `template` takes
//! out what site generators put into Markdown files and no reader of the page sees.

use super::html::{self, Page};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Decoded, Document, Format, LeftOut, blocks, front_matter, template};

mod write;

/// Reads a whole file.
pub(super) fn read(decoded: &Decoded) -> Document {
    let head = front_matter::read(&decoded.text);
    let body = &decoded.text[head.end..];
    let cleaned = template::take_out(body, head.lines, code_ranges);
    let written = write::as_html(&cleaned.text, head.lines);
    let page = Page {
        language: head.language,
        lines: &written.lines,
        lines_before: 0,
    };
    let read = html::read_page(&written.html, page);
    let definitions = written
        .definitions
        .iter()
        .map(|(line, text)| blocks::left_out("link-definition", *line, text));
    let mut left_out: Vec<LeftOut> = cleaned.left_out;
    left_out.extend(read.left_out);
    left_out.extend(definitions);
    left_out.sort_by_key(|l| l.line);
    Document {
        format: Format::Markdown,
        encoding: decoded.encoding,
        language: read.language,
        blocks: [head.blocks, read.blocks].concat(),
        left_out: [head.left_out, left_out].concat(),
    }
}

/// Returns where code stands, in order.
fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = Parser::new_ext(text, write::options())
        .into_offset_iter()
        .filter(|(event, _)| {
            let fenced = matches!(event, Event::Start(Tag::CodeBlock(kind)) if kind.is_fenced());
            fenced || matches!(event, Event::Code(_))
        })
        .map(|(_, range)| range)
        .collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}
