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
        markdown_inside: false,
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
        writer.begin_event(&range);
        let code = matches!(event, Event::Code(_)) && has_inner_spaces(text, &range);
        if code && text[..range.start].ends_with(char::is_alphanumeric) {
            writer.html.push(' ');
        }
        writer.event(event, writer.line_of(range.start));
        if code && text[range.end..].starts_with(char::is_alphanumeric) {
            writer.html.push(' ');
        }
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

/// Tells whether a code span has spaces just inside its marks, which the grammar drops.
///
/// Beside a letter they are the spaces that the author put on the wrong side of the marks.
fn has_inner_spaces(text: &str, range: &Range<usize>) -> bool {
    let inner = text
        .get(range.clone())
        .unwrap_or_default()
        .trim_matches('`');
    inner.starts_with(' ') && inner.ends_with(' ')
}

struct Writer {
    /// Where each line of the Markdown begins.
    starts: Vec<usize>,
    lines_before: u32,
    html: String,
    lines: Vec<u32>,
    /// Depth of open images: their alternative text is no text.
    images: usize,
    /// In a block of HTML whose text is Markdown again (`markdown="1"`, as kramdown has it).
    markdown_inside: bool,
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

    /// Sets the line of the file where a new line of HTML has just begun.
    fn begin_event(&mut self, range: &Range<usize>) {
        let line = self.line_of(range.start);
        if self.html.ends_with('\n')
            && let Some(last) = self.lines.last_mut()
        {
            *last = line;
        }
    }

    fn event(&mut self, event: Event, line: u32) {
        match event {
            Event::Start(tag) => self.start(&tag, line),
            Event::End(tag) => self.end(tag),
            _ if self.images > 0 => {}
            Event::Html(html) if self.is_markdown_inside(&html) => self.mixed(&html, line),
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

    /// Tells whether the text of a line of HTML is Markdown.
    fn is_markdown_inside(&mut self, html: &str) -> bool {
        self.markdown_inside |= html.contains("markdown=\"1\"");
        self.markdown_inside
    }

    /// Writes a line of HTML whose text is Markdown: links, emphasis, lists.
    fn mixed(&mut self, html: &str, line: u32) {
        let mut rest = html;
        while !rest.is_empty() {
            let tag = match rest.find('<') {
                Some(0) => rest.find('>').map_or(rest.len(), |end| end + 1),
                _ => 0,
            };
            self.raw(&rest[..tag], line);
            rest = &rest[tag..];
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            self.markdown(text, line);
            rest = after;
        }
    }

    fn markdown(&mut self, text: &str, line: u32) {
        let inner = text.trim();
        let (before, after) = text.split_at(text.find(inner).unwrap_or(0));
        self.raw(before, line);
        for event in Parser::new_ext(inner, options()) {
            if !matches!(
                event,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
            ) {
                self.event(event, line);
            }
        }
        self.raw(&after[inner.len()..], line);
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
        self.markdown_inside &= tag != TagEnd::HtmlBlock;
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
