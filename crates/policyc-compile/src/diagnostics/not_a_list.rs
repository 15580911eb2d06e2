//! `not-a-list`: this is no list.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// This is no list.
#[derive(Debug)]
pub(crate) struct NotAList<'a> {
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) at: Span,
}

impl Fault for NotAList<'_> {
    const PAGE: Page = Page {
        code: "P0310",
        name: "not-a-list",
        title: "this is no list",
        text: "\
`for each`, `there is`, `every` and `over` run over a list or a set.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is {}, and only lists and sets have items", self.name, self.is);
        error(&Self::PAGE, message, self.at)
    }
}
