//! Reads Markdown: CommonMark with tables, footnotes and definition lists, and the HTML in it.
//!
//! Markdown is a way of writing HTML, so it is read as the HTML it stands for: [`write`] writes
//! that, with the line of the file for each of its own lines, and the HTML reader does the rest.
//! HTML in the middle of Markdown needs no second grammar then. Before that, [`template`] takes
//! out what site generators put into Markdown files and no reader of the page sees.

use super::html::{self, Page};
use super::{Decoded, Document, Format, LeftOut, blocks, front_matter};

mod template;
mod write;

/// Reads a whole file.
pub(super) fn read(decoded: &Decoded) -> Document {
    let head = front_matter::read(&decoded.text);
    let body = &decoded.text[head.end..];
    let cleaned = template::take_out(body, head.lines);
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
