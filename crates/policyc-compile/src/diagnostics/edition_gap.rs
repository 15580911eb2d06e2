//! `edition-gap`: no edition is in force on some days.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// No edition is in force on some days.
#[derive(Debug)]
pub(crate) struct EditionGap<'a> {
    pub(crate) from: &'a str,
    pub(crate) before: &'a str,
    pub(crate) whose: Option<&'a str>,
    pub(crate) at: Span,
}

impl Fault for EditionGap<'_> {
    const PAGE: Page = Page {
        code: "P0506",
        name: "edition-gap",
        title: "no edition is in force on some days",
        text: "\
Between two editions of a family lie days on which none holds. A message of such a day is undetermined: unchecked is not\n\
compliant. One edition's `before` is the next one's `from`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let whose = self.whose.map(|whose| format!(" for {whose}")).unwrap_or_default();
        let message = format!("from {} until {} no edition is in force{whose}", self.from, self.before);
        warning(&Self::PAGE, message, self.at).label("the next one begins here")
    }
}
