//! `P0111`: a file that does not say what it is.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A file that does not say what it is.
pub(crate) struct MissingHeader {
    /// The first thing in the file.
    pub(crate) at: Span,
}

impl Fault for MissingHeader {
    const PAGE: Page = Page {
        code: "P0111",
        name: "missing-header",
        title: "a file that does not say what it is",
        text: r#"A file begins with its header: `policy NAME { … }` for a policy, `library NAME` for words and conditions that other files
use.
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("the file does not say what it is", self.at)
            .help("begin with `policy NAME { … }`, or with `library NAME` if other files are to use it")
    }
}
