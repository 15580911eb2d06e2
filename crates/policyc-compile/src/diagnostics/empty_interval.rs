//! `empty-interval`: it is never in force.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// It is never in force.
#[derive(Debug)]
pub(crate) struct EmptyInterval {
    pub(crate) at: Span,
}

impl Fault for EmptyInterval {
    const PAGE: Page = Page {
        code: "P0420",
        name: "empty-interval",
        title: "it is never in force",
        text: "\
An interval is half-open: one edition's `before` is the next one's `from`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, "the first day is not before the day on which it ends".to_owned(), self.at)
            .help("`effective from D before E`: D is the first day, E the first that no longer counts")
    }
}
