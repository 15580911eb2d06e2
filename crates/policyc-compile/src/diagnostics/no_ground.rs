//! `no-ground`: neither a citation nor a reason.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Neither a citation nor a reason.
#[derive(Debug)]
pub(crate) struct NoGround<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    pub(crate) amended: Option<String>,
}

impl Fault for NoGround<'_> {
    const PAGE: Page = Page {
        code: "P0413",
        name: "no-ground",
        title: "neither a citation nor a reason",
        text: "\
Whoever gets a finding has to learn on what it rests: a clause of the document, or the house's own reason. Parts may\n\
bring their own.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the {} `{}` neither cites a clause nor says why", self.kind, self.name);
        let diagnostic =
            error(&Self::PAGE, message, self.at).help("add `cites SLUG`, or `because \"…\"` for a rule of your own");
        match self.amended {
            Some(by) => diagnostic.note(format!("so it is after what `{by}` changes")),
            None => diagnostic,
        }
    }
}
