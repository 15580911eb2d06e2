//! `empty-pattern`: the pattern meets anything.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// The pattern meets anything.
#[derive(Debug)]
pub(crate) struct EmptyPattern {
    pub(crate) at: Span,
}

impl Fault for EmptyPattern {
    const PAGE: Page = Page {
        code: "P0503",
        name: "empty-pattern",
        title: "the pattern meets anything",
        text: "\
A pattern such as `/a*/` is found in every text.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        warning(&Self::PAGE, "the pattern also meets the empty text, so it always matches".to_owned(), self.at)
    }
}
