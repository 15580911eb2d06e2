//! Outcome coverage: has each rule been seen violated, in order, not applying and open, and each exception saving?

use crate::{
    Checked, Policies,
    examples::{Ran, Seen},
    reach::{Reach, parts},
};
use policyc_diag::At;
use policyc_eval::{Answered, Finding, Outcome};
use policyc_ir::{Policy, Rule};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What was seen of one rule of the files, in whatever policies have it.
#[derive(Debug, Clone, Serialize)]
pub struct RuleSeen {
    /// Its name.
    pub rule: String,
    /// The policy whose file it stands in.
    pub policy: String,
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
    /// What nobody has seen of it, in words; empty if nothing is left.
    pub gaps: Vec<String>,
}

#[derive(Default)]
struct Entry {
    rule: String,
    policy: String,
    outcomes: BTreeSet<Outcome>,
    saved: BTreeSet<String>,
    exceptions: BTreeSet<String>,
    may_not_apply: bool,
    may_be_open: bool,
}

/// What a run of examples and cases has seen of every rule, by place.
#[must_use]
pub fn coverage(policies: &Policies, ran: &[Ran], checked: &[Checked]) -> Vec<RuleSeen> {
    let mut entries = entries(policies);
    for ran in ran {
        let Some(rule) = ran.of.strip_prefix("rule ") else { continue };
        let Some(policy) = all(policies).find(|policy| policy.name == ran.policy) else { continue };
        note(&mut entries, policy, rule, &ran.seen);
    }
    for checked in checked {
        let Some(policy) = checked.policy.and_then(|index| policies.list().get(index)) else { continue };
        for finding in &checked.findings {
            note(&mut entries, policy, &finding.rule, &Seen::of(std::slice::from_ref(finding)));
        }
    }
    entries
        .into_iter()
        .map(|(at, entry)| RuleSeen { at: At(at), gaps: entry.gaps(), rule: entry.rule, policy: entry.policy })
        .collect()
}

fn all(policies: &Policies) -> impl Iterator<Item = &Policy> {
    policies.program().partials.iter().chain(policies.list())
}

fn entries(policies: &Policies) -> BTreeMap<policyc_diag::Span, Entry> {
    let mut entries: BTreeMap<_, Entry> = BTreeMap::new();
    for policy in all(policies) {
        for rule in &policy.rules {
            let entry = entries.entry(rule.at.0).or_default();
            rule.name.clone_into(&mut entry.rule);
            entry.policy = rule.origin.first().unwrap_or(&policy.name).clone();
            entry.exceptions.extend(rule.exceptions.iter().map(|exception| exception.name.clone()));
            entry.may_not_apply |= may_not_apply(rule);
            entry.may_be_open |= Reach::of_rule(policy, rule).open;
        }
    }
    entries
}

fn may_not_apply(rule: &Rule) -> bool {
    let limited = parts(rule).iter().any(|part| part.effective != policyc_ir::Interval::default());
    rule.applies.is_some() || rule.for_each.is_some() || rule.due.is_some() || limited
}

fn note(entries: &mut BTreeMap<policyc_diag::Span, Entry>, policy: &Policy, rule: &str, seen: &Seen) {
    let Some(rule) = policy.rules.iter().find(|other| other.name == rule) else { return };
    if let Some(entry) = entries.get_mut(&rule.at.0) {
        entry.outcomes.extend(seen.outcomes.iter().copied());
        entry.saved.extend(seen.saved_by.iter().cloned());
    }
}

impl Entry {
    fn gaps(&self) -> Vec<String> {
        let seen = |outcome| self.outcomes.contains(&outcome);
        // What is exempt keeps the rule as well as what is compliant.
        let kept = seen(Outcome::Compliant) || seen(Outcome::Exempt);
        let open = seen(Outcome::Undetermined) || seen(Outcome::Review);
        let wanted = [
            (!seen(Outcome::Violation), "never seen violated"),
            (!kept, "never seen complied with"),
            (self.may_not_apply && !seen(Outcome::NotApplicable), "never seen not applying"),
            (self.may_be_open && !open, "never seen undetermined"),
        ];
        let gaps = wanted.into_iter().filter(|(gap, _)| *gap).map(|(_, words)| words.to_owned());
        let unsaved = self.exceptions.difference(&self.saved);
        gaps.chain(unsaved.map(|name| format!("exception {name} never seen saving"))).collect()
    }
}

impl Seen {
    /// What findings of one rule show.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let exempt = findings.iter().filter(|finding| finding.outcome == Outcome::Exempt);
        let holding = exempt.flat_map(|finding| &finding.exceptions).filter(|entry| entry.outcome == Answered::Yes);
        Self {
            outcomes: findings.iter().map(|finding| finding.outcome).collect(),
            saved_by: holding.map(|entry| entry.name.clone()).collect(),
        }
    }
}
