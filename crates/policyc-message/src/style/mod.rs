//! Style: cascade, visibility, sizes, widths, blocks, break runs, images (vocabulary, sections 4, 9, 12 to 14).
//!
//! Methods of [`Message`](crate::Message) about style stand in this module's files, their results in [`StyleLayers`].

mod colour;
mod colour_tables;
mod length;
mod parts;
mod property;
mod shorthand;
mod value;

use crate::html::HtmlDocument;
use crate::limits::Limits;
use crate::model::Known;
use crate::visibility::{Sight, Visibility};

/// Results that are computed once a message, for whatever settings.
#[derive(Debug, Default)]
pub(crate) struct StyleLayers {}

/// What a reader sees of a document. For now by element names and `display:none` alone.
pub(crate) fn visibility(document: &HtmlDocument, _limits: &Limits) -> Visibility {
    let mut found = Visibility::default();
    for node in document.tree().tree.root().descendants() {
        let parent = node.parent().map(|parent| found.of(parent.id()));
        let hidden_above = parent.is_some_and(|parent| !parent.laid_out);
        let keeps_above = parent.is_some_and(|parent| parent.keeps_space);
        let mut sight = Sight { visible: Known::Value(true), laid_out: true, block: false, keeps_space: keeps_above };
        if let Some(element) = node.value().as_element() {
            let name = element.name();
            let style: String = element.attr("style").unwrap_or_default().split_whitespace().collect();
            let hidden = UNSEEN.contains(&name) || element.attr("hidden").is_some() || style.contains("display:none");
            sight.laid_out = !hidden;
            sight.block = BLOCKS.contains(&name);
            sight.keeps_space |= matches!(name, "pre" | "textarea" | "listing" | "xmp");
        }
        sight.laid_out &= !hidden_above;
        sight.visible = Known::Value(sight.laid_out);
        found.nodes.insert(node.id(), sight);
    }
    found
}

const UNSEEN: [&str; 6] = ["head", "script", "style", "template", "title", "noembed"];

const BLOCKS: [&str; 48] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];
