//! `P0139`: an amendment that does not say what it does.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// An amendment that does not say what it does.
pub(crate) struct MissingChangeWord<'a> {
    /// Where.
    pub(crate) at: Span,
    /// What stands there.
    pub(crate) found: &'a str,
}

impl Fault for MissingChangeWord<'_> {
    const PAGE: Page = Page {
        code: "P0139",
        name: "missing-change-word",
        title: "an amendment that does not say what it does",
        text: r#"Each line of an amendment begins with `add`, `replace` or `remove`, so that it can be seen whether a clause is new or
takes the place of another.

```policy-wrong
amend rule gifs { severity warning }
```

```policy
amend rule gifs { add severity warning }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` does not say whether it adds, replaces or removes", self.found), self.at)
            .help("begin each line of an `amend` with `add`, `replace` or `remove … because \"…\"`")
    }
}
