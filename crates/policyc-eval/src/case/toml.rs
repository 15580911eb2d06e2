//! TOML 1.0 cases and sidecars, by the `toml` crate, whose spans are kept.

use super::{Entry, Node, NodeKind, Problem};
use ::toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use policyc_diag::{SourceId, Span};
use policyc_message::{MappedText, OffsetMap};

/// Reads a TOML document.
///
/// # Errors
/// The first place that is no TOML.
pub fn parse(source: SourceId, text: &str) -> Result<Node, Problem> {
    let root = DeTable::parse(text).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        let what = error.message().lines().next().unwrap_or_default().to_owned();
        Problem::grave("case-syntax", format!("this is no TOML: {what}"), Span::new(source, range.start, range.end))
    })?;
    let reader = Reader { source, text };
    Ok(Node { kind: reader.table(root.get_ref()), span: Span::new(source, 0, text.len()) })
}

struct Reader<'a> {
    source: SourceId,
    text: &'a str,
}

impl Reader<'_> {
    fn table(&self, table: &DeTable<'_>) -> NodeKind {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| {
                let at = key.span();
                Entry {
                    key: key.get_ref().to_string(),
                    key_span: Span::new(self.source, at.start, at.end),
                    value: self.node(value),
                }
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        NodeKind::Table(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let range = value.span();
        let span = Span::new(self.source, range.start, range.end);
        let kind = match value.get_ref() {
            DeValue::String(text) => NodeKind::Text(self.string(text, range)),
            DeValue::Integer(number) => NodeKind::Number(
                i128::from_str_radix(number.as_str(), number.radix())
                    .map_or_else(|_| number.as_str().to_owned(), |number| number.to_string()),
            ),
            DeValue::Float(number) => NodeKind::Number(number.as_str().replace('_', "")),
            DeValue::Boolean(value) => NodeKind::Bool(*value),
            DeValue::Datetime(when) => NodeKind::Text(self.string(&when.to_string(), range)),
            DeValue::Array(items) => NodeKind::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.table(table),
        };
        Node { kind, span }
    }

    /// A text stands as it is between its quotes, or, if it has escapes, is one unit with them.
    fn string(&self, text: &str, range: std::ops::Range<usize>) -> MappedText {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let mut map = OffsetMap::new();
        if let Some(start) = raw.find(text).filter(|_| !text.is_empty()) {
            map.push_aligned(range.start + start..range.start + start + text.len());
        } else if !text.is_empty() {
            map.push_unit(text.len(), range);
        }
        MappedText { text: text.to_owned(), map }
    }
}
