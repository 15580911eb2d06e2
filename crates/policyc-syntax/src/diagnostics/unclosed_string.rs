//! `P0106`: a string without its closing quote.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A string without its closing quote.
pub(crate) struct UnclosedString {
    /// From the opening quote to the end of the line.
    pub(crate) at: Span,
    /// Whether it began with three quotes.
    pub(crate) block: bool,
}

impl Fault for UnclosedString {
    const PAGE: Page = Page {
        code: "P0106",
        name: "unclosed-string",
        title: "a string without its closing quote",
        text: r#"A string stands between two quotes on one line. A quote inside the string is written `\"`. A text over several lines
stands between `"""` and `"""`.

```policy-wrong
unenforced may-suspend because "the store alone can do that
```

```policy
unenforced may-suspend because "the store alone can do that"
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        if self.block {
            error::<Self>("`\"\"\"` is never closed", self.at).help("write `\"\"\"` where the text ends")
        } else {
            error::<Self>("the string is not closed on its line", self.at)
                .help("write `\"` where it ends; a quote inside is written `\\\"`")
                .help("a text over several lines stands between `\"\"\"` and `\"\"\"`")
        }
    }
}
