//! `bad-language-tag`: this is no language tag.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// This is no language tag.
#[derive(Debug)]
pub(crate) struct BadLanguageTag<'a> {
    pub(crate) tag: &'a str,
    pub(crate) at: Span,
}

impl Fault for BadLanguageTag<'_> {
    const PAGE: Page = Page {
        code: "P0334",
        name: "bad-language-tag",
        title: "this is no language tag",
        text: "\
Languages are written as BCP 47 tags: two or three letters, then perhaps a region.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("`{}` is no language tag", self.tag), self.at).help("write it like `it` or `en-GB`")
    }
}
