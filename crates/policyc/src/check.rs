//! Checking one case.

use crate::{
    Case, Policies,
    report::{FindingEntry, Report},
};
use policyc_eval::{CaseWorld, Finding, Options, Verdict, case::Problem, judge};

/// How to check.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// Policies by name; if none, the edition in force is chosen.
    pub policies: Vec<String>,
    /// Also what is compliant, not applicable or exempt.
    pub all_outcomes: bool,
}

/// One policy's findings with all that is behind them.
#[derive(Debug)]
pub struct Checked {
    /// Index of the policy.
    pub policy: usize,
    /// What it comes to.
    pub verdict: Verdict,
    /// The findings.
    pub findings: Vec<Finding>,
    /// What in the case does not fit the policy's declarations.
    pub problems: Vec<Problem>,
}

/// Checks a case and reports, one report a policy.
#[must_use]
pub fn check(policies: &Policies, case: &Case, options: &CheckOptions) -> Vec<Report> {
    check_full(policies, case, options).iter().map(|checked| report(policies, case, checked)).collect()
}

/// Checks a case and keeps all that is behind the findings.
#[must_use]
pub fn check_full(policies: &Policies, case: &Case, options: &CheckOptions) -> Vec<Checked> {
    let chosen: Vec<usize> = if options.policies.is_empty() {
        (0..policies.list().len()).collect()
    } else {
        options.policies.iter().filter_map(|name| policies.find(name)).collect()
    };
    chosen.into_iter().filter_map(|index| check_one(policies, case, index, options)).collect()
}

fn check_one(policies: &Policies, case: &Case, index: usize, options: &CheckOptions) -> Option<Checked> {
    let (policy, lexica) = policies.get(index)?;
    let world = CaseWorld::new(policy, lexica, &case.message, &case.root);
    let options = Options { all_outcomes: options.all_outcomes, ..Options::default() };
    let findings = judge(policy, &world, &options);
    Some(Checked {
        policy: index,
        verdict: policyc_eval::verdict(&findings),
        findings,
        problems: world.problems(),
    })
}

/// The report of a checked case.
#[must_use]
pub fn report(policies: &Policies, case: &Case, checked: &Checked) -> Report {
    let policy = policies.list().get(checked.policy);
    Report {
        schema: "policyc-report/1",
        message: case.id.clone(),
        policy: policy.map(|policy| policy.name.clone()),
        edition: policy.and_then(|policy| policy.edition.clone()),
        verdict: checked.verdict.name(),
        findings: checked.findings.iter().map(|finding| FindingEntry::new(finding, &case.sources)).collect(),
        editions: None,
    }
}
