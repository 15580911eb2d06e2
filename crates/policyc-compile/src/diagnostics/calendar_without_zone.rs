//! `calendar-without-zone`: calendar days without a time zone.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Calendar days without a time zone.
#[derive(Debug)]
pub(crate) struct CalendarWithoutZone<'a> {
    pub(crate) policy: &'a str,
    pub(crate) at: Span,
}

impl Fault for CalendarWithoutZone<'_> {
    const PAGE: Page = Page {
        code: "P0324",
        name: "calendar-without-zone",
        title: "calendar days without a time zone",
        text: "\
When a calendar day begins depends on the place. `30 days` are 30 times 24 hours and need no zone.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("calendar and working days need a time zone, and `{}` names none", self.policy);
        error(&Self::PAGE, message, self.at)
            .help("add `timezone \"Europe/Rome\"` to the header, or count in plain days of 24 hours")
    }
}
