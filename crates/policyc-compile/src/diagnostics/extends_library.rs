//! `extends-library`: a library is extended as if it were a policy.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A library is extended as if it were a policy.
#[derive(Debug)]
pub(crate) struct ExtendsLibrary<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for ExtendsLibrary<'_> {
    const PAGE: Page = Page {
        code: "P0405",
        name: "extends-library",
        title: "a library is extended as if it were a policy",
        text: "\
`extends` builds on a policy. A library is brought in with `use`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("`{}` is a library, and libraries are used, not extended", self.name), self.at)
            .help(format!("write `use {}` below the header", self.name))
    }
}
