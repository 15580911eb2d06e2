//! `two-operations`: one item is changed twice.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// One item is changed twice.
#[derive(Debug)]
pub(crate) struct TwoOperations<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for TwoOperations<'_> {
    const PAGE: Page = Page {
        code: "P0408",
        name: "two-operations",
        title: "one item is changed twice",
        text: "\
Two operations on one item in one policy would hang on their order.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the {} `{}` is changed twice in this policy", self.kind, self.name);
        error(&Self::PAGE, message, self.at).also(self.first, "the first time").help("put all changes into one `amend`")
    }
}
