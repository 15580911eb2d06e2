//! scraper's tree sink, with an eye on where every node comes from.
//!
//! Each start tag carries one more attribute, a slice of one shared buffer: equal in content for all tags (so that
//! equal formatting elements stay equal), but the place of the slice tells the tag, also after the tree builder has
//! copied the attributes to an element that it makes again.

use super::places::Places;
use ego_tree::NodeId;
use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, QualName, ns};
use scraper::{Html, HtmlTreeSink};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// Longer than what a tendril keeps inline, so that slices share the buffer.
const MARK_LENGTH: u32 = 16;

pub(super) struct SpanSink {
    inner: HtmlTreeSink,
    pub(super) places: RefCell<Places>,
    mark: StrTendril,
    mark_name: LocalName,
    mark_base: usize,
}

impl SpanSink {
    /// A sink for at most `tags` start tags.
    pub(super) fn new(tags: usize) -> Self {
        let mark = StrTendril::from("x".repeat(tags + 1 + MARK_LENGTH as usize).as_str());
        // The first slice makes the buffer a shared one, which stays where it is.
        let first = mark.subtendril(0, MARK_LENGTH);
        let mark_base = first.as_ptr() as usize;
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            places: RefCell::default(),
            mark,
            mark_name: LocalName::from("\u{1}tag"),
            mark_base,
        }
    }

    /// The attribute that tells a tag's number.
    pub(super) fn mark(&self, tag: usize) -> Option<Attribute> {
        let from = u32::try_from(tag).ok()?;
        let value = self.mark.try_subtendril(from, MARK_LENGTH).ok()?;
        Some(Attribute { name: QualName::new(None, ns!(), self.mark_name.clone()), value })
    }

    fn take_mark(&self, attributes: &mut Vec<Attribute>) -> Option<usize> {
        let place = attributes.iter().rposition(|attribute| attribute.name.local == self.mark_name)?;
        let mark = attributes.remove(place);
        (mark.value.as_ptr() as usize).checked_sub(self.mark_base)
    }

    fn name(&self, node: NodeId) -> String {
        self.inner.elem_name(&node).local.to_string()
    }

    /// Appends text by `append` and records where it comes from; `find` finds the text node it went into.
    fn append_text(&self, text: StrTendril, find: impl Fn(&Html) -> Option<NodeId>, append: impl FnOnce(StrTendril)) {
        let map = self.places.borrow_mut().map_of(&text);
        let length = text.len();
        append(text);
        let html = self.inner.0.borrow();
        let Some(node) = find(&html) else { return };
        let whole = html.tree.get(node).and_then(|node| node.value().as_text().map(|text| text.len()));
        let Some(whole) = whole else { return };
        self.places.borrow_mut().add_text(node, whole.saturating_sub(length), length, &map);
    }
}

impl TreeSink for SpanSink {
    type Output = (Html, Places);
    type Handle = NodeId;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        (self.inner.finish(), self.places.into_inner())
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.inner.parse_error(message);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.inner.elem_name(target)
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let tag = self.take_mark(&mut attributes);
        let local = name.local.to_string();
        let node = self.inner.create_element(name, attributes, flags);
        self.places.borrow_mut().created(node, &local, tag);
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let node = self.inner.create_comment(text);
        self.places.borrow_mut().comment(node);
        node
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendText(text) => self.append_text(
                text,
                |html| html.tree.get(*parent)?.last_child().map(|node| node.id()),
                |text| self.inner.append(parent, NodeOrText::AppendText(text)),
            ),
            NodeOrText::AppendNode(node) => {
                self.places.borrow_mut().appended(*parent, node);
                self.inner.append(parent, NodeOrText::AppendNode(node));
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendText(text) => self.append_text(
                text,
                |html| html.tree.get(*sibling)?.prev_sibling().map(|node| node.id()),
                |text| self.inner.append_before_sibling(sibling, NodeOrText::AppendText(text)),
            ),
            NodeOrText::AppendNode(node) => {
                self.places.borrow_mut().appended(*sibling, node);
                self.inner.append_before_sibling(sibling, NodeOrText::AppendNode(node));
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.inner.0.borrow().tree.get(*element).is_some_and(|node| node.parent().is_some());
        if has_parent { self.append_before_sibling(element, child) } else { self.append(before, child) }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.inner.append_doctype_to_document(name, public, system);
        let node = self.inner.0.borrow().tree.root().last_child().map(|node| node.id());
        if let Some(node) = node {
            self.places.borrow_mut().comment(node);
        }
    }

    fn mark_script_already_started(&self, node: &NodeId) {
        self.inner.mark_script_already_started(node);
    }

    fn pop(&self, node: &NodeId) {
        let name = self.name(*node);
        self.places.borrow_mut().popped(*node, &name);
        self.inner.pop(node);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, a: &NodeId, b: &NodeId) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, mut attributes: Vec<Attribute>) {
        let tag = self.take_mark(&mut attributes);
        let mut places = self.places.borrow_mut();
        let tag = tag.and_then(|tag| places.tags.get(tag)).cloned();
        if let (Some(tag), Some(place)) = (tag, places.nodes.get_mut(target)) {
            place.start_tag.get_or_insert(tag);
        }
        drop(places);
        self.inner.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }
}
