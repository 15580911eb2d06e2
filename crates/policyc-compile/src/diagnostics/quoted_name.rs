//! `quoted-name`: a name stands in quotes.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A name stands in quotes.
#[derive(Debug)]
pub(crate) struct QuotedName<'a> {
    pub(crate) text: &'a str,
    pub(crate) name: Option<String>,
    pub(crate) at: Span,
}

impl Fault for QuotedName<'_> {
    const PAGE: Page = Page {
        code: "P0316",
        name: "quoted-name",
        title: "a name stands in quotes",
        text: "\
Values of a fact that is `one of` some names are written as these names: `message.channel is email`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the value `{}` is a name and stands without quotes", self.text);
        let diagnostic = error(&Self::PAGE, message, self.at);
        match self.name {
            Some(name) => diagnostic.help(format!("write `{name}`")),
            None => diagnostic.help("the fact has a fixed list of values; this is none of them"),
        }
    }
}
