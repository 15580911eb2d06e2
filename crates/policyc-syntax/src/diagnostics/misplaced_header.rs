//! `P0112`: a second header, or one that does not come first.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A second header, or one that does not come first.
pub(crate) struct MisplacedHeader {
    /// The header.
    pub(crate) at: Span,
    /// The one before.
    pub(crate) first: Option<Span>,
}

impl Fault for MisplacedHeader {
    const PAGE: Page = Page {
        code: "P0112",
        name: "misplaced-header",
        title: "a second header, or one that does not come first",
        text: r#"A file is one policy or one library. Its header comes first, and there is one.

```policy-wrong
library house.words
library house.more-words
```

```policy
library house.words
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        match self.first {
            Some(first) => error::<Self>("the file has two headers", self.at)
                .also(first, "the first is here")
                .help("one file is one policy or one library: move this into a file of its own"),
            None => {
                error::<Self>("the header does not come first", self.at).help("move it to the beginning of the file")
            }
        }
    }
}
