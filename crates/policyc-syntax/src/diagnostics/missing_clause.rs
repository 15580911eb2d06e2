//! `P0136`: a clause that is needed is not there.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A clause that is needed is not there.
pub(crate) struct MissingClause {
    /// The name of what lacks it.
    pub(crate) at: Span,
    /// What lacks it, such as `the part `a``.
    pub(crate) place: String,
    /// The clause with its form.
    pub(crate) missing: &'static str,
}

impl Fault for MissingClause {
    const PAGE: Page = Page {
        code: "P0136",
        name: "missing-clause",
        title: "a clause that is needed is not there",
        text: r#"A part and a condition say when they hold; a judgement and a declaration say what they ask; a declaration also for how
long an answer lasts.

```policy-wrong
condition outgoing { because "the word is used everywhere" }
```

```policy
condition outgoing {
  because "the word is used everywhere"
  when    message.direction is outgoing
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("{} lacks {}", self.place, self.missing), self.at).help(format!("add {}", self.missing))
    }
}
