//! `P0110`: a character that cannot be seen.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// A character that cannot be seen.
pub(crate) struct InvisibleCharacter {
    /// Where.
    pub(crate) at: Span,
    /// It.
    pub(crate) found: char,
}

impl Fault for InvisibleCharacter {
    const PAGE: Page = Page {
        code: "P0110",
        name: "invisible-character",
        title: "a character that cannot be seen",
        text: r#"Characters without a shape (zero-width ones, controls, marks that turn the direction of writing) let a policy read
otherwise than it is. They mostly come along when text is copied. Where a string really needs one, it is written by its
number: `\u{200B}`.
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        let code = u32::from(self.found);
        error::<Self>(format!("there is an invisible character here, `U+{code:04X}`"), self.at)
            .help(format!("delete it; where it is meant, write `\\u{{{code:04X}}}` inside a string"))
    }
}
