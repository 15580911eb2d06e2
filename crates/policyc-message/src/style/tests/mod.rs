//! Facts of style, read off small documents.

mod facts;
mod layout;
mod sight;

use crate::message::Message;
use crate::model::Known;
use crate::{Limits, read_html};
use policyc_diag::{SourceId, Span};

/// A message of this HTML alone.
pub(crate) fn message(html: &str) -> Message {
    read_html(SourceId(0), html.as_bytes(), &Limits::default())
}

/// The source under spans, pieces parted by ` … `.
pub(crate) fn shown(html: &str, spans: &[Span]) -> String {
    let piece = |span: &Span| html.get(span.range()).unwrap_or("?").to_owned();
    spans.iter().map(piece).collect::<Vec<_>>().join(" … ")
}

/// Every text with letters: what is known of it, and why.
pub(crate) fn seen(html: &str) -> Vec<String> {
    let message = message(html);
    let (Some(tree), Some(visibility)) = (message.html_tree(), message.visibility()) else { return Vec::new() };
    let mut lines = Vec::new();
    for node in tree.tree().tree.root().descendants() {
        let Some(text) = node.value().as_text().filter(|text| text.trim().chars().any(char::is_alphabetic)) else {
            continue;
        };
        let sight = visibility.of(node.id());
        let word = match (sight.laid_out, sight.visible) {
            (false, _) => "hidden",
            (true, Known::Value(true)) => "seen",
            (true, Known::Value(false)) => "same colour",
            (true, Known::Unknown) => "open",
        };
        let why = visibility.why.get(&node.id()).map(|spans| format!(" by {}", shown(html, spans))).unwrap_or_default();
        lines.push(format!("{}: {word}{why}", text.trim()));
    }
    lines
}
