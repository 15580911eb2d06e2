//! The tree of a document as a list in document order, so that every pass is one loop and no depth can overflow a stack.

use ego_tree::NodeId;
use html5ever::LocalName;
use scraper::{ElementRef, Html, Node};
use std::collections::HashMap;

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// An element of this name.
    Element(LocalName),
    /// Text.
    Text,
    /// Comments, doctypes, the document.
    Other,
}

/// A node in its place.
#[derive(Debug, Clone)]
pub(super) struct FlatNode {
    /// Its name in the tree.
    pub id: NodeId,
    /// Index of its parent; the document is its own.
    pub parent: usize,
    /// Index behind its last descendant.
    pub end: usize,
    /// Distance from the document.
    pub depth: usize,
    /// What it is.
    pub kind: Kind,
}

/// All nodes in document order, the document first.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// The nodes.
    pub nodes: Vec<FlatNode>,
    /// Indexes by name.
    pub index: HashMap<NodeId, usize>,
    /// How many elements there are.
    pub elements: usize,
}

impl Flat {
    /// Lists a tree.
    pub(super) fn of(html: &Html) -> Self {
        let mut flat = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for edge in html.tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) => {
                    let at = flat.nodes.len();
                    let kind = match node.value() {
                        Node::Element(element) => Kind::Element(element.name.local.clone()),
                        Node::Text(_) => Kind::Text,
                        _ => Kind::Other,
                    };
                    flat.elements += usize::from(matches!(kind, Kind::Element(_)));
                    let parent = open.last().copied().unwrap_or(0);
                    flat.index.insert(node.id(), at);
                    flat.nodes.push(FlatNode { id: node.id(), parent, end: at + 1, depth: open.len(), kind });
                    open.push(at);
                }
                ego_tree::iter::Edge::Close(_) => {
                    let end = flat.nodes.len();
                    if let Some(node) = open.pop().and_then(|at| flat.nodes.get_mut(at)) {
                        node.end = end;
                    }
                }
            }
        }
        flat
    }

    /// The name of the element at `at`, empty for what is none.
    pub(super) fn name(&self, at: usize) -> &str {
        match self.nodes.get(at).map(|node| &node.kind) {
            Some(Kind::Element(name)) => name,
            _ => "",
        }
    }

    /// Index of the parent.
    pub(super) fn parent(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(0, |node| node.parent)
    }

    /// Index behind the last descendant.
    pub(super) fn end(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at + 1, |node| node.end)
    }

    /// Indexes of the children, in order.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.end(at);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// Indexes of the parent, its parent and so on, without the document.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let mut now = at;
        std::iter::from_fn(move || {
            now = self.parent(now);
            (now != 0).then_some(now)
        })
    }

    /// The element at `at` in its tree.
    pub(super) fn element<'t>(&self, html: &'t Html, at: usize) -> Option<ElementRef<'t>> {
        html.tree.get(self.nodes.get(at)?.id).and_then(ElementRef::wrap)
    }

    /// An attribute of the element at `at`.
    pub(super) fn attr<'t>(&self, html: &'t Html, at: usize, name: &str) -> Option<&'t str> {
        html.tree.get(self.nodes.get(at)?.id)?.value().as_element()?.attr(name)
    }

    /// The text at `at`, empty for what is none.
    pub(super) fn text<'t>(&self, html: &'t Html, at: usize) -> &'t str {
        let node = self.nodes.get(at).and_then(|node| html.tree.get(node.id));
        node.and_then(|node| node.value().as_text()).map_or("", |text| text)
    }

    /// Whether there is text at `at`.
    pub(super) fn is_text(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| node.kind == Kind::Text)
    }
}
