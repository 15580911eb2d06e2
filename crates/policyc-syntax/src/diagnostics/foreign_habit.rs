//! `P0147`: words and signs that other languages have and this one has not.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Words or signs by habit.
pub(crate) struct ForeignHabit<'a> {
    /// Where.
    pub(crate) at: Span,
    /// What stands there.
    pub(crate) found: &'a str,
    /// What to write.
    pub(crate) help: String,
}

impl Fault for ForeignHabit<'_> {
    const PAGE: Page = Page {
        code: "P0147",
        name: "foreign-habit",
        title: "words or signs that the language does not have",
        text: r#"Order is said with `is at least`, `is at most`, `is more than` and `is less than`, equality with `is` and `is not`. A list
stands in parentheses, a comment behind `//`, a language is its tag.

```policy-wrong
condition late { when message.sent_at is greater than or equal to 30 days after order.completed_at }
```

```policy
condition late { when message.sent_at is at least 30 days after order.completed_at }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` is not used here", self.found), self.at).help(self.help)
    }
}
