//! `P0122`: `any`, which can mean one or all.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `any`, which can mean one or all.
pub(crate) struct AmbiguousAny<'a> {
    /// Where.
    pub(crate) at: Span,
    /// The word.
    pub(crate) found: &'a str,
}

impl Fault for AmbiguousAny<'_> {
    const PAGE: Page = Page {
        code: "P0122",
        name: "ambiguous-any",
        title: "`any`, which can mean one or all",
        text: r#"*Any* means "some" to one reader and "every" to the next. Say which: `there is a link in message.links where …` or `every
link in message.links satisfies …`.

```policy-wrong
condition open-issue { when any issue in order.issues where issue.closed_at is none }
```

```policy
condition open-issue { when there is an issue in order.issues where issue.closed_at is none }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let fault = error::<Self>(format!("`{}` can be read in two ways", self.found), self.at);
        if self.found == "some" {
            return fault.help("write `there is a NAME in LIST where …`");
        }
        fault
            .help("if one is enough: `there is a NAME in LIST where …`")
            .help("if it holds for all: `every NAME in LIST satisfies …`")
    }
}
