//! Branches of a template: every rule and item once, with its gravest outcome and the branch that has it.

use super::Engine;
use crate::{Finding, Options, World};
use policyc_ir::Policy;
use std::collections::BTreeMap;

/// Judges all branches of a template and joins what they come to: for each rule, part and item the gravest outcome, as
/// the first branch has it that comes to it.
#[must_use]
pub fn judge_branches(policy: &Policy, worlds: &[&dyn World], options: &Options) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::new();
    let mut places: BTreeMap<(String, Option<String>, Option<String>), usize> = BTreeMap::new();
    for world in worlds {
        for finding in Engine::new(policy, *world).judge(options) {
            let key = (finding.rule.clone(), finding.part.clone(), finding.item.clone());
            match places.get(&key).and_then(|place| joined.get_mut(*place)) {
                Some(known) if known.outcome < finding.outcome => *known = finding,
                Some(_) => {}
                None => {
                    places.insert(key, joined.len());
                    joined.push(finding);
                }
            }
        }
    }
    let rank: BTreeMap<&str, usize> =
        policy.rules.iter().enumerate().map(|(at, rule)| (rule.name.as_str(), at)).collect();
    joined.sort_by_key(|finding| rank.get(finding.rule.as_str()).copied().unwrap_or(usize::MAX));
    joined
}
