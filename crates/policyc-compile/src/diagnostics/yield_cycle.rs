//! `yield-cycle`: policies yield to each other.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Policies yield to each other.
#[derive(Debug)]
pub(crate) struct YieldCycle<'a> {
    pub(crate) name: &'a str,
    pub(crate) other: &'a str,
    pub(crate) at: Span,
}

impl Fault for YieldCycle<'_> {
    const PAGE: Page = Page {
        code: "P0419",
        name: "yield-cycle",
        title: "policies yield to each other",
        text: "\
Of policies that yield to each other none would be chosen.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` and `{}` yield to each other", self.name, self.other);
        error(&Self::PAGE, message, self.at).help("a policy that extends another goes before it by itself")
    }
}
