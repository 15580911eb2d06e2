//! `P0141`: a day or a time that does not exist.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A day or a time that does not exist.
pub(crate) struct BadDate<'a> {
    /// Where.
    pub(crate) at: Span,
    /// As written.
    pub(crate) found: &'a str,
}

impl Fault for BadDate<'_> {
    const PAGE: Page = Page {
        code: "P0141",
        name: "no-such-day",
        title: "a day or a time that does not exist",
        text: r#"The month has no such day, or the day no such hour.

```policy-wrong
policy shop.old { effective from 2021-02-30 }
```

```policy
policy shop.old { effective from 2021-03-01 }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` does not exist", self.found), self.at)
            .help("a day is written `2021-08-01`, a time `2021-08-01T09:30:00Z` or with `+02:00` in place of `Z`")
    }
}
