//! What is checked: a message and its context, from whatever file they come in.

use policyc_diag::{Diagnostic, Source, SourceId, SourceMap, Span};
use policyc_eval::case::{Node, NodeKind, Problem, draft, json, toml};
use policyc_message::{Limits, MappedText, Message, Settings, read_eml, read_html, read_text};
use std::path::PathBuf;

/// One message with its context.
#[derive(Debug, Clone)]
pub struct Case {
    /// What reports call it: the case's `id`, else the file's name.
    pub id: String,
    /// The table of the case.
    pub root: Node,
    /// The message.
    pub message: Message,
    /// The texts that places count in.
    pub sources: SourceMap,
    /// Folders with dictionaries.
    dictionaries: Vec<PathBuf>,
}

/// A file cannot be read as what it is.
#[derive(Debug, Clone)]
pub struct CaseError {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// The texts that places count in.
    pub sources: SourceMap,
}

impl std::fmt::Display for CaseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for CaseError {}

/// What a file holds, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A raw message (`.eml`).
    Mail,
    /// HTML (`.html`, `.htm`).
    Html,
    /// Plain text (`.txt`, `.md`).
    Text,
    /// A case (`.json`).
    Json,
    /// A case a line (`.jsonl`, `.ndjson`).
    JsonLines,
    /// A case (`.toml`).
    Toml,
    /// A policy (`.policy`).
    Policy,
}

/// What a file of this name holds; none if its ending is none of ours.
#[must_use]
pub fn kind_of(name: &str) -> Option<Kind> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "eml" => Kind::Mail,
        "html" | "htm" | "xhtml" => Kind::Html,
        "txt" | "text" | "md" => Kind::Text,
        "json" => Kind::Json,
        "jsonl" | "ndjson" => Kind::JsonLines,
        "toml" => Kind::Toml,
        "policy" => Kind::Policy,
        _ => return None,
    })
}

/// The lines of a JSONL text that hold something, each with the offset at which it begins.
pub fn split_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        // A fault at the end of a line is told on that line, not on the next.
        (!line.trim().is_empty()).then_some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

impl Case {
    /// A case from JSON.
    ///
    /// # Errors
    /// The place that is no JSON, or no case.
    pub fn from_json(name: &str, text: &str) -> Result<Self, Box<CaseError>> {
        let source = Source::new(name, text.as_bytes());
        Self::from_json_at(&source, text, 0, name)
    }

    /// A case from one stretch of a JSON text: `line` begins at byte `offset` of `source`.
    ///
    /// # Errors
    /// The place that is no JSON, or no case.
    pub fn from_json_at(source: &Source, line: &str, offset: usize, fallback: &str) -> Result<Self, Box<CaseError>> {
        let mut sources = SourceMap::default();
        let id = sources.add(source.clone());
        match json::parse(id, line, offset) {
            Ok(root) => Self::from_node(root, id, sources, fallback),
            Err(problem) => Err(wrong(problem, sources)),
        }
    }

    /// A case from TOML.
    ///
    /// # Errors
    /// The place that is no TOML, or no case.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, Box<CaseError>> {
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new(name, text.as_bytes()));
        match toml::parse(id, text) {
            Ok(root) => Self::from_node(root, id, sources, name),
            Err(problem) => Err(wrong(problem, sources)),
        }
    }

    pub(crate) fn from_node(
        root: Node,
        source: SourceId,
        sources: SourceMap,
        fallback: &str,
    ) -> Result<Self, Box<CaseError>> {
        if !matches!(root.kind, NodeKind::Table(_)) {
            let problem = Problem::grave("case-type", "a case has to be a table of keys and values", root.span);
            return Err(wrong(problem.help("write it as { \"id\": …, \"message\": { … } }"), sources));
        }
        if let Some(schema) = root.get("schema")
            && schema.as_text() != Some("policyc-case/1")
        {
            let problem = Problem::grave("case-value", "this case is of a schema that is not known here", schema.span);
            return Err(wrong(problem.help("the schema known here is policyc-case/1"), sources));
        }
        let table = root.get("message").cloned().unwrap_or_else(Node::table);
        let message = draft::message(&table, source, &Limits::default());
        let id = root.get("id").and_then(Node::as_text).unwrap_or(fallback).to_owned();
        Ok(Self { id, root, message, sources, dictionaries: Vec::new() })
    }

    /// A message from its file's bytes; its context is laid on with [`Case::supply`].
    #[must_use]
    pub fn from_message(name: &str, bytes: &[u8], kind: Kind) -> Self {
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new(name, bytes));
        let limits = Limits::default();
        let mut root = Node::table();
        let message = match kind {
            Kind::Html => read_html(id, bytes, &limits),
            Kind::Text => read_text(id, bytes, &limits),
            _ => read_eml(id, bytes, &limits),
        };
        // A page or text stands in the case as its own, so that a sidecar can add a subject or attachments to it.
        let key = if kind == Kind::Html { "html" } else { "text" };
        if matches!(kind, Kind::Html | Kind::Text)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            let span = Span::new(id, 0, bytes.len());
            root.set(&["message", key], Node { kind: NodeKind::Text(MappedText::verbatim(text, 0)), span });
            root.set(&["message", "attachments"], Node { kind: NodeKind::List(Vec::new()), span });
        }
        Self { id: name.to_owned(), root, message, sources, dictionaries: Vec::new() }
    }

    /// Gives folders with Hunspell dictionaries, the first that has a language's counting; English is at hand without.
    pub fn use_dictionaries(&mut self, folders: &[PathBuf]) {
        self.dictionaries = folders.to_vec();
        self.give_dictionaries();
    }

    fn give_dictionaries(&mut self) {
        if !self.dictionaries.is_empty() {
            let settings = Settings { dictionaries: self.dictionaries.clone(), ..Settings::default() };
            self.message = self.message.with_settings(settings);
        }
    }

    /// Lays supplied facts (a sidecar, a file of facts) over the case; later ones go before earlier ones.
    ///
    /// # Errors
    /// The place that cannot be read.
    pub fn supply(&mut self, name: &str, text: &str, kind: Kind) -> Result<(), Box<CaseError>> {
        let id = self.sources.add(Source::new(name, text.as_bytes()));
        let parsed = match kind {
            Kind::Toml => toml::parse(id, text),
            _ => json::parse(id, text, 0),
        };
        match parsed {
            Ok(node) => {
                if let Some(id) = node.get("id").and_then(Node::as_text) {
                    id.clone_into(&mut self.id);
                }
                self.root.overlay(node);
                self.reread();
                Ok(())
            }
            Err(problem) => Err(wrong(problem, self.sources.clone())),
        }
    }

    /// Sets one fact: `path` is `order.id`, `text` a JSON value, or else a plain text.
    ///
    /// # Errors
    /// The path is empty or a part of it is.
    pub fn set(&mut self, path: &str, text: &str) -> Result<(), Box<CaseError>> {
        let id = self.sources.add(Source::new(format!("--set {path}"), text.as_bytes()));
        let span = policyc_diag::Span::new(id, 0, text.len());
        let keys: Vec<&str> = path.split('.').collect();
        if keys.iter().any(|key| key.is_empty()) {
            let problem = Problem::grave("case-key", format!("`{path}` is no path of a fact"), span);
            return Err(wrong(problem.help("write it as order.id=123"), self.sources.clone()));
        }
        let node = json::parse(id, text, 0).unwrap_or_else(|_| Node::text(text, span));
        self.root.set(&keys, node);
        self.reread();
        Ok(())
    }

    /// A case from its table, for examples.
    #[must_use]
    pub fn from_table(id: &str, root: Node) -> Self {
        let table = root.get("message").cloned().unwrap_or_else(Node::table);
        let message = draft::message(&table, SourceId(0), &Limits::default());
        Self { id: id.to_owned(), root, message, sources: SourceMap::default(), dictionaries: Vec::new() }
    }

    /// Makes the message anew after a content of its own (`message.text`, `.html`, `.eml`) was supplied.
    fn reread(&mut self) {
        if let Some(table) = self.root.get("message")
            && ["text", "html", "eml"].iter().any(|key| table.get(key).is_some())
        {
            self.message = draft::message(table, SourceId(0), &Limits::default());
            self.give_dictionaries();
        }
    }
}

pub(crate) fn wrong(problem: Problem, sources: SourceMap) -> Box<CaseError> {
    Box::new(CaseError { diagnostic: problem.into_diagnostic(), sources })
}
