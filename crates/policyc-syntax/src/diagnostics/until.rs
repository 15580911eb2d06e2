//! `P0126`: `until`, which leaves open whether the day counts.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `until`, which leaves open whether the day counts.
pub(crate) struct Until {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for Until {
    const PAGE: Page = Page {
        code: "P0126",
        name: "until",
        title: "`until`, which leaves open whether the day counts",
        text: r#"Half of all readers take *until 2 November* to include that day. `before` leaves no doubt: the day after it is the next
edition's `from`.

```policy-wrong
policy shop.old { effective from 2018-10-12 until 2020-11-02 }
```

```policy
policy shop.old { effective from 2018-10-12 before 2020-11-03 }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("`until` leaves open whether that day counts", self.at).help(
            "write `before` and the first day that no longer counts: `effective from 2020-01-01 before 2021-01-01`",
        )
    }
}
