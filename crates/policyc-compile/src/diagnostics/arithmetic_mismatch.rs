//! `arithmetic-mismatch`: the two cannot be reckoned with.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The two cannot be reckoned with.
#[derive(Debug)]
pub(crate) struct ArithmeticMismatch<'a> {
    pub(crate) operator: &'a str,
    pub(crate) left: &'a str,
    pub(crate) right: &'a str,
    pub(crate) at: Span,
}

impl Fault for ArithmeticMismatch<'_> {
    const PAGE: Page = Page {
        code: "P0305",
        name: "arithmetic-mismatch",
        title: "the two cannot be reckoned with",
        text: "\
Sums and differences are of one kind (a point in time and a length of time give a point in time); products and\n\
quotients of a quantity and a number or share.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} `{}` {} has no meaning", self.left, self.operator, self.right);
        error(&Self::PAGE, message, self.at)
    }
}
