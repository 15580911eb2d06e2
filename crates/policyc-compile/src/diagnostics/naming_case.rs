//! `naming-case`: a name is written against its origin.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A name is written against its origin.
#[derive(Debug)]
pub(crate) struct NamingCase<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) better: &'a str,
    pub(crate) why: &'a str,
    pub(crate) at: Span,
}

impl Fault for NamingCase<'_> {
    const PAGE: Page = Page {
        code: "P0515",
        name: "naming-case",
        title: "a name is written against its origin",
        text: "\
Case tells the origin: `snake_case` comes from case files (facts, their values, judgements, which are labels),\n\
`kebab-case` is made by policies.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the {} `{}` would be written `{}`", self.kind, self.name, self.better);
        warning(&Self::PAGE, message, self.at).note(self.why)
    }
}
