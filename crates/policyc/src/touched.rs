//! What rests on a clause: rules with their examples, judgements, declarations, notes on what is left out.

use crate::Policies;
use policyc_compile::{coverage, lock::Lock};
use serde::Serialize;

/// What cites one clause.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// Rules (and their parts and exceptions), conditions, judgements and declarations, such as `rule no-fish`.
    pub rests: Vec<String>,
    /// Reasons why it is left out.
    pub unenforced: Vec<String>,
    /// Examples of these rules and judgements: file and line.
    pub examples: Vec<String>,
}

/// Everything that cites a clause of a document.
#[must_use]
pub fn touched(policies: &Policies, lock: &Lock, clause: &str) -> Touched {
    let one = Lock {
        document: lock.document.clone(),
        clauses: lock.clauses.iter().filter(|other| other.id == clause).cloned().collect(),
        ..Lock::default()
    };
    let mut touched = Touched::default();
    let accounts = coverage::coverage(policies.program(), &[one]);
    for account in accounts.iter().flat_map(|document| &document.clauses).flat_map(|clause| &clause.by) {
        if account.kind == "unenforced" {
            push(&mut touched.unenforced, account.name.clone());
            continue;
        }
        push(&mut touched.rests, format!("{} {}", account.kind, account.name));
        examples(policies, &account.policy, account.kind, &account.name, &mut touched.examples);
    }
    touched
}

fn push(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

fn examples(policies: &Policies, policy: &str, kind: &str, name: &str, found: &mut Vec<String>) {
    let Some(policy) = policies.list().iter().find(|other| other.name == policy) else { return };
    // A part's name begins with its rule's.
    let rule = name.split_once('.').map_or(name, |(rule, _)| rule);
    let rules = policy.rules.iter().filter(|other| kind != "judgement" && kind != "condition" && other.name == rule);
    let judgements = policy.judgements.iter().filter(|other| kind == "judgement" && other.name == name);
    let examples = rules.flat_map(|rule| &rule.examples).chain(judgements.flat_map(|judgement| &judgement.examples));
    for example in examples {
        if let Some(source) = policies.sources().get(example.at.0.source) {
            push(found, format!("{}:{}", source.name, source.line_column(example.at.0.start as usize).line));
        }
    }
}
