//! The invented marketplace under `examples/marketplace`: a policy of its own, made of data alone, judges its mails.

use policyc::{Case, CheckOptions, Kind, Policies, Report, examples};
use policyc_tests::{policy_files, root};
use std::fs;

fn lantern() -> Policies {
    let files = policy_files(&["examples/marketplace"]);
    assert_eq!(files.len(), 3, "facts, words and rules");
    Policies::compile(&files, &[]).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn judged(mail: &str) -> Report {
    let path = root().join("examples/marketplace/mails").join(mail);
    let mut case = Case::from_message(mail, &fs::read(&path).expect("a mail"), Kind::Mail);
    let sidecar = fs::read_to_string(path.with_extension("case.toml")).expect("a sidecar");
    case.supply("case.toml", &sidecar, Kind::Toml).expect("a sidecar that can be read");
    let mut reports = policyc::check(&lantern(), &case, &CheckOptions::default());
    assert_eq!(reports.len(), 1, "store and day choose one policy");
    reports.remove(0)
}

#[test]
fn its_examples_come_out_as_written() {
    let ran = examples::run_all(&lantern());
    assert!(ran.len() >= 30, "only {} examples were run", ran.len());
    let failed: Vec<String> =
        ran.iter().filter(|ran| !ran.passed).map(|ran| format!("{}: found {}", ran.of, ran.found)).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn its_mails_are_judged_by_its_own_handbook() {
    let ready = judged("ready.eml");
    assert_eq!(ready.policy.as_deref(), Some("lantern.sellers"));
    assert_eq!(ready.verdict.to_string(), "compliant");

    let pressing = judged("last-chance.eml");
    assert_eq!(pressing.verdict.to_string(), "violation");
    let broken: Vec<&str> = pressing
        .findings
        .iter()
        .filter(|finding| finding.outcome == "violation")
        .map(|finding| finding.rule.as_str())
        .collect();
    assert_eq!(broken, ["links", "no-deals-elsewhere", "no-pressure"]);
}
