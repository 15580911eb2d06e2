//! `duplicate-clause`: a clause stands twice in the lock.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A clause stands twice in the lock.
#[derive(Debug)]
pub(crate) struct DuplicateClause<'a> {
    pub(crate) id: &'a str,
    pub(crate) at: Span,
}

impl Fault for DuplicateClause<'_> {
    const PAGE: Page = Page {
        code: "P0422",
        name: "duplicate-clause",
        title: "a clause stands twice in the lock",
        text: "\
Ids of clauses are unique: citations mean one.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("the clause `{}` stands twice in the lock", self.id), self.at)
    }
}
