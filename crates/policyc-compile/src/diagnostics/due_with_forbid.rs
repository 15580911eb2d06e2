//! `due-on-prohibition`: a prohibition falls due at no time.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A prohibition falls due at no time.
#[derive(Debug)]
pub(crate) struct DueWithForbid {
    pub(crate) at: Span,
}

impl Fault for DueWithForbid {
    const PAGE: Page = Page {
        code: "P0330",
        name: "due-on-prohibition",
        title: "a prohibition falls due at no time",
        text: "\
`due by I` says until when a duty may still be met.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, "`due by` goes with `require` and `permit`".to_owned(), self.at)
            .help("a prohibition holds at once; for a date of its own write `effective from …`")
    }
}
