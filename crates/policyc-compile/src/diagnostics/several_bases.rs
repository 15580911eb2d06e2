//! `several-bases`: a policy has two bases.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A policy has two bases.
#[derive(Debug)]
pub(crate) struct SeveralBases {
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for SeveralBases {
    const PAGE: Page = Page {
        code: "P0403",
        name: "several-bases",
        title: "a policy has two bases",
        text: "\
Of two bases nobody could say which wins where they differ.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, "a policy extends one other policy".to_owned(), self.at)
            .also(self.first, "the first one")
            .help("let one of them extend the other, or move what is shared into a library")
    }
}
