//! `literal-mismatch`: the value is of another kind than the fact.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The value is of another kind than the fact.
#[derive(Debug)]
pub(crate) struct LiteralMismatch<'a> {
    pub(crate) wanted: &'a str,
    pub(crate) example: Option<&'a str>,
    pub(crate) quoted: bool,
    pub(crate) at: Span,
}

impl Fault for LiteralMismatch<'_> {
    const PAGE: Page = Page {
        code: "P0325",
        name: "literal-mismatch",
        title: "the value is of another kind than the fact",
        text: "\
Samples, examples and `taken as` give facts values of their types: `order.amount is 59.90 USD`, `message.purposes is\n\
(delay)`, `buyer.language is \"it\"`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let diagnostic = error(&Self::PAGE, format!("{} is wanted here", self.wanted), self.at);
        match self.example {
            Some(example) => diagnostic.help(format!("write it like `{example}`")),
            None if self.quoted => diagnostic.help("write the name without quotes"),
            None => diagnostic,
        }
    }
}
