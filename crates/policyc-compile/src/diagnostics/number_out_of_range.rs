//! `number-out-of-range`: the number does not fit.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The number does not fit.
#[derive(Debug)]
pub(crate) struct NumberOutOfRange<'a> {
    pub(crate) text: &'a str,
    pub(crate) why: &'a str,
    pub(crate) at: Span,
}

impl Fault for NumberOutOfRange<'_> {
    const PAGE: Page = Page {
        code: "P0323",
        name: "number-out-of-range",
        title: "the number does not fit",
        text: "\
Counts are whole numbers below four thousand million, calendar and working days are whole, and a length of time is a\n\
whole number of nanoseconds.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        error(&Self::PAGE, format!("`{}` does not fit: {}", self.text, self.why), self.at)
    }
}
