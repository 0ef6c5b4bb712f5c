//! What an element is to a reader of the page: a block, a piece of a line, or nothing to read.

use super::tree::{Letters, NONE, NodeId, Tree};
use crate::model::BlockKind;

/// The part an element plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Stands in a line of text.
    Inline,
    /// A quotation in a line: its marks are shown.
    Quote,
    /// Breaks a line.
    Break,
    /// A block of the kind of the one around it.
    Block,
    /// A block of a kind of its own.
    Kind(BlockKind),
    /// A list; its items are counted.
    List,
    /// A list of terms and definitions.
    Definitions,
    /// A table.
    Table,
    /// A row of a table.
    Row,
}

/// Returns the part that an element of a name plays.
pub(super) fn part(name: &str) -> Part {
    match name {
        "q" => Part::Quote,
        "br" => Part::Break,
        "h1" => Part::Kind(BlockKind::Heading(1)),
        "h2" => Part::Kind(BlockKind::Heading(2)),
        "h3" => Part::Kind(BlockKind::Heading(3)),
        "h4" => Part::Kind(BlockKind::Heading(4)),
        "h5" => Part::Kind(BlockKind::Heading(5)),
        "h6" => Part::Kind(BlockKind::Heading(6)),
        "title" => Part::Kind(BlockKind::Title),
        "li" => Part::Kind(BlockKind::ListItem),
        "td" | "th" => Part::Kind(BlockKind::Cell),
        "caption" | "figcaption" => Part::Kind(BlockKind::Caption),
        "blockquote" => Part::Kind(BlockKind::Quotation),
        "dt" => Part::Kind(BlockKind::Term),
        "dd" => Part::Kind(BlockKind::Definition),
        "pre" | "xmp" | "listing" | "plaintext" => Part::Kind(BlockKind::Preformatted),
        "ul" | "ol" | "menu" | "dir" => Part::List,
        "dl" => Part::Definitions,
        "table" => Part::Table,
        "tr" => Part::Row,
        "html" | "head" | "body" | "address" | "article" | "aside" | "center" | "details"
        | "dialog" | "div" | "fieldset" | "figure" | "footer" | "form" | "frameset" | "header"
        | "hgroup" | "hr" | "label" | "legend" | "main" | "nav" | "noframes" | "optgroup"
        | "option" | "p" | "search" | "section" | "summary" | "tbody" | "tfoot" | "thead" => {
            Part::Block
        }
        _ => Part::Inline,
    }
}

/// Tells whether an element makes a part of the page of its own, with its own header and footer.
pub(super) fn is_section(name: &str) -> bool {
    matches!(
        name,
        "article" | "aside" | "blockquote" | "dialog" | "figure" | "li" | "main" | "section" | "td"
    )
}

/// Where an element stands, as far as it matters to leaving it out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surroundings {
    /// Inside an article, section or the like.
    pub(super) in_section: bool,
    /// Inside a heading or a summary, where a button shows text.
    pub(super) in_heading: bool,
    /// What to do with the furniture of the page.
    pub(super) furniture: Furniture,
}

/// What to do with menus, headers and footers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Leave them out: the page has a first-level heading outside its headers.
    #[default]
    LeftOut,
    /// Leave them out, but for headers with a heading, which must be the page's own.
    HeadersRead,
    /// Read them, for there was nothing else.
    Read,
}

/// Returns what an element is when it holds nothing to translate.
pub(super) fn left_out(tree: &Tree, id: NodeId, around: Surroundings) -> Option<&'static str> {
    let name = tree.name(id);
    let always = match name {
        "script" => Some("script"),
        "style" => Some("style"),
        "template" => Some("template"),
        "noscript" => Some("noscript"),
        "iframe" | "canvas" | "audio" | "video" | "svg" | "object" | "noembed" | "rp" => {
            Some("embedded")
        }
        "input" | "select" | "textarea" | "datalist" | "output" | "progress" | "meter" => {
            Some("control")
        }
        "button" if !around.in_heading => Some("control"),
        _ if is_hidden(tree, id) => Some("hidden"),
        _ => None,
    };
    if always.is_some() || around.furniture == Furniture::Read {
        return always;
    }
    match (tree.attribute(id, "role").unwrap_or_default(), name) {
        ("navigation" | "menu" | "menubar", _) | (_, "nav") => Some("menu"),
        ("search", _) | (_, "search") => Some("search"),
        ("contentinfo", _) => Some("footer"),
        (_, "footer") if !around.in_section => Some("footer"),
        ("banner", _) => is_banner(tree, id, around).then_some("header"),
        (_, "header") if !around.in_section => is_banner(tree, id, around).then_some("header"),
        _ if class_has(tree, id, &["breadcrumb", "breadcrumbs"]) => Some("menu"),
        _ if part(name) == Part::Inline => is_skip_link(tree, id).then_some("skip-link"),
        _ if calls_itself(tree, id, &MENUS) && is_mostly_links(tree, id) => Some("menu"),
        _ if calls_itself(tree, id, &FOOTERS) && !around.in_section => Some("footer"),
        _ if is_skip_link(tree, id) => Some("skip-link"),
        _ => None,
    }
}

/// What pages without `nav` call their menus.
const MENUS: [&str; 16] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "menubar",
    "mainmenu",
    "main-menu",
    "main-nav",
    "mainnav",
    "site-nav",
    "topnav",
    "top-nav",
    "sidenav",
    "side-nav",
    "menu-principal",
];

/// What pages without `footer` call their footers.
const FOOTERS: [&str; 4] = ["footer", "site-footer", "page-footer", "pied-de-page"];

/// Tells whether an element has one of some names as its id or a class.
fn calls_itself(tree: &Tree, id: NodeId, names: &[&str]) -> bool {
    tree.attribute(id, "id")
        .is_some_and(|own| names.contains(&own))
        || class_has(tree, id, names)
}

/// Tells whether at least two thirds of the letters in an element are in links.
fn is_mostly_links(tree: &Tree, id: NodeId) -> bool {
    let Letters { all, linked } = tree.letters(id);
    all > 0 && linked * 3 >= all * 2
}

/// Tells whether an element is not shown at all.
fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    if tree.attribute(id, "hidden").is_some() {
        return true;
    }
    let Some(style) = tree.attribute(id, "style") else {
        return false;
    };
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(4096)
        .collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Tells whether an element is for those who hear the page: the words in it stand apart from
/// those beside it (`requis` and `lien vers la note 1`), though no space does.
pub(super) fn is_heard_only(tree: &Tree, id: NodeId) -> bool {
    class_has(
        tree,
        id,
        &[
            "wb-inv",
            "wb-invisible",
            "sr-only",
            "visually-hidden",
            "screen-reader-text",
        ],
    )
}

/// Tells whether a page's header is the site's, not the text's: the text has a main heading
/// elsewhere, or there are links to other pages and no heading at all.
fn is_banner(tree: &Tree, id: NodeId, around: Surroundings) -> bool {
    if around.furniture == Furniture::LeftOut {
        return true;
    }
    let inside = |wanted: &[&str]| tree.subtree(id).any(|n| wanted.contains(&tree.name(n)));
    !inside(&["h1", "h2", "h3", "h4", "h5", "h6"]) && inside(&["nav", "ul", "form", "button"])
}

/// Tells whether an element is, or holds nothing but, a link to a place further down the page.
fn is_skip_link(tree: &Tree, id: NodeId) -> bool {
    let to_this_page = |id| {
        tree.attribute(id, "href")
            .is_some_and(|h| h.starts_with('#'))
    };
    if tree.name(id) == "span" && to_this_page(id) {
        return class_has(
            tree,
            id,
            &["skip", "skip-link", "skiplink", "skip-nav", "wb-sl"],
        ) || skips_in_words(&tree.text(id, 64));
    }
    tree.attribute(id, "id") == Some("wb-tphp") && tree.node(id).first_child != NONE
}

/// Knows such links by their first words, in the two languages of the house.
fn skips_in_words(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    [
        "skip to ",
        "jump to content",
        "passer au ",
        "aller au contenu",
        "aller directement au ",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

fn class_has(tree: &Tree, id: NodeId, names: &[&str]) -> bool {
    tree.attribute(id, "class")
        .is_some_and(|c| c.split_whitespace().any(|c| names.contains(&c)))
}
