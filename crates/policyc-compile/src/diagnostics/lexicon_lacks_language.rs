//! `lexicon-lacks-language`: a phrase refers to a lexicon without its language.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A phrase refers to a lexicon without its language.
#[derive(Debug)]
pub(crate) struct LexiconLacksLanguage<'a> {
    pub(crate) name: &'a str,
    pub(crate) tag: &'a str,
    pub(crate) at: Span,
}

impl Fault for LexiconLacksLanguage<'_> {
    const PAGE: Page = Page {
        code: "P0224",
        name: "lexicon-lacks-language",
        title: "a phrase refers to a lexicon without its language",
        text: "\
`{name}` in a phrase meets whatever that lexicon meets in the *same* language, so the lexicon has to have it.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the lexicon `{}` has no words in `{}`", self.name, self.tag);
        error(&Self::PAGE, message, self.at).help(format!("add `lexicon {} in {} {{ … }}`", self.name, self.tag))
    }
}
