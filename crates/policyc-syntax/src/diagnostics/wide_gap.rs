//! `P0152`: a gap of more than twelve words.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A gap of more than twelve words.
pub(crate) struct WideGap<'a> {
    /// Where.
    pub(crate) at: Span,
    /// As written.
    pub(crate) found: &'a str,
}

impl Fault for WideGap<'_> {
    const PAGE: Page = Page {
        code: "P0152",
        name: "wide-gap",
        title: "a gap of more than twelve words",
        text: r#"Gaps in phrases, `..N` and `&N`, go to 12. Words that stand further apart are no phrase: make two lexicons and say in the
rule how near they stand.

```policy-wrong
lexicon review-plea in en { "leave ..40 review" }
```

```policy
lexicon review-plea in en { "leave ..4 review" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("`{}` is more than 12 words", self.found), self.at)
            .help("for concepts that stand further apart, use two lexicons: `says A then B in one sentence`")
    }
}
