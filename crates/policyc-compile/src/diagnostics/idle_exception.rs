//! `idle-exception`: an exception that can never matter.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// An exception that can never matter.
#[derive(Debug)]
pub(crate) struct IdleException<'a> {
    pub(crate) name: &'a str,
    pub(crate) rule: &'a str,
    pub(crate) at: Span,
}

impl Fault for IdleException<'_> {
    const PAGE: Page = Page {
        code: "P0512",
        name: "idle-exception",
        title: "an exception that can never matter",
        text: "\
Exceptions are looked at when their rule would fire. One whose condition contradicts the rule's own never exempts.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the exception `{}` never applies where `{}` would fire", self.name, self.rule);
        warning(&Self::PAGE, message, self.at)
    }
}
