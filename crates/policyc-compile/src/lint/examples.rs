//! A rule has an example that violates it and one that does not.

use crate::diagnostics::NoExample;
use crate::fault::Faults;
use crate::flatten::Flat;
use policyc_syntax::ast::{ClauseKind, Outcome};

pub(super) fn lint_examples(flat: &Flat<'_>, faults: &mut Faults) {
    for entry in &flat.rules.entries {
        let mut outcomes = Vec::new();
        for clause in &entry.item.clauses {
            if let ClauseKind::Example(example) = &clause.kind {
                outcomes.push(&example.outcome);
            }
        }
        let bad = outcomes.iter().any(|outcome| matches!(outcome, Outcome::Violates | Outcome::Review));
        let good = outcomes
            .iter()
            .any(|outcome| matches!(outcome, Outcome::Complies | Outcome::Exempt(_) | Outcome::NotApplicable));
        let missing = match (bad, good) {
            (true, true) => continue,
            (false, true) => "violates",
            (true, false) => "complies",
            (false, false) => "",
        };
        let name = &entry.item.name;
        faults.push(NoExample { name: &name.text, missing, at: name.at.0 });
    }
}
