//! The tree that html5ever builds: nodes in one list, linked by number, each with its line.
//!
//! Links make every change of the tree a matter of a few numbers, and no walk over it recurses.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

/// Number of a node; the document is 0.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NONE: NodeId = u32::MAX;

/// One node with its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) first_child: NodeId,
    last_child: NodeId,
    previous: NodeId,
    pub(super) next: NodeId,
    /// Elements above it.
    depth: u32,
    /// Line of the parsed text on which it ends (a tag) or stands (a piece of text), from 1.
    pub(super) line: u64,
    pub(super) data: NodeData,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum NodeData {
    /// The document, or the hidden inside of a template.
    Root,
    /// An element.
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    /// Text; neighbouring pieces stay apart, so that each knows its line.
    Text(StrTendril),
    /// A comment.
    Comment(StrTendril),
}

/// The finished tree.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The letters in each node; counted when first asked for.
    letters: OnceCell<Vec<Letters>>,
}

/// The letters and digits in a node.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    /// All of them.
    pub(super) all: usize,
    /// Those in links inside the node.
    pub(super) linked: usize,
}

/// The tree while it grows.
#[derive(Debug)]
pub(super) struct TreeBuilding {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u64>,
    last_depth: Cell<u32>,
}

impl Tree {
    /// Returns a node.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// Returns the local name of an element, `""` for anything else.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match &self.node(id).data {
            NodeData::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.node(id).data {
            NodeData::Element { attributes, .. } => attributes
                .iter()
                .find(|a| &*a.name.local == name)
                .map(|a| &*a.value),
            _ => None,
        }
    }

    /// Returns a node and everything in it, in reading order.
    pub(super) fn subtree(&self, root: NodeId) -> impl Iterator<Item = NodeId> {
        let mut next = Some(root);
        std::iter::from_fn(move || {
            let id = next?;
            let first = self.node(id).first_child;
            next = if first == NONE {
                self.after(id, root)
            } else {
                Some(first)
            };
            Some(id)
        })
    }

    /// Returns the node that follows a subtree inside `root`.
    fn after(&self, mut id: NodeId, root: NodeId) -> Option<NodeId> {
        while id != root && id != NONE {
            let node = self.node(id);
            if node.next != NONE {
                return Some(node.next);
            }
            id = node.parent;
        }
        None
    }

    /// Returns the first `enough` or so bytes of the text in a subtree.
    pub(super) fn text(&self, root: NodeId, enough: usize) -> String {
        let mut text = String::new();
        for id in self.subtree(root) {
            if let NodeData::Text(piece) = &self.node(id).data {
                text.push_str(piece);
                if text.len() >= enough {
                    break;
                }
            }
        }
        text
    }

    /// Returns how many letters are in a node of the document. All nodes are counted at once, for
    /// what asks of one node asks of those inside it too.
    pub(super) fn letters(&self, id: NodeId) -> Letters {
        let counted = self.letters.get_or_init(|| self.count_letters());
        counted[id as usize]
    }

    fn count_letters(&self) -> Vec<Letters> {
        let mut counted = vec![Letters::default(); self.nodes.len()];
        let order: Vec<NodeId> = self.subtree(0).collect();
        // Backwards, every node comes after all that is in it.
        for &id in order.iter().rev() {
            let node = self.node(id);
            if let NodeData::Text(text) = &node.data {
                counted[id as usize].all = text.chars().filter(|c| c.is_alphanumeric()).count();
            }
            if node.parent == NONE {
                continue;
            }
            let Letters { all, linked } = counted[id as usize];
            let is_link = self.attribute(id, "href").is_some();
            let above = &mut counted[node.parent as usize];
            above.all += all;
            above.linked += if is_link { all } else { linked };
        }
        counted
    }
}

impl TreeBuilding {
    /// Returns the empty tree.
    pub(super) fn new() -> Self {
        let building = TreeBuilding {
            nodes: RefCell::new(Vec::new()),
            line: Cell::new(1),
            last_depth: Cell::new(0),
        };
        building.create(NodeData::Root);
        building
    }

    /// Returns how many elements stand above the node that was added last.
    pub(super) fn last_depth(&self) -> u32 {
        self.last_depth.get()
    }

    fn create(&self, data: NodeData) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            parent: NONE,
            first_child: NONE,
            last_child: NONE,
            previous: NONE,
            next: NONE,
            depth: 0,
            line: self.line.get(),
            data,
        });
        (nodes.len() - 1) as NodeId
    }

    fn node_of(&self, child: NodeOrText<NodeId>) -> NodeId {
        match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => self.create(NodeData::Text(text)),
        }
    }

    /// Puts a node among the children of `parent`, before `next` (at the end if `NONE`).
    fn link(&self, id: NodeId, parent: NodeId, next: NodeId) {
        self.unlink(id);
        let mut nodes = self.nodes.borrow_mut();
        let previous = match next {
            NONE => nodes[parent as usize].last_child,
            next => nodes[next as usize].previous,
        };
        let depth = nodes[parent as usize].depth + 1;
        self.last_depth.set(depth);
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        match previous {
            NONE => nodes[parent as usize].first_child = id,
            previous => nodes[previous as usize].next = id,
        }
        match next {
            NONE => nodes[parent as usize].last_child = id,
            next => nodes[next as usize].previous = id,
        }
    }

    fn unlink(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[id as usize];
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        if parent == NONE {
            return;
        }
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        match previous {
            NONE => nodes[parent as usize].first_child = next,
            previous => nodes[previous as usize].next = next,
        }
        match next {
            NONE => nodes[parent as usize].last_child = previous,
            next => nodes[next as usize].previous = previous,
        }
    }

    fn parent_of(&self, id: NodeId) -> NodeId {
        self.nodes.borrow()[id as usize].parent
    }
}

/// An element's name, lent to the tree builder.
#[derive(Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for TreeBuilding {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        Tree {
            nodes: self.nodes.into_inner(),
            letters: OnceCell::new(),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name(&self, target: &NodeId) -> Name {
        Name(match &self.nodes.borrow()[*target as usize].data {
            NodeData::Element { name, .. } => name.clone(),
            // The tree builder asks only of elements; an empty name is none of those it knows.
            _ => QualName::new(None, Namespace::from(""), LocalName::from("")),
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        self.create(NodeData::Element { name, attributes })
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.create(NodeData::Comment(text))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> NodeId {
        self.create(NodeData::Comment(data))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.link(self.node_of(child), *parent, NONE);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if self.parent_of(*element) == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // The inside of a template may stay in it: the reader skips templates whole.
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let id = self.node_of(new);
        let parent = self.parent_of(*sibling);
        if parent != NONE && id != *sibling {
            self.link(id, parent, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let NodeData::Element { attributes, .. } =
            &mut self.nodes.borrow_mut()[*target as usize].data
        {
            // Many `<html …>` tags in one file would make this list long; nobody needs more.
            for attribute in more
                .into_iter()
                .take(64_usize.saturating_sub(attributes.len()))
            {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let child = self.nodes.borrow()[*node as usize].first_child;
            if child == NONE || node == new_parent {
                return;
            }
            self.link(child, *new_parent, NONE);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}
