//! Checking one case.

use crate::{
    Case, Policies,
    report::{FindingEntry, Report, united},
};
use policyc_eval::{
    Atom, AtomKind, CaseWorld, Finding, Options, Outcome, Verdict, World,
    case::{Node, Problem},
    engine,
};
use policyc_ir::Severity;
use std::rc::Rc;

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
    /// Index of the policy; none where no edition holds, or it is not known which.
    pub policy: Option<usize>,
    /// What it comes to.
    pub verdict: Verdict,
    /// The findings.
    pub findings: Vec<Finding>,
    /// What in the case does not fit the policy's declarations.
    pub problems: Vec<Problem>,
    /// What is to be known of the choice of the policy, such as that its dates would have excluded it.
    pub editions: Vec<String>,
}

/// Checks a case and reports, one report a policy.
#[must_use]
pub fn check(policies: &Policies, case: &Case, options: &CheckOptions) -> Vec<Report> {
    check_full(policies, case, options).iter().map(|checked| report(policies, case, checked)).collect()
}

/// Checks a case and keeps all that is behind the findings.
#[must_use]
pub fn check_full(policies: &Policies, case: &Case, options: &CheckOptions) -> Vec<Checked> {
    let eval_options = Options { all_outcomes: options.all_outcomes, ..Options::default() };
    if options.policies.is_empty() {
        return by_edition(policies, case, &eval_options);
    }
    let chosen = options.policies.iter().filter_map(|name| policies.find(name));
    chosen.filter_map(|index| by_name(policies, case, index, &eval_options)).collect()
}

fn world<'a>(policies: &'a Policies, case: &'a Case, index: usize) -> Option<CaseWorld<'a>> {
    let (policy, lexica) = policies.get(index)?;
    Some(CaseWorld::new(policy, lexica, &case.message, &case.root))
}

/// The findings of a template with conditional blocks, over all its branches; none for any other message.
fn over_branches(policies: &Policies, case: &Case, index: usize, options: &Options) -> Option<Vec<Finding>> {
    if case.root.at(&["message", "form"]).and_then(Node::as_text) != Some("template") {
        return None;
    }
    let (policy, lexica) = policies.get(index)?;
    let (worlds, all) = CaseWorld::branches(policy, lexica, &case.message, &case.root);
    if worlds.len() < 2 && all {
        return None;
    }
    let dynamic: Vec<&dyn World> = worlds.iter().map(|world| world as &dyn World).collect();
    let mut findings = engine::judge_branches(policy, &dynamic, options);
    if !all {
        findings.push(Finding {
            outcome: Outcome::Undetermined,
            message: "the template has more branches than are tried".to_owned(),
            help: Some("split it into several templates".to_owned()),
            missing: vec![Atom::new(AtomKind::Limit, "limit.branches")],
            ..Finding::new("template-branches", Severity::Error, policy.at)
        });
    }
    Some(findings)
}

fn by_name(policies: &Policies, case: &Case, index: usize, options: &Options) -> Option<Checked> {
    let (policy, _) = policies.get(index)?;
    let world = world(policies, case, index)?;
    let (findings, excluded) = engine::judge_named(policy, &world, options);
    let findings = over_branches(policies, case, index, options).unwrap_or(findings);
    Some(Checked {
        policy: Some(index),
        verdict: policyc_eval::verdict(&findings),
        findings: united(findings),
        problems: world.problems(),
        editions: excluded.into_iter().collect(),
    })
}

fn by_edition(policies: &Policies, case: &Case, options: &Options) -> Vec<Checked> {
    let worlds: Vec<Rc<CaseWorld<'_>>> =
        (0..policies.list().len()).filter_map(|index| world(policies, case, index).map(Rc::new)).collect();
    let Some(first) = worlds.first() else { return Vec::new() };
    let at = |index: usize| -> Rc<dyn World + '_> { worlds.get(index).unwrap_or(first).clone() };
    let families = engine::judge_editions(policies.list(), &at, options);
    let problems = |index: usize| worlds.get(index).map(|world| world.problems()).unwrap_or_default();
    let mut checked = Vec::new();
    for family in families {
        match family.finding {
            Some(finding) => {
                let first = family.reports.first().map(|report| report.standing.policy);
                checked.push(Checked {
                    policy: None,
                    verdict: family.verdict,
                    findings: vec![finding],
                    problems: first.map(problems).unwrap_or_default(),
                    editions: Vec::new(),
                });
            }
            None => checked.extend(family.reports.into_iter().map(|report| {
                let index = report.standing.policy;
                let findings = over_branches(policies, case, index, options).unwrap_or(report.findings);
                Checked {
                    policy: Some(index),
                    verdict: policyc_eval::verdict(&findings),
                    problems: problems(index),
                    findings: united(findings),
                    editions: Vec::new(),
                }
            })),
        }
    }
    checked
}

/// The report of a checked case.
#[must_use]
pub fn report(policies: &Policies, case: &Case, checked: &Checked) -> Report {
    let policy = checked.policy.and_then(|index| policies.list().get(index));
    Report {
        schema: "policyc-report/1",
        message: case.id.clone(),
        policy: policy.map(|policy| policy.name.clone()),
        edition: policy.and_then(|policy| policy.edition.clone()),
        verdict: checked.verdict.name(),
        findings: checked.findings.iter().map(|finding| FindingEntry::new(finding, &case.sources)).collect(),
        editions: (!checked.editions.is_empty()).then(|| checked.editions.clone()),
        fixed: Vec::new(),
        not_fixed: Vec::new(),
    }
}

/// Why a rule comes out as it does for a case, under a policy.
#[must_use]
pub fn why(policies: &Policies, case: &Case, policy: usize, rule: &str) -> Vec<engine::Proof> {
    let Some((policy, lexica)) = policies.get(policy) else { return Vec::new() };
    let world = CaseWorld::new(policy, lexica, &case.message, &case.root);
    engine::explain(policy, &world, rule, &Options { all_outcomes: true, ..Options::default() })
}
