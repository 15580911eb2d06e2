//! `contains-on-list`: `contains` is for text.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `contains` is for text.
#[derive(Debug)]
pub(crate) struct ContainsOnList<'a> {
    pub(crate) verb: &'a str,
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) records: bool,
    pub(crate) at: Span,
}

impl Fault for ContainsOnList<'_> {
    const PAGE: Page = Page {
        code: "P0312",
        name: "contains-on-list",
        title: "`contains` is for text",
        text: "\
`contains \"…\"` looks for characters in a text. Members of a set are asked for with `has`, items of a list with `there is\n\
a … where`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is for text, and `{}` is {}", self.verb, self.name, self.is);
        let help = if self.records {
            format!("for a list say `there is an x in {} where x.… …`", self.name)
        } else {
            format!("for a set or a list of values say `{} has …`", self.name)
        };
        error(&Self::PAGE, message, self.at).help(help)
    }
}
