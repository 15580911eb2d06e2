//! `lexicon-not-served`: a lexicon lacks a language that is served.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A lexicon lacks a language that is served.
#[derive(Debug)]
pub(crate) struct LexiconNotServed<'a> {
    pub(crate) name: &'a str,
    pub(crate) lacks: &'a str,
    pub(crate) policy: &'a str,
    pub(crate) at: Span,
}

impl Fault for LexiconNotServed<'_> {
    const PAGE: Page = Page {
        code: "P0513",
        name: "lexicon-not-served",
        title: "a lexicon lacks a language that is served",
        text: "\
A policy says with `serves` in which languages its messages come. Where a lexicon that its rules ask has no words, a text\n\
in that language is not known to say anything or nothing.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the lexicon `{}` has no words in `{}`", self.name, self.lacks);
        warning(&Self::PAGE, message, self.at)
            .note(format!("`{}` serves that language; texts in it stay undetermined", self.policy))
    }
}
