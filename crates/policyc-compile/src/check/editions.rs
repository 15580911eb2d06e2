//! Policies beside each other: circles of `yields to`, editions that overlap or leave a gap.

use super::choices::{self, Choices};
use crate::diagnostics::{EditionGap, EditionsOverlap, YieldCycle};
use crate::fault::Faults;
use policyc_ir::{Date, Interval, Policy};
use std::collections::{BTreeMap, BTreeSet};

/// Circles of yields; where all policies are sound, also overlaps and gaps: a store or a date that could not be read
/// would overlap with all others.
pub(crate) fn check_editions(policies: &[Policy], sound: bool, faults: &mut Faults) {
    let before = faults.errors();
    check_yields(policies, faults);
    if !sound || faults.errors() > before {
        return;
    }
    let mut families: BTreeMap<&str, Vec<&Policy>> = BTreeMap::new();
    for policy in policies {
        families.entry(family(policy)).or_default().push(policy);
    }
    for members in families.values() {
        check_overlaps(policies, members, faults);
        check_gaps(members, faults);
    }
}

/// The root of its chain.
fn family(policy: &Policy) -> &str {
    policy.lineage.last().map_or(policy.name.as_str(), String::as_str)
}

/// Whether `policy` gives way to `other`: it yields to it, or `other` extends what it yields to, or extends it.
fn goes_behind(policies: &[Policy], policy: &Policy, other: &Policy) -> bool {
    let mut seen = BTreeSet::from([policy.name.as_str()]);
    let mut open = vec![policy.name.as_str()];
    while let Some(name) = open.pop() {
        let yields = policies.iter().find(|next| next.name == name).into_iter().flat_map(|next| &next.yields_to);
        let extended = policies.iter().filter(|next| next.lineage.iter().any(|base| base == name));
        let next = yields.map(String::as_str).chain(extended.map(|next| next.name.as_str()));
        for name in next {
            if seen.insert(name) {
                open.push(name);
            }
        }
    }
    other.name != policy.name && seen.contains(other.name.as_str())
}

fn check_yields(policies: &[Policy], faults: &mut Faults) {
    for (position, policy) in policies.iter().enumerate() {
        for other in policies.iter().skip(position + 1) {
            if goes_behind(policies, policy, other) && goes_behind(policies, other, policy) {
                faults.push(YieldCycle { name: &policy.name, other: &other.name, at: policy.at.0 });
            }
        }
    }
}

fn meets(a: &Interval, b: &Interval) -> bool {
    let starts_in_time = |from: Option<Date>, before: Option<Date>| match (from, before) {
        (Some(from), Some(before)) => from < before,
        _ => true,
    };
    starts_in_time(a.from, b.before) && starts_in_time(b.from, a.before)
}

fn check_overlaps(policies: &[Policy], members: &[&Policy], faults: &mut Faults) {
    for (position, a) in members.iter().enumerate() {
        for b in members.iter().skip(position + 1) {
            if goes_behind(policies, a, b) || goes_behind(policies, b, a) || !meets(&a.effective, &b.effective) {
                continue;
            }
            let together = match (choices::of_policy(a), choices::of_policy(b)) {
                (Some(a), Some(b)) => choices::together(&a, &b),
                _ => false,
            };
            if together {
                faults.push(EditionsOverlap { name: &b.name, other: &a.name, at: b.at.0, first: a.at.0 });
            }
        }
    }
}

/// For families that are told apart by one fact: every value of it, day by day.
fn check_gaps(members: &[&Policy], faults: &mut Faults) {
    let choices: Option<Vec<Choices>> = members.iter().map(|policy| choices::of_policy(policy)).collect();
    let Some(choices) = choices else { return };
    let paths: BTreeSet<&Vec<String>> = choices.iter().flat_map(BTreeMap::keys).collect();
    if paths.len() > 1 || members.len() < 2 {
        return;
    }
    let path = paths.into_iter().next();
    let values: BTreeSet<&String> = choices.iter().flat_map(BTreeMap::values).flatten().collect();
    let values: Vec<Option<&String>> =
        if values.is_empty() { vec![None] } else { values.into_iter().map(Some).collect() };
    let mut gaps: BTreeMap<(Date, Date), (Vec<&str>, &Policy)> = BTreeMap::new();
    for value in values {
        let holds = |choices: &Choices| match (path, value) {
            (Some(path), Some(value)) => choices.get(path).is_none_or(|allowed| allowed.contains(value)),
            _ => true,
        };
        let applying = members.iter().zip(&choices).filter(|(_, choices)| holds(choices)).map(|(policy, _)| *policy);
        for (from, before, next) in holes(applying.collect()) {
            let entry = gaps.entry((from, before)).or_insert_with(|| (Vec::new(), next));
            entry.0.extend(value.map(String::as_str));
        }
    }
    for ((from, before), (values, next)) in gaps {
        let whose = path.map(|path| format!("{} {}", path.join("."), values.join(", "))).unwrap_or_default();
        let (from, before) = (policyc_ir::printer::print_date(from), policyc_ir::printer::print_date(before));
        let whose = Some(whose.as_str()).filter(|_| !values.is_empty());
        faults.push(EditionGap { from: &from, before: &before, whose, at: next.at.0 });
    }
}

/// Days between the intervals on which none of them holds, and the policy that begins behind.
fn holes(mut policies: Vec<&Policy>) -> Vec<(Date, Date, &Policy)> {
    policies.sort_by_key(|policy| policy.effective.from);
    let mut holes = Vec::new();
    let mut policies = policies.into_iter();
    let Some(first) = policies.next() else { return holes };
    let mut until = first.effective.before;
    for policy in policies {
        let Some(end) = until else { break };
        if let Some(from) = policy.effective.from
            && from > end
        {
            holes.push((end, from, policy));
        }
        until = policy.effective.before.map(|before| before.max(end));
    }
    holes
}
