//! `P0148`: an item whose body has no opening brace.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// An item whose body has no opening brace.
pub(crate) struct UnopenedBrace {
    /// The item's head.
    pub(crate) at: Span,
}

impl Fault for UnopenedBrace {
    const PAGE: Page = Page {
        code: "P0148",
        name: "unopened-brace",
        title: "an item without its opening brace",
        text: r#"What belongs to an item stands between `{` and `}`.

```policy-wrong
rule no-faxes
  because "house style"
  forbid  message.channel is fax
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
        error::<Self>("`{` is missing behind this", self.at).help("write `{` at the end of the line")
    }
}
