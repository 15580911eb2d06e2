//! `has-of-value`: `has` is for sets and lists.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `has` is for sets and lists.
#[derive(Debug)]
pub(crate) struct HasOf<'a> {
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) text: bool,
    pub(crate) at: Span,
}

impl Fault for HasOf<'_> {
    const PAGE: Page = Page {
        code: "P0314",
        name: "has-of-value",
        title: "`has` is for sets and lists",
        text: "\
`has` and `has no` ask whether a value is a member: `message.purposes has no invoice`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`has` is for sets and lists, and `{}` is {}", self.name, self.is);
        let help = if self.text {
            "for a text say `says LEXICON`, or `contains \"…\"`"
        } else {
            "to compare a value say `is`"
        };
        error(&Self::PAGE, message, self.at).help(help)
    }
}
