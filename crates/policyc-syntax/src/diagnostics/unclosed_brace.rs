//! `P0104`: a brace that is never closed.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A brace that is never closed.
pub(crate) struct UnclosedBrace {
    /// The opening brace.
    pub(crate) at: Span,
    /// What comes next although the brace is still open.
    pub(crate) before: Option<Span>,
}

impl Fault for UnclosedBrace {
    const PAGE: Page = Page {
        code: "P0104",
        name: "unclosed-brace",
        title: "a brace that is never closed",
        text: r#"Every `{` needs its `}`. Until it comes, all that follows would belong to the same item; so the reader goes on at the
next item that begins in the first column.

```policy-wrong
rule no-faxes {
  because "house style"
  forbid  message.channel is fax
  report  "sent by fax"

rule no-letters {
  because "house style"
  forbid  message.channel is letter
  report  "sent by letter"
}
```

```policy
rule no-faxes {
  because "house style"
  forbid  message.channel is fax
  report  "sent by fax"
}

rule no-letters {
  because "house style"
  forbid  message.channel is letter
  report  "sent by letter"
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let fault = error::<Self>("`{` is never closed", self.at).label("opened here");
        let fault = match self.before {
            Some(next) => fault.also(next, "still open here"),
            None => fault,
        };
        fault.help("write `}` where this ends")
    }
}
