//! `hyphenated-name`: a minus without blanks is a hyphen.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A minus without blanks is a hyphen.
#[derive(Debug)]
pub(crate) struct HyphenatedName<'a> {
    pub(crate) name: &'a str,
    pub(crate) left: &'a str,
    pub(crate) right: &'a str,
    pub(crate) at: Span,
}

impl Fault for HyphenatedName<'_> {
    const PAGE: Page = Page {
        code: "P0209",
        name: "hyphenated-name",
        title: "a minus without blanks is a hyphen",
        text: "\
Hyphens join words to one name, as in `send-window`. A minus and a stroke of division need a blank on both sides.\n\
\n\
```policy\n\
value rest is total-paid      // total - paid\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is one name, and nothing is called so", self.name);
        error(&Self::PAGE, message, self.at)
            .help(format!("for a difference write blanks around the minus: `{} - {}`", self.left, self.right))
    }
}
