//! Writes Markdown as the HTML it stands for, line numbers kept.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// HTML with the way back to the Markdown it was written from.
pub(super) struct Written {
    pub(super) html: String,
    /// For each line of `html`, the line of the file.
    pub(super) lines: Vec<u32>,
    /// Definitions of link addresses: line of the file and text, in order.
    pub(super) definitions: Vec<(u32, String)>,
}

/// Returns the grammar that is read.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Writes a Markdown text as HTML. `lines_before` is the number of lines above it in the file.
pub(super) fn as_html(text: &str, lines_before: u32) -> Written {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let mut writer = Writer {
        starts,
        lines_before,
        html: String::with_capacity(text.len() * 5 / 4),
        lines: vec![lines_before + 1],
        images: 0,
        head: false,
        notes: Vec::new(),
    };
    let parser = Parser::new_ext(text, options());
    let mut definitions: Vec<Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.clone())
        .collect();
    definitions.sort_by_key(|span| span.start);
    for (event, range) in parser.into_offset_iter() {
        writer.event(event, &range);
    }
    let definitions = definitions.into_iter().map(|span| {
        let line = writer.line_of(span.start);
        (line, text.get(span).unwrap_or_default().to_owned())
    });
    Written {
        definitions: definitions.collect(),
        html: writer.html,
        lines: writer.lines,
    }
}

struct Writer {
    /// Where each line of the Markdown begins.
    starts: Vec<usize>,
    lines_before: u32,
    html: String,
    lines: Vec<u32>,
    /// Depth of open images: their alternative text is no text.
    images: usize,
    /// In the head of a table.
    head: bool,
    /// Names of footnotes in the order of their calls.
    notes: Vec<String>,
}

impl Writer {
    fn line_of(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        self.lines_before + (line as u32).max(1)
    }

    /// Writes a line break that stands for the beginning of a line of the file.
    fn new_line(&mut self, line: u32) {
        self.html.push('\n');
        self.lines.push(line);
    }

    fn push(&mut self, parts: &[&str]) {
        self.html.extend(parts.iter().copied());
    }

    fn event(&mut self, event: Event, range: &Range<usize>) {
        let line = self.line_of(range.start);
        if self.html.ends_with('\n')
            && let Some(last) = self.lines.last_mut()
        {
            *last = line;
        }
        match event {
            Event::Start(tag) => self.start(&tag, line),
            Event::End(tag) => self.end(tag),
            _ if self.images > 0 => {}
            Event::InlineHtml(html) if swallows(&html) => self.text(&html, line),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, line),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text, line),
            Event::FootnoteReference(name) => {
                let number = self.note(&name);
                self.push(&["[", &number.to_string(), "]"]);
            }
            Event::SoftBreak => self.new_line(line + 1),
            Event::HardBreak => {
                self.html.push_str("<br>");
                self.new_line(line + 1);
            }
            Event::Rule => self.html.push_str("<hr>"),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Returns the number that the page shows for a footnote.
    fn note(&mut self, name: &str) -> usize {
        let known = self.notes.iter().position(|n| n == name);
        known.unwrap_or_else(|| {
            self.notes.push(name.to_owned());
            self.notes.len() - 1
        }) + 1
    }

    /// Writes text with the signs of HTML escaped.
    fn text(&mut self, text: &str, mut line: u32) {
        for c in text.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '\n' => {
                    line += 1;
                    self.new_line(line);
                }
                c => self.html.push(c),
            }
        }
    }

    /// Writes HTML as it is.
    fn raw(&mut self, html: &str, mut line: u32) {
        for piece in html.split_inclusive('\n') {
            self.html
                .push_str(piece.strip_suffix('\n').unwrap_or(piece));
            if piece.ends_with('\n') {
                line += 1;
                self.new_line(line);
            }
        }
    }

    fn start(&mut self, tag: &Tag, line: u32) {
        let name = match tag {
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::MetadataBlock(_) => return,
            Tag::TableHead => {
                self.head = true;
                "tr"
            }
            Tag::TableCell if self.head => "th",
            tag => block_name(tag.to_end()),
        };
        self.new_line(line);
        if !name.is_empty() {
            self.push(&["<", name, ">"]);
        }
        if name == "pre" {
            // The parser drops one line break after `<pre>`: this one.
            self.new_line(line);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let name = match tag {
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                return;
            }
            TagEnd::TableHead => {
                self.head = false;
                "tr"
            }
            TagEnd::TableCell if self.head => "th",
            tag => block_name(tag),
        };
        if !name.is_empty() {
            self.push(&["</", name, ">"]);
        }
    }
}

/// Returns the element a block of Markdown stands for, `""` where there is none.
fn block_name(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(level) => ["h1", "h2", "h3", "h4", "h5", "h6"][level as usize - 1],
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::FootnoteDefinition => "section",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        _ => "",
    }
}

/// Tells whether a tag in a line would make an HTML parser take all that follows for raw text.
///
/// An author who writes `<title>` in a sentence means the word, not the element.
fn swallows(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']).to_ascii_lowercase();
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    matches!(
        &name[..end],
        "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "plaintext"
            | "script"
            | "style"
            | "select"
    )
}
