//! `P0145`: a second verb after a finished test.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A second verb after a finished test.
pub(crate) struct ChainedTest<'a> {
    /// The second verb.
    pub(crate) at: Span,
    /// It.
    pub(crate) found: &'a str,
}

impl Fault for ChainedTest<'_> {
    const PAGE: Page = Page {
        code: "P0145",
        name: "chained-test",
        title: "a second verb after a finished test",
        text: r#"A test has one verb. Two are joined with `and` or `or`, and each names its subject again.

```policy-wrong
condition between { when order.amount is more than 10 EUR is less than 20 EUR }
```

```policy
condition between { when order.amount is more than 10 EUR and order.amount is less than 20 EUR }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` follows a test that is already complete", self.found), self.at)
            .help("join two tests with `and` or `or`, each with its own subject")
    }
}
