//! `phrase-without-anchor`: a phrase holds no written word.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A phrase holds no written word.
#[derive(Debug)]
pub(crate) struct PhraseWithoutAnchor {
    pub(crate) at: Span,
}

impl Fault for PhraseWithoutAnchor {
    const PAGE: Page = Page {
        code: "P0336",
        name: "phrase-without-anchor",
        title: "a phrase holds no written word",
        text: "\
Each phrase holds a written word, or a `{reference}` to a lexicon that does; kinds such as `<money>` alone, gaps and\n\
optional words are not enough: they would meet almost anything.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, "the phrase holds no word that must be there".to_owned(), self.at)
            .help("write at least one word outside of `[…]`, or refer to a lexicon whose phrases have one")
    }
}
