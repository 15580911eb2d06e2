//! `unknown-lexicon`: no lexicon is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No lexicon is called so.
#[derive(Debug)]
pub(crate) struct UnknownLexicon<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) removed: Option<(Span, String)>,
    pub(crate) at: Span,
}

impl Fault for UnknownLexicon<'_> {
    const PAGE: Page = Page {
        code: "P0212",
        name: "unknown-lexicon",
        title: "no lexicon is called so",
        text: "\
`says`, `mentions`, `denies` and `{…}` in a phrase name a lexicon. Literal words never stand in a rule, so that each\n\
language has its own file and examples.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no lexicon is called `{}`", self.name);
        let mut diagnostic = suggest(error(&Self::PAGE, message, self.at), self.near.as_deref());
        if let Some((at, by)) = self.removed {
            diagnostic = diagnostic.also(at, format!("removed by `{by}`"));
        }
        diagnostic.help("words live in lexicons: `lexicon NAME in en { \"…\" }`")
    }
}
