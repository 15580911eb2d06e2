//! `P0117`: more nesting, or a longer chain, than anyone can read.

use super::{Fault, error};
use policyc_diag::{Diagnostic, Page, Span};

/// More nesting, or a longer chain, than anyone can read.
pub(crate) struct TooDeep {
    /// Where.
    pub(crate) at: Span,
}

impl Fault for TooDeep {
    const PAGE: Page = Page {
        code: "P0117",
        name: "too-deep",
        title: "more nesting, or a longer chain, than anyone can read",
        text: r#"Parentheses, braces, `where` and `satisfies` may stand inside each other 32 times, and a sum may have as many signs; more
is surely a slip, and could make the reader slow. Give parts of it a name with `condition` or `value`.
"#,
    };

    fn into_diagnostic(self) -> Diagnostic {
        error::<Self>("this is nested too deeply, or too long a chain", self.at).help(format!(
            "name parts of it: a `condition` or a `value` may be used in another (the limit is {})",
            crate::LIMIT
        ))
    }
}
