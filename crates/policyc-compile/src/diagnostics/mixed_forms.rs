//! `mixed-forms`: a rule demands in two ways.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule demands in two ways.
#[derive(Debug)]
pub(crate) struct MixedForms<'a> {
    pub(crate) a: &'a str,
    pub(crate) b: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
    pub(crate) amended: Option<String>,
}

impl Fault for MixedForms<'_> {
    const PAGE: Page = Page {
        code: "P0416",
        name: "mixed-forms",
        title: "a rule demands in two ways",
        text: "\
A rule has exactly one of the forms: one `forbid`, one `require`, parts of `forbid`, parts of `require`, or permits.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} beside {}: a rule demands in one way", self.b, self.a);
        let diagnostic = error(&Self::PAGE, message, self.at)
            .also(self.first, "the first")
            .help("make two rules of it, or name the demands as parts");
        match self.amended {
            Some(by) => diagnostic.note(format!("so it is after what `{by}` changes")),
            None => diagnostic,
        }
    }
}
