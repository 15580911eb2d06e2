//! `empty-of-value`: only lists, sets and texts are empty.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Only lists, sets and texts are empty.
#[derive(Debug)]
pub(crate) struct EmptyOf<'a> {
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) at: Span,
}

impl Fault for EmptyOf<'_> {
    const PAGE: Page = Page {
        code: "P0315",
        name: "empty-of-value",
        title: "only lists, sets and texts are empty",
        text: "\
`is empty` asks whether a list or set has items, or a text characters. Whether a fact exists is asked with `is given`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is {}, and only lists, sets and texts are empty", self.name, self.is);
        error(&Self::PAGE, message, self.at).help("for something that may not exist say `is none` or `is given`")
    }
}
