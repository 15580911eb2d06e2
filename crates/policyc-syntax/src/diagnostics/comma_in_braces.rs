//! `P0138`: a comma between braces.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A comma between braces.
pub(crate) struct CommaInBraces {
    /// The comma.
    pub(crate) at: Span,
}

impl Fault for CommaInBraces {
    const PAGE: Page = Page {
        code: "P0138",
        name: "comma-in-braces",
        title: "a comma between braces",
        text: r#"Entries between braces stand side by side, without commas. Commas separate names in lists without braces: `cites a, b`.

```policy-wrong
set shops of host { "shop.example", "store.example" }
```

```policy
set shops of host { "shop.example" "store.example" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("inside braces nothing but blanks stands between entries", self.at).help("remove the comma")
    }
}
