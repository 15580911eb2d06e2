//! `unknown-stemmer`: no stemmer is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No stemmer is called so.
#[derive(Debug)]
pub(crate) struct UnknownStemmer<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownStemmer<'_> {
    const PAGE: Page = Page {
        code: "P0223",
        name: "unknown-stemmer",
        title: "no stemmer is called so",
        text: "\
`stems` names the algorithm that finds the inflected forms of `word~`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("there is no stemmer `{}`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref()).help(
            "there are english, italian, german, french, spanish; without one, `word~` meets the word itself alone",
        )
    }
}
