//! `P0142`: a time that does not say in which zone it is.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A time that does not say in which zone it is.
pub(crate) struct InstantWithoutOffset<'a> {
    /// Where.
    pub(crate) at: Span,
    /// As written.
    pub(crate) found: &'a str,
}

impl Fault for InstantWithoutOffset<'_> {
    const PAGE: Page = Page {
        code: "P0142",
        name: "instant-without-offset",
        title: "a time that does not say in which zone it is",
        text: r#"Without an offset a time is a different moment in each zone.

```policy-wrong
sample ordinary { message.sent_at is 2024-05-20T10:00:00 }
```

```policy
sample ordinary { message.sent_at is 2024-05-20T10:00:00Z }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` is a different moment in each time zone", self.found), self.at)
            .help(format!("add `Z` for UTC, or the offset: `{0}Z`, `{0}+02:00`", self.found))
    }
}
