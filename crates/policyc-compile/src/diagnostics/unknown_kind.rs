//! `unknown-kind`: phrases know no such kind.

use crate::fault::{Fault, error, suggest};
use policyc_diag::{Diagnostic, Page, Span};

/// Phrases know no such kind.
#[derive(Debug)]
pub(crate) struct UnknownKind<'a> {
    pub(crate) name: &'a str,
    pub(crate) near: Option<String>,
    pub(crate) at: Span,
}

impl Fault for UnknownKind<'_> {
    const PAGE: Page = Page {
        code: "P0215",
        name: "unknown-kind",
        title: "phrases know no such kind",
        text: "\
Angle brackets in a phrase stand for a kind of token, a declared `shape`, or an end of a clause.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("phrases know no kind `<{}>`", self.name);
        suggest(error(&Self::PAGE, message, self.at), self.near.as_deref())
            .help("kinds are <number> <money> <percent> <date> <link> <email> <phone> <placeholder>, declared shapes, <start>, <end>")
    }
}
