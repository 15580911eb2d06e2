//! `unknown-language-option`: a language has no such line.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// A language has no such line.
#[derive(Debug)]
pub(crate) struct UnknownLanguageOption<'a> {
    pub(crate) name: &'a str,
    pub(crate) known: bool,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownLanguageOption<'_> {
    const PAGE: Page = Page {
        code: "P0222",
        name: "unknown-language-option",
        title: "a language has no such line",
        text: "\
A `language` item holds what phrases need to know of a language, one line an option.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = if self.known {
            format!("`{}` is not written so", self.name)
        } else {
            format!("a language has no line `{}`", self.name)
        };
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
            .help("`stems NAME`, `reach NUMBER`, and words in quotes for clitics, elisions, negators, negators-after, not-negating, breaks, disowns, disowns-after, resumes, quoting, quoting-after, pronouns, abbreviations")
    }
}
