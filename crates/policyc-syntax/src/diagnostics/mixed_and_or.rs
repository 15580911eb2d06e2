//! `P0121`: `and` and `or` side by side.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `and` and `or` side by side.
pub(crate) struct MixedAndOr<'a> {
    /// The first connective that differs.
    pub(crate) at: Span,
    /// The first connective.
    pub(crate) other: Span,
    /// It.
    pub(crate) found: &'a str,
}

impl Fault for MixedAndOr<'_> {
    const PAGE: Page = Page {
        code: "P0121",
        name: "mixed-and-or",
        title: "`and` and `or` side by side",
        text: r#"Readers differ on which of `and` and `or` binds first, so the language does not choose: parentheses say what belongs
together.

```policy-wrong
condition known { when buyer.has_purchased is yes or buyer.asked is yes and message.channel is email }
```

```policy
condition known { when (buyer.has_purchased is yes or buyer.asked is yes) and message.channel is email }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let other = if self.found == "and" { "or" } else { "and" };
        error::<Self>("`and` and `or` are mixed without parentheses", self.at)
            .label(format!("`{}` here", self.found))
            .also(self.other, format!("`{other}` here"))
            .help("put in parentheses what belongs together: `a and (b or c)` or `(a and b) or c`")
    }
}
