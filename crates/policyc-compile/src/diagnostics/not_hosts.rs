//! `not-hosts`: only hosts are under hosts.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Only hosts are under hosts.
#[derive(Debug)]
pub(crate) struct NotHosts<'a> {
    pub(crate) name: &'a str,
    pub(crate) subject: bool,
    pub(crate) at: Span,
}

impl Fault for NotHosts<'_> {
    const PAGE: Page = Page {
        code: "P0321",
        name: "not-hosts",
        title: "only hosts are under hosts",
        text: "\
`link.host is under own-sites`: the left side is a host, the set is one `of host`.\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = if self.subject {
            format!("`{}` is no host", self.name)
        } else {
            format!("the set `{}` holds no hosts", self.name)
        };
        error(&Self::PAGE, message, self.at)
            .help("`is under` and `imitates` compare a host with a `set … of host`; for the rest say `is one of`")
    }
}
