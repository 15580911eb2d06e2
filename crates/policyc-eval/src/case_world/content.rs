//! The keys of `message` that hold the message itself: whether what stands there is of the form that is read.
//!
//! Without this a subject that is given as a list would be passed over, and the message judged as if it had none.

use crate::case::{Node, NodeKind, Problem};

/// Keys of an attachment, each a text.
const ATTACHMENT: [&str; 3] = ["name", "media_type", "base64"];

/// What in the message's own content is of a wrong form. `null` says that a thing is not there, so it always fits.
pub(super) fn problems(table: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    if !matches!(table.kind, NodeKind::Table(_) | NodeKind::Null) {
        let help = "write it as { \"subject\": …, \"text\": … }";
        found.push(misfit(table, "message", "a table").help(help));
    }
    for entry in table.entries() {
        let path = format!("message.{}", entry.key);
        match entry.key.as_str() {
            "subject" | "text" | "html" | "eml" => text(&entry.value, &path, &mut found),
            "headers" => headers(&entry.value, &path, &mut found),
            "attachments" => attachments(&entry.value, &path, &mut found),
            _ => {}
        }
    }
    found
}

fn misfit(node: &Node, path: &str, due: &str) -> Problem {
    let what = match &node.kind {
        NodeKind::Null => "null",
        NodeKind::Bool(_) => "yes or no",
        NodeKind::Number(_) => "a number",
        NodeKind::Text(_) => "a text",
        NodeKind::List(_) => "a list",
        NodeKind::Table(_) => "a table",
    };
    Problem::of_value("case-type", format!("`{path}` is {what}, where {due} is due"), node.span)
}

fn text(node: &Node, path: &str, found: &mut Vec<Problem>) {
    if matches!(node.kind, NodeKind::Text(_) | NodeKind::Null) {
        return;
    }
    let help = match &node.kind {
        NodeKind::List(_) => "write one text in quotes; \\n in it begins a new line",
        _ => "write it in quotes",
    };
    found.push(misfit(node, path, "a text").help(help));
}

fn headers(node: &Node, path: &str, found: &mut Vec<Problem>) {
    if !matches!(node.kind, NodeKind::Table(_) | NodeKind::Null) {
        found.push(misfit(node, path, "a table").help("write it as { \"Reply-To\": \"a@b.example\" }"));
    }
    for entry in node.entries() {
        let path = format!("{path}.{}", entry.key);
        match &entry.value.kind {
            NodeKind::List(lines) => lines.iter().for_each(|line| text(line, &path, found)),
            _ => text(&entry.value, &path, found),
        }
    }
}

fn attachments(node: &Node, path: &str, found: &mut Vec<Problem>) {
    if !matches!(node.kind, NodeKind::List(_) | NodeKind::Null) {
        found.push(misfit(node, path, "a list").help("write it as [{ \"name\": \"invoice.pdf\" }]"));
    }
    for (at, item) in node.items().iter().enumerate() {
        let path = format!("{path}[{at}]");
        if !matches!(item.kind, NodeKind::Table(_)) {
            found.push(misfit(item, &path, "a table").help("write it as { \"name\": \"invoice.pdf\" }"));
        }
        for key in ATTACHMENT {
            if let Some(value) = item.get(key) {
                text(value, &format!("{path}.{key}"), found);
            }
        }
    }
}
