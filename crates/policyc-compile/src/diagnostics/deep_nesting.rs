//! `deep-nesting`: conditions over items of items of items of items.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Conditions over items of items of items of items.
#[derive(Debug)]
pub(crate) struct DeepNesting {
    pub(crate) depth: usize,
    pub(crate) at: Span,
}

impl Fault for DeepNesting {
    const PAGE: Page = Page {
        code: "P0335",
        name: "deep-nesting",
        title: "conditions over items of items of items of items",
        text: "\
Work on a message is bounded, so at most three `there is`, `every` or amounts may stand within each other, counting\n\
those in the conditions that are named.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} conditions over lists stand within each other, and 3 is the most", self.depth);
        error(&Self::PAGE, message, self.at)
            .help("split the rule, or ask about the inner list in a rule with `for each`")
    }
}
