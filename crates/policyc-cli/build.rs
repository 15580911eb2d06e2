//! Puts the shipped policies and their locks into the program, as texts and compiled, so that it judges mail wherever it
//! stands and compiles nothing to do so.

use policyc_compile::{Options, compile, lock};
use policyc_diag::{Severity, SourceId};
use std::{env, fs, path::Path};

fn collect(dir: &Path, root: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, root, found);
        } else if path.extension().is_some_and(|ending| ending == "policy" || ending == "lock") {
            let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            println!("cargo::rerun-if-changed={}", path.display());
            found.push((name, path.display().to_string()));
        }
    }
}

/// The artifact of the shipped policies. It is empty where they do not compile without a word: then they are compiled
/// at each start, which tells what is wrong.
fn artifact(found: &[(String, String)]) -> Vec<u8> {
    let read = |(name, path): &(String, String)| Some((name.clone(), fs::read_to_string(path).ok()?));
    let texts: Vec<(String, String)> = found.iter().filter_map(read).collect();
    let (lock_texts, policies): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(name, _)| name.ends_with(".lock"));
    let locks = lock_texts.iter().map(|(_, text)| lock::read(SourceId(0), text)).collect::<Result<Vec<_>, _>>();
    let faulty = locks.is_err();
    let compiled = compile(&policies, &Options { locks: locks.unwrap_or_default() });
    let wrong = |severity: Severity| severity == Severity::Error || severity == Severity::Warning;
    match compiled.program {
        Some(program) if !faulty && !compiled.diagnostics.iter().any(|diagnostic| wrong(diagnostic.severity)) => {
            policyc_ir::artifact::write(&program).unwrap_or_default()
        }
        _ => {
            println!("cargo::warning=the shipped policies do not compile without errors or warnings");
            Vec::new()
        }
    }
}

fn main() {
    let here = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&here).join("../..");
    let policies = root.join("policies");
    println!("cargo::rerun-if-changed={}", policies.display());
    let mut found = Vec::new();
    collect(&policies, &root, &mut found);
    let mut text = String::from(
        "/// Shipped policies and locks: name and text.\npub(crate) const SHIPPED: &[(&str, &str)] = &[\n",
    );
    for (name, path) in &found {
        text.push_str(&format!("    ({name:?}, include_str!({path:?})),\n"));
    }
    text.push_str("];\n");
    let out = env::var("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join("shipped.artifact"), artifact(&found)) {
        println!("cargo::error=cannot write the compiled policies: {error}");
    }
    if let Err(error) = fs::write(Path::new(&out).join("shipped.rs"), text) {
        println!("cargo::error=cannot write the list of shipped policies: {error}");
    }
}
