//! The tree and its places.

use crate::mapped::MappedText;
use crate::offsets::OffsetMap;
use ego_tree::NodeId;
use policyc_diag::{SourceId, Span};
use scraper::Html;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// An attribute as written in a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagAttribute {
    /// Lower-case name.
    pub name: String,
    /// Where the name stands in the decoded HTML.
    pub name_range: Range<usize>,
    /// Where the value stands, without quotes; none if there is none.
    pub value_range: Option<Range<usize>>,
    /// From the decoded value to the decoded HTML.
    pub value_map: OffsetMap,
}

/// A start tag as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// From `<` to behind `>` in the decoded HTML.
    pub range: Range<usize>,
    /// The name.
    pub name_range: Range<usize>,
    /// Attributes in order, doubled ones too.
    pub attributes: Vec<TagAttribute>,
}

/// What is known of a node's place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodePlace {
    /// Its start tag, none for implied elements.
    pub start_tag: Option<Rc<Tag>>,
    /// Whether the parser made it again from a tag that already stands for another element.
    pub again: bool,
    /// Its end tag in the decoded HTML.
    pub end_tag: Option<Range<usize>>,
    /// A comment or doctype.
    pub range: Option<Range<usize>>,
    /// A text node: from its text to the decoded HTML.
    pub text_map: OffsetMap,
}

/// A parsed document.
#[derive(Debug)]
pub struct HtmlDocument {
    pub(crate) source: SourceId,
    pub(crate) html: MappedText,
    pub(crate) tree: Html,
    pub(crate) nodes: HashMap<NodeId, NodePlace>,
    pub(crate) open: Option<&'static str>,
}

impl HtmlDocument {
    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &Html {
        &self.tree
    }

    /// The decoded HTML that ranges count in.
    #[must_use]
    pub fn html(&self) -> &MappedText {
        &self.html
    }

    /// Why part of the document was left out, if so.
    #[must_use]
    pub fn open(&self) -> Option<&'static str> {
        self.open
    }

    /// Place of a node, none for the document itself and implied elements without anything written.
    #[must_use]
    pub fn node(&self, node: NodeId) -> Option<&NodePlace> {
        self.nodes.get(&node)
    }

    /// The start tag of an element.
    #[must_use]
    pub fn start_tag(&self, node: NodeId) -> Option<&Tag> {
        self.node(node)?.start_tag.as_deref()
    }

    /// An attribute of an element as written: the first of that name.
    #[must_use]
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&TagAttribute> {
        self.start_tag(node)?.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The spans of a range of the decoded HTML.
    #[must_use]
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        self.html.map.ranges(range).into_iter().map(|range| Span::new(self.source, range.start, range.end)).collect()
    }

    /// The spans of an element's start tag.
    #[must_use]
    pub fn tag_spans(&self, node: NodeId) -> Vec<Span> {
        self.start_tag(node).map(|tag| self.spans(tag.range.clone())).unwrap_or_default()
    }

    /// The spans of an attribute's value, else of its name, else of the start tag.
    #[must_use]
    pub fn attribute_spans(&self, node: NodeId, name: &str) -> Vec<Span> {
        match self.attribute(node, name) {
            Some(found) => match found.value_range.clone().filter(|range| !range.is_empty()) {
                Some(value) => self.spans(value),
                None => self.spans(found.name_range.clone()),
            },
            None => self.tag_spans(node),
        }
    }

    /// The spans of bytes `range` of an attribute's decoded value.
    #[must_use]
    pub fn value_spans(&self, node: NodeId, name: &str, range: Range<usize>) -> Vec<Span> {
        let Some(found) = self.attribute(node, name) else { return Vec::new() };
        found.value_map.ranges(range).into_iter().flat_map(|range| self.spans(range)).collect()
    }

    /// The spans of bytes `range` of a text node (also of the text of `<style>` and `<script>`).
    #[must_use]
    pub fn text_spans(&self, node: NodeId, range: Range<usize>) -> Vec<Span> {
        let Some(place) = self.node(node) else { return Vec::new() };
        place.text_map.ranges(range).into_iter().flat_map(|range| self.spans(range)).collect()
    }

    /// A text node with its map down to the source.
    #[must_use]
    pub fn text(&self, node: NodeId) -> Option<MappedText> {
        let text = self.tree.tree.get(node)?.value().as_text()?.to_string();
        let map = self.node(node).map(|place| place.text_map.over(&self.html.map)).unwrap_or_default();
        Some(padded(text, map))
    }

    /// An attribute's decoded value with its map down to the source.
    #[must_use]
    pub fn value(&self, node: NodeId, name: &str) -> Option<MappedText> {
        let element = self.tree.tree.get(node)?.value().as_element()?;
        let text = element.attr(name)?.to_owned();
        // Foreign attributes (`xlink:href`) lose their prefix in the tree.
        let found = self.attribute(node, name).or_else(|| self.attribute(node, &format!("xlink:{name}")));
        let map = found.map(|found| found.value_map.over(&self.html.map)).unwrap_or_default();
        Some(padded(text, map))
    }
}

/// A text with its map, made as long as the text: what was not written as such has the place where the map ends.
fn padded(text: String, mut map: OffsetMap) -> MappedText {
    if map.len() > text.len() {
        map = OffsetMap::new();
    }
    if map.len() < text.len() {
        let place = map.place(map.len());
        map.push_unit(text.len() - map.len(), place..place);
    }
    MappedText { text, map }
}
