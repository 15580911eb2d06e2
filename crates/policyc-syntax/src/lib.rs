//! Floor 1: text of policy files to a tree, and back to text.
//!
//! [`parse_file`] never fails: it returns the tree of all that could be read and a diagnostic for each thing that could
//! not. pest stays inside this crate. It knows nothing of what names mean: that is the compiler's.

pub mod ast;
mod dump;

pub use dump::dump;

use policyc_diag::{Diagnostic, SourceId};

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

/// Reads a policy file.
#[must_use]
pub fn parse_file(_source: SourceId, _text: &str) -> Parsed {
    Parsed::default()
}

/// Reads a phrase as it stands between the quotes of a string; `offset` is where `raw` begins in the source.
#[must_use]
pub fn parse_phrase(_source: SourceId, _offset: usize, _raw: &str) -> ParsedPhrase {
    ParsedPhrase::default()
}
