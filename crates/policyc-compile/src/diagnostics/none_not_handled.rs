//! `none-not-handled`: what may not exist is used as if it did.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// What may not exist is used as if it did.
#[derive(Debug)]
pub(crate) struct NoneNotHandled<'a> {
    pub(crate) path: &'a str,
    pub(crate) missing: &'a str,
    pub(crate) verb: &'a str,
    pub(crate) at: Span,
}

impl Fault for NoneNotHandled<'_> {
    const PAGE: Page = Page {
        code: "P0307",
        name: "none-not-handled",
        title: "what may not exist is used as if it did",
        text: "\
A fact that is `or none` may be known not to exist. Comparing its order, reckoning with it or reading its text then\n\
means nothing, so the policy has to say what follows.\n\
\n\
```policy\n\
require order.completed_at is none or message.sent_at is at most 30 days after order.completed_at\n\
```\n\
\n\
The guard stands to the left in the same `and` (`is given and …`) or `or` (`is none or …`), in `where`, in `for each …\n\
where`, or in `applies when`. Equality needs no guard: what does not exist equals nothing.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` may be none, and nothing says what follows then", self.path);
        error(&Self::PAGE, message, self.at)
            .label(format!("{} it", self.verb))
            .help(format!("to its left write `{0} is given and …`, or `{0} is none or …`", self.missing))
    }
}
