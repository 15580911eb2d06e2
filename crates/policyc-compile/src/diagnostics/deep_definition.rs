//! `deep-definition`: definitions rest on each other too deep.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Definitions rest on each other too deep.
#[derive(Debug)]
pub(crate) struct DeepDefinition<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) most: usize,
    pub(crate) at: Span,
}

impl Fault for DeepDefinition<'_> {
    const PAGE: Page = Page {
        code: "P0226",
        name: "deep-definition",
        title: "definitions rest on each other too deep",
        text: "\
Conditions, judgements, values and lexicons may name others, which name others; more than 64 one below the other nobody\n\
can follow.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message =
            format!("the {} `{}` rests on more than {} others, one below the other", self.kind, self.name, self.most);
        error(&Self::PAGE, message, self.at).help("say it in fewer steps")
    }
}
