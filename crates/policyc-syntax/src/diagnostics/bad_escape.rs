//! `P0108`: a backslash before something that needs none.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A backslash before something that needs none.
pub(crate) struct BadEscape<'a> {
    /// Backslash and what follows.
    pub(crate) at: Span,
    /// Both as written.
    pub(crate) found: &'a str,
}

impl Fault for BadEscape<'_> {
    const PAGE: Page = Page {
        code: "P0108",
        name: "bad-escape",
        title: "a backslash before something that needs none",
        text: r#"A backslash gives the next character a meaning: `\"` a quote, `\\` a backslash, `\n` a new line, `\u{20AC}` the
character of that number, `\{` and `\}` braces in `report` and `help`. In phrases it takes a sign as itself: `\(`.

```policy-wrong
set paths of text { "C:\temp" }
```

```policy
set paths of text { "C:\\temp" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` means nothing in this string", self.found), self.at)
            .help("a backslash goes before `\"`, `\\`, `n`, `u{…}`, and before `{` and `}` in reports; itself it is written `\\\\`")
    }
}
