//! The examples of the language reference make a policy that compiles.

use policyc_diag::Severity;
use policyc_diag::render::{Style, render};
use std::collections::BTreeMap;

const REFERENCE: &str = include_str!("../../grammar/README.md");

/// The files that the examples make together: each fenced block names the file that it goes on with.
fn files() -> Vec<(String, String)> {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    let mut open = None;
    for line in REFERENCE.lines() {
        match (open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some(info.strip_prefix("policy ").unwrap_or("")),
            (Some(_), Some(_)) => open = None,
            (Some(name), None) if !name.is_empty() => {
                let file = files.entry(name).or_default();
                file.push_str(line);
                file.push('\n');
            }
            _ => {}
        }
    }
    files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

#[test]
fn the_reference_compiles() {
    let files = files();
    assert_eq!(files.len(), 5);
    let compiled = policyc_compile::compile(&files, &policyc_compile::Options::default());
    let told = compiled.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
    let told = told.map(|fault| render(&compiled.sources, fault, &Style::default())).collect::<String>();
    assert!(told.is_empty(), "\n{told}");
    assert!(compiled.program.is_some());
}
