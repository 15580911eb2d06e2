//! `P0105`: a brace that closes too early or closes nothing.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A brace that closes too early or closes nothing.
pub(crate) struct StrayBrace<'a> {
    /// The brace, or the first word that it left outside.
    pub(crate) at: Span,
    /// The clause that stands outside.
    pub(crate) clause: Option<&'a str>,
}

impl Fault for StrayBrace<'_> {
    const PAGE: Page = Page {
        code: "P0105",
        name: "stray-brace",
        title: "a brace that closes too early or closes nothing",
        text: r#"There is one `}` too many: it closes an item before its end, or nothing at all.

```policy-wrong
rule no-faxes {
  because "house style"
  forbid  message.channel is fax }
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
        match self.clause {
            Some(head) => error::<Self>(format!("`{head}` stands outside any item"), self.at)
                .help("a `}` before it closes the item too early; remove one"),
            None => error::<Self>("`}` closes nothing", self.at)
                .help("remove it, or look for a `{` that is missing before it"),
        }
    }
}
