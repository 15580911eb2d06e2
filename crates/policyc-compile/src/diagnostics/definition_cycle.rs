//! `definition-cycle`: a definition rests on itself.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A definition rests on itself.
#[derive(Debug)]
pub(crate) struct DefinitionCycle<'a> {
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) path: &'a str,
    pub(crate) at: Span,
}

impl Fault for DefinitionCycle<'_> {
    const PAGE: Page = Page {
        code: "P0221",
        name: "definition-cycle",
        title: "a definition rests on itself",
        text: "\
Conditions, judgements, values and lexicons may name others, but never, by whatever detour, themselves.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the {} `{}` rests on itself", self.kind, self.name);
        error(&Self::PAGE, message, self.at).note(format!("the circle: {}", self.path))
    }
}
