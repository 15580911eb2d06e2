//! `change-not-there`: what is changed is not there.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// What is changed is not there.
#[derive(Debug)]
pub(crate) struct ChangeNotThere {
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) at: Span,
}

impl Fault for ChangeNotThere {
    const PAGE: Page = Page {
        code: "P0410",
        name: "change-not-there",
        title: "what is changed is not there",
        text: "\
`replace` and `remove` in an amendment name a line, part or entry that the inherited item has.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` cannot be changed: {}", self.what, self.why);
        error(&Self::PAGE, message, self.at).help("`policyc flatten POLICY` prints the item as it is inherited")
    }
}
