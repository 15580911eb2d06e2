//! `no-example`: a rule lacks an example.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule lacks an example.
#[derive(Debug)]
pub(crate) struct NoExample<'a> {
    pub(crate) name: &'a str,
    pub(crate) missing: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoExample<'_> {
    const PAGE: Page = Page {
        code: "P0507",
        name: "no-example",
        title: "a rule lacks an example",
        text: "\
Examples show what a rule is about, and prove that it can fire and that it does not always fire. Each rule has one that\n\
violates and one that does not.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = match self.missing {
            "" => format!("the rule `{}` has no example", self.name),
            missing => format!("the rule `{}` has no example that {missing}", self.name),
        };
        warning(&Self::PAGE, message, self.at)
            .help("add `example violates \"…\"` and `example complies \"…\"`; `policyc test` runs them")
    }
}
