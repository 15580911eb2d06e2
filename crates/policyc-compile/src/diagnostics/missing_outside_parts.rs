//! `missing-outside-parts`: `{missing}` has nothing to list.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `{missing}` has nothing to list.
#[derive(Debug)]
pub(crate) struct MissingOutsideParts {
    pub(crate) at: Span,
}

impl Fault for MissingOutsideParts {
    const PAGE: Page = Page {
        code: "P0329",
        name: "missing-outside-parts",
        title: "`{missing}` has nothing to list",
        text: "\
`{missing}` in a report stands for the names of the parts of `require` that failed.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, "`{missing}` lists parts of `require`, and this rule has none".to_owned(), self.at)
    }
}
