//! Edits in the file that a case comes from: a message as it is, or a text within JSON or TOML.

use crate::{Case, Kind};
use policyc_eval::case::{Node, NodeKind};
use policyc_message::{
    Limits, MappedText,
    edit::{self, TextEdit},
    read_eml,
};
use std::ops::Range;

/// The file with an edit made.
pub(super) fn write(case: &Case, bytes: &[u8], kind: Kind, edit: &TextEdit) -> Result<Vec<u8>, String> {
    match kind {
        Kind::Mail | Kind::Html | Kind::Text => edit::write(&case.message, bytes, edit),
        Kind::Json | Kind::JsonLines | Kind::Toml => in_case(case, bytes, kind, edit),
        Kind::Policy => Err("a policy is no message".to_owned()),
    }
}

fn text_node<'c>(case: &'c Case, key: &str) -> Option<&'c MappedText> {
    match &case.root.at(&["message", key])?.kind {
        NodeKind::Text(text) => Some(text),
        _ => None,
    }
}

fn in_case(case: &Case, bytes: &[u8], kind: Kind, edit: &TextEdit) -> Result<Vec<u8>, String> {
    if edit.field {
        return Err("a header field within a case is not taken out".to_owned());
    }
    if let Some(raw) = text_node(case, "eml") {
        let inner = raw.text.as_bytes();
        let message = read_eml(policyc_diag::SourceId(0), inner, &Limits::default());
        let written = edit::write(&message, inner, edit)?;
        let written = String::from_utf8(written).map_err(|_| "the raw mail would be no text".to_owned())?;
        let (range, text) = difference(&raw.text, &written);
        return splice(case, bytes, kind, raw, range, &text);
    }
    let key = match edit.part.and_then(|part| case.message.parts().items.get(part)) {
        None => "subject",
        Some(part) if part.labelled_media_type == "text/html" => "html",
        Some(_) => "text",
    };
    let node = text_node(case, key).ok_or_else(|| format!("the case has no message.{key}"))?;
    splice(case, bytes, kind, node, edit.range(), &edit.text)
}

/// What one text has in the place of what the other has.
fn difference(old: &str, new: &str) -> (Range<usize>, String) {
    let same = |(a, b): &(char, char)| a == b;
    let front: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(front..).unwrap_or_default(), new.get(front..).unwrap_or_default());
    let back: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let text = new_rest.get(..new_rest.len() - back).unwrap_or_default();
    (front..old.len() - back, text.to_owned())
}

fn splice(
    case: &Case,
    bytes: &[u8],
    kind: Kind,
    node: &MappedText,
    range: Range<usize>,
    text: &str,
) -> Result<Vec<u8>, String> {
    let raw = node.map.cover(range);
    let quoted = serde_json::to_string(text).map_err(|error| error.to_string())?;
    let mut written = quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned();
    if kind == Kind::Toml && is_literal(case, bytes, node) {
        if text.contains('\'') || text.chars().any(char::is_control) {
            return Err("a literal string of TOML cannot hold the text".to_owned());
        }
        text.clone_into(&mut written);
    }
    match (bytes.get(..raw.start), bytes.get(raw.end..)) {
        (Some(before), Some(behind)) => Ok([before, written.as_bytes(), behind].concat()),
        _ => Err("the place lies outside the file".to_owned()),
    }
}

/// Whether a text of TOML stands between single quotes, in which nothing is escaped.
fn is_literal(case: &Case, bytes: &[u8], node: &MappedText) -> bool {
    let keys = ["subject", "text", "html", "eml"];
    let found = keys
        .iter()
        .filter_map(|key| case.root.at(&["message", key]))
        .find(|own: &&Node| matches!(&own.kind, NodeKind::Text(text) if std::ptr::eq(text, node)));
    let start = found.map(|own| own.span.range().start);
    start.and_then(|start| bytes.get(start)) == Some(&b'\'')
}
