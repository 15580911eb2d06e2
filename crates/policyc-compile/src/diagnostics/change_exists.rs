//! `change-exists`: what is added is there already.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// What is added is there already.
#[derive(Debug)]
pub(crate) struct ChangeExists {
    pub(crate) what: String,
    pub(crate) at: Span,
    pub(crate) first: Option<Span>,
}

impl Fault for ChangeExists {
    const PAGE: Page = Page {
        code: "P0409",
        name: "change-exists",
        title: "what is added is there already",
        text: "\
`add` in an amendment adds a line, part or entry that the item does not have.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let diagnostic = error(&Self::PAGE, format!("`{}` is there already", self.what), self.at);
        let diagnostic = match self.first {
            Some(first) => diagnostic.also(first, "here"),
            None => diagnostic,
        };
        diagnostic.help("to change it write `replace`")
    }
}
