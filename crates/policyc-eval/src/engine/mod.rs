//! The engine: judges one message under one policy.

use crate::{Finding, Options, World};
use policyc_ir::Policy;

/// Judges the message of `world` by `policy`, whose own `applies` and interval count as true (whether they do is
/// decided where the edition is chosen). Findings come in order of the rules, then of position.
#[must_use]
pub fn judge(policy: &Policy, world: &dyn World, options: &Options) -> Vec<Finding> {
    let _ = (policy, world, options);
    Vec::new()
}

/// Judges all branches of a template: each rule and item once, with its gravest outcome and the branch that has it.
#[must_use]
pub fn judge_branches(policy: &Policy, worlds: &[&dyn World], options: &Options) -> Vec<Finding> {
    worlds.iter().flat_map(|world| judge(policy, *world, options)).collect()
}
