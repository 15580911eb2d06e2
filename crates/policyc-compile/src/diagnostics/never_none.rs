//! `never-none`: the answer is always the same.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// The answer is always the same.
#[derive(Debug)]
pub(crate) struct NeverNone<'a> {
    pub(crate) name: &'a str,
    pub(crate) given: bool,
    pub(crate) at: Span,
}

impl Fault for NeverNone<'_> {
    const PAGE: Page = Page {
        code: "P0501",
        name: "never-none",
        title: "the answer is always the same",
        text: "\
`is given` and `is none` ask whether a fact is known to exist. A fact that is not declared `or none` always exists, known\n\
or not.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let always = if self.given { "always" } else { "never" };
        let word = if self.given { "given" } else { "none" };
        warning(&Self::PAGE, format!("`{}` is {always} {word}: it is not declared `or none`", self.name), self.at)
    }
}
