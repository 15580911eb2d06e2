//! `mixed-scripts`: a word mixes scripts that look alike.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// A word mixes scripts that look alike.
#[derive(Debug)]
pub(crate) struct MixedScripts<'a> {
    pub(crate) word: &'a str,
    pub(crate) at: Span,
}

impl Fault for MixedScripts<'_> {
    const PAGE: Page = Page {
        code: "P0516",
        name: "mixed-scripts",
        title: "a word mixes scripts that look alike",
        text: "\
Greek and Cyrillic letters look like Latin ones. A name or phrase that mixes them is not what it seems, and is not found.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        warning(&Self::PAGE, format!("`{}` mixes letters of several scripts", self.word), self.at)
            .help("type the word anew; one of its letters only looks like the one that is meant")
    }
}
