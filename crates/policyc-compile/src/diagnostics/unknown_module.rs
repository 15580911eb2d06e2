//! `unknown-module`: no file is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No file is called so.
#[derive(Debug)]
pub(crate) struct UnknownModule<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownModule<'_> {
    const PAGE: Page = Page {
        code: "P0201",
        name: "unknown-module",
        title: "no file is called so",
        text: "\
`use` names a library that is not among the files of this run.\n\
\n\
```policy\n\
policy shop.eu { document eu }\n\
use shop.fcats\n\
```\n\
\n\
Write the name as the library's own first line has it, and give its folder to the program.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no library is called `{}`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
            .help("a library is a file that begins with `library NAME`; it has to be among the files compiled")
    }
}
