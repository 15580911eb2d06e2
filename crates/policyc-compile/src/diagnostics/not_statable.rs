//! `not-statable`: no text can state that.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// No text can state that.
#[derive(Debug)]
pub(crate) struct NotStatable<'a> {
    pub(crate) is: &'a str,
    pub(crate) verb: &'a str,
    pub(crate) at: Span,
}

impl Fault for NotStatable<'_> {
    const PAGE: Page = Page {
        code: "P0318",
        name: "not-statable",
        title: "no text can state that",
        text: "\
`message.body states order.id` holds when the text has that value in some usual notation.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` looks for the value of a fact, and this is {}", self.verb, self.is);
        let help = match self.verb {
            "names" => "`names` is for titles, which are texts",
            "states date of" => "`states date of` is for points in time and days",
            _ => "identifiers, numbers, amounts, shares, points in time and texts can be stated",
        };
        error(&Self::PAGE, message, self.at).help(help)
    }
}
