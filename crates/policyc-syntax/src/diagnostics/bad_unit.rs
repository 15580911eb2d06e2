//! `P0143`: a number with a unit that is none.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A number with a unit that is none.
pub(crate) struct BadUnit<'a> {
    /// Where.
    pub(crate) at: Span,
    /// Number and unit as written.
    pub(crate) found: &'a str,
    /// What to write.
    pub(crate) help: String,
}

impl Fault for BadUnit<'_> {
    const PAGE: Page = Page {
        code: "P0143",
        name: "bad-unit",
        title: "a number with a unit that is none",
        text: r#"A quantity is a number, a blank and a unit: `seconds`, `minutes`, `hours`, `days`, `weeks`, `calendar days`, `working
days`, `px`, `pt`, `em`, `%`, or a currency such as `EUR`. Months and years differ in length and are no units.

```policy-wrong
value notice is 30days
```

```policy
value notice is 30 days
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` is no number with a unit", self.found), self.at).help(self.help)
    }
}
