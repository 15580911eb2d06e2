//! `text-verb-on-other`: only texts say something.

use crate::fault::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// Only texts say something.
#[derive(Debug)]
pub(crate) struct TextVerbOn<'a> {
    pub(crate) verb: &'a str,
    pub(crate) name: &'a str,
    pub(crate) is: &'a str,
    pub(crate) at: Span,
}

impl Fault for TextVerbOn<'_> {
    const PAGE: Page = Page {
        code: "P0311",
        name: "text-verb-on-other",
        title: "only texts say something",
        text: "\
`says`, `mentions`, `denies`, `states`, `names` read a text of the message: `message.said`, `message.body`,\n\
`message.subject`, `link.text` …\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let message = format!("`{}` asks a text, and `{}` is {}", self.verb, self.name, self.is);
        let lists = self.is.starts_with("a list") || self.is.starts_with("a set");
        let diagnostic = error(&Self::PAGE, message, self.at);
        if lists {
            diagnostic.help(format!("ask its items: `there is an x in {} where x.text {} …`", self.name, self.verb))
        } else {
            diagnostic.help("texts are message.said, message.body, message.subject, the text of an item …")
        }
    }
}
