//! `distance-wanted`: a point in time is compared like a number.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A point in time is compared like a number.
#[derive(Debug)]
pub(crate) struct DistanceWanted<'a> {
    pub(crate) word: &'a str,
    pub(crate) at: Span,
}

impl Fault for DistanceWanted<'_> {
    const PAGE: Page = Page {
        code: "P0303",
        name: "distance-wanted",
        title: "a point in time is compared like a number",
        text: "\
`message.sent_at is at most 30 days after order.completed_at` measures a distance. Which of two comes first is asked\n\
with `is before` and `is after`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` compares points in time by a distance", self.word);
        error(&Self::PAGE, message, self.at).help(format!(
            "write `is {} 30 days after …`; for the order alone `is before …`, `is not after …`",
            self.word
        ))
    }
}
