//! `P0144`: braces in a report that hold no path.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Braces in a report that hold no path.
pub(crate) struct BadPlaceholder<'a> {
    /// The braces.
    pub(crate) at: Span,
    /// As written.
    pub(crate) found: &'a str,
}

impl Fault for BadPlaceholder<'_> {
    const PAGE: Page = Page {
        code: "P0144",
        name: "bad-placeholder",
        title: "braces in a report that hold no path",
        text: r#"In `report` and `help` braces hold a path such as `{link.host}`, or the name of a `value` of the rule. What has to be
computed gets a name with `value` first.

```policy-wrong
rule in-time {
  because "house style"
  require message.sent_at is before order.ship_by
  report  "late by {message.sent_at - order.ship_by}"
}
```

```policy
rule in-time {
  because "house style"
  value   delay is message.sent_at - order.ship_by
  require message.sent_at is before order.ship_by
  report  "late by {delay}"
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` holds no path", self.found), self.at)
            .help("between braces stands a path or the name of a `value`, nothing else: `{link.host}`")
            .help("a brace itself is written `\\{`")
    }
}
