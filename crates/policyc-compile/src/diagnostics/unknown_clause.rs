//! `no-such-clause`: the document has no such clause.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// The document has no such clause.
#[derive(Debug)]
pub(crate) struct UnknownClause<'a> {
    pub(crate) document: &'a str,
    pub(crate) slug: &'a str,
    pub(crate) policy: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownClause<'_> {
    const PAGE: Page = Page {
        code: "P0411",
        name: "no-such-clause",
        title: "the document has no such clause",
        text: "\
Citations are bound to the document of the policy in force, and its lock file lists the clauses. A rule that is inherited\n\
from a partial policy may cite what this document lacks: then the variant amends or removes the rule.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the document `{}` has no clause `{}`", self.document, self.slug);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
            .note(format!("cited in the policy `{}`, by itself or by inheritance", self.policy))
            .help("cite another clause, or amend the rule: `remove cites …`, or `remove rule …`")
    }
}
