//! `bad-pattern`: the regular expression cannot be read.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The regular expression cannot be read.
#[derive(Debug)]
pub(crate) struct BadPattern<'a> {
    pub(crate) why: &'a str,
    pub(crate) at: Span,
}

impl Fault for BadPattern<'_> {
    const PAGE: Page = Page {
        code: "P0317",
        name: "bad-pattern",
        title: "the regular expression cannot be read",
        text: "\
`matches /…/` takes the syntax of Rust's `regex` crate.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the pattern cannot be read: {}", self.why);
        error(&Self::PAGE, message, self.at).help("patterns run in linear time: no back references, no look-around")
    }
}
