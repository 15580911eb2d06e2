//! Floor 1: text of policy files to a tree, and back to text.
//!
//! [`parse_file`] never fails: it returns the tree of all that could be read and a diagnostic for each thing that could
//! not. pest stays inside this crate. It knows nothing of what names mean: that is the compiler's.

pub mod ast;
mod check;
mod describe;
mod diagnostics;
mod dump;
mod format;
mod grammar;
mod parse;
mod phrase;
mod scan;
mod strings;
mod text;
mod words;

pub use diagnostics::PAGES;
pub use dump::dump;
pub use format::{Formatted, format};
pub use parse::parse_file;
pub use phrase::parse_phrase;

use policyc_diag::Diagnostic;

/// How deep things may nest, and how long a chain of signs may be.
pub(crate) const LIMIT: usize = 32;

/// A file's tree and what is wrong with its form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// All that could be read.
    pub file: ast::File,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// A phrase's tree and what is wrong with its form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedPhrase {
    /// Absent when it could not be read.
    pub phrase: Option<ast::Phrase>,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}
