//! A message from the `message` table of a case.

use super::{Node, NodeKind};
use policyc_diag::SourceId;
use policyc_message::{Draft, DraftAttachment, DraftHeaders, Limits, MappedText, Message, read_eml_text, read_parts};

/// The message that a case holds: its `eml`, else what its parts come to.
#[must_use]
pub fn message(table: &Node, source: SourceId, limits: &Limits) -> Message {
    if let Some(raw) = text(table.get("eml")) {
        return read_eml_text(source, &raw, limits);
    }
    let attachments = table.get("attachments").map(Node::items).unwrap_or_default();
    let draft = Draft {
        source,
        subject: text(table.get("subject")),
        text: text(table.get("text")),
        html: text(table.get("html")),
        headers: headers(table.get("headers")),
        attachments: attachments.iter().map(attachment).collect(),
        attachments_unknown: table.get("attachments").is_none(),
    };
    read_parts(draft, limits)
}

fn text(node: Option<&Node>) -> Option<MappedText> {
    match &node?.kind {
        NodeKind::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn attachment(node: &Node) -> DraftAttachment {
    DraftAttachment {
        name: text(node.get("name")),
        media_type: text(node.get("media_type")),
        bytes: text(node.get("base64")).map(|coded| DraftAttachment::decode_base64(&coded)),
    }
}

/// Headers are a table from name to value, or to a list of values.
fn headers(node: Option<&Node>) -> DraftHeaders {
    let Some(node) = node else { return DraftHeaders::Unknown };
    if node.is_null() {
        return DraftHeaders::None;
    }
    let mut given = Vec::new();
    for entry in node.entries() {
        let key = MappedText::verbatim(entry.key.clone(), (entry.key_span.start as usize).saturating_add(1));
        match &entry.value.kind {
            NodeKind::Text(text) => given.push((key, text.clone())),
            NodeKind::List(items) => {
                given.extend(items.iter().filter_map(|item| Some((key.clone(), text(Some(item))?))));
            }
            _ => {}
        }
    }
    DraftHeaders::Given(given)
}
