//! `message.style.external_sheets` and `.animations` (vocabulary, section 12).

use super::page::Page;
use super::property::Property as P;
use super::styles::spans;
use super::value::Value;
use crate::images::address;
use crate::model::{Animation, AnimationKind, ExternalSheet, Item, Known, List};

/// Sheets that are elsewhere.
pub(super) fn external_sheets(page: &Page<'_>) -> List<ExternalSheet> {
    let mut items = Vec::new();
    for at in 0..page.styles.flat.nodes.len() {
        let Some(href) = page.attr(at, "href").filter(|_| page.name(at) == "link") else { continue };
        let is_sheet = page
            .attr(at, "rel")
            .unwrap_or_default()
            .split_ascii_whitespace()
            .any(|rel| rel.eq_ignore_ascii_case("stylesheet"));
        let places = page.id(at).map(|id| page.document.attribute_spans(id, "href")).unwrap_or_default();
        if is_sheet {
            let item = Item {
                text: href.to_owned(),
                places,
                also: page.tag_spans(at),
                visible: Known::Value(false),
                ..Item::default()
            };
            items.push(ExternalSheet { item, src: href.to_owned(), host: address::host(href) });
        }
    }
    for import in &page.styles.cascade.sheets.imports {
        let places = spans(page.document, &import.place);
        let item = Item { text: import.src.clone(), places, visible: Known::Value(false), ..Item::default() };
        items.push(ExternalSheet { item, src: import.src.clone(), host: address::host(&import.src) });
    }
    List { items, open: page.styles.open() }
}

/// What moves by CSS or by element.
pub(super) fn animations(page: &Page<'_>) -> List<Animation> {
    let mut items = Vec::new();
    let resolver = page.styles.resolver(page.document);
    for at in 0..page.styles.flat.nodes.len() {
        let (Some(view), Some(own)) = (page.styles.views.get(at), page.styles.computed.get(at)) else { continue };
        if !view.laid_out || page.styles.flat.is_text(at) {
            continue;
        }
        let tag = page.tag_spans(at);
        let kind = match page.name(at) {
            "marquee" => Some(AnimationKind::Marquee),
            "blink" => Some(AnimationKind::Blink),
            _ => None,
        };
        if let Some(kind) = kind {
            let item =
                Item { text: page.name(at).to_owned(), places: tag.clone(), visible: view.visible, ..Item::default() };
            items.push(Animation { item, kind });
        }
        let declared = page.styles.cascade.declared.get(&at).and_then(|declared| declared.winner(P::AnimationName));
        let (Some(declaration), (Some(Value::Names(names)), _)) = (declared, resolver.own(at, P::AnimationName, own))
        else {
            continue;
        };
        if names.iter().any(|name| page.styles.cascade.sheets.keyframes.contains(name)) {
            let text = page
                .styles
                .written(declaration)
                .map(|written| format!("{}: {}", written.name, written.value))
                .unwrap_or_default();
            let places = page.declaration_spans(declaration);
            let item = Item { text, places, also: tag, visible: view.visible, ..Item::default() };
            items.push(Animation { item, kind: AnimationKind::Css });
        }
    }
    List { items, open: page.styles.open() }
}
