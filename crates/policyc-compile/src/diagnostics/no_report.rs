//! `no-report`: a rule without a report.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule without a report.
#[derive(Debug)]
pub(crate) struct NoReport<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    pub(crate) amended: Option<String>,
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
        let diagnostic =
            error(&Self::PAGE, message, self.at).help("add `report \"…\"`: what a finding says, with values in braces");
        match self.amended {
            Some(by) => diagnostic.note(format!("so it is after what `{by}` changes")),
            None => diagnostic,
        }
    }
}
