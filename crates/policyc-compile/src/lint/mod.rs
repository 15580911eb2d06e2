//! Lints: what works and is probably not meant so. Warnings, never errors; only where a policy is otherwise whole.

mod citations;
mod examples;
mod lexicons;
mod logic;
mod naming;
mod scripts;
mod truth;
mod unused;

use crate::fault::Faults;
use crate::flatten::Flat;
use crate::locks::Citable;
use crate::lower::Lowered;
use crate::modules::Modules;
use policyc_diag::SourceMap;

/// A policy as lints see it: as written and as lowered.
pub(crate) struct Linted<'m> {
    pub(crate) flat: Flat<'m>,
    pub(crate) lowered: Lowered,
}

/// Lints of one policy by itself.
pub(crate) fn lint_policy(linted: &Linted<'_>, citable: &Citable, faults: &mut Faults) {
    let policy = &linted.lowered.policy;
    examples::lint_examples(&linted.flat, faults);
    truth::lint_truth(policy, faults);
    lexicons::lint_lexicons(policy, faults);
    citations::lint_citations(linted, citable, faults);
}

/// Lints over all policies: what none of them uses.
pub(crate) fn lint_all(policies: &[&Linted<'_>], faults: &mut Faults) {
    unused::lint_unused(policies, faults);
}

/// Lints of the files as they stand.
pub(crate) fn lint_files(modules: &Modules, sources: &SourceMap, faults: &mut Faults) {
    naming::lint_names(modules, faults);
    scripts::lint_scripts(sources, faults);
}
