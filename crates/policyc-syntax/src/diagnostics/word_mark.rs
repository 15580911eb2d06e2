//! `P0154`: marks of a word that do not go together.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Marks of a word that do not go together.
pub(crate) struct WordMark<'a> {
    /// Where.
    pub(crate) at: Span,
    /// The word as written.
    pub(crate) found: &'a str,
}

impl Fault for WordMark<'_> {
    const PAGE: Page = Page {
        code: "P0154",
        name: "word-mark",
        title: "marks of a word that do not go together",
        text: r#"A word takes one mark: `word~` any inflected form, `word*` words that begin so, `*word` that end so, `*word*` that hold
it, `pre+word` a separable verb.

```policy-wrong
lexicon reviews in en { "re*view" }
```

```policy
lexicon reviews in en { "review*" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>(format!("the marks of `{}` do not go together", self.found), self.at)
            .help("write `word~` for any form, `word*`, `*word` or `*word*` for parts of words, `pre+word` for a separable verb")
    }
}
