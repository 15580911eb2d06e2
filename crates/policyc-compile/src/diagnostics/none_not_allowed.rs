//! `none-not-allowed`: the fact always exists.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The fact always exists.
#[derive(Debug)]
pub(crate) struct NoneNotAllowed<'a> {
    pub(crate) is: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoneNotAllowed<'_> {
    const PAGE: Page = Page {
        code: "P0326",
        name: "none-not-allowed",
        title: "the fact always exists",
        text: "\
`none` says that something is known not to exist. A fact can only be none if it is declared `or none`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} is wanted here; the fact is not declared `or none`", self.is);
        error(&Self::PAGE, message, self.at)
            .help("for a fact that is not known say `unknown`; for one that may not exist declare it `… or none`")
    }
}
