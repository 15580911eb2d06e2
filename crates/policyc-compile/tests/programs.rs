//! A whole correct program: its IR as text, its artifact, its coverage, its effective policy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may die

mod support;

use policyc_compile::{Options, compile, coverage, effective, lock};
use policyc_diag::SourceId;
use policyc_ir::{artifact, invariants, printer};
use support::golden;

const PIGEON_POST: &str = include_str!("programs/pigeon_post.policy");

fn pigeon_post() -> (policyc_ir::Program, Vec<lock::Lock>) {
    let golden = golden("pigeon_post.policy", PIGEON_POST);
    let compiled = compile(&golden.files, &Options { locks: golden.locks.clone() });
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.severity == policyc_diag::Severity::Error).collect();
    (compiled.program.unwrap_or_else(|| panic!("{errors:#?}")), golden.locks)
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_ir_says_what_the_policy_says() {
    let (program, _) = pigeon_post();
    assert_eq!(invariants::check(&program), Vec::<String>::new());
    snapshot("program_pigeon_post", &printer::print_program(&program));
}

#[test]
fn the_artifact_is_the_program() {
    let (program, _) = pigeon_post();
    let bytes = artifact::write(&program).unwrap();
    assert_eq!(artifact::read(&bytes), Ok(program.clone()));
    let json = serde_json::to_string(&program).unwrap();
    assert_eq!(serde_json::from_str::<policyc_ir::Program>(&json).unwrap(), program);
}

#[test]
fn coverage_counts_every_clause() {
    let (program, locks) = pigeon_post();
    let documents = coverage::coverage(&program, &locks);
    let lines: Vec<String> = documents
        .iter()
        .flat_map(|document| &document.clauses)
        .map(|clause| {
            let by = clause.by.iter().map(|account| format!("{} {}", account.kind, account.name));
            format!("{} {:?} {}\n", clause.id, clause.standing, by.collect::<Vec<_>>().join(", "))
        })
        .collect();
    snapshot("coverage_pigeon_post", &lines.concat());
}

#[test]
fn the_order_of_files_changes_nothing_but_their_ids() {
    let mut golden = golden("pigeon_post.policy", PIGEON_POST);
    let options = Options { locks: golden.locks };
    let one = compile(&golden.files, &options).program.unwrap();
    golden.files.reverse();
    let other = compile(&golden.files, &options).program.unwrap();
    assert_eq!(one.policies, other.policies);
}

/// A policy's IR without what tells where it comes from.
fn meaning(program: &policyc_ir::Program, policy: &str) -> String {
    let policy = program.policies.iter().find(|other| other.name == policy).unwrap();
    let text = printer::print_policy(policy);
    let line = |line: &str| match line.trim_start() {
        rest if rest.starts_with("policy ") => "policy".to_owned(),
        rest if rest.starts_with("rule ") => rest.split(" from ").next().unwrap().to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_effective_policy_means_the_same_by_itself() {
    let golden = golden("pigeon_post.policy", PIGEON_POST);
    let text = effective(&golden.files, "loft.post").unwrap();
    snapshot("effective_pigeon_post", &text);
    let alone = [("flat.policy".to_owned(), text.clone())];
    let compiled = compile(&alone, &Options { locks: golden.locks });
    let program = compiled.program.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    assert_eq!(meaning(&program, "loft.post"), meaning(&pigeon_post().0, "loft.post"));
    assert_eq!(effective(&alone, "loft.post").map(|again| strip(&again)), Some(strip(&text)));
    assert_eq!(effective(&alone, "loft.facts"), None);
}

/// Without origins.
fn strip(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap().trim_end()).collect::<Vec<_>>().join("\n")
}

#[test]
fn faults_of_a_lock_are_told_in_their_place() {
    let told = |text: &str| {
        let faults = lock::read(SourceId(3), text).unwrap_err();
        faults.iter().map(|d| (d.code.clone(), d.primary.span.start, d.message.clone())).collect::<Vec<_>>()
    };
    let clause = |id: &str| {
        format!(
            "[[clause]]\nid = \"{id}\"\nslug = \"x\"\nordinal = 1\nwords = 1\nfingerprint = \"0\"\nshingles = \"\"\n"
        )
    };
    let head = "document = \"house\"\n";
    let twice = format!("{head}{}{}", clause("house.x"), clause("house.x"));
    let second = twice.rfind("\"house.x\"").unwrap() as u32;
    assert_eq!(told(&twice), [("P0422".into(), second, "the clause `house.x` stands twice in the lock".into())]);
    let foreign = told(&format!("{head}{}", clause("shed.x")));
    assert_eq!(foreign.len(), 1);
    assert_eq!(foreign[0].0, "P0421");
    let broken = told("document = house\n");
    assert_eq!((broken[0].0.as_str(), broken.len()), ("P0421", 1));
}

#[test]
fn what_could_not_be_read_is_not_missed_by_an_amendment() {
    let base = |severity: &str| {
        format!(
            "partial policy inn.base {{ }}\nrule no-tea {{\n  because \"house style\"\n  severity {severity}\n  \
             forbid message.body says tea\n  report \"tea\"\n}}\nlexicon tea in en {{ \"tea\" }}\n"
        )
    };
    let leaf =
        "policy inn.day extends inn.base { }\namend rule no-tea { remove severity because \"it is grave by day\" }\n";
    let told = |severity: &str, leaf: &str| -> Vec<String> {
        let files = [("base.policy".to_owned(), base(severity)), ("day.policy".to_owned(), leaf.to_owned())];
        let compiled = compile(&files, &Options::default());
        let errors = compiled.diagnostics.into_iter().filter(|told| told.severity == policyc_diag::Severity::Error);
        errors.map(|told| told.code).collect()
    };
    assert_eq!(told("warning", leaf), Vec::<String>::new());
    assert_eq!(told("warn", leaf), ["P0115"], "the misspelt clause, and nothing about its removal");
    let other = leaf.replace("remove severity", "remove due");
    assert_eq!(told("warning", &other), ["P0410"], "what was never there is missed all the same");
}
