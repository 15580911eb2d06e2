//! `P0115`: something else was due here.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Something else was due here.
pub(crate) struct UnexpectedText<'a> {
    /// Where.
    pub(crate) at: Span,
    /// What stands there; empty at the end.
    pub(crate) found: &'a str,
    /// What was due, in words.
    pub(crate) expected: Vec<&'static str>,
    /// What was probably meant.
    pub(crate) nearest: Option<String>,
}

impl Fault for UnexpectedText<'_> {
    const PAGE: Page = Page {
        code: "P0115",
        name: "unexpected-text",
        title: "something else was due here",
        text: r#"The text up to here could be read, and what comes now cannot go on from it. The help line lists what could.

```policy-wrong
condition late { when order.ship_by given }
```

```policy
condition late { when order.ship_by is given }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let what = if self.found.is_empty() {
            "this ends too early".to_owned()
        } else {
            format!("`{}` does not fit here", self.found)
        };
        let fault = error::<Self>(what, self.at);
        let fault = match self.nearest {
            Some(nearest) => fault.help(format!("did you mean `{nearest}`?")),
            None => fault,
        };
        if self.expected.is_empty() {
            fault
        } else {
            fault.help(format!("due here: {}", super::alternatives(&self.expected)))
        }
    }
}
