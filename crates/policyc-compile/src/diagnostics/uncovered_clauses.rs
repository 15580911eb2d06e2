//! `uncovered-clauses`: clauses of the document that nothing accounts for.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// Clauses of the document that nothing accounts for.
#[derive(Debug)]
pub(crate) struct UncoveredClauses<'a> {
    pub(crate) document: &'a str,
    pub(crate) count: usize,
    pub(crate) named: &'a str,
    pub(crate) more: usize,
    pub(crate) at: Span,
}

impl Fault for UncoveredClauses<'_> {
    const PAGE: Page = Page {
        code: "P0508",
        name: "uncovered-clauses",
        title: "clauses of the document that nothing accounts for",
        text: "\
Every clause of the document is enforced, declared by the seller, or left out with a reason. What the lock lists and no\n\
policy mentions has been overlooked.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let more = if self.more > 0 { format!(" and {} more", self.more) } else { String::new() };
        let clauses = if self.count == 1 { "clause" } else { "clauses" };
        let message = format!("nothing accounts for {} {clauses} of `{}`", self.count, self.document);
        warning(&Self::PAGE, message, self.at)
            .note(format!("{}{more}", self.named))
            .help("cite each in a rule or a `declaration`, or write `unenforced CLAUSE because \"…\"`; `policyc coverage` lists them")
    }
}
