//! Coverage: how each clause of a document is accounted for.

use crate::lock::Lock;
use policyc_ir::{Citation, Form, Part, Policy, Program, Rule};
use serde::Serialize;
use std::collections::BTreeMap;

/// One document with all its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentCoverage {
    /// What policies call it.
    pub document: String,
    /// Its title, if the lock has one.
    pub title: Option<String>,
    /// Names of the policies that enforce it.
    pub policies: Vec<String>,
    /// Its clauses, in order.
    pub clauses: Vec<ClauseCoverage>,
}

/// One clause and what accounts for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseCoverage {
    /// Full id.
    pub id: String,
    /// Headings above it.
    pub section: String,
    /// obligation, prohibition …
    pub modality: Option<String>,
    /// What it says in words of the lock.
    pub title: Option<String>,
    /// The strongest of what accounts for it.
    pub standing: Standing,
    /// Everything that cites it.
    pub by: Vec<Account>,
}

/// How a clause stands, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// A rule, or what rules rest on, enforces it.
    Enforced,
    /// The seller is asked for his word.
    Declared,
    /// Left out, with a reason.
    Unenforced,
    /// Nothing accounts for it.
    Uncovered,
}

/// Something that cites a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The policy.
    pub policy: String,
    /// rule, part, exception, permit, condition, judgement, declaration, unenforced.
    pub kind: &'static str,
    /// Its name (of a part: its rule's too, with a dot); the reason for `unenforced`.
    pub name: String,
}

impl Account {
    fn standing(&self) -> Standing {
        match self.kind {
            "declaration" => Standing::Declared,
            "unenforced" => Standing::Unenforced,
            _ => Standing::Enforced,
        }
    }
}

/// Coverage of each locked document by the policies of a program.
#[must_use]
pub fn coverage(program: &Program, locks: &[Lock]) -> Vec<DocumentCoverage> {
    let mut accounts: BTreeMap<&str, Vec<Account>> = BTreeMap::new();
    for policy in &program.policies {
        collect(policy, &mut |cites, kind, name| {
            for cite in cites {
                let account = Account { policy: policy.name.clone(), kind, name: name.to_owned() };
                accounts.entry(cite.clause.as_str()).or_default().push(account);
            }
        });
    }
    locks.iter().map(|lock| document(program, lock, &accounts)).collect()
}

fn document(program: &Program, lock: &Lock, accounts: &BTreeMap<&str, Vec<Account>>) -> DocumentCoverage {
    let clauses = lock.clauses.iter().map(|clause| {
        let by = accounts.get(clause.id.as_str()).cloned().unwrap_or_default();
        ClauseCoverage {
            id: clause.id.clone(),
            section: clause.section.clone(),
            modality: clause.modality.clone(),
            title: clause.title.clone(),
            standing: by.iter().map(Account::standing).min().unwrap_or(Standing::Uncovered),
            by,
        }
    });
    let enforcing = program.policies.iter().filter(|policy| policy.document.as_deref() == Some(&lock.document));
    DocumentCoverage {
        document: lock.document.clone(),
        title: lock.title.clone(),
        policies: enforcing.map(|policy| policy.name.clone()).collect(),
        clauses: clauses.collect(),
    }
}

/// Calls back for everything in a policy that cites: its citations, its kind, its name.
pub(crate) fn collect<'p>(policy: &'p Policy, found: &mut dyn FnMut(&'p [Citation], &'static str, &str)) {
    for rule in &policy.rules {
        collect_rule(rule, found);
    }
    for condition in &policy.conditions {
        found(&condition.cites, "condition", &condition.name);
    }
    for judgement in &policy.judgements {
        found(&judgement.cites, "judgement", &judgement.name);
    }
    for declaration in &policy.declarations {
        found(&declaration.cites, "declaration", &declaration.name);
    }
    for unenforced in &policy.unenforced {
        found(&unenforced.cites, "unenforced", &unenforced.because);
    }
}

fn collect_rule<'p>(rule: &'p Rule, found: &mut dyn FnMut(&'p [Citation], &'static str, &str)) {
    found(&rule.cites, "rule", &rule.name);
    let mut parts = |parts: &'p [Part], kind| {
        for part in parts {
            found(&part.cites, kind, &format!("{}.{}", rule.name, part.name));
        }
    };
    match &rule.form {
        Form::Forbid(_) | Form::Require(_) => {}
        Form::ForbidParts(list) | Form::RequireParts(list) => parts(list, "part"),
        Form::Permit(list) => parts(list, "permit"),
    }
    parts(&rule.exceptions, "exception");
}
