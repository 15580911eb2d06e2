//! `P0151`: a phrase that needs no word to be met.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A phrase that needs no word to be met.
pub(crate) struct PhraseWithoutWord {
    /// The phrase.
    pub(crate) at: Span,
}

impl Fault for PhraseWithoutWord {
    const PAGE: Page = Page {
        code: "P0151",
        name: "phrase-without-word",
        title: "a phrase that needs no word to be met",
        text: r#"Each phrase holds a written word, or the name of a lexicon whose phrases do. Without one it would be met everywhere.

```policy-wrong
lexicon review-plea in en { "[please] ..3 <end>" }
```

```policy
lexicon review-plea in en { "[please] review ..3 <end>" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("this phrase can be met without any written word", self.at)
            .help("write at least one word, or name a lexicon, outside of `[…]` and `..N`")
    }
}
