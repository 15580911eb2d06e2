//! `P0153`: `&` twice, or inside brackets.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `&` twice, or inside brackets.
pub(crate) struct NestedNear {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for NestedNear {
    const PAGE: Page = Page {
        code: "P0153",
        name: "nested-near",
        title: "`&` twice, or inside brackets",
        text: r#"`A &5 B` meets A and B in either order. It stands once, at the top of the phrase.

```policy-wrong
lexicon offers in en { "refund &5 voucher &5 review" }
```

```policy
lexicon offers in en { "refund &5 voucher" "voucher &5 review" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("`&N` stands once in a phrase, and not inside brackets", self.at)
            .help("write two phrases, or use two lexicons: `says A with B in one sentence`")
    }
}
