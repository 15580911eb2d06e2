//! `P0140`: an entry replaced by nobody knows which.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// An entry replaced by nobody knows which.
pub(crate) struct ReplacedEntry {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for ReplacedEntry {
    const PAGE: Page = Page {
        code: "P0140",
        name: "replaced-entry",
        title: "an entry replaced by nobody knows which",
        text: r#"A phrase or a member of a set has no name by which the old one could be found. Remove the old one, and add the new one.

```policy-wrong
amend set shops { replace "shop.example" }
```

```policy
amend set shops {
  remove "shop.example" because "closed"
  add "store.example"
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("it is not clear which entry is replaced", self.at)
            .help("write `remove \"old\" because \"…\"` and `add \"new\"`")
    }
}
