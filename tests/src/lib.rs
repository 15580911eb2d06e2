//! What the tests of the house share: where things stand, and the shipped policies.

use policyc::{Policies, compile::lock::Lock, diag::SourceId};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All files below a folder, in order.
#[must_use]
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "target" && name != ".git") {
                found.extend(files_below(&path));
            }
        } else {
            found.push(path);
        }
    }
    found
}

/// Policy files below folders, by their names from the root.
#[must_use]
pub fn policy_files(folders: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let paths = folders.iter().flat_map(|folder| files_below(&root.join(folder)));
    let policies = paths.filter(|path| path.extension().is_some_and(|ending| ending == "policy"));
    policies.map(|path| (name_of(&path), fs::read_to_string(&path).unwrap_or_default())).collect()
}

/// A path from the root, with `/`.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The locks of the shipped documents.
///
/// # Panics
/// If one cannot be read: a test that goes on without would prove less than it says.
#[must_use]
pub fn locks() -> Vec<Lock> {
    let paths = files_below(&root().join("policies"));
    let locks = paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "lock"));
    locks
        .map(|path| {
            let text = fs::read_to_string(path).unwrap_or_default();
            policyc::compile::lock::read(SourceId(0), &text).unwrap_or_else(|faults| panic!("{path:?}: {faults:?}"))
        })
        .collect()
}

/// The shipped policies and those of further folders, compiled.
///
/// # Panics
/// If they have a fault, which is printed.
#[must_use]
pub fn policies(further: &[&str]) -> Policies {
    let mut folders = vec!["policies"];
    folders.extend(further);
    Policies::compile(&policy_files(&folders), &locks()).unwrap_or_else(|error| {
        let told: Vec<String> = error
            .diagnostics
            .iter()
            .map(|fault| {
                let span = fault.primary.span;
                let source = error.sources.get(span.source);
                let place = source.map(|source| (source.name.clone(), source.line_column(span.start as usize)));
                format!("{} {place:?}: {}", fault.code, fault.message)
            })
            .collect();
        panic!("the policies do not compile:\n{}", told.join("\n"))
    })
}
