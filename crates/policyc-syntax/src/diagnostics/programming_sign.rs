//! `P0120`: a sign of programming languages.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A sign of programming languages.
pub(crate) struct ProgrammingSign<'a> {
    /// Where.
    pub(crate) at: Span,
    /// The sign.
    pub(crate) found: &'a str,
    /// What to write.
    pub(crate) instead: &'static str,
}

impl Fault for ProgrammingSign<'_> {
    const PAGE: Page = Page {
        code: "P0120",
        name: "programming-sign",
        title: "a sign of programming languages",
        text: r#"Conditions are written in words: `is`, `is not`, `is at least`, `is less than`, `and`, `or`, `not`.

```policy-wrong
condition outgoing-mail { when message.direction == outgoing && message.channel is email }
```

```policy
condition outgoing-mail { when message.direction is outgoing and message.channel is email }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` is not used here", self.found), self.at).help(format!("write {}", self.instead))
    }
}
