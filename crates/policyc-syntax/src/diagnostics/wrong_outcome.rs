//! `P0137`: an example expects what cannot come out.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// An example expects what cannot come out.
pub(crate) struct WrongOutcome {
    /// Where.
    pub(crate) at: Span,
    /// Whether it stands in a judgement.
    pub(crate) judgement: bool,
}

impl Fault for WrongOutcome {
    const PAGE: Page = Page {
        code: "P0137",
        name: "wrong-outcome",
        title: "an example expects what cannot come out",
        text: r#"An example begins with what is to come out. Rules: `violates`, `complies`, `exempt NAME`, `not-applicable`,
`undetermined`, `review`. Judgements: `yes`, `no`, `unsure`.

```policy-wrong
judgement marketing {
  asks    "Does the message promote something?"
  decide  yes when message.said says sales-talk
  example violates "Discover our range."
}
```

```policy
judgement marketing {
  asks    "Does the message promote something?"
  decide  yes when message.said says sales-talk
  example yes "Discover our range."
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let fault = error::<Self>("this is no outcome of what it stands in", self.at);
        if self.judgement {
            fault.help("a judgement answers `yes`, `no` or `unsure`")
        } else {
            fault.help(
                "a rule `violates`, `complies`, is `exempt NAME`, `not-applicable`, `undetermined` or for `review`",
            )
        }
    }
}
