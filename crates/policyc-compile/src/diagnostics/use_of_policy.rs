//! `use-of-policy`: a policy is used as if it were a library.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A policy is used as if it were a library.
#[derive(Debug)]
pub(crate) struct UseOfPolicy<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for UseOfPolicy<'_> {
    const PAGE: Page = Page {
        code: "P0203",
        name: "use-of-policy",
        title: "a policy is used as if it were a library",
        text: "\
`use` brings in a library: facts, lexicons, judgements, conditions. A policy is built on with `extends`.\n\
\n\
```policy\n\
policy shop.house extends shop.eu { }\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is a policy, and policies are extended, not used", self.name);
        error(&Self::PAGE, message, self.at)
            .help(format!("write `extends {}` in the header, or move what is shared into a library", self.name))
    }
}
