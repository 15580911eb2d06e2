//! `extends-too-deep`: the chain of policies is too long.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The chain of policies is too long.
#[derive(Debug)]
pub(crate) struct ExtendsTooDeep {
    pub(crate) at: Span,
}

impl Fault for ExtendsTooDeep {
    const PAGE: Page = Page {
        code: "P0404",
        name: "extends-too-deep",
        title: "the chain of policies is too long",
        text: "\
Nobody can follow amendments over more than 16 steps.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, "more than 16 policies extend each other".to_owned(), self.at)
    }
}
