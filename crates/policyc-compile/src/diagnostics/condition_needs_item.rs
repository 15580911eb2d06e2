//! `condition-needs-item`: the condition is about an item.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// The condition is about an item.
#[derive(Debug)]
pub(crate) struct ConditionNeedsItem<'a> {
    pub(crate) name: &'a str,
    pub(crate) item: &'a str,
    pub(crate) at: Span,
}

impl Fault for ConditionNeedsItem<'_> {
    const PAGE: Page = Page {
        code: "P0320",
        name: "condition-needs-item",
        title: "the condition is about an item",
        text: "\
A condition that is declared `for image in message.images` is asked of an item: `image meets tiny`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is about an item", self.name);
        error(&Self::PAGE, message, self.at).help(format!("say of which: `{} meets {}`", self.item, self.name))
    }
}
