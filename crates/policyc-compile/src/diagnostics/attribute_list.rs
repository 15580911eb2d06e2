//! `attribute-list`: attributes join nothing.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Attributes join nothing.
#[derive(Debug)]
pub(crate) struct AttributeList<'a> {
    pub(crate) path: &'a str,
    pub(crate) field: Option<&'a str>,
    pub(crate) at: Span,
}

impl Fault for AttributeList<'_> {
    const PAGE: Page = Page {
        code: "P0218",
        name: "attribute-list",
        title: "attributes join nothing",
        text: "\
`attributes of link in message.links from declared.links by href { … }` adds fields to the items of a list. The path has\n\
to be such a list, and the field behind `by` one that its items have.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = match self.field {
            Some(field) => format!("items of `{}` have no field `{field}` to be joined by", self.path),
            None => format!("`{}` is no list of records", self.path),
        };
        error(&Self::PAGE, message, self.at)
    }
}
