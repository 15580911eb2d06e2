//! `P0127`: a test for what is not known.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A test for what is not known.
pub(crate) struct TestForUnknown {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for TestForUnknown {
    const PAGE: Page = Page {
        code: "P0127",
        name: "test-for-unknown",
        title: "a test for what is not known",
        text: r#"If a rule could ask whether a fact is unknown, telling less would change its answer. So missing facts make a rule
*undetermined*, always, and no policy can look at that. `is none` asks whether something is known not to exist.

```policy-wrong
condition open-ended { when order.completed_at is unknown }
```

```policy
condition open-ended { when order.completed_at is none }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("nothing can be tested for being unknown", self.at)
            .help("what is not known makes the outcome undetermined by itself")
            .help("to ask whether it is known not to exist, say `is none`; to exist, `is given`")
    }
}
