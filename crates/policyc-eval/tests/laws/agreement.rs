//! L35: the engine and the plain evaluator say the same.

use crate::{generate, tape::tape, tries};
use policyc_eval::{
    Finding, Options, judge,
    reference::{self, PlainFinding},
};
use proptest::prelude::*;

fn plain(finding: &Finding) -> PlainFinding {
    let consulted = |all: &[policyc_eval::Consulted]| all.iter().map(|c| (c.name.clone(), c.outcome)).collect();
    PlainFinding {
        rule: finding.rule.clone(),
        part: finding.part.clone(),
        item: finding.item.clone(),
        outcome: finding.outcome,
        severity: finding.severity,
        missing: finding.missing.clone(),
        exact: finding.exact,
        exceptions: consulted(&finding.exceptions),
        permits: consulted(&finding.permits),
        spans: finding.spans.clone(),
        searched: finding.searched.clone(),
    }
}

proptest! {
    #![proptest_config(tries(3000))]

    #[test]
    fn l35_engine_and_plain_evaluator_agree(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let case = generate::with_labels(&mut tape, case, &policy);
        let options = Options { all_outcomes: true, ..Options::default() };
        let fast: Vec<PlainFinding> = judge(&policy, &case, &options)
            .iter()
            .filter(|finding| !matches!(finding.rule.as_str(), "label-against-reading" | "unread-parts"))
            .map(plain)
            .collect();
        let slow = reference::judge(&policy, &case);
        let differing = fast.iter().zip(&slow).find(|(fast, slow)| fast != slow);
        let rule = differing.and_then(|(fast, _)| policy.rules.iter().find(|rule| rule.name == fast.rule));
        prop_assert!(fast == slow, "{differing:#?}\n{rule:?}\n{:?}\n{:?}\n{case:?}", policy.conditions, policy.judgements);
    }
}
