//! `P0113`: `use` after an item.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `use` after an item.
pub(crate) struct MisplacedUse {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for MisplacedUse {
    const PAGE: Page = Page {
        code: "P0113",
        name: "misplaced-use",
        title: "`use` after an item",
        text: r#"What a file uses is told right below its header, before the first item.

```policy-wrong
set units of text { "kg" }
use house.words
```

```policy
use house.words
set units of text { "kg" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("`use` stands after an item", self.at).help("move it up, right below the header")
    }
}
