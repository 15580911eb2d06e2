//! The shipped policies: they compile, every clause of their documents is accounted for, every example comes out.

use policyc::{
    Policies, account,
    compile::{coverage::Standing, lock::LockedClause},
    examples,
    ir::artifact,
};
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
fn what_is_built_into_the_program_is_what_the_files_say() {
    let compiled = policies(&[]);
    let bytes = artifact::write(compiled.program()).unwrap();
    let built_in = Policies::built_in(Box::leak(bytes.into_boxed_slice())).unwrap();
    assert_eq!(built_in.program(), compiled.program());
}

#[test]
fn every_clause_is_accounted_for() {
    let policies = policies(&[]);
    let accounts = account::accounts(&policies, &locks());
    let sizes: Vec<(&str, usize)> = accounts
        .documents
        .iter()
        .map(|document| (document.coverage.document.as_str(), document.totals.clauses))
        .collect();
    assert_eq!(sizes, [("it", 70), ("pm", 22), ("us", 130), ("v2018", 100), ("v2020", 164)]);
    for document in &accounts.documents {
        let coverage = &document.coverage;
        let open = coverage.clauses.iter().filter(|clause| clause.standing == Standing::Uncovered);
        let open: Vec<&str> = open.map(|clause| clause.id.as_str()).collect();
        assert!(open.is_empty(), "nothing accounts for {}", open.join(", "));
        // A reason or a rule of another document's policy is no account of this one.
        let own = |policy: &String| coverage.policies.contains(policy);
        let foreign = coverage.clauses.iter().filter(|clause| !clause.by.iter().any(|by| own(&by.policy)));
        let foreign: Vec<&str> = foreign.map(|clause| clause.id.as_str()).collect();
        assert!(foreign.is_empty(), "only others account for {}", foreign.join(", "));
    }
    assert_eq!((accounts.totals.clauses, accounts.totals.uncovered), (486, 0));
}

#[test]
fn a_clause_that_nobody_cites_is_uncovered() {
    let policies = policies(&[]);
    let mut locks = locks();
    for lock in &mut locks {
        let (id, slug) = (format!("{}.of-our-invention", lock.document), "of-our-invention".to_owned());
        lock.clauses.push(LockedClause { id, slug, ..LockedClause::default() });
    }
    let accounts = account::accounts(&policies, &locks);
    assert_eq!((accounts.totals.clauses, accounts.totals.uncovered), (491, 5));
}
