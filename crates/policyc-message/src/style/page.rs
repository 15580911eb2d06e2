//! A document with its styles, as the facts see it.

use super::styles::Styles;
use crate::html::HtmlDocument;
use crate::message::Message;
use crate::model::{Known, Zone};
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
    pub(crate) fn tag_spans(&self, at: usize) -> Vec<Span> {
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

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.styles.flat.nodes.len()
    }

    /// Why the styles are not all known, if so.
    pub(crate) fn open(&self) -> Option<&'static str> {
        self.styles.open().or(self.document.open())
    }

    /// Indexes of the children.
    pub(crate) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.styles.flat.children(at)
    }

    /// Whether an element of this name holds the node.
    pub(crate) fn has_ancestor(&self, at: usize, name: &str) -> bool {
        self.styles.flat.ancestors(at).any(|above| self.name(above) == name)
    }

    /// All attributes of the element at `at`.
    pub(crate) fn attrs(&self, at: usize) -> Vec<(&str, &str)> {
        let element = self.styles.flat.element(self.document.tree(), at);
        element.map(|element| element.value().attrs().collect()).unwrap_or_default()
    }

    /// The text of a comment and its range in the decoded HTML.
    pub(crate) fn comment(&self, at: usize) -> Option<(&str, std::ops::Range<usize>)> {
        let id = self.id(at)?;
        let comment = self.document.tree().tree.get(id)?.value().as_comment()?;
        Some((comment, self.document.node(id)?.range.clone()?))
    }

    /// Whether a reader sees the element at `at`, and the bytes that decide it.
    pub(crate) fn sight(&self, at: usize) -> (Known<bool>, Vec<Span>) {
        let Some(view) = self.styles.views.get(at) else { return (Known::Unknown, Vec::new()) };
        let mut why = Vec::new();
        if let Some(veil) = &view.veil {
            why.extend(veil.declarations.iter().flat_map(|declaration| self.declaration_spans(*declaration)));
            why.extend(self.tag_spans(veil.element));
        }
        let known = if self.styles.open().is_some() && view.visible == Known::Value(true) {
            Known::Unknown
        } else {
            view.visible
        };
        (known, why)
    }

    /// `href` of the link that holds the element, or of the first area of its image map.
    pub(crate) fn link_around(&self, at: usize) -> Option<String> {
        let link = self
            .styles
            .flat
            .ancestors(at)
            .find_map(|above| self.attr(above, "href").filter(|_| self.name(above) == "a"));
        if link.is_some() {
            return link.map(str::to_owned);
        }
        let map = self.attr(at, "usemap")?.trim().trim_start_matches('#').to_owned();
        let is_map = |own: &usize| self.name(*own) == "map" && self.attr(*own, "name") == Some(map.as_str());
        let found = (0..self.len()).find(is_map)?;
        let mut inside = found..self.styles.flat.end(found);
        inside.find_map(|own| self.attr(own, "href").filter(|_| self.name(own) == "area")).map(str::to_owned)
    }

    /// Whether an inline SVG moves.
    pub(crate) fn svg_moves(&self, at: usize) -> bool {
        let name = |own: usize| self.name(own).to_ascii_lowercase();
        (at..self.styles.flat.end(at)).any(|own| {
            let name = name(own);
            name.starts_with("animate")
                || name == "set"
                || self.attr(own, "style").is_some_and(|style| style.contains("animation"))
        })
    }
}
