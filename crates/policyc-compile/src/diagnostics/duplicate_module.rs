//! `duplicate-module`: two files bear one name.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Two files bear one name.
#[derive(Debug)]
pub(crate) struct DuplicateModule<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for DuplicateModule<'_> {
    const PAGE: Page = Page {
        code: "P0204",
        name: "duplicate-module",
        title: "two files bear one name",
        text: "\
Each file is one module, and its first line names it. Two files of one name could not be told apart.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("another file is called `{}` already", self.name);
        error(&Self::PAGE, message, self.at)
            .also(self.first, "the first one")
            .help("give each policy and library a name of its own")
    }
}
