//! `unknown-type`: no type is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No type is called so.
#[derive(Debug)]
pub(crate) struct UnknownType<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownType<'_> {
    const PAGE: Page = Page {
        code: "P0216",
        name: "unknown-type",
        title: "no type is called so",
        text: "\
Types are `text yes-no integer decimal percent length duration instant date language-tag url host money`, declared\n\
shapes, `one of …`, `list of …`, `set of …` and records `{ … }`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no type is called `{}`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
