//! `P0133`: a rule that demands nothing.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule that demands nothing.
pub(crate) struct MissingForm<'a> {
    /// The name of the rule.
    pub(crate) at: Span,
    /// The rule.
    pub(crate) name: &'a str,
}

impl Fault for MissingForm<'_> {
    const PAGE: Page = Page {
        code: "P0133",
        name: "missing-form",
        title: "a rule that demands nothing",
        text: r#"A rule forbids something, requires something, or permits a closed list of things. Without one of these it says nothing.

```policy-wrong
rule no-faxes {
  because "house style"
  report  "sent by fax"
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
        error::<Self>(format!("rule `{}` demands nothing", self.name), self.at)
            .help("add `forbid …`, `require …` or `permit NAME { … }`")
    }
}
