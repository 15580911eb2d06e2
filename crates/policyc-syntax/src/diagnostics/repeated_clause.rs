//! `P0135`: a clause that may stand once stands twice.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A clause that may stand once stands twice.
pub(crate) struct RepeatedClause<'a> {
    /// The second one.
    pub(crate) at: Span,
    /// The first one.
    pub(crate) first: Span,
    /// Its head.
    pub(crate) head: &'a str,
    /// Such as `a rule`.
    pub(crate) place: &'static str,
}

impl Fault for RepeatedClause<'_> {
    const PAGE: Page = Page {
        code: "P0135",
        name: "repeated-clause",
        title: "a clause that may stand once stands twice",
        text: r#"Some clauses can be said once only, for two of them would have to be added up somehow, and the language does not guess.

```policy-wrong
rule no-faxes {
  because "house style"
  forbid  message.channel is fax
  report  "sent by fax"
  report  "faxed"
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
        error::<Self>(format!("`{}` stands twice in {}", self.head, self.place), self.at)
            .also(self.first, "the first is here")
            .help("keep one")
    }
}
