//! `no-lock`: a document without a lock.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A document without a lock.
#[derive(Debug)]
pub(crate) struct NoLock<'a> {
    pub(crate) document: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoLock<'_> {
    const PAGE: Page = Page {
        code: "P0510",
        name: "no-lock",
        title: "a document without a lock",
        text: "\
A lock lists the clauses of a document, so that citations can be checked and coverage be counted. `policyc lock` makes\n\
one.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("there is no lock of the document `{}`", self.document);
        warning(&Self::PAGE, message, self.at).help(format!(
            "put `{}.lock` beside the policies; without it nobody can tell whether a cited clause exists",
            self.document
        ))
    }
}
