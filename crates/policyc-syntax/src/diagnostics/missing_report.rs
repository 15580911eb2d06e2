//! `P0132`: a rule that does not say what it found.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule that does not say what it found.
pub(crate) struct MissingReport<'a> {
    /// The name of the rule.
    pub(crate) at: Span,
    /// The rule.
    pub(crate) name: &'a str,
}

impl Fault for MissingReport<'_> {
    const PAGE: Page = Page {
        code: "P0132",
        name: "missing-report",
        title: "a rule that does not say what it found",
        text: r#"Each rule has a `report`: what the writer of the message is told. Facts stand in it in braces: `{link.host}`.

```policy-wrong
rule no-faxes {
  because "house style"
  forbid  message.channel is fax
}
```

```policy
rule no-faxes {
  because "house style"
  forbid  message.channel is fax
  report  "sent by fax"
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("rule `{}` does not say what it found", self.name), self.at)
            .help("add `report \"…\"`, one line for the person who wrote the message")
    }
}
