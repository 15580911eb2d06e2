//! `unknown-name`: the fact has no such value.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// The fact has no such value.
#[derive(Debug)]
pub(crate) struct UnknownName<'a> {
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownName<'_> {
    const PAGE: Page = Page {
        code: "P0214",
        name: "unknown-name",
        title: "the fact has no such value",
        text: "\
A bare name beside a fact that is `one of` some names has to be one of these.\n\
\n\
```policy\n\
facts order: { status: one of open, completed }\n\
rule r { applies when order.status is complete … }     // completed\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is not {}", self.name, self.is);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
