//! `no-report`: a rule without a report.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule without a report.
#[derive(Debug)]
pub(crate) struct NoReport<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoReport<'_> {
    const PAGE: Page = Page {
        code: "P0414",
        name: "no-report",
        title: "a rule without a report",
        text: "\
`report` is what people read when the rule fires.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the rule `{}` does not say what to report", self.name);
        error(&Self::PAGE, message, self.at).help("add `report \"…\"`: what a finding says, with values in braces")
    }
}
