//! `P0123`: `contains` without a string.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `contains` without a string.
pub(crate) struct ContainsOnList {
    /// What follows `contains`.
    pub(crate) at: Span,
}

impl Fault for ContainsOnList {
    const PAGE: Page = Page {
        code: "P0123",
        name: "contains-without-string",
        title: "`contains` without a string",
        text: r#"`contains "…"` asks whether a text has these very characters. For members of a set say `has`; for lists of things say
`there is a … in … where …`; for words and phrases name a lexicon: `says`.

```policy-wrong
condition for-review { when message.purposes contains review_request }
```

```policy
condition for-review { when message.purposes has review_request }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("`contains` looks for characters in a text, so a string follows it", self.at)
            .help("for a set or list of names say `has NAME`")
            .help("for a list of things say `there is a NAME in LIST where …`")
    }
}
