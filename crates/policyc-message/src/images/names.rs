//! Names that a screen reader says for an image (accname 1.2 with HTML-AAM).

use crate::style::Page;
use ego_tree::NodeId;
use scraper::ElementRef;
use std::collections::HashMap;

/// Elements by `id`, the first of each.
pub(super) fn ids(page: &Page<'_>) -> HashMap<String, NodeId> {
    let mut ids = HashMap::new();
    for at in 0..page.len() {
        if let (Some(id), Some(node)) = (page.attr(at, "id"), page.id(at)) {
            ids.entry(id.to_owned()).or_insert(node);
        }
    }
    ids
}

/// The name and the attribute that gives it.
pub(super) fn accessible_name(
    page: &Page<'_>,
    ids: &HashMap<String, NodeId>,
    at: usize,
) -> Option<(String, &'static str)> {
    let given = |text: String, from| (!text.is_empty()).then_some((text, from));
    if let Some(list) = page.attr(at, "aria-labelledby") {
        let words: Vec<String> = list
            .split_ascii_whitespace()
            .take(32)
            .filter_map(|id| ids.get(id))
            .map(|node| text_of(page, *node))
            .collect();
        if let Some(found) = given(words.join(" ").trim().to_owned(), "aria-labelledby") {
            return Some(found);
        }
    }
    for attribute in ["aria-label", "alt"] {
        if let Some(found) = page.attr(at, attribute).and_then(|text| given(text.trim().to_owned(), attribute)) {
            return Some(found);
        }
    }
    if page.name(at) == "svg" {
        let title = page.children(at).find(|child| page.name(*child) == "title").and_then(|child| page.id(child));
        if let Some(found) = title.and_then(|title| given(text_of(page, title), "title")) {
            return Some(found);
        }
    }
    page.attr(at, "title").and_then(|text| given(text.trim().to_owned(), "title"))
}

fn text_of(page: &Page<'_>, node: NodeId) -> String {
    let element = page.document.tree().tree.get(node).and_then(ElementRef::wrap);
    let text: String = element.map(|element| element.text().take(1000).collect()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
