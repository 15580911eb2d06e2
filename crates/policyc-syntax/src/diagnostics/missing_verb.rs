//! `P0129`: a value of which nothing is said.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A value of which nothing is said.
pub(crate) struct MissingVerb {
    /// The value.
    pub(crate) at: Span,
}

impl Fault for MissingVerb {
    const PAGE: Page = Page {
        code: "P0129",
        name: "missing-verb",
        title: "a value of which nothing is said",
        text: r#"A condition says something about a value: that it `is` this, `has` that, `says` the other. Only the name of a condition,
or of the item that `for each` goes through, can stand alone. Parentheses at the start of a condition hold conditions;
arithmetic that needs them gets a name with `value`.

```policy-wrong
condition late { when order.shipped_at - order.promised_at }
```

```policy
condition late { when order.shipped_at - order.promised_at is more than 2 days }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("nothing is said about this value", self.at)
            .help("add `is …`, `has …`, `says …` or another verb")
            .help("at the start of a condition parentheses hold conditions; give arithmetic a name with `value`")
    }
}
