//! `list-in-path`: a list has no fields, its items have.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A list has no fields, its items have.
#[derive(Debug)]
pub(crate) struct ListInPath<'a> {
    pub(crate) list: &'a str,
    pub(crate) field: &'a str,
    pub(crate) at: Span,
}

impl Fault for ListInPath<'_> {
    const PAGE: Page = Page {
        code: "P0309",
        name: "list-in-path",
        title: "a list has no fields, its items have",
        text: "\
Nothing runs over a list by itself. Say `there is a … in … where`, `there is no`, `every … satisfies`, or loop over it\n\
with `for each`.\n\
\n\
```policy\n\
forbid message.links.host is under rivals\n\
forbid there is a link in message.links where link.host is under rivals\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is a list; `{}` is a field of its items", self.list, self.field);
        error(&Self::PAGE, message, self.at)
            .help(format!("say which items: `there is an x in {} where x.{} …`", self.list, self.field))
    }
}
