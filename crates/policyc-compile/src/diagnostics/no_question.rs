//! `no-question`: it asks nothing.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// It asks nothing.
#[derive(Debug)]
pub(crate) struct NoQuestion<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    pub(crate) amended: Option<String>,
}

impl Fault for NoQuestion<'_> {
    const PAGE: Page = Page {
        code: "P0417",
        name: "no-question",
        title: "it asks nothing",
        text: "\
`asks` holds the question of a judgement, or the statement that a declaration wants from the seller.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the {} `{}` has no `asks`", self.kind, self.name);
        let diagnostic =
            error(&Self::PAGE, message, self.at).help("add `asks \"…\"`: the question that a person answers");
        match self.amended {
            Some(by) => diagnostic.note(format!("so it is after what `{by}` changes")),
            None => diagnostic,
        }
    }
}
