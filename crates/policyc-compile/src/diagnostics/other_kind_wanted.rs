//! `other-kind-wanted`: another kind of value stands here.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Another kind of value stands here.
#[derive(Debug)]
pub(crate) struct OtherKindWanted<'a> {
    pub(crate) is: &'a str,
    pub(crate) wanted: &'a str,
    pub(crate) example: Option<&'static str>,
    pub(crate) at: Span,
}

impl Fault for OtherKindWanted<'_> {
    const PAGE: Page = Page {
        code: "P0306",
        name: "other-kind-wanted",
        title: "another kind of value stands here",
        text: "\
`D after I` wants a length of time and a point in time; `due by` wants a point in time.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} is wanted here, and this is {}", self.wanted, self.is);
        let diagnostic = error(&Self::PAGE, message, self.at);
        match self.example {
            Some(example) => diagnostic.help(format!("write it like `{example}`")),
            None => diagnostic,
        }
    }
}
