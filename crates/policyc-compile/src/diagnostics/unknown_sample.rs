//! `unknown-sample`: no sample is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No sample is called so.
#[derive(Debug)]
pub(crate) struct UnknownSample<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownSample<'_> {
    const PAGE: Page = Page {
        code: "P0219",
        name: "unknown-sample",
        title: "no sample is called so",
        text: "\
`sample NAME` in a header says from which `sample` item the examples start.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no sample is called `{}`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
