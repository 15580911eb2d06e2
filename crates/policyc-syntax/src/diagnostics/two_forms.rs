//! `P0134`: a rule with more than one demand.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A rule with more than one demand.
pub(crate) struct TwoForms {
    /// The second demand.
    pub(crate) at: Span,
    /// The first.
    pub(crate) first: Span,
    /// Their heads, first and second.
    pub(crate) heads: (&'static str, &'static str),
}

impl Fault for TwoForms {
    const PAGE: Page = Page {
        code: "P0134",
        name: "two-forms",
        title: "a rule with more than one demand",
        text: r#"A rule has one form: one `forbid`, one `require`, named parts of `forbid`, named parts of `require`, or permits. A reader
must be able to say in one sentence what it demands.

```policy-wrong
rule mail-only {
  because "house style"
  forbid  message.channel is fax
  require message.subject is given
  report  "sent by fax, or without a subject"
}
```

```policy
rule no-faxes {
  because "house style"
  forbid  message.channel is fax
  report  "sent by fax"
}
rule subject-given {
  because "house style"
  require message.subject is given
  report  "without a subject"
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let (first, second) = self.heads;
        let fault = error::<Self>(format!("a rule with `{first}` has a second demand, `{second}`"), self.at)
            .also(self.first, "the first is here");
        if first == second {
            fault
                .help("make it one condition with `and` or `or`")
                .help(format!("or give each a name and its own citation: `{first} NAME {{ cites …  when … }}`"))
        } else {
            fault.help("write a rule for each")
        }
    }
}
