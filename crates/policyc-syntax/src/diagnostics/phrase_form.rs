//! `P0150`: a phrase that cannot be read.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A phrase that cannot be read.
pub(crate) struct PhraseForm<'a> {
    /// Where.
    pub(crate) at: Span,
    /// What stands there; empty at the end.
    pub(crate) found: &'a str,
    /// What was due, in words.
    pub(crate) expected: Vec<&'static str>,
}

impl Fault for PhraseForm<'_> {
    const PAGE: Page = Page {
        code: "P0150",
        name: "phrase-form",
        title: "a phrase that cannot be read",
        text: r#"A phrase is made of words and signs: `(a|b)` one of these, `[a|b]` one or none, `..3` up to three words between, `word~`
any form, `word*` any ending, `{name}` another lexicon, `<money>` a kind of thing. One of its signs stands where it
cannot.

```policy-wrong
lexicon review-plea in en { "leave (a|your review" }
```

```policy
lexicon review-plea in en { "leave (a|your) review" }
```
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let what = if self.found.is_empty() {
            "the phrase ends too early".to_owned()
        } else {
            format!("`{}` does not fit here in a phrase", self.found)
        };
        let fault = error::<Self>(what, self.at);
        let fault = if self.expected.is_empty() {
            fault
        } else {
            fault.help(format!("due here: {}", super::alternatives(&self.expected)))
        };
        fault.help("a sign that is meant as itself takes a backslash: `\\(`")
    }
}
