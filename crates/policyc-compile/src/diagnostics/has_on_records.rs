//! `has-on-records`: `has` asks for a member, and these are records.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// `has` asks for a member, and these are records.
#[derive(Debug)]
pub(crate) struct HasOnRecords<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: Span,
}

impl Fault for HasOnRecords<'_> {
    const PAGE: Page = Page {
        code: "P0313",
        name: "has-on-records",
        title: "`has` asks for a member, and these are records",
        text: "\
`has` is for sets and lists of plain values: `message.purposes has invoice`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("the items of `{}` are records, and no value is one of them", self.name);
        error(&Self::PAGE, message, self.at).help(format!("say `there is an x in {} where x.… is …`", self.name))
    }
}
