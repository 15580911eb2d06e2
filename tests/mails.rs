//! The example mails, judged: what comes out is a golden, the same on every run.

use policyc::{Case, CheckOptions, Kind, kind_of};
use policyc_tests::{files_below, name_of, policies, root};
use std::fs;

#[test]
fn every_example_mail_comes_out_as_before() {
    let policies = policies(&[]);
    let mut told = String::new();
    let mut count = 0;
    for path in files_below(&root().join("examples/mails")) {
        let name = name_of(&path);
        let Some(kind @ (Kind::Mail | Kind::Html | Kind::Text)) = kind_of(&name) else { continue };
        if name.ends_with(".md") {
            continue;
        }
        count += 1;
        let bytes = fs::read(&path).expect("a mail");
        let mut case = Case::from_message(&name, &bytes, kind);
        let sidecar = path.with_extension("case.toml");
        if let Ok(text) = fs::read_to_string(&sidecar) {
            case.supply(&name_of(&sidecar), &text, Kind::Toml).expect("a sidecar");
        }
        for report in policyc::check(&policies, &case, &CheckOptions::default()) {
            told.push_str(&format!("{name} under {}: {}\n", report.policy.as_deref().unwrap_or("-"), report.verdict));
            for finding in &report.findings {
                told.push_str(&format!("  {} {}: {}\n", finding.outcome, finding.rule, finding.message));
                for span in finding.spans.iter().filter(|span| span.role.is_none()) {
                    told.push_str(&format!("    {}:{}:{} {:?}\n", span.source, span.line, span.column, span.text));
                }
                if !finding.missing.is_empty() {
                    told.push_str(&format!("    missing {}\n", finding.missing.join(", ")));
                }
            }
        }
    }
    assert!(count >= 12, "only {count} mails");
    insta::assert_snapshot!("example_mails", told);
}
