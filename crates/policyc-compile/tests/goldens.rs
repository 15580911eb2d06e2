//! Every fault has a golden: a policy that has it, with all that the compiler tells of it.
//!
//! A file under `goldens/` begins with `// expects: CODES`; further files follow `// file: NAME`, a lock follows
//! `// lock: NAME`. `prelude.policy` comes along with each. `INSTA_UPDATE=always cargo test` writes the snapshots anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may die

mod support;

use policyc_compile::{Compiled, Options, PAGES, compile};
use policyc_diag::{Diagnostic, Severity};
use std::collections::BTreeSet;
use std::fmt::Write;
use support::golden;

/// What is told of the golden's own files; of the prelude nothing may be wrong, though much of it is unused.
fn told(compiled: &Compiled) -> Vec<&Diagnostic> {
    let own = |diagnostic: &&Diagnostic| {
        let source = compiled.sources.get(diagnostic.primary.span.source).map_or("", |source| source.name.as_str());
        assert!(source != "prelude.policy" || diagnostic.severity == Severity::Warning, "{diagnostic:?}");
        source != "prelude.policy"
    };
    compiled.diagnostics.iter().filter(own).collect()
}

fn picture(compiled: &Compiled, diagnostics: &[&Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let severity = format!("{:?}", diagnostic.severity).to_lowercase();
        let _ = writeln!(out, "{} {} ({severity}): {}", diagnostic.code, diagnostic.name, diagnostic.message);
        let labels =
            std::iter::once(("at", &diagnostic.primary)).chain(diagnostic.secondary.iter().map(|l| ("also", l)));
        for (word, label) in labels {
            let Some(source) = compiled.sources.get(label.span.source) else { continue };
            let place = source.line_column(label.span.start as usize);
            let text = compiled.sources.text(label.span).replace('\n', "⏎");
            let _ = writeln!(out, "  {word} {}:{}:{} `{text}` {}", source.name, place.line, place.column, label.text);
        }
        diagnostic.help.iter().for_each(|help| writeln!(out, "  help: {help}").unwrap());
        diagnostic.notes.iter().for_each(|note| writeln!(out, "  note: {note}").unwrap());
    }
    if out.is_empty() { "nothing is told\n".to_owned() } else { out.replace(" \n", "\n") }
}

fn all() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/goldens");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "policy"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn each_golden_tells_what_it_is_there_for_and_nothing_else() {
    let mut wrong = String::new();
    for (name, text) in all() {
        let golden = golden(&name, &text);
        let compiled = compile(&golden.files, &Options { locks: golden.locks });
        let diagnostics = told(&compiled);
        let mut codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        codes.sort_unstable();
        if codes != golden.expects {
            let _ = writeln!(wrong, "{name} expects {:?}:\n{}", golden.expects, picture(&compiled, &diagnostics));
        }
        let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(compiled.program.is_none(), failed, "{name}: a program comes out unless there is an error");
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots", omit_expression => true }, {
            insta::assert_snapshot!(name.trim_end_matches(".policy"), picture(&compiled, &diagnostics));
        });
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_page_has_a_golden() {
    let expected: BTreeSet<String> = all().iter().flat_map(|(name, text)| golden(name, text).expects).collect();
    // Locks are read beside the policies; their faults are told in tests of their own.
    let elsewhere = ["P0421", "P0422"];
    let missing: Vec<&str> = PAGES
        .iter()
        .map(|page| page.code)
        .filter(|code| !expected.contains(*code) && !elsewhere.contains(code))
        .collect();
    assert!(missing.is_empty(), "no golden expects {missing:?}");
}

#[test]
fn pages_are_told_apart_by_code_and_by_name() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for page in PAGES.iter().chain(policyc_syntax::PAGES) {
        assert!(codes.insert(page.code), "{} stands twice", page.code);
        assert!(names.insert(page.name), "{} stands twice", page.name);
        assert!(!page.title.is_empty() && !page.title.ends_with('.'), "{}", page.code);
        assert!(!page.text.trim().is_empty(), "{}", page.code);
    }
}
