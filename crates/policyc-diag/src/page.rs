//! Pages of `policyc explain`: what a code means, kept beside the code that raises it.

use serde::Serialize;

/// The page of one diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Such as `P0101`.
    pub code: &'static str,
    /// Such as `unknown-item`; what `policyc explain` is asked for.
    pub name: &'static str,
    /// One line that says what is wrong.
    pub title: &'static str,
    /// Markdown: what it means, an example that shows it, the remedy.
    pub text: &'static str,
}
