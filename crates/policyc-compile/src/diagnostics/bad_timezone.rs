//! `bad-timezone`: no time zone is called so.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// No time zone is called so.
#[derive(Debug)]
pub(crate) struct BadTimezone<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for BadTimezone<'_> {
    const PAGE: Page = Page {
        code: "P0333",
        name: "bad-timezone",
        title: "no time zone is called so",
        text: "\
`timezone` names the place whose calendar the policy's days follow.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("no time zone is called `{}`", self.name), self.at)
            .help("write a name of the IANA database, such as `Europe/Rome` or `America/Los_Angeles`")
    }
}
