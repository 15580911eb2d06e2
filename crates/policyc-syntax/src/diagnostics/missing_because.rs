//! `P0131`: something is left out without a reason.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Something is left out without a reason.
pub(crate) struct MissingBecause<'a> {
    /// What lacks it.
    pub(crate) at: Span,
    /// The head.
    pub(crate) what: &'a str,
}

impl Fault for MissingBecause<'_> {
    const PAGE: Page = Page {
        code: "P0131",
        name: "missing-because",
        title: "something is left out without a reason",
        text: r#"Leaving out a clause of the document, or something of the policy that is extended, is a decision. Its reason stands with
it.

```policy-wrong
unenforced may-suspend
```

```policy
unenforced may-suspend because "the store alone can do that"
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` needs a reason", self.what), self.at)
            .help("add `because \"…\"`: whoever reads the policy next year will ask")
    }
}
