//! `duplicate-name`: a name is given twice.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A name is given twice.
#[derive(Debug)]
pub(crate) struct DuplicateName<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) first_in: &'a str,
    pub(crate) at: Span,
    pub(crate) first: Span,
}

impl Fault for DuplicateName<'_> {
    const PAGE: Page = Page {
        code: "P0205",
        name: "duplicate-name",
        title: "a name is given twice",
        text: "\
Within a policy and the libraries it reaches, each kind of item has its names once: two conditions of one name, or one\n\
lexicon twice for one language, could not be told apart. Lexicons of one name in *different* languages belong together.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = match self.first_in {
            "" => format!("there are two {}s `{}`", self.kind, self.name),
            module => format!("the {} `{}` is already declared in `{module}`", self.kind, self.name),
        };
        error(&Self::PAGE, message, self.at).also(self.first, "the first one").help("give one of them another name")
    }
}
