//! `unused-name`: nothing mentions it.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// Nothing mentions it.
#[derive(Debug)]
pub(crate) struct UnusedName<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for UnusedName<'_> {
    const PAGE: Page = Page {
        code: "P0517",
        name: "unused-name",
        title: "nothing mentions it",
        text: "\
No rule, condition, judgement or lexicon of any policy mentions it.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        warning(&Self::PAGE, format!("nothing uses the {} `{}`", self.kind, self.name), self.at)
            .help("use it, or delete it")
    }
}
