//! The house keeps its floors: who may see whom, no marketplace's name in code, no file that has grown past one thing.

use policyc_tests::{files_below, name_of, root};
use std::{collections::BTreeSet, fs, process::Command};

/// Which of our crates each one may use.
const FLOORS: &[(&str, &[&str])] = &[
    ("policyc-diag", &[]),
    ("policyc-ir", &["policyc-diag"]),
    ("policyc-syntax", &["policyc-diag"]),
    ("policyc-message", &["policyc-diag"]),
    ("policyc-compile", &["policyc-diag", "policyc-syntax", "policyc-ir"]),
    ("policyc-eval", &["policyc-diag", "policyc-ir", "policyc-message"]),
    (
        "policyc",
        &["policyc-diag", "policyc-ir", "policyc-syntax", "policyc-message", "policyc-compile", "policyc-eval"],
    ),
    ("policyc-cli", &["policyc"]),
    ("policyc-tests", &["policyc"]),
];

/// Libraries that belong to one floor alone.
const HOMES: &[(&str, &str)] = &[
    ("pest", "policyc-syntax"),
    ("ariadne", "policyc-diag"),
    ("scraper", "policyc-message"),
    ("html5ever", "policyc-message"),
    ("clap", "policyc-cli"),
    ("ignore", "policyc-cli"),
];

fn metadata() -> serde_json::Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo tells its metadata")
}

#[test]
fn no_crate_looks_past_its_floor() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let names: BTreeSet<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    assert_eq!(names, FLOORS.iter().map(|(name, _)| *name).collect(), "a crate without a floor");
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let allowed = FLOORS.iter().find(|(floor, _)| *floor == name).map(|(_, below)| *below).unwrap_or_default();
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let of = dependency["name"].as_str().expect("a name");
            if of.starts_with("policyc") {
                // Tests may look everywhere; a build script is a program of its own, which compiles what is shipped.
                let apart = dependency["kind"] == "dev" || dependency["kind"] == "build";
                assert!(apart || allowed.contains(&of), "{name} may not use {of}");
            }
            if let Some((_, home)) = HOMES.iter().find(|(library, _)| *library == of) {
                assert_eq!(name, *home, "{of} is met in {home} alone");
            }
        }
    }
}

#[test]
fn no_marketplace_stands_in_the_code() {
    // Spelt apart, so that this file does not find itself.
    let names = [["ama", "zon"].concat(), ["seller cen", "tral"].concat()];
    for path in files_below(&root().join("crates")) {
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default().to_lowercase();
        for name in &names {
            assert!(!text.contains(name.as_str()), "{} speaks of {name}", name_of(&path));
        }
    }
}

#[test]
fn every_source_file_says_what_it_is_for_and_is_one_thing() {
    for path in files_below(&root().join("crates")) {
        let name = name_of(&path);
        if path.extension().is_none_or(|ending| ending != "rs") || name.contains("/tests/goldens/") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.starts_with("//!"), "{name} does not open with what it is for");
        assert!(text.lines().count() <= 800, "{name} has more than 800 lines");
    }
}

#[test]
fn ariadne_is_met_in_one_place() {
    let users: BTreeSet<String> = files_below(&root().join("crates"))
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter(|path| fs::read_to_string(path).unwrap_or_default().contains("use ariadne"))
        .map(|path| name_of(path))
        .collect();
    assert!(users.len() <= 1, "ariadne is used in {users:?}");
}
