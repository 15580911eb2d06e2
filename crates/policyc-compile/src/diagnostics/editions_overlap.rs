//! `editions-overlap`: two editions are in force on one day.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// Two editions are in force on one day.
#[derive(Debug)]
pub(crate) struct EditionsOverlap<'a> {
    pub(crate) name: &'a str,
    pub(crate) other: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for EditionsOverlap<'_> {
    const PAGE: Page = Page {
        code: "P0505",
        name: "editions-overlap",
        title: "two editions are in force on one day",
        text: "\
Two policies of one family apply to the same store on the same day, and neither yields to the other: then both run, and\n\
both are reported. End the earlier one with `before`, or let one of them yield.\n\
\n\
```policy\n\
policy shop.old { effective before 2024-01-01 }\n\
policy shop.new extends … { effective from 2024-01-01 }\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` and `{}` are in force together for some messages", self.name, self.other);
        warning(&Self::PAGE, message, self.at)
            .also(self.first, "the other")
            .help("let one end where the other begins, or write `yields to`")
    }
}
