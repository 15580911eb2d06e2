//! Puts the shipped policies and their locks into the program, so that it judges mail wherever it stands.

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
    for (name, path) in found {
        text.push_str(&format!("    ({name:?}, include_str!({path:?})),\n"));
    }
    text.push_str("];\n");
    let out = env::var("OUT_DIR").unwrap_or_default();
    if let Err(error) = fs::write(Path::new(&out).join("shipped.rs"), text) {
        println!("cargo::error=cannot write the list of shipped policies: {error}");
    }
}
