//! `has-on-no-list`: nothing can be added to it.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Nothing can be added to it.
#[derive(Debug)]
pub(crate) struct HasOnNoList<'a> {
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) at: Span,
}

impl Fault for HasOnNoList<'_> {
    const PAGE: Page = Page {
        code: "P0327",
        name: "has-on-no-list",
        title: "nothing can be added to it",
        text: "\
In samples and examples `order.returns has { … }` adds an entry, `… is …` sets a value.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is {}, and `has` adds an entry to a list", self.name, self.is);
        error(&Self::PAGE, message, self.at).help(format!("write `{} is …`", self.name))
    }
}
