//! `P0116`: a word of the language as a name.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A word of the language as a name.
pub(crate) struct ReservedWord<'a> {
    /// Where.
    pub(crate) at: Span,
    /// The word.
    pub(crate) found: &'a str,
}

impl Fault for ReservedWord<'_> {
    const PAGE: Page = Page {
        code: "P0116",
        name: "reserved-word",
        title: "a word of the language as a name",
        text: r#"Some words have a meaning of their own (`value`, `for`, `is`, `in`, `sample` …) and cannot name anything, except a field
behind a dot or before a colon.

```policy-wrong
condition value { when order.amount is more than 100 EUR }
```

```policy
condition high-value { when order.amount is more than 100 EUR }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` is a word of the language and no name", self.found), self.at)
            .help(format!("choose another name, such as `the-{0}`", self.found))
            .help("a value that cases call so is declared with another name: `incoming as \"in\"`")
    }
}
