//! `P0103`: a clause in an item that does not take it.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A clause in an item that does not take it.
pub(crate) struct MisplacedClause<'a> {
    /// The head of the clause.
    pub(crate) at: Span,
    /// The head.
    pub(crate) head: &'a str,
    /// Such as `a judgement`.
    pub(crate) place: &'static str,
    /// What may stand there.
    pub(crate) allowed: &'a [&'static str],
}

impl Fault for MisplacedClause<'_> {
    const PAGE: Page = Page {
        code: "P0103",
        name: "misplaced-clause",
        title: "a clause in an item that does not take it",
        text: r#"Each kind of item takes its own clauses. A rule forbids, requires or permits; a judgement decides; a declaration asks.
This clause belongs to another kind of item.

```policy-wrong
judgement thanks_only {
  asks   "Does the message say nothing but thanks?"
  forbid message.images is empty
  decide yes when message.body says only thanks
}
```

```policy
judgement thanks_only {
  asks   "Does the message say nothing but thanks?"
  decide yes when message.body says only thanks
}
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` does not stand in {}", self.head, self.place), self.at).help(format!(
            "{} takes {}",
            self.place,
            super::listed(self.allowed)
        ))
    }
}
