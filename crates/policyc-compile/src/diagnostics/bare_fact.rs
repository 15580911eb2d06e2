//! `bare-fact`: a fact alone is no condition.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A fact alone is no condition.
#[derive(Debug)]
pub(crate) struct BareFact<'a> {
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) bool: bool,
    pub(crate) at: Span,
}

impl Fault for BareFact<'_> {
    const PAGE: Page = Page {
        code: "P0308",
        name: "bare-fact",
        title: "a fact alone is no condition",
        text: "\
There is no truthiness: a condition says what is asked of a fact. `link.necessary is yes`, `order is given`,\n\
`message.images is not empty`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is {}, not a condition", self.name, self.is);
        let help = if self.bool {
            format!("write `{0} is yes` or `{0} is no`", self.name)
        } else {
            format!("say what is asked of it: `{} is …`", self.name)
        };
        error(&Self::PAGE, message, self.at).help(help)
    }
}
