//! `no-form`: it demands nothing.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// It demands nothing.
#[derive(Debug)]
pub(crate) struct NoForm<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
    pub(crate) amended: Option<String>,
}

impl Fault for NoForm<'_> {
    const PAGE: Page = Page {
        code: "P0415",
        name: "no-form",
        title: "it demands nothing",
        text: "\
A rule has exactly one of the forms: one `forbid`, one `require`, parts of `forbid`, parts of `require`, or permits.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` does not say what it asks", self.name);
        let diagnostic = error(&Self::PAGE, message, self.at)
            .help("a rule has `forbid`, `require` or `permit`; a part and a condition have `when`");
        match self.amended {
            Some(by) => diagnostic.note(format!("so it is after what `{by}` changes")),
            None => diagnostic,
        }
    }
}
