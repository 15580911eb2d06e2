//! `P0146`: a time limit on something forbidden.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A time limit on something forbidden.
pub(crate) struct DueWithForbid {
    /// The `due` clause.
    pub(crate) at: Span,
}

impl Fault for DueWithForbid {
    const PAGE: Page = Page {
        code: "P0146",
        name: "due-with-forbid",
        title: "a time limit on something forbidden",
        text: r#"`due by` gives a duty time to be met. What is forbidden needs no time limit: write the time into the condition.

```policy-wrong
rule no-late-change {
  because "house style"
  forbid  order.changed is yes
  due     by order.ship_by
  report  "changed late"
}
```

```policy
rule no-late-change {
  because "house style"
  forbid  order.changed is yes and order.changed_at is after order.ship_by
  report  "changed late"
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("`due by` goes with `require` and `permit`", self.at)
            .help("what is forbidden is so at any time; to say when, put the time into the condition")
    }
}
