//! `name-taken`: the base has an item of that name.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The base has an item of that name.
#[derive(Debug)]
pub(crate) struct NameTaken<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) first_in: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for NameTaken<'_> {
    const PAGE: Page = Page {
        code: "P0406",
        name: "name-taken",
        title: "the base has an item of that name",
        text: "\
Nothing is overridden by accident: a variant says `replace`, `amend` or `remove`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the {} `{}` is inherited from `{}`", self.kind, self.name, self.first_in);
        error(&Self::PAGE, message, self.at).also(self.first, "declared here").help(format!(
            "write `replace {} {} …` or `amend {} {} …`, or choose another name",
            self.kind, self.name, self.kind, self.name
        ))
    }
}
