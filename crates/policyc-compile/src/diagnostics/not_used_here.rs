//! `not-used-here`: a library names what it does not use.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A library names what it does not use.
#[derive(Debug)]
pub(crate) struct NotUsedHere<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) module: &'a str,
    pub(crate) at: Span,
}

impl Fault for NotUsedHere<'_> {
    const PAGE: Page = Page {
        code: "P0220",
        name: "not-used-here",
        title: "a library names what it does not use",
        text: "\
A library sees what it declares itself and what it uses. Otherwise it would work in one policy and fail in the next.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message =
            format!("the {} `{}` is declared in `{}`, which is not used here", self.kind, self.name, self.module);
        error(&Self::PAGE, message, self.at).help(format!("write `use {}` below the first line", self.module))
    }
}
