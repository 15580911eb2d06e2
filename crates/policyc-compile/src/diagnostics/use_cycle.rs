//! `use-cycle`: libraries use each other in a circle.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Libraries use each other in a circle.
#[derive(Debug)]
pub(crate) struct UseCycle<'a> {
    pub(crate) name: &'a str,
    pub(crate) through: &'a str,
    pub(crate) at: Span,
}

impl Fault for UseCycle<'_> {
    const PAGE: Page = Page {
        code: "P0202",
        name: "use-cycle",
        title: "libraries use each other in a circle",
        text: "\
Libraries may use others, but never, by whatever detour, themselves.\n\
\n\
```policy\n\
library shop.words\n\
use shop.judgements      // which uses shop.words\n\
```\n\
\n\
Move what both of them need into a third library that uses neither.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` uses `{}`, which uses it in turn", self.name, self.through);
        error(&Self::PAGE, message, self.at).help("move what both need into a third library")
    }
}
