//! `P0107`: a regular expression without its closing slash.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A regular expression without its closing slash.
pub(crate) struct UnclosedRegex {
    /// From the opening slash on.
    pub(crate) at: Span,
}

impl Fault for UnclosedRegex {
    const PAGE: Page = Page {
        code: "P0107",
        name: "unclosed-regex",
        title: "a regular expression without its closing slash",
        text: r#"After `matches` a regular expression stands between two slashes on one line. A slash inside is written `\/`; `i` behind
the second slash lets upper and lower case be the same.

```policy-wrong
condition shouts { when message.subject matches /[A-Z]{9} }
```

```policy
condition shouts { when message.subject matches /[A-Z]{9}/ }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("the regular expression is not closed on its line", self.at)
            .help("write `/` where it ends; a slash inside is written `\\/`")
    }
}
