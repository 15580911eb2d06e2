//! `unknown-condition`: no condition is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No condition is called so.
#[derive(Debug)]
pub(crate) struct UnknownCondition<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) removed: Option<(Span, String)>,
    pub(crate) hint: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownCondition<'_> {
    const PAGE: Page = Page {
        code: "P0210",
        name: "unknown-condition",
        title: "no condition is called so",
        text: "\
A name that stands by itself in a condition is that of a `condition`, or the item of the rule's `for each`.\n\
\n\
```policy\n\
condition outgoing { when message.direction is outgoing }\n\
rule r { applies when outgoin … }\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no condition is called `{}`", self.name);
        let mut diagnostic = suggest(error(&Self::PAGE, message, self.at), self.near.as_deref());
        if let Some((at, by)) = self.removed {
            diagnostic = diagnostic.also(at, format!("removed by `{by}`"));
        }
        if let Some(hint) = self.hint {
            diagnostic = diagnostic.help(hint);
        }
        diagnostic
    }
}
