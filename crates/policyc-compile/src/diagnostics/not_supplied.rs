//! `not-supplied`: the program reads that off the message.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The program reads that off the message.
#[derive(Debug)]
pub(crate) struct NotSupplied<'a> {
    pub(crate) name: &'a str,
    pub(crate) list: &'a str,
    pub(crate) at: Span,
}

impl Fault for NotSupplied<'_> {
    const PAGE: Page = Page {
        code: "P0328",
        name: "not-supplied",
        title: "the program reads that off the message",
        text: "\
`link.necessary is yes` declares an attribute of every link. What the program reads by itself stands in the text.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is read off the message and cannot be declared", self.name);
        error(&Self::PAGE, message, self.at)
            .help(format!("write it into the text of the example, or add an item: `{} has {{ … }}`", self.list))
    }
}
