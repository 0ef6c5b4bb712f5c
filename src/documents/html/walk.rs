//! Walks the tree from top to bottom and hands the text over, block by block.

use super::Page;
use super::element::{self, Furniture, Part, Surroundings};
use super::tree::{NONE, NodeData, NodeId, Tree};
use crate::documents::LeftOut;
use crate::documents::blocks::{BlockBuilder, is_trimmed, left_out};
use crate::model::{Block, BlockKind, LangTag};

/// What an open element means for the text in it.
#[derive(Debug, Clone, Copy)]
struct Context {
    kind: BlockKind,
    spot: Spot,
    french: bool,
    around: Surroundings,
}

/// Where a block stands among lists and tables.
#[derive(Debug, Clone, Copy)]
enum Spot {
    Text,
    Item { list: u32, item: u32 },
    Entry { list: u32, entry: u32 },
    Cell { table: u32, row: u32, column: u32 },
    Table { table: u32 },
}

/// An element whose end is still to come.
struct Open {
    id: NodeId,
    part: Part,
    /// The context around it.
    outer: Context,
}

/// Counts of an open list or table.
#[derive(Default)]
struct Count {
    number: u32,
    row: u32,
    column: u32,
}

/// Reads a tree; `lenient` reads menus, headers and footers too.
pub(super) fn walk(tree: &Tree, page: &Page, lenient: bool) -> (Vec<Block>, Vec<LeftOut>) {
    let around = Surroundings {
        furniture: if lenient {
            Furniture::Read
        } else if has_main_heading(tree) {
            Furniture::LeftOut
        } else {
            Furniture::HeadersRead
        },
        ..Surroundings::default()
    };
    let context = Context {
        kind: BlockKind::Paragraph,
        spot: Spot::Text,
        french: page.language.as_ref().is_some_and(|l| l.primary() == "fr"),
        around,
    };
    let mut walker = Walker {
        tree,
        page,
        context,
        builder: BlockBuilder::default(),
        left_out: Vec::new(),
        open: Vec::new(),
        counts: Vec::new(),
        lists: 0,
        definitions: 0,
        tables: 0,
        quotes: Vec::new(),
        breaking: false,
    };
    walker.run();
    (walker.builder.finish(), walker.left_out)
}

/// Tells whether a first-level heading stands outside every header.
fn has_main_heading(tree: &Tree) -> bool {
    tree.subtree(0)
        .filter(|&id| tree.name(id) == "h1")
        .any(|h1| {
            let mut id = tree.node(h1).parent;
            while id != NONE {
                let role = tree.attribute(id, "role");
                if tree.name(id) == "header" || role == Some("banner") {
                    return false;
                }
                id = tree.node(id).parent;
            }
            true
        })
}

struct Walker<'a> {
    tree: &'a Tree,
    page: &'a Page<'a>,
    context: Context,
    builder: BlockBuilder,
    left_out: Vec<LeftOut>,
    open: Vec<Open>,
    counts: Vec<Count>,
    lists: u32,
    definitions: u32,
    tables: u32,
    /// For each open `q`: whether it is French, and how many blocks there were before it.
    quotes: Vec<(bool, usize)>,
    /// A line break was read; whether it ends the block shows in what follows.
    breaking: bool,
}

impl Walker<'_> {
    fn run(&mut self) {
        let mut next = self.tree.node(0).first_child;
        loop {
            while next != NONE {
                let goes_in = self.enter(next);
                let node = self.tree.node(next);
                next = if goes_in { node.first_child } else { node.next };
            }
            let Some(open) = self.open.pop() else { break };
            self.leave(&open);
            next = self.tree.node(open.id).next;
        }
        self.end_block();
    }

    /// Reads a node; tells whether to go into it.
    fn enter(&mut self, id: NodeId) -> bool {
        let node = self.tree.node(id);
        let line = self.page.line(node.line);
        match &node.data {
            NodeData::Root => false,
            NodeData::Text(text) => {
                self.text(text, node.line);
                false
            }
            NodeData::Comment(text) => {
                if !text.trim().is_empty() {
                    let line = self.page.line(node.line.saturating_sub(line_breaks(text)));
                    self.left_out.push(left_out("comment", line, text));
                }
                false
            }
            NodeData::Element { .. } => self.enter_element(id, line),
        }
    }

    fn enter_element(&mut self, id: NodeId, line: u32) -> bool {
        let name = self.tree.name(id);
        if let Some(what) = element::left_out(self.tree, id, self.context.around) {
            self.pass_over(id, what, line);
            return false;
        }
        let part = element::part(name);
        if part == Part::Break {
            self.breaking = true;
            return false;
        }
        if !matches!(part, Part::Inline | Part::Quote) {
            self.end_block();
        }
        if element::is_heard_only(self.tree, id) {
            self.builder.push(" ", line);
        }
        self.open.push(Open {
            id,
            part,
            outer: self.context,
        });
        self.context.around.in_section |= element::is_section(name);
        self.context.around.in_heading |= name == "summary";
        if let Some(language) = self.tree.attribute(id, "lang")
            && let Ok(language) = language.parse::<LangTag>()
        {
            self.context.french = language.primary() == "fr";
        }
        self.begin(part, name);
        if self.context.kind == BlockKind::Title {
            let text = title_text(&self.tree.text(id, usize::MAX), self.context.french);
            self.builder.push(&text, line);
            self.end_block();
            return self.close_early();
        }
        true
    }

    /// Leaves the element that was just entered; its inside is read already.
    fn close_early(&mut self) -> bool {
        if let Some(open) = self.open.pop() {
            self.leave(&open);
        }
        false
    }

    /// Notes an element passed over, when it has text or is a script.
    fn pass_over(&mut self, id: NodeId, what: &'static str, line: u32) {
        // A button or menu between two words parts them, a script does not.
        if matches!(
            element::part(self.tree.name(id)),
            Part::Inline | Part::Quote
        ) {
            if what == "control" {
                self.builder.push(" ", line);
            }
        } else {
            self.end_block();
        }
        let note = left_out(what, line, &first_words(self.tree, id));
        if !note.excerpt.is_empty() || matches!(what, "script" | "style") {
            self.left_out.push(note);
        }
    }

    /// Sets the context of an element that was just opened, counting lists and tables.
    fn begin(&mut self, part: Part, name: &str) {
        match part {
            Part::Quote => {
                self.flush_break(true);
                let french = self.context.french;
                let mark = opening_mark(french, self.quotes.len());
                self.builder.push(mark, 0);
                self.quotes.push((french, self.builder.len()));
            }
            Part::List => self.count(|walker| &mut walker.lists),
            Part::Definitions => self.count(|walker| &mut walker.definitions),
            Part::Table => {
                self.count(|walker| &mut walker.tables);
                self.context.kind = BlockKind::Paragraph;
                self.context.spot = Spot::Table { table: self.tables };
            }
            Part::Row => {
                if let Some(table) = self.counts.last_mut() {
                    table.row += 1;
                    table.column = 0;
                }
            }
            Part::Kind(kind) => {
                self.context.kind = kind;
                self.context.around.in_heading |= matches!(kind, BlockKind::Heading(_));
                self.context.spot = self.spot_of(name);
            }
            Part::Inline | Part::Block | Part::Break => {}
        }
    }

    fn count(&mut self, counter: impl Fn(&mut Self) -> &mut u32) {
        let number = counter(self);
        *number += 1;
        let number = *number;
        self.counts.push(Count {
            number,
            ..Count::default()
        });
    }

    /// Counts an item, entry or cell, and returns its place; other blocks keep the outer one.
    fn spot_of(&mut self, name: &str) -> Spot {
        let span = self
            .open
            .last()
            .and_then(|o| self.tree.attribute(o.id, "colspan"));
        let span = span.and_then(|s| s.trim().parse::<u32>().ok()).unwrap_or(1);
        let Some(count) = self.counts.last_mut() else {
            return self.context.spot;
        };
        let (list, table, row) = (count.number, count.number, count.row);
        match name {
            "li" => {
                count.row += 1;
                let item = count.row;
                Spot::Item { list, item }
            }
            "dt" => {
                // Terms that follow one another share their definitions, but not their number.
                count.row += 1;
                let entry = count.row;
                Spot::Entry { list, entry }
            }
            "dd" => Spot::Entry { list, entry: row },
            "td" | "th" => {
                let column = count.column + 1;
                count.column += span.clamp(1, 1000);
                Spot::Cell { table, row, column }
            }
            _ => self.context.spot,
        }
    }

    fn leave(&mut self, open: &Open) {
        match open.part {
            Part::Inline if element::is_heard_only(self.tree, open.id) => self.builder.push(" ", 0),
            Part::Inline => {}
            Part::Quote => self.close_quote(),
            part => {
                self.end_block();
                if matches!(part, Part::List | Part::Definitions | Part::Table) {
                    self.counts.pop();
                }
            }
        }
        self.context = open.outer;
    }

    fn close_quote(&mut self) {
        let Some((french, blocks_before)) = self.quotes.pop() else {
            return;
        };
        let mark = closing_mark(french, self.quotes.len());
        let empty = self.builder.open_text().trim_matches(is_trimmed).is_empty();
        if !empty {
            self.builder.push_mark(mark);
        } else if self.builder.len() > blocks_before {
            self.builder.append_to_last(mark);
        }
    }

    /// Adds a piece of text; `last_line` is the line of the parsed text on which it ends.
    fn text(&mut self, text: &str, last_line: u64) {
        let verbatim = self.context.kind == BlockKind::Preformatted;
        let first_line = last_line.saturating_sub(line_breaks(text));
        for (line, piece) in (first_line..).zip(text.split_inclusive('\n')) {
            let line = self.page.line(line);
            if verbatim {
                if std::mem::take(&mut self.breaking) {
                    self.builder.push_verbatim("\n", line);
                }
                self.builder.push_verbatim(piece, line);
                continue;
            }
            if self.breaking
                && let Some(first) = piece.chars().find(|c| !is_trimmed(*c))
            {
                self.flush_break(!first.is_lowercase());
            }
            self.builder.push(piece, line);
        }
    }

    /// Decides on a line break: inside a sentence it is a space, else it ends the block.
    ///
    /// A sentence goes on where the next line begins with a small letter and the one before ends
    /// without a mark.
    fn flush_break(&mut self, may_end: bool) {
        if !self.breaking {
            return;
        }
        self.breaking = false;
        let before = self.builder.open_text().trim_end_matches(is_trimmed);
        let open = before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '\u{2019}' | ')'));
        if may_end || !open {
            self.end_block();
        } else {
            self.builder.push(" ", 0);
        }
    }

    fn end_block(&mut self) {
        self.breaking = false;
        // An opening mark alone waits for the block that it belongs to.
        if !self.quotes.is_empty() && self.builder.is_bare_mark() {
            return;
        }
        let spot = self.context.spot;
        self.builder.end(self.context.kind, || spot.path());
    }
}

impl Spot {
    /// Says the place as a person would.
    fn path(self) -> String {
        match self {
            Spot::Text => String::new(),
            Spot::Item { list, item } => format!("list {list} item {item}"),
            Spot::Entry { list, entry } => format!("definitions {list} entry {entry}"),
            Spot::Cell { table, row, column } => format!("table {table} row {row} column {column}"),
            Spot::Table { table } => format!("table {table}"),
        }
    }
}

/// Returns the beginning of the text in an element, its blocks apart.
fn first_words(tree: &Tree, root: NodeId) -> String {
    let mut words = String::new();
    for id in tree.subtree(root) {
        match &tree.node(id).data {
            NodeData::Text(text) => words.push_str(text),
            _ if element::part(tree.name(id)) != Part::Inline => words.push(' '),
            _ => {}
        }
        if words.len() > 1024 {
            break;
        }
    }
    words
}

/// Counts line breaks; html5ever knows of a piece of text or a comment the line of its end.
fn line_breaks(text: &str) -> u64 {
    text.bytes().filter(|b| *b == b'\n').count() as u64
}

fn opening_mark(french: bool, depth: usize) -> &'static str {
    match (french, depth % 2) {
        (true, _) => "«\u{a0}",
        (false, 0) => "“",
        (false, _) => "‘",
    }
}

fn closing_mark(french: bool, depth: usize) -> &'static str {
    match (french, depth % 2) {
        (true, _) => "\u{a0}»",
        (false, 0) => "”",
        (false, _) => "’",
    }
}

/// Shows what authors meant by `<q>` in a title, where it is no mark-up to the standard.
fn title_text(text: &str, french: bool) -> String {
    if !text.contains("<q>") {
        return text.to_owned();
    }
    text.replace("<q>", opening_mark(french, 0))
        .replace("</q>", closing_mark(french, 0))
}
