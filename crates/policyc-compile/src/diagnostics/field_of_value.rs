//! `field-of-value`: a plain value has no fields.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A plain value has no fields.
#[derive(Debug)]
pub(crate) struct FieldOfValue<'a> {
    pub(crate) of: &'a str,
    pub(crate) is: &'a str,
    pub(crate) field: &'a str,
    pub(crate) at: Span,
}

impl Fault for FieldOfValue<'_> {
    const PAGE: Page = Page {
        code: "P0208",
        name: "field-of-value",
        title: "a plain value has no fields",
        text: "\
A dot leads to a field of a record. Texts, numbers, instants and the like have no fields.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` is {} and has no field `{}`", self.of, self.is, self.field);
        error(&Self::PAGE, message, self.at)
    }
}
