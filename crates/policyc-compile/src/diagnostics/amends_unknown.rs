//! `amends-unknown`: nothing there to be changed.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// Nothing there to be changed.
#[derive(Debug)]
pub(crate) struct AmendsUnknown<'a> {
    pub(crate) word: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) removed: Option<(Span, &'a str)>,
    pub(crate) at: Span,
}

impl Fault for AmendsUnknown<'_> {
    const PAGE: Page = Page {
        code: "P0407",
        name: "amends-unknown",
        title: "nothing there to be changed",
        text: "\
`amend`, `replace` and `remove` change what a policy inherits or uses. If the base no longer has it, the change has lost\n\
its object and has to be thought over.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("there is no {} `{}` to {}", self.kind, self.name, self.word);
        let diagnostic = suggest(error(&Self::PAGE, message, self.at), self.near.as_deref());
        match self.removed {
            Some((at, by)) => diagnostic.also(at, format!("removed by `{by}`")),
            None => diagnostic,
        }
    }
}
