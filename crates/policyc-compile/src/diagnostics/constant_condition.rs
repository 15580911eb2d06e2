//! `constant-condition`: the condition is decided beforehand.

use crate::fault::{Fault, warning};
use policyc_diag::{Diagnostic, Page, Span};

/// The condition is decided beforehand.
#[derive(Debug)]
pub(crate) struct ConstantCondition {
    pub(crate) value: bool,
    pub(crate) earlier: bool,
    pub(crate) at: Span,
}

impl Fault for ConstantCondition {
    const PAGE: Page = Page {
        code: "P0511",
        name: "constant-condition",
        title: "the condition is decided beforehand",
        text: "\
A condition that can come out one way only says nothing, and mostly something else was meant.\n\
\n\
```policy\n\
applies when message.channel is email and message.channel is phone      // or\n\
```\n",
    };

    fn into_diagnostic(self) -> Diagnostic {
        let word = if self.value { "true" } else { "false" };
        let message = if self.earlier {
            format!("this is always {word} here: what stands before it decides it")
        } else {
            format!("this is always {word}")
        };
        warning(&Self::PAGE, message, self.at)
    }
}
