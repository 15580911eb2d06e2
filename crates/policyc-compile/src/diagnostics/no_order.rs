//! `no-order`: the value cannot be asked that.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The value cannot be asked that.
#[derive(Debug)]
pub(crate) struct NoOrder<'a> {
    pub(crate) is: &'a str,
    pub(crate) word: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoOrder<'_> {
    const PAGE: Page = Page {
        code: "P0302",
        name: "no-order",
        title: "the value cannot be asked that",
        text: "\
`before` and `after` are for points in time and days; `at least`, `at most`, `more than`, `less than` for numbers,\n\
shares, amounts of money, lengths and lengths of time. Texts, names and yes-no have no order.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` cannot be said of {}", self.word, self.is);
        let help = match self.word {
            "before" | "after" => {
                "points in time and days are before or after each other; numbers are `at most`, `less than` …"
            }
            "has" | "says" | "mentions" | "denies" | "states" | "names" | "contains" | "matches" | "is empty" => {
                "this is said of a fact or of a field of an item"
            }
            _ => "numbers, shares, amounts, lengths and lengths of time have an order",
        };
        error(&Self::PAGE, message, self.at).help(help)
    }
}
