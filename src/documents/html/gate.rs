//! Stands before html5ever's tree builder, so that no file can make it slow.
//!
//! The standard's tree construction costs, for one tag, up to the depth of the open elements, and
//! for one paragraph up to the number of misnested formatting elements before it. The gate keeps
//! both small without touching the text: beyond a depth that no real page has, tags become line
//! breaks; and `b`, `i`, `a` and their kin, which the standard repairs at such a price, become
//! `span`, whose text is the same.

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};
use std::borrow::Cow;

use super::tree::{NodeId, Tree, TreeBuilding};

/// Deepest nesting kept for blocks.
const DEEPEST_BLOCK: u32 = 256;

/// Deepest nesting kept for elements inside a line.
const DEEPEST_SPAN: u32 = 128;

/// Most attributes of one tag, a value counted twice; the tokenizer compares each attribute with
/// all before it.
const MOST_PARTS: usize = 1000;

/// Parses a text into a tree. Linear in the text.
pub(super) fn parse(text: &str) -> Tree {
    let builder = TreeBuilder::new(TreeBuilding::new(), TreeBuilderOpts::default());
    let tokenizer = Tokenizer::new(Gate { builder }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&tame(text)));
    // The tokenizer stops at scripts and at declared encodings, and goes on when asked again.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

struct Gate {
    builder: TreeBuilder<NodeId, TreeBuilding>,
}

impl TokenSink for Gate {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let token = match token {
            Token::TagToken(tag) => match self.pass(tag) {
                Some(tag) => Token::TagToken(tag),
                None => return TokenSinkResult::Continue,
            },
            token => token,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Gate {
    /// Lets a tag through as it is, as another one, or not at all.
    fn pass(&self, mut tag: Tag) -> Option<Tag> {
        if is_formatting(&tag.name) {
            tag.name = local_name!("span");
        }
        let depth = self.builder.sink.last_depth();
        if tag.kind == TagKind::EndTag || depth < DEEPEST_SPAN || is_leaf(&tag.name) {
            return Some(tag);
        }
        if tag.name == local_name!("span") {
            return None;
        }
        if depth >= DEEPEST_BLOCK {
            tag.name = local_name!("br");
            tag.attrs.clear();
        }
        Some(tag)
    }
}

/// Tells whether the standard keeps an element in its list of active formatting elements.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        &**name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Tells whether nothing nests in an element: it is void, or its inside is raw text.
fn is_leaf(name: &LocalName) -> bool {
    matches!(
        &**name,
        "br" | "hr"
            | "img"
            | "input"
            | "wbr"
            | "meta"
            | "link"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "xmp"
            | "plaintext"
    )
}

/// Ends tags that have an absurd number of attributes; what follows in them becomes text.
fn tame(text: &str) -> Cow<'_, str> {
    let cuts = cuts(text.as_bytes());
    if cuts.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut tamed = String::with_capacity(text.len() + cuts.len());
    let mut from = 0;
    for cut in cuts {
        tamed.push_str(&text[from..cut]);
        tamed.push('>');
        from = cut;
    }
    tamed.push_str(&text[from..]);
    Cow::Owned(tamed)
}

/// Returns where tags have had their most attributes, after an ASCII sign each. White space, a slash and a closing quote
/// part attributes; a quote opens only after an equals sign.
fn cuts(bytes: &[u8]) -> Vec<usize> {
    let mut cuts = Vec::new();
    // Parts of the tag that is open, and the quote that is open in it.
    let (mut parts, mut quote): (Option<usize>, Option<u8>) = (None, None);
    let mut before = b' ';
    for (at, &b) in bytes.iter().enumerate() {
        match (parts, quote) {
            (None, _) if before == b'<' && b.is_ascii_alphabetic() => parts = Some(0),
            (Some(count), Some(mark)) if b == mark => {
                quote = None;
                parts = Some(count + 1);
            }
            (Some(_), None) if b == b'>' => parts = None,
            (Some(_), None) if matches!(b, b'"' | b'\'') && before == b'=' => quote = Some(b),
            (Some(count), None) if b == b'/' || is_gap(b) && !is_gap(before) => {
                parts = Some(count + 1);
            }
            _ => {}
        }
        if parts.is_some_and(|count| count > MOST_PARTS) {
            cuts.push(at + 1);
            (parts, quote) = (None, None);
        }
        before = b;
    }
    cuts
}

fn is_gap(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\t' | b'\x0c' | b'\r')
}
