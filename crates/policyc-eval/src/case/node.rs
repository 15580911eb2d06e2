//! Values as written, with their places.

use policyc_diag::Span;
use policyc_message::MappedText;

/// A value of a case file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub span: Span,
}

/// Forms of values.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// `null`: known not to be there.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number, in the digits of the file.
    Number(String),
    /// A text, with the way back to its bytes.
    Text(MappedText),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// An empty table.
    #[must_use]
    pub fn table() -> Self {
        Self { kind: NodeKind::Table(Vec::new()), span: Span::default() }
    }

    /// A text without places of its own in a file.
    #[must_use]
    pub fn text(text: &str, span: Span) -> Self {
        let mut map = policyc_message::OffsetMap::new();
        if !text.is_empty() {
            map.push_unit(text.len(), span.range());
        }
        Self { kind: NodeKind::Text(MappedText { text: text.to_owned(), map }), span }
    }

    /// The value of a key of a table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value at a path of keys.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The entries of a table, none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list, none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(items) => items,
            _ => &[],
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) => Some(&text.text),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.kind == NodeKind::Null
    }

    /// Sets the value at a path, making tables on the way.
    pub fn set(&mut self, path: &[&str], value: Self) {
        let Some((key, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        self.child(key, value.span).set(rest, value);
    }

    /// Takes away the value at a path.
    pub fn remove(&mut self, path: &[&str]) {
        let Some((key, rest)) = path.split_first() else { return };
        let NodeKind::Table(entries) = &mut self.kind else { return };
        if rest.is_empty() {
            entries.retain(|entry| entry.key != *key);
        } else if let Some(entry) = entries.iter_mut().find(|entry| entry.key == *key) {
            entry.value.remove(rest);
        }
    }

    /// Appends to the list at a path, making it on the way.
    pub fn append(&mut self, path: &[&str], value: Self) {
        match path.split_first() {
            Some((key, rest)) => self.child(key, value.span).append(rest, value),
            None => match &mut self.kind {
                NodeKind::List(items) => items.push(value),
                _ => *self = Self { span: value.span, kind: NodeKind::List(vec![value]) },
            },
        }
    }

    fn child(&mut self, key: &str, span: Span) -> &mut Self {
        if !matches!(self.kind, NodeKind::Table(_)) {
            *self = Self { kind: NodeKind::Table(Vec::new()), span };
        }
        let at = self.entries().iter().position(|entry| entry.key == key);
        let entries = match &mut self.kind {
            NodeKind::Table(entries) => entries,
            // It has just been made a table.
            _ => unreachable!("a table"),
        };
        let at = at.unwrap_or_else(|| {
            entries.push(Entry { key: key.to_owned(), key_span: span, value: Self::table() });
            entries.len() - 1
        });
        // `at` was found or has just been pushed.
        #[allow(clippy::indexing_slicing)]
        &mut entries[at].value
    }

    /// Lays another table over this one: its values go before, tables are joined key by key.
    pub fn overlay(&mut self, other: Self) {
        match (&mut self.kind, other.kind) {
            (NodeKind::Table(mine), NodeKind::Table(theirs)) => {
                for entry in theirs {
                    match mine.iter_mut().find(|own| own.key == entry.key) {
                        Some(own) => own.value.overlay(entry.value),
                        None => mine.push(entry),
                    }
                }
            }
            (_, kind) => *self = Self { kind, span: other.span },
        }
    }
}
