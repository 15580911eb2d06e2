//! `P0130`: a minus or a slash without blanks around it.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A minus or a slash without blanks around it.
pub(crate) struct TightSign<'a> {
    /// Where.
    pub(crate) at: Span,
    /// The sign.
    pub(crate) found: &'a str,
}

impl Fault for TightSign<'_> {
    const PAGE: Page = Page {
        code: "P0130",
        name: "tight-sign",
        title: "a minus or a slash without blanks around it",
        text: r#"Names may hold hyphens, so minus needs a blank before it and behind it. The same goes for division.

```policy-wrong
value age is message.sent_at -order.placed_at
```

```policy
value age is message.sent_at - order.placed_at
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` needs a blank on both sides", self.found), self.at)
            .help(format!("write `a {0} b`; `a-b` without blanks is one name", self.found))
    }
}
