//! `unknown-fact`: no fact is called so.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// No fact is called so.
#[derive(Debug)]
pub(crate) struct UnknownFact<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownFact<'_> {
    const PAGE: Page = Page {
        code: "P0206",
        name: "unknown-fact",
        title: "no fact is called so",
        text: "\
A path begins with a fact: one that the program reads off the message (`message.links`), one that a policy file declares\n\
(`facts order: …`), the item of a loop, or a `value`.\n\
\n\
```policy\n\
applies when mesage.channel is email     // message.channel\n\
```\n\
\n\
`policyc facts` lists all facts of a policy. A fact of your own is declared in a `facts` item.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("no fact is called `{}`", self.name);
        let mut diagnostic = suggest(error(&Self::PAGE, message, self.at), self.near.as_deref());
        if let Some(hint) = self.hint {
            diagnostic = diagnostic.help(hint);
        }
        diagnostic
    }
}
