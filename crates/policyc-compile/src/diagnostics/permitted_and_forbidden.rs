//! `permitted-and-forbidden`: one phrase is permitted and forbidden.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// One phrase is permitted and forbidden.
#[derive(Debug)]
pub(crate) struct PermittedAndForbidden<'a> {
    pub(crate) phrase: &'a str,
    pub(crate) permitted: &'a str,
    pub(crate) forbidden: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for PermittedAndForbidden<'_> {
    const PAGE: Page = Page {
        code: "P0514",
        name: "permitted-and-forbidden",
        title: "one phrase is permitted and forbidden",
        text: "\
The same words stand in a lexicon that a `permit` asks for and in one that a `forbid` asks for.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message =
            format!("`{}` is permitted by `{}` and forbidden by `{}`", self.phrase, self.permitted, self.forbidden);
        warning(&Self::PAGE, message, self.at).also(self.first, "the other")
    }
}
