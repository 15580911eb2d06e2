//! A report for the browser: one file that loads nothing.

use super::entry::{Entry, Failure};
use policyc::{Case, Checked, Policies, compile::lock::Lock};

/// A message as the report shows it.
#[derive(Debug)]
pub(crate) struct View {}

impl View {
    pub(crate) fn new(_: &Case, _: &Checked) -> Self {
        Self {}
    }
}

/// The whole page.
pub(crate) fn document(_: &[Entry], _: &[Failure], _: &Policies, _: &[Lock]) -> String {
    String::new()
}
