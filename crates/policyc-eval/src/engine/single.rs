//! One rule or judgement by itself, as examples run them.

use super::{Engine, frame::Cx, judgement::label_atom, tri::Tri};
use crate::{Finding, Options, Outcome, World};
use policyc_ir::{Answer, JudgementId, Policy, Rule};

/// What a rule comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleResult {
    /// The join over its items and parts.
    pub outcome: Outcome,
    /// Its findings, all outcomes among them.
    pub findings: Vec<Finding>,
    /// It applies, and its list has no item that it is about.
    pub over_nothing: bool,
}

/// Judges by one rule, all outcomes shown.
#[must_use]
pub fn judge_rule(policy: &Policy, rule: &Rule, world: &dyn World) -> RuleResult {
    let engine = Engine::new(policy, world);
    let findings = engine.rule(rule, &Options { all_outcomes: true, ..Options::default() });
    let outcome = findings.iter().map(|finding| finding.outcome).max().unwrap_or_default();
    let cx = Cx::new(Some(rule));
    let rounds = || engine.rounds(rule, cx);
    let over_nothing = outcome == Outcome::NotApplicable
        && rule.for_each.is_some()
        && !engine.standing(rule, cx).is_false()
        && rounds().iter().all(|round| engine.guard(rule, round, cx).is_false());
    RuleResult { outcome, findings, over_nothing }
}

/// What a judgement answers; none if facts are missing for it.
#[must_use]
pub fn judge_judgement(policy: &Policy, id: JudgementId, world: &dyn World) -> Option<Answer> {
    let engine = Engine::new(policy, world);
    let judgement = policy.judgement(id)?;
    let answer: Tri = engine.judged(id, Cx::new(None), &mut super::notes::Notes::off());
    if answer.is_true() {
        return Some(Answer::Yes);
    }
    if answer.is_false() {
        return Some(Answer::No);
    }
    let own = label_atom(judgement);
    let labels_alone = answer.atoms.iter().all(|atom| *atom == own || !super::rules::is_fact(atom));
    labels_alone.then_some(Answer::Unsure)
}
