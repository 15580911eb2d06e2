//! `extends-cycle`: policies extend each other in a circle.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Policies extend each other in a circle.
#[derive(Debug)]
pub(crate) struct ExtendsCycle<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for ExtendsCycle<'_> {
    const PAGE: Page = Page {
        code: "P0402",
        name: "extends-cycle",
        title: "policies extend each other in a circle",
        text: "\
A chain of `extends` ends in a policy that extends none.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("`{}` extends itself by a detour", self.name), self.at)
    }
}
