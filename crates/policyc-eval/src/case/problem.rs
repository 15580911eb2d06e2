//! What is wrong with a case.

use policyc_diag::{Diagnostic, Severity, Span};

/// A fault in a case file: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable name.
    pub name: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to do.
    pub help: Option<String>,
    /// Whether the case can still be judged without it.
    pub grave: bool,
}

impl Problem {
    /// A fault that leaves the case unreadable.
    #[must_use]
    pub fn grave(name: &'static str, message: impl Into<String>, span: Span) -> Self {
        Self { name, message: message.into(), span, help: None, grave: true }
    }

    /// A fault of one value; the rest of the case stands.
    #[must_use]
    pub fn of_value(name: &'static str, message: impl Into<String>, span: Span) -> Self {
        Self { grave: false, ..Self::grave(name, message, span) }
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// As a diagnostic, for drawing. Codes of cases are `C01xx`.
    #[must_use]
    pub fn into_diagnostic(self) -> Diagnostic {
        let code = match self.name {
            "case-syntax" => "C0101",
            "case-key" => "C0102",
            "case-type" => "C0103",
            "case-value" => "C0104",
            "case-twice" => "C0105",
            _ => "C0100",
        };
        let diagnostic = Diagnostic::new(code, self.name, Severity::Error, self.message, self.span);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
