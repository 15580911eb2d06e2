//! `aggregate-of-other`: nothing to be summed up.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Nothing to be summed up.
#[derive(Debug)]
pub(crate) struct AggregateOf<'a> {
    pub(crate) item: &'a str,
    pub(crate) at: Span,
    pub(crate) is: Option<&'a str>,
}

impl Fault for AggregateOf<'_> {
    const PAGE: Page = Page {
        code: "P0322",
        name: "aggregate-of-other",
        title: "nothing to be summed up",
        text: "\
`sum of entry.amount over entry in order.adjustments`: what stands behind `of` is the item or a field of it.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = match self.is {
            Some(is) => format!("{is} cannot be summed up so"),
            None => format!("this is not `{0}` or a field of `{0}`", self.item),
        };
        error(&Self::PAGE, message, self.at)
            .help("numbers and quantities have a sum, points in time a latest and an earliest, anything a count")
    }
}
