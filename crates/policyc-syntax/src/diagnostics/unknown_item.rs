//! `P0101`: a word that begins no item.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A word that begins no item.
pub(crate) struct UnknownItem<'a> {
    /// The word.
    pub(crate) at: Span,
    /// The word as written.
    pub(crate) found: &'a str,
    /// What was probably meant.
    pub(crate) nearest: Option<&'static str>,
}

impl Fault for UnknownItem<'_> {
    const PAGE: Page = Page {
        code: "P0101",
        name: "unknown-item",
        title: "a word that begins no item",
        text: r#"A file is a list of items, and each begins with a word that says what it is: `rule`, `lexicon`, `condition` and so on.
Something stands between the items that begins none, mostly because its first word is misspelt.

```policy-wrong
rul no-faxes {
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
        let fault = error::<Self>(format!("`{}` begins no item", self.found), self.at);
        match self.nearest {
            Some(nearest) => fault.help(format!("did you mean `{nearest}`?")),
            None => fault.help(format!("items begin with {}", super::listed(crate::words::ITEM_WORDS))),
        }
    }
}
