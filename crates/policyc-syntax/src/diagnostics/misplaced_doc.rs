//! `P0114`: documentation that documents nothing.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Documentation that documents nothing.
pub(crate) struct MisplacedDoc {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for MisplacedDoc {
    const PAGE: Page = Page {
        code: "P0114",
        name: "misplaced-documentation",
        title: "documentation that documents nothing",
        text: r#"`///` documents the item, clause or field that follows it, and is shown wherever that is explained. In other places a
remark is written with `//`.

```policy-wrong
condition outgoing {
  when message.direction
  /// the other way is in
  is outgoing
}
```

```policy
/// The other way is in.
condition outgoing { when message.direction is outgoing }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        Diagnostic { severity: policyc_diag::Severity::Warning, ..error::<Self>("this documents nothing", self.at) }
            .help("put `///` before an item, a clause or a field, or write `//` for a mere remark")
    }
}
