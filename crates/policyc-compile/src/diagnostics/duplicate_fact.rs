//! `duplicate-fact`: a fact is declared twice.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A fact is declared twice.
#[derive(Debug)]
pub(crate) struct DuplicateFact<'a> {
    pub(crate) name: &'a str,
    pub(crate) built_in: bool,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for DuplicateFact<'_> {
    const PAGE: Page = Page {
        code: "P0217",
        name: "duplicate-fact",
        title: "a fact is declared twice",
        text: "\
Several `facts` items may add fields to one record, but each field is declared once, and what the program reads off\n\
the message by itself is not declared at all. `policyc facts` lists all of them.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        if self.built_in {
            let message = format!("the program reads `{}` off the message by itself", self.name);
            return error(&Self::PAGE, message, self.at)
                .help("leave it out, or give the fact of your own another name");
        }
        let message = format!("the fact `{}` is declared twice", self.name);
        error(&Self::PAGE, message, self.at).also(self.first, "first declared here")
    }
}
