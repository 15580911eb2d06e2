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

/// Words in a row that make a sentence of the page, not a turn that anyone would use.
const ROW: usize = 9;

fn rows(text: &str) -> BTreeSet<Vec<String>> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(ROW).map(<[String]>::to_vec).collect()
}

#[test]
fn rows_of_words_are_seen_through_marks_and_line_ends() {
    let page = rows("You may not: send <b>any</b> message\nwith a link to that shop of yours");
    assert!(page.contains(&"send b any b message with a link to".split(' ').map(str::to_owned).collect::<Vec<_>>()));
    assert!(rows("eight words are too few to be one").is_empty());
}

/// The guideline texts are their publisher's: nothing here repeats nine words of them in a row. Section paths of locks
/// are headings, and stay. The texts are looked for in the folder that `POLICYC_SOURCES` names, else beside the project.
#[test]
fn no_sentence_of_a_guideline_stands_here() {
    let beside = root().join("../shared/guidelines/sources");
    let sources = std::env::var_os("POLICYC_SOURCES").map_or(beside, Into::into);
    let Ok(pages) = fs::read_dir(&sources) else {
        eprintln!("skipped: the guideline texts are not in {}", sources.display());
        return;
    };
    let pages: Vec<String> = pages
        .flatten()
        .filter_map(|page| fs::read(page.path()).ok())
        .map(|b| String::from_utf8_lossy(&b).into())
        .collect();
    let page: BTreeSet<Vec<String>> = pages.iter().flat_map(|page| rows(page)).collect();
    assert!(page.len() > 1000, "{} holds no guideline texts", sources.display());
    let listed = Command::new("git").args(["ls-files"]).current_dir(root()).output().unwrap();
    let mut found = Vec::new();
    for name in String::from_utf8(listed.stdout).unwrap().lines() {
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        let kept: String = text
            .lines()
            .filter(|line| !line.starts_with("section = "))
            .fold(String::new(), |all, line| all + line + "\n");
        found.extend(rows(&kept).intersection(&page).map(|row| format!("{name}: {}", row.join(" "))));
    }
    assert!(found.is_empty(), "words of the guideline texts:\n{}", found.join("\n"));
}
