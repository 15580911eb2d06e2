//! `meets-mismatch`: the condition is about something else.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The condition is about something else.
#[derive(Debug)]
pub(crate) struct MeetsMismatch<'a> {
    pub(crate) name: &'a str,
    pub(crate) wanted: Option<&'a str>,
    pub(crate) is: &'a str,
    pub(crate) at: Span,
}

impl Fault for MeetsMismatch<'_> {
    const PAGE: Page = Page {
        code: "P0319",
        name: "meets-mismatch",
        title: "the condition is about something else",
        text: "\
`image meets tiny` asks a condition that is declared `for image in message.images` of an item of that list.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = match self.wanted {
            None => format!("`{}` is not about an item, and stands by itself without `meets`", self.name),
            Some(wanted) => format!("`{}` is about {wanted}, and this is of {}", self.name, self.is),
        };
        error(&Self::PAGE, message, self.at)
    }
}
