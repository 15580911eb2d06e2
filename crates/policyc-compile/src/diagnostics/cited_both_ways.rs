//! `cited-both-ways`: a clause is enforced and left out.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A clause is enforced and left out.
#[derive(Debug)]
pub(crate) struct CitedBothWays<'a> {
    pub(crate) clause: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for CitedBothWays<'_> {
    const PAGE: Page = Page {
        code: "P0509",
        name: "cited-both-ways",
        title: "a clause is enforced and left out",
        text: "\
`unenforced` names clauses that nothing enforces. One of the two is out of date.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is said to be unenforced, and something enforces it", self.clause);
        warning(&Self::PAGE, message, self.at).also(self.first, "cited here")
    }
}
