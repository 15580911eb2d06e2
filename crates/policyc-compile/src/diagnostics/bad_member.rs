//! `bad-member`: the set cannot have that member.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The set cannot have that member.
#[derive(Debug)]
pub(crate) struct BadMember<'a> {
    pub(crate) text: &'a str,
    pub(crate) why: &'a str,
    pub(crate) at: Span,
}

impl Fault for BadMember<'_> {
    const PAGE: Page = Page {
        code: "P0332",
        name: "bad-member",
        title: "the set cannot have that member",
        text: "\
Members of a `set … of host` are bare hosts such as `store.example`, those of a `set … of date` days such as\n\
`2024-05-20`; each stands once.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("`{}`: {}", self.text, self.why), self.at)
    }
}
