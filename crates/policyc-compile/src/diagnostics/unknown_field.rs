//! `unknown-field`: the record has no such field.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// The record has no such field.
#[derive(Debug)]
pub(crate) struct UnknownField<'a> {
    pub(crate) of: &'a str,
    pub(crate) field: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownField<'_> {
    const PAGE: Page = Page {
        code: "P0207",
        name: "unknown-field",
        title: "the record has no such field",
        text: "\
The name before the dot is a record, and the name behind it none of its fields.\n\
\n\
```policy\n\
forbid link.hots is not under own-sites     // link.host\n\
```\n\
\n\
`policyc facts` lists the fields; a policy adds some with `facts` or `attributes`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = match self.of {
            "" => format!("there is no field `{}` here", self.field),
            of => format!("`{of}` has no field `{}`", self.field),
        };
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
    }
}
