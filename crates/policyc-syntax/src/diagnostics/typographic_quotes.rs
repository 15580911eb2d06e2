//! `P0109`: quotes as word processors set them.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Quotes as word processors set them.
pub(crate) struct TypographicQuotes {
    /// The string with them.
    pub(crate) at: Span,
}

impl Fault for TypographicQuotes {
    const PAGE: Page = Page {
        code: "P0109",
        name: "typographic-quotes",
        title: "quotes as word processors set them",
        text: r#"Strings stand between straight quotes. Word processors and web pages replace them by curved or pointed ones, which look
alike and are other characters. Inside a string they may stand as they are.

```policy-wrong
unenforced may-suspend because “the store alone can do that”
```

```policy
unenforced may-suspend because "the “store” alone can do that"
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("these quotes are typographic ones", self.at)
            .help("write straight quotes, `\"…\"`; word processors change them as you type")
    }
}
