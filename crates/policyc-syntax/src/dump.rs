//! The tree as text, for `policyc dump ast` and for tests: one node a line, indented, without places.

use crate::ast::File;
use serde_json::Value;
use std::fmt::Write;

/// Prints the tree of a file.
#[must_use]
pub fn dump(file: &File) -> String {
    let mut out = String::new();
    match serde_json::to_value(file) {
        Ok(value) => dump_value(&value, 0, &mut out),
        Err(fault) => out = format!("the tree cannot be printed: {fault}\n"),
    }
    out
}

fn dump_value(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| dump_field(key, value, depth, out)),
        Value::Array(items) => items.iter().for_each(|item| dump_entry("-", item, depth, out)),
        other => dump_entry("-", other, depth, out),
    }
}

fn dump_field(key: &str, value: &Value, depth: usize, out: &mut String) {
    let shown = match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        _ => !matches!(key, "at" | "verb_at" | "item_at" | "outcome_at" | "raw"),
    };
    if shown {
        dump_entry(&key.replace('_', " ").to_lowercase(), value, depth, out);
    }
}

fn dump_entry(key: &str, value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    if let Some(leaf) = leaf(value) {
        let _ = writeln!(out, "{indent}{key} {leaf}");
    } else {
        let _ = writeln!(out, "{indent}{key}");
        dump_value(value, depth + 1, out);
    }
}

/// Nodes that fit on their parent's line: names, paths, strings, numbers.
fn leaf(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => {
            let mut told = fields.iter().filter(|(key, _)| !matches!(key.as_str(), "at" | "raw"));
            match (told.next(), told.next()) {
                (Some((key, text)), None) if key == "text" => text.as_str().map(str::to_owned),
                (Some((key, text)), None) if key == "value" && text.is_string() => Some(text.to_string()),
                (Some((key, parts)), None) if key == "parts" => Some(path(parts)),
                _ => None,
            }
        }
        Value::Array(_) => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn path(parts: &Value) -> String {
    let names = parts.as_array().into_iter().flatten().filter_map(leaf).collect::<Vec<_>>();
    names.join(".")
}
