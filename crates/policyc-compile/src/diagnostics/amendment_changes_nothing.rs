//! `amendment-changes-nothing`: the change says what was so before.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// The change says what was so before.
#[derive(Debug)]
pub(crate) struct AmendmentChangesNothing<'a> {
    pub(crate) what: &'a str,
    pub(crate) at: Span,
}

impl Fault for AmendmentChangesNothing<'_> {
    const PAGE: Page = Page {
        code: "P0504",
        name: "amendment-changes-nothing",
        title: "the change says what was so before",
        text: "\
An amendment tells how a variant differs. One that says what is inherited anyway will mislead when the base moves.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        warning(&Self::PAGE, format!("this {} changes nothing", self.what), self.at).help("leave it out")
    }
}
