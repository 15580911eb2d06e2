//! `assumes-itself`: an assumption reads what it assumes.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// An assumption reads what it assumes.
#[derive(Debug)]
pub(crate) struct AssumesItself<'a> {
    pub(crate) path: &'a str,
    pub(crate) at: Span,
}

impl Fault for AssumesItself<'_> {
    const PAGE: Page = Page {
        code: "P0331",
        name: "assumes-itself",
        title: "an assumption reads what it assumes",
        text: "\
`taken as V when C` fills an unknown fact from *other* facts.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("what `{}` is taken as hangs on `{}` itself", self.path, self.path);
        error(&Self::PAGE, message, self.at).help("let the condition read other facts")
    }
}
