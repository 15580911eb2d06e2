//! `P0102`: a word that begins no clause.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A word that begins no clause.
pub(crate) struct UnknownClause<'a> {
    /// The word.
    pub(crate) at: Span,
    /// The word as written.
    pub(crate) found: &'a str,
    /// Such as `a rule`.
    pub(crate) place: &'static str,
    /// What was probably meant.
    pub(crate) nearest: Option<&'static str>,
    /// What may stand there.
    pub(crate) allowed: &'a [&'static str],
}

impl Fault for UnknownClause<'_> {
    const PAGE: Page = Page {
        code: "P0102",
        name: "unknown-clause",
        title: "a word that begins no clause",
        text: r#"Inside the braces of an item each clause begins with a word of its own, such as `cites`, `forbid` or `report`. What
stands there is none of them.

```policy-wrong
rule no-faxes {
  becuase "house style"
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
        let fault = error::<Self>(format!("`{}` begins no clause of {}", self.found, self.place), self.at);
        match self.nearest {
            Some(nearest) => fault.help(format!("did you mean `{nearest}`?")),
            None => fault.help(format!("{} takes {}", self.place, super::listed(self.allowed))),
        }
    }
}
