//! All that is computed of a document's style, ready for the facts to be read off.

use super::cascade::{Cascade, cascade};
use super::computed::{Computed, Resolver, compute};
use super::flat::{Flat, Kind};
use super::ink::letters;
use super::sheet::{Place, Written};
use super::sight::{View, views};
use crate::html::HtmlDocument;
use crate::limits::Limits;
use crate::model::Known;
use crate::visibility::{Sight, Visibility};
use policyc_diag::Span;
use std::rc::Rc;

/// Cascade, computed values and views of a document.
#[derive(Debug)]
pub(crate) struct Styles {
    pub(super) flat: Flat,
    pub(super) cascade: Cascade,
    pub(super) computed: Vec<Rc<Computed>>,
    pub(super) views: Vec<View>,
}

impl Styles {
    /// Computes the styles of a document.
    pub(crate) fn of(document: &HtmlDocument, limits: &Limits) -> Self {
        let html = document.tree();
        let flat = Flat::of(html);
        let cascade = cascade(&flat, html, limits);
        let computed = compute(&flat, html, &cascade);
        let views = views(&Resolver { flat: &flat, html, cascade: &cascade }, &computed);
        Self { flat, cascade, computed, views }
    }

    /// Why the styles are not all known, if so.
    pub(crate) fn open(&self) -> Option<&'static str> {
        self.cascade.open
    }

    pub(super) fn resolver<'a>(&'a self, document: &'a HtmlDocument) -> Resolver<'a> {
        Resolver { flat: &self.flat, html: document.tree(), cascade: &self.cascade }
    }

    /// Indexes of the texts that are laid out, with the letters that each shows; blank ones are left out.
    pub(super) fn texts<'a>(&'a self, document: &'a HtmlDocument) -> impl Iterator<Item = (usize, usize)> + 'a {
        let laid_out = |at: &usize| self.flat.is_text(*at) && self.views.get(*at).is_some_and(|view| view.laid_out);
        (0..self.flat.nodes.len())
            .filter(laid_out)
            .map(|at| (at, letters(self.flat.text(document.tree(), at))))
            .filter(|(_, letters)| *letters > 0)
    }

    /// What was written for a declaration.
    pub(super) fn written(&self, declaration: usize) -> Option<&Written> {
        let declaration = self.cascade.sheets.declarations.get(declaration)?;
        self.cascade.sheets.written.get(declaration.written)
    }

    /// The spans of a declaration.
    pub(super) fn declaration_spans(&self, document: &HtmlDocument, declaration: usize) -> Vec<Span> {
        self.written(declaration).map(|written| spans(document, &written.place)).unwrap_or_default()
    }

    /// The spans of the start tag of the element at `at`.
    pub(super) fn tag_spans(&self, document: &HtmlDocument, at: usize) -> Vec<Span> {
        self.flat.nodes.get(at).map(|node| document.tag_spans(node.id)).unwrap_or_default()
    }

    /// What a reader sees, node by node.
    pub(crate) fn visibility(&self, document: &HtmlDocument) -> Visibility {
        let mut found = Visibility::default();
        for (at, node) in self.flat.nodes.iter().enumerate() {
            let (Some(view), Some(own)) = (self.views.get(at), self.computed.get(at)) else { continue };
            let element = matches!(node.kind, Kind::Element(_));
            let visible = match view.visible {
                Known::Value(true) if self.cascade.open.is_some() => Known::Unknown,
                known => known,
            };
            let block = element
                && !own.display.starts_with("inline")
                && !matches!(&*own.display, "none" | "contents" | "ruby" | "ruby-base" | "ruby-text");
            found
                .nodes
                .insert(node.id, Sight { visible, laid_out: view.laid_out, block, keeps_space: own.keeps_space });
            if let Some(veil) = &view.veil {
                let mut places: Vec<Span> =
                    veil.declarations.iter().flat_map(|d| self.declaration_spans(document, *d)).collect();
                if veil.element != 0 {
                    places.extend(self.tag_spans(document, veil.element));
                }
                found.why.insert(node.id, places);
            }
        }
        found
    }
}

/// The spans of a place.
pub(super) fn spans(document: &HtmlDocument, place: &Place) -> Vec<Span> {
    match place {
        Place::Sheet(node, range) => document.text_spans(*node, range.clone()),
        Place::Inline(node, range) => document.value_spans(*node, "style", range.clone()),
        Place::Attribute(node, name) => document.attribute_spans(*node, name),
        Place::Tag(node) => document.tag_spans(*node),
    }
}
