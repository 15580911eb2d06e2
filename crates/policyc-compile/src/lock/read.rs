//! Reading lock files, faults told in their place.

use super::Lock;
use crate::diagnostics::{BadLock, DuplicateClause};
use crate::fault::{Fault, Faults};
use policyc_diag::{Diagnostic, SourceId, Span};
use std::collections::BTreeMap;

/// Reads the text of a lock file.
///
/// # Errors
/// What is wrong with it, by place.
pub fn read(source: SourceId, text: &str) -> Result<Lock, Vec<Diagnostic>> {
    let lock: Lock = match toml::from_str(text) {
        Ok(lock) => lock,
        Err(fault) => {
            let range = fault.span().unwrap_or(0..0);
            let at = Span::new(source, range.start, range.end);
            let why = fault.message().lines().next().unwrap_or_default().to_owned();
            return Err(vec![BadLock { why: &why, at }.into_diagnostic()]);
        }
    };
    let mut faults = Faults::default();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for clause in &lock.clauses {
        let needle = format!("\"{}\"", clause.id);
        let from = seen.get(clause.id.as_str()).copied();
        let found = text.get(from.unwrap_or(0)..).and_then(|rest| rest.find(&needle));
        let start = from.unwrap_or(0) + found.unwrap_or(0);
        let at = Span::new(source, start, start + needle.len());
        if from.is_some() {
            faults.push(DuplicateClause { id: &clause.id, at });
        }
        if clause.id.split_once('.').is_none_or(|(document, slug)| document != lock.document || slug.is_empty()) {
            let why = format!("the id `{}` does not begin with `{}.`", clause.id, lock.document);
            faults.push(BadLock { why: &why, at });
        }
        seen.insert(&clause.id, start + needle.len());
    }
    let told = faults.into_sorted();
    if told.is_empty() { Ok(lock) } else { Err(told) }
}
