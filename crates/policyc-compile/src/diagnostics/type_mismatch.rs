//! `type-mismatch`: two kinds of things are compared.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Two kinds of things are compared.
#[derive(Debug)]
pub(crate) struct TypeMismatch<'a> {
    pub(crate) left: &'a str,
    pub(crate) right: &'a str,
    pub(crate) example: Option<&'a str>,
    pub(crate) at: Span,
    pub(crate) left_at: Span,
}

impl Fault for TypeMismatch<'_> {
    const PAGE: Page = Page {
        code: "P0301",
        name: "type-mismatch",
        title: "two kinds of things are compared",
        text: "\
Nothing is converted by itself: a share is compared with a share, an amount with an amount.\n\
\n\
```policy\n\
forbid message.style.margin_left is more than 20      // 20 %\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("{} is compared with {}", self.left, self.right);
        let diagnostic = error(&Self::PAGE, message, self.at).also(self.left_at, self.left);
        match self.example {
            Some(example) => diagnostic.help(format!("write it like `{example}`")),
            None => diagnostic,
        }
    }
}
