//! A document with its styles, as the facts see it.

use super::styles::Styles;
use crate::html::HtmlDocument;
use crate::message::Message;
use crate::model::Zone;
use ego_tree::NodeId;
use policyc_diag::Span;
use std::collections::BTreeSet;

/// The shown HTML of a message with its styles.
pub(crate) struct Page<'a> {
    /// The document.
    pub document: &'a HtmlDocument,
    /// Its styles.
    pub styles: &'a Styles,
    /// Indexes of texts in the voice of the other side.
    quoted: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    /// The page of a message, if it has HTML.
    pub(crate) fn of(message: &'a Message) -> Option<Self> {
        let (document, styles) = (message.html_tree()?, message.styles()?);
        let quoted =
            message.zones().iter().filter(|zone| zone.zone == Zone::Quoted && zone.part == message.html_part());
        let quoted =
            quoted.flat_map(|zone| zone.nodes.iter()).filter_map(|(_, node)| styles.flat.index.get(node).copied());
        Some(Self { document, styles, quoted: quoted.collect() })
    }

    /// Indexes of the texts that are laid out in the sender's voice, with the letters that each shows.
    pub(super) fn own_texts(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.styles.texts(self.document).filter(|(at, _)| !self.quoted.contains(at))
    }

    /// Whether a text is the other side's.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.contains(&at)
    }

    /// The spans of a declaration.
    pub(super) fn declaration_spans(&self, declaration: usize) -> Vec<Span> {
        self.styles.declaration_spans(self.document, declaration)
    }

    /// The spans of the start tag of the element at `at`.
    pub(super) fn tag_spans(&self, at: usize) -> Vec<Span> {
        self.styles.tag_spans(self.document, at)
    }

    /// The text at `at`.
    pub(super) fn text(&self, at: usize) -> &str {
        self.styles.flat.text(self.document.tree(), at)
    }

    /// An attribute of the element at `at`.
    pub(crate) fn attr(&self, at: usize, name: &str) -> Option<&str> {
        self.styles.flat.attr(self.document.tree(), at, name)
    }

    /// The node at `at`.
    pub(crate) fn id(&self, at: usize) -> Option<NodeId> {
        self.styles.flat.nodes.get(at).map(|node| node.id)
    }

    /// The name of the element at `at`.
    pub(crate) fn name(&self, at: usize) -> &str {
        self.styles.flat.name(at)
    }
}
