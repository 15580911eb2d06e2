//! One layout for all policy files: order of clauses, indentation, columns, blanks, the number of units. Remarks and
//! documentation stay with what they stand at; single blank lines and the breaks inside a clause are the author's.
//!
//! The file is taken as tokens: [`order`] puts clauses in their order, [`shape`] says of each token what begins there,
//! [`layout`] writes the lines. A file that cannot be read is left alone.

mod layout;
mod order;
mod shape;

use crate::parse::Parser;
use crate::scan::scan;
use policyc_diag::{Diagnostic, Severity, SourceId};

/// A file in its canonical layout, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text, unless the file cannot be read.
    pub text: Option<String>,
    /// What is wrong with its form.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays a policy file out. Doing so twice changes nothing more, and what the file says stays the same.
#[must_use]
pub fn format(source: SourceId, text: &str) -> Formatted {
    let diagnostics = crate::parse_file(source, text).diagnostics;
    if diagnostics.iter().any(|fault| fault.severity == Severity::Error) {
        return Formatted { text: None, diagnostics };
    }
    let scan = scan(source, text);
    let parser = Parser { source, clean: text, tokens: &scan.tokens, faults: Vec::new(), told_open: Vec::new() };
    let ordered = order::ordered(&parser);
    let shapes = shape::shapes(&parser, &ordered);
    Formatted { text: Some(layout::lay_out(&parser, &ordered, shapes)), diagnostics }
}
