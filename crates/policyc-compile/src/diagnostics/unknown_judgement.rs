//! `unknown-judgement`: no judgement is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No judgement is called so.
#[derive(Debug)]
pub(crate) struct UnknownJudgement<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) removed: Option<(Span, String)>,
    pub(crate) hint: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownJudgement<'_> {
    const PAGE: Page = Page {
        code: "P0211",
        name: "unknown-judgement",
        title: "no judgement is called so",
        text: "\
`judged NAME` asks a `judgement` item. Judgements are labels of cases, so their names are written with `_`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no judgement is called `{}`", self.name);
        let mut diagnostic = suggest(error(&Self::PAGE, message, self.at), self.near.as_deref());
        if let Some((at, by)) = self.removed {
            diagnostic = diagnostic.also(at, format!("removed by `{by}`"));
        }
        if let Some(hint) = self.hint {
            diagnostic = diagnostic.help(hint);
        }
        diagnostic
    }
}
