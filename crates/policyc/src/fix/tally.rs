//! Findings before and behind a mend, to be compared: what fell, and that nothing rose.

use crate::Checked;
use policyc_eval::{Finding, Outcome, Verdict};
use std::collections::BTreeMap;

/// Reported findings by policy, rule and part, and the verdicts.
pub(super) struct Tally {
    counts: BTreeMap<(Option<usize>, String, Option<String>), usize>,
    violations: BTreeMap<String, usize>,
    verdicts: BTreeMap<Option<usize>, Verdict>,
}

impl Tally {
    pub(super) fn of(checked: &[Checked]) -> Self {
        let mut tally = Self { counts: BTreeMap::new(), violations: BTreeMap::new(), verdicts: BTreeMap::new() };
        for one in checked {
            tally.verdicts.insert(one.policy, one.verdict);
            for finding in one.findings.iter().filter(|finding| finding.outcome.is_reported()) {
                let count = 1 + finding.more;
                *tally.counts.entry((one.policy, finding.rule.clone(), finding.part.clone())).or_default() += count;
                if finding.outcome == Outcome::Violation {
                    *tally.violations.entry(finding.rule.clone()).or_default() += count;
                }
            }
        }
        tally
    }

    /// How many findings are reported.
    pub(super) fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether what came of mending these findings is good: they are gone, and nothing else is worse.
    pub(super) fn accepts(&self, after: &Self, mended: &[&Finding]) -> Result<(), String> {
        let Some(rule) = mended.first().map(|finding| &finding.rule) else {
            return Err("there is nothing to do".to_owned());
        };
        let of = |tally: &Self| tally.violations.get(rule).copied().unwrap_or_default();
        if of(self) < of(after) + mended.len() {
            return Err("it does not cure: the rule still finds fault".to_owned());
        }
        for (key, count) in &after.counts {
            let before = self.counts.get(key).copied().unwrap_or_default();
            if *count > before {
                return Err(format!("it breaks something else: {} would find fault", key.1));
            }
        }
        for (rule, count) in &after.violations {
            if *count > self.violations.get(rule).copied().unwrap_or_default() {
                return Err(format!("it breaks something else: {rule} would be violated"));
            }
        }
        if self.verdicts.keys().ne(after.verdicts.keys()) {
            return Err("another policy would apply".to_owned());
        }
        if after.verdicts.iter().any(|(policy, verdict)| self.verdicts.get(policy).is_none_or(|old| verdict > old)) {
            return Err("the verdict would be graver".to_owned());
        }
        if after.total() >= self.total() {
            return Err("it does not cure: as much is found as before".to_owned());
        }
        Ok(())
    }
}
