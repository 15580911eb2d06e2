//! `no-equality`: lists and records are not equal to anything.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Lists and records are not equal to anything.
#[derive(Debug)]
pub(crate) struct NoEquality<'a> {
    pub(crate) is: &'a str,
    pub(crate) set: bool,
    pub(crate) at: Span,
}

impl Fault for NoEquality<'_> {
    const PAGE: Page = Page {
        code: "P0304",
        name: "no-equality",
        title: "lists and records are not equal to anything",
        text: "\
Only plain values are equal or not. Of a list ask for members, of a record for fields.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} cannot be compared as a whole", self.is);
        let help = if self.set {
            "ask for a member: `… has VALUE`, `there is an x in … where …`, `every x in … satisfies …`"
        } else {
            "compare its fields"
        };
        error(&Self::PAGE, message, self.at).help(help)
    }
}
