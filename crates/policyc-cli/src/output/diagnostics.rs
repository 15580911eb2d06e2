//! Diagnostics on standard error.

use policyc::diag::{
    Diagnostic, SourceMap,
    render::{Style, render},
};

/// Prints diagnostics, each drawn at its place.
pub(crate) fn print<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>, sources: &SourceMap, style: &Style) {
    for diagnostic in diagnostics {
        eprintln!("{}", render(sources, diagnostic, style).trim_end());
    }
}
