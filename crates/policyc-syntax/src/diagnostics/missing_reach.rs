//! `P0128`: two lexicons without how near they stand.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Two lexicons without how near they stand.
pub(crate) struct MissingReach {
    /// From `with` or `then` on.
    pub(crate) at: Span,
}

impl Fault for MissingReach {
    const PAGE: Page = Page {
        code: "P0128",
        name: "missing-reach",
        title: "two lexicons without how near they stand",
        text: r#"`A with B` and `A then B` need to be told how far apart the two may be.

```policy-wrong
condition offers { when message.body says reward with review-plea }
```

```policy
condition offers { when message.body says reward with review-plea in one sentence }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("how near must the two stand?", self.at).help(
            "add `in one sentence`, `in one clause`, `in one paragraph`, `within 5 words` or `within 2 sentences`",
        )
    }
}
