//! `bad-lock`: the lock file cannot be read.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The lock file cannot be read.
#[derive(Debug)]
pub(crate) struct BadLock<'a> {
    pub(crate) why: &'a str,
    pub(crate) at: Span,
}

impl Fault for BadLock<'_> {
    const PAGE: Page = Page {
        code: "P0421",
        name: "bad-lock",
        title: "the lock file cannot be read",
        text: "\
A lock is a TOML file with the document's name and one `[[clause]]` for each of its clauses.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("the lock cannot be read: {}", self.why), self.at)
            .help("make it anew with `policyc lock`; it is not meant to be edited, save for `title`")
    }
}
