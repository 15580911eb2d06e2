//! `shadowed-name`: a name hides another.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A name hides another.
#[derive(Debug)]
pub(crate) struct Shadowed<'a> {
    pub(crate) name: &'a str,
    pub(crate) by: &'a str,
    pub(crate) at: Span,
}

impl Fault for Shadowed<'_> {
    const PAGE: Page = Page {
        code: "P0502",
        name: "shadowed-name",
        title: "a name hides another",
        text: "\
Within the condition the inner meaning counts, and a reader may think of the outer one.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        warning(&Self::PAGE, format!("`{}` also names {}", self.name, self.by), self.at)
            .help("give the item another name")
    }
}
