//! The engine: judges one message under one policy.
//!
//! Two passes. The hot one ([`rules`], [`truth`], [`test`]) decides what every rule comes to and stops early; the
//! second ([`details`], [`prove`], [`evidence`], [`missing`]) looks again at what is reported, and never stops early.

mod arithmetic;
mod assumptions;
mod branches;
mod cells;
mod compare;
mod cuts;
mod declarations;
mod details;
mod editions;
mod evidence;
mod explain;
mod frame;
mod hosts;
mod interval;
mod judgement;
mod kept;
mod mends;
mod missing;
mod node;
mod notes;
mod prove;
mod render;
mod residual;
mod resolve;
mod rules;
mod single;
mod test;
mod time;
mod tri;
mod truth;
mod unread;
mod values;
mod words;

use crate::{Finding, Options, World};
use policyc_ir::Policy;

pub use branches::judge_branches;
pub use editions::{FamilyReport, Report, Standing, Worlds, judge_editions, judge_named, standings};
pub use explain::{Proof, ProofFact, ProofKind, ProofNode, explain};
pub use notes::Source;
pub use single::{RuleResult, judge_judgement, judge_rule};

/// One policy over one world.
pub(crate) struct Engine<'p, 'w> {
    pub(crate) policy: &'p Policy,
    pub(crate) world: &'w dyn World,
    pub(crate) calendar: time::Calendar,
    pub(crate) assumptions: assumptions::Assumptions<'p>,
    pub(crate) kept: kept::Kept,
    /// What a comparison with none is; a guard keeps it from deciding (law L7).
    pub(crate) none_decides: bool,
}

impl<'p, 'w> Engine<'p, 'w> {
    pub(crate) fn new(policy: &'p Policy, world: &'w dyn World) -> Self {
        Self {
            policy,
            world,
            calendar: time::Calendar::new(policy.timezone.as_deref()),
            assumptions: assumptions::Assumptions::of(policy),
            kept: kept::Kept::new(policy),
            none_decides: false,
        }
    }

    pub(crate) fn judge(&self, options: &Options) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.policy.rules.iter().flat_map(|rule| self.rule(rule, options)).collect();
        findings.extend(self.declarations(options));
        findings.extend(self.labels_against_readings());
        findings.extend(self.unread_parts());
        if let Some(branch) = self.world.branch() {
            findings.iter_mut().for_each(|finding| finding.branch = Some(branch.clone()));
        }
        findings
    }
}

/// Judges the message of `world` by `policy`, whose own `applies` and interval count as true (whether they do is
/// decided where the edition is chosen). Findings come in order of the rules, then of position; declarations,
/// overruled readings and what was not read follow.
#[must_use]
pub fn judge(policy: &Policy, world: &dyn World, options: &Options) -> Vec<Finding> {
    Engine::new(policy, world).judge(options)
}

/// Judges with comparisons of none given as `none_decides`: since a guard stands before each, the answer is the same
/// (law L7). For tests.
#[doc(hidden)]
#[must_use]
pub fn judge_with_none(policy: &Policy, world: &dyn World, options: &Options, none_decides: bool) -> Vec<Finding> {
    Engine { none_decides, ..Engine::new(policy, world) }.judge(options)
}
