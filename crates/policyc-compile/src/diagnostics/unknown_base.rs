//! `unknown-base`: no policy is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No policy is called so.
#[derive(Debug)]
pub(crate) struct UnknownBase<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownBase<'_> {
    const PAGE: Page = Page {
        code: "P0401",
        name: "unknown-base",
        title: "no policy is called so",
        text: "\
`extends` names a policy that is not among the files of this run.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no policy is called `{}`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
