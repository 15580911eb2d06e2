//! `unknown-yield`: no policy to yield to.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No policy to yield to.
#[derive(Debug)]
pub(crate) struct UnknownYield<'a> {
    pub(crate) name: &'a str,
    pub(crate) library: bool,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownYield<'_> {
    const PAGE: Page = Page {
        code: "P0418",
        name: "unknown-yield",
        title: "no policy to yield to",
        text: "\
`yields to P`: where both apply, P alone is chosen.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = if self.library {
            format!("`{}` is a library, and a policy yields to policies", self.name)
        } else {
            format!("no policy is called `{}`", self.name)
        };
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
