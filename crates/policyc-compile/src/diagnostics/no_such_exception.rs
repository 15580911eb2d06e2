//! `no-such-exception`: an example is exempt by nothing.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// An example is exempt by nothing.
#[derive(Debug)]
pub(crate) struct NoSuchException<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for NoSuchException<'_> {
    const PAGE: Page = Page {
        code: "P0225",
        name: "no-such-exception",
        title: "an example is exempt by nothing",
        text: "\
`example exempt NAME …` expects that the `unless NAME { … }` of the rule exempts the message.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the rule has no exception `{}`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
