//! `unknown-set`: no set is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No set is called so.
#[derive(Debug)]
pub(crate) struct UnknownSet<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) removed: Option<(Span, String)>,
    pub(crate) at: Span,
}

impl Fault for UnknownSet<'_> {
    const PAGE: Page = Page {
        code: "P0213",
        name: "unknown-set",
        title: "no set is called so",
        text: "\
`is under`, `imitates` and `is one of` name a set: `set own-sites of host { \"store.example\" }`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no set is called `{}`", self.name);
        let mut diagnostic = suggest(error(&Self::PAGE, message, self.at), self.near.as_deref());
        if let Some((at, by)) = self.removed {
            diagnostic = diagnostic.also(at, format!("removed by `{by}`"));
        }
        diagnostic
    }
}
