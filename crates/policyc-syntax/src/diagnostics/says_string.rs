//! `P0124`: a string where a lexicon or a regex is due.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A string where a lexicon or a regex is due.
pub(crate) struct SaysString<'a> {
    /// The string.
    pub(crate) at: Span,
    /// The verb before it.
    pub(crate) verb: &'a str,
}

impl Fault for SaysString<'_> {
    const PAGE: Page = Page {
        code: "P0124",
        name: "string-in-place-of-lexicon",
        title: "a string where a lexicon or a regex is due",
        text: r#"Words live in lexicons, where each language has its own, with inflected forms and examples; a rule only names them. So
the rule need not change when a phrase or a language is added.

```policy-wrong
condition pleads { when message.body says "leave a review" }
```

```policy
lexicon review-plea in en { "leave a review" }
condition pleads { when message.body says review-plea }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        if self.verb == "matches" {
            return error::<Self>("`matches` takes a regular expression", self.at)
                .help("write it between slashes: `matches /…/`")
                .help("for fixed characters say `contains \"…\"`");
        }
        error::<Self>(format!("`{}` takes the name of a lexicon, not a string", self.verb), self.at)
            .help("put the words into a `lexicon` and name it here")
            .help("for these very characters, unfolded, say `contains \"…\"`")
    }
}
