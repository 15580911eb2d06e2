//! Accounting: every clause of every locked document with what accounts for it, totals, and rules without a clause.

use crate::{
    Policies,
    compile::{
        coverage::{self, DocumentCoverage, Standing},
        lock::Lock,
    },
};
use policyc_ir::{Form, Part, Rule};
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accounts {
    /// The documents, by order of the locks.
    pub documents: Vec<Document>,
    /// Over all of them.
    pub totals: Totals,
    /// Rules that rest on no clause.
    pub rules_without_clause: Vec<Unfounded>,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its clauses, in order.
    #[serde(flatten)]
    pub coverage: DocumentCoverage,
    /// How many of them stand how.
    pub totals: Totals,
}

/// How many clauses stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// All.
    pub clauses: usize,
    /// Those that a rule, or what rules rest on, enforces.
    pub enforced: usize,
    /// Those that the seller gives his word for.
    pub declared: usize,
    /// Those left out with a reason.
    pub unenforced: usize,
    /// Those that nothing accounts for.
    pub uncovered: usize,
}

impl Totals {
    fn add(&mut self, standing: Standing) {
        self.clauses += 1;
        *match standing {
            Standing::Enforced => &mut self.enforced,
            Standing::Declared => &mut self.declared,
            Standing::Unenforced => &mut self.unenforced,
            Standing::Uncovered => &mut self.uncovered,
        } += 1;
    }
}

/// A rule that cites no clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unfounded {
    /// Its name.
    pub rule: String,
    /// The policies in which it is.
    pub policies: Vec<String>,
    /// The house's own reason, if it gives one.
    pub because: Option<String>,
}

/// The account of policies against the locks of their documents.
#[must_use]
pub fn accounts(policies: &Policies, locks: &[Lock]) -> Accounts {
    let mut all = Totals::default();
    let documents = coverage::coverage(policies.program(), locks).into_iter().map(|coverage| {
        let mut totals = Totals::default();
        for clause in &coverage.clauses {
            totals.add(clause.standing);
            all.add(clause.standing);
        }
        Document { coverage, totals }
    });
    let documents = documents.collect();
    Accounts { documents, totals: all, rules_without_clause: unfounded(policies) }
}

fn unfounded(policies: &Policies) -> Vec<Unfounded> {
    // A rule that several policies inherit stands once in the files.
    let mut found: BTreeMap<_, Unfounded> = BTreeMap::new();
    for policy in policies.list() {
        for rule in policy.rules.iter().filter(|rule| !founded(rule)) {
            let entry = found.entry((rule.at.0, &rule.name)).or_insert_with(|| Unfounded {
                rule: rule.name.clone(),
                policies: Vec::new(),
                because: rule.because.clone(),
            });
            entry.policies.push(policy.name.clone());
        }
    }
    found.into_values().collect()
}

/// Whether a rule or one of its parts cites. What only an exception cites is no ground for a demand.
fn founded(rule: &Rule) -> bool {
    let parts: &[Part] = match &rule.form {
        Form::Forbid(_) | Form::Require(_) => &[],
        Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => parts,
    };
    !rule.cites.is_empty() || parts.iter().any(|part| !part.cites.is_empty())
}
