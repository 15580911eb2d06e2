//! `no-document`: a citation without a document.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A citation without a document.
#[derive(Debug)]
pub(crate) struct NoDocument<'a> {
    pub(crate) policy: &'a str,
    pub(crate) slug: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoDocument<'_> {
    const PAGE: Page = Page {
        code: "P0412",
        name: "no-document",
        title: "a citation without a document",
        text: "\
A bare slug means a clause of the policy's `document`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is cited, and `{}` names no document", self.slug, self.policy);
        error(&Self::PAGE, message, self.at)
            .help("write `document NAME` in the header, cite `NAME.slug`, or say `because \"…\"`")
    }
}
