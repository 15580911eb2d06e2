//! What would turn an outcome: the smallest change to message or context after which a rule enters or leaves violation, and
//! for what is open the fewest questions. Nothing is concluded: every answer is judged anew.

mod alter;
mod ask;
mod smallest;

pub use ask::{Answer, Question, Then, questions};
pub use smallest::{Turn, Turned, turn};

use crate::{Case, CheckOptions, Policies, check_full};
use policyc_eval::{Finding, Outcome};

/// One finding of one rule, under one policy.
pub struct Asked<'a> {
    /// The policies.
    pub policies: &'a Policies,
    /// Index of the policy.
    pub policy: usize,
    /// The case.
    pub case: &'a Case,
    /// The finding.
    pub finding: &'a Finding,
}

impl Asked<'_> {
    /// What the same rule, part and item come to in a changed case; an item that is gone is not applicable.
    fn outcome(&self, case: &Case) -> (Outcome, Vec<policyc_eval::Atom>) {
        let proofs = crate::why(self.policies, case, self.policy, &self.finding.rule);
        let same = |other: &&Finding| other.part == self.finding.part && other.item == self.finding.item;
        let found = proofs.iter().map(|proof| &proof.finding).find(same);
        found.map_or((Outcome::NotApplicable, Vec::new()), |found| (found.outcome, found.missing.clone()))
    }

    /// Violations of the whole policy.
    fn violations(&self, case: &Case) -> usize {
        let Some(policy) = self.policies.list().get(self.policy) else { return 0 };
        let options = CheckOptions { policies: vec![policy.name.clone()], all_outcomes: false };
        let checked = check_full(self.policies, case, &options);
        let findings = checked.iter().flat_map(|checked| &checked.findings);
        findings.filter(|finding| finding.outcome == Outcome::Violation).count()
    }
}
