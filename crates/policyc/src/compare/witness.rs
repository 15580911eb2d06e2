//! A message that shows a change: of which the old rule and the new one say something else.

use super::Side;
use crate::{Case, examples::example_case, snapshot};
use policyc_diag::At;
use policyc_eval::{CaseWorld, Outcome, engine};
use policyc_ir::Rule;
use serde::Serialize;

/// A message of which two rules say something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// `example at FILE:LINE` or `case ID`.
    pub message: String,
    /// The beginning of its text.
    pub text: String,
    /// What the old rule makes of it, if there was one.
    pub old: Option<&'static str>,
    /// What the new one makes of it, if there is one.
    pub new: Option<&'static str>,
}

/// Looks for one among the rule's own examples, then among the cases; one with a violation goes first.
pub(super) fn find(old: Side<'_>, new: Side<'_>, rule: &str, cases: &[&Case]) -> Option<Witness> {
    let mut best: Option<Witness> = None;
    let mut consider = |name: String, case: &Case| {
        let (was, is) = (outcome(old, rule, case), outcome(new, rule, case));
        let violated = [was, is].contains(&Some(Outcome::Violation));
        // Of a rule that comes or goes, only a violation shows it.
        let shows = was != is && (violated || (was.is_some() && is.is_some()));
        if shows && (best.is_none() || (violated && !best.as_ref().is_some_and(has_violation))) {
            let (old, new) = (was.map(Outcome::name), is.map(Outcome::name));
            best = Some(Witness { message: name, text: beginning(case), old, new });
        }
    };
    for side in [new, old] {
        let Some(policy) = side.policy() else { continue };
        for example in policy.rules.iter().filter(|other| other.name == rule).flat_map(|rule| &rule.examples) {
            consider(format!("example at {}", place(side, example.at)), &example_case(policy, example));
        }
    }
    for case in cases {
        consider(format!("case {}", case.id), case);
    }
    best
}

fn has_violation(witness: &Witness) -> bool {
    [witness.old, witness.new].contains(&Some(Outcome::Violation.name()))
}

fn outcome(side: Side<'_>, rule: &str, case: &Case) -> Option<Outcome> {
    let (policy, lexica) = side.policies.get(side.index)?;
    let rule: &Rule = policy.rules.iter().find(|other| other.name == rule)?;
    let world = CaseWorld::new(policy, lexica, &case.message, &case.root);
    Some(engine::judge_rule(policy, rule, &world).outcome)
}

fn place(side: Side<'_>, at: At) -> String {
    let source = side.policies.sources().get(at.0.source);
    source.map(|source| format!("{}:{}", source.name, source.line_column(at.0.start as usize).line)).unwrap_or_default()
}

fn beginning(case: &Case) -> String {
    let of = |key: &str| case.root.at(&["message", key]).and_then(policyc_eval::case::Node::as_text);
    let text = of("text").or_else(|| of("html")).or_else(|| of("subject")).unwrap_or_default();
    snapshot::one_line(text).chars().take(100).collect()
}
