//! From pest pairs to the tree: what all builders share.

use crate::ast::{Name, Path};
use crate::diagnostics::Fault;
use crate::grammar::policy::Rule;
use crate::strings::Strings;
use pest::iterators::Pair;
use policyc_diag::{At, Diagnostic, SourceId, Span};

/// A node of the grammar.
pub(crate) type Node<'a> = Pair<'a, Rule>;

/// Builds the tree of one piece. A `parse_*` method returns nothing only after it has told a fault, or where the grammar
/// cannot have produced what it was given.
pub(crate) struct Build<'a> {
    pub(crate) source: SourceId,
    /// Where the piece begins in the file.
    pub(crate) base: usize,
    pub(crate) piece: &'a str,
    pub(crate) faults: Vec<Diagnostic>,
}

impl<'a> Build<'a> {
    /// A builder for the piece that begins at `base`.
    pub(crate) fn new(source: SourceId, base: usize, piece: &'a str) -> Self {
        Self { source, base, piece, faults: Vec::new() }
    }

    pub(crate) fn span(&self, node: &Node<'_>) -> Span {
        Span::new(self.source, self.base + node.as_span().start(), self.base + end(node))
    }

    pub(crate) fn at(&self, node: &Node<'_>) -> At {
        At(self.span(node))
    }

    pub(crate) fn tell(&mut self, fault: impl Fault) {
        self.faults.push(fault.into_diagnostic());
    }

    pub(crate) fn strings(&mut self) -> Strings<'_> {
        Strings { source: self.source, faults: &mut self.faults }
    }

    pub(crate) fn parse_name(&self, node: &Node<'_>) -> Name {
        Name { text: node.as_str().to_owned(), at: self.at(node) }
    }

    pub(crate) fn parse_path(&self, node: &Node<'_>) -> Path {
        let parts = node.clone().into_inner().map(|part| self.parse_name(&part)).collect();
        Path { parts, at: self.at(node) }
    }

    /// The name that is the first of its kind below `node`.
    pub(crate) fn name_in(&self, node: &Node<'_>) -> Option<Name> {
        one(node, Rule::name).map(|name| self.parse_name(&name))
    }

    pub(crate) fn path_in(&self, node: &Node<'_>) -> Option<Path> {
        one(node, Rule::path).map(|path| self.parse_path(&path))
    }

    pub(crate) fn paths_in(&self, node: &Node<'_>) -> Vec<Path> {
        many(node, Rule::path).map(|path| self.parse_path(&path)).collect()
    }

    pub(crate) fn names_in(&self, node: &Node<'_>) -> Vec<Name> {
        many(node, Rule::name).map(|name| self.parse_name(&name)).collect()
    }
}

/// The first child of this kind.
pub(crate) fn one<'a>(node: &Node<'a>, kind: Rule) -> Option<Node<'a>> {
    many(node, kind).next()
}

/// All children of this kind.
pub(crate) fn many<'a>(node: &Node<'a>, kind: Rule) -> impl Iterator<Item = Node<'a>> {
    node.clone().into_inner().filter(move |child| child.as_rule() == kind)
}

/// Whether there is a child of this kind.
pub(crate) fn has(node: &Node<'_>, kind: Rule) -> bool {
    one(node, kind).is_some()
}

/// The first child.
pub(crate) fn first<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    node.clone().into_inner().next()
}

/// Where the node's last token ends: pest counts the blanks and comments behind it in, where something optional could
/// have followed.
pub(crate) fn end(node: &Node<'_>) -> usize {
    let mut node = node.clone();
    loop {
        let whole = matches!(node.as_rule(), Rule::string | Rule::regex | Rule::path);
        match node.clone().into_inner().last().filter(|_| !whole) {
            Some(last) => node = last,
            None => return node.as_span().end(),
        }
    }
}
