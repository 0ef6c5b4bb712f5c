//! Reads HTML: the main text as blocks; menus, scripts and footers are left out and reported.
//!
//! The html5ever package builds the tree that a browser would build ([`gate`] keeps hostile files
//! from making it slow), [`element`] says what each element is to a reader, and [`walk`] makes
//! blocks. Markdown comes here too, as the HTML it stands for.

pub use characters::named_character;

use super::LeftOut;
use super::{Decoded, Document, Format, front_matter, template};
use crate::model::{Block, BlockKind, LangTag};
use crate::text::detect_language;

mod characters;
mod element;
mod gate;
mod tree;
mod walk;

/// A text to parse, with what is known of it beforehand.
pub(super) struct Page<'a> {
    /// The language stated outside the HTML.
    pub(super) language: Option<LangTag>,
    /// For each line of the parsed text, its line in the file; empty when `lines_before` says it.
    pub(super) lines: &'a [u32],
    /// Lines of the file before the parsed text.
    pub(super) lines_before: u32,
}

impl Page<'_> {
    /// Returns the line of the file for one of the parsed text.
    fn line(&self, parsed: u64) -> u32 {
        let parsed = parsed.max(1);
        let known = usize::try_from(parsed - 1)
            .ok()
            .and_then(|n| self.lines.get(n));
        known.copied().unwrap_or_else(|| {
            let last = self.lines.last().copied();
            last.unwrap_or_else(|| self.lines_before.saturating_add(parsed as u32))
        })
    }
}

/// What a page gave.
pub(super) struct Read {
    pub(super) language: Option<LangTag>,
    pub(super) blocks: Vec<Block>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Reads a whole file.
pub(super) fn read(decoded: &Decoded) -> Document {
    let head = front_matter::read(&decoded.text);
    let page = Page {
        language: head.language,
        lines: &[],
        lines_before: head.lines,
    };
    let body = &decoded.text[head.end..];
    // A page with front matter is made by a site generator, and may have its marks.
    let cleaned = (head.end > 0).then(|| template::take_out(body, head.lines, |_| Vec::new()));
    let read = read_page(cleaned.as_ref().map_or(body, |c| &c.text), page);
    let mut left_out = cleaned.map(|c| c.left_out).unwrap_or_default();
    left_out.extend(read.left_out);
    left_out.sort_by_key(|l| l.line);
    Document {
        format: Format::Html,
        encoding: decoded.encoding,
        language: read.language,
        blocks: [head.blocks, read.blocks].concat(),
        left_out: [head.left_out, left_out].concat(),
    }
}

/// Reads HTML, whole or a part. Linear in the text, whatever it is.
pub(super) fn read_page(text: &str, mut page: Page) -> Read {
    let tree = gate::parse(text);
    let stated = stated_language(&tree).or(page.language);
    // Quotation marks need a language even where the page states none.
    page.language = stated
        .clone()
        .or_else(|| detect_language(&tree.text(0, 20_000))?.parse().ok());
    let (mut blocks, mut left_out) = walk::walk(&tree, &page, false);
    if blocks.iter().all(|b| b.kind == BlockKind::Title) {
        (blocks, left_out) = walk::walk(&tree, &page, true);
    }
    Read {
        language: stated,
        blocks,
        left_out,
    }
}

/// Returns the text of a few words that may hold tags and entities.
pub(super) fn plain_text(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    gate::parse(text).text(0, usize::MAX)
}

/// Returns the language of the root element, else of the body, else the one a `meta` declares.
fn stated_language(tree: &tree::Tree) -> Option<LangTag> {
    let root = tree.subtree(0).find_map(|id| {
        let is_root = matches!(tree.name(id), "html" | "body");
        let lang = || {
            tree.attribute(id, "lang")
                .or_else(|| tree.attribute(id, "xml:lang"))
        };
        is_root.then(lang)??.parse().ok()
    });
    root.or_else(|| {
        tree.subtree(0).find_map(|id| {
            let declares = tree.name(id) == "meta"
                && tree
                    .attribute(id, "http-equiv")
                    .is_some_and(|name| name.eq_ignore_ascii_case("content-language"));
            declares
                .then(|| tree.attribute(id, "content"))??
                .trim()
                .parse()
                .ok()
        })
    })
}
