//! `P0125`: `where` in an `every`.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `where` in an `every`.
pub(crate) struct WhereForSatisfies {
    /// The word.
    pub(crate) at: Span,
}

impl Fault for WhereForSatisfies {
    const PAGE: Page = Page {
        code: "P0125",
        name: "where-for-satisfies",
        title: "`where` in an `every`",
        text: r#"`where` picks some of a list; `satisfies` says what holds for all of it. With `where` an `every` would say nothing.

```policy-wrong
condition all-bulky { when every item in order.items where item.bulky is yes }
```

```policy
condition all-bulky { when every item in order.items satisfies item.bulky is yes }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("`every` goes with `satisfies`", self.at)
            .help("write `every NAME in LIST satisfies …`")
            .help("if one is enough: `there is a NAME in LIST where …`")
    }
}
