//! A fault or a hint, as data.

use crate::Span;
use serde::Serialize;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can go on from here.
    Error,
    /// Works, and is probably not meant so.
    Warning,
    /// A remark.
    Advice,
}

/// A place with what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// One message of the compiler (or a finding, for drawing).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable code such as `P0203`; for findings the rule's name.
    pub code: String,
    /// Stable name such as `unknown-fact`; the page of `policyc explain`.
    pub name: String,
    /// How grave.
    pub severity: Severity,
    /// The headline: lower-case start, no full stop, the user's text in backquotes.
    pub message: String,
    /// Where it is; the first one is the place named in lists.
    pub primary: Label,
    /// Other places that explain it.
    pub secondary: Vec<Label>,
    /// What to do, one remedy a line.
    pub help: Vec<String>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic with a headline at a place.
    #[must_use]
    pub fn new(code: &str, name: &str, severity: Severity, message: impl Into<String>, span: Span) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            severity,
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Says something at the main place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }
}
