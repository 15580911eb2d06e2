//! Clauses that nothing accounts for, or that are accounted for in two ways; documents without a lock.

use super::Linted;
use crate::coverage::collect;
use crate::diagnostics::{CitedBothWays, NoLock, UncoveredClauses};
use crate::fault::Faults;
use crate::locks::Citable;
use policyc_diag::Span;
use std::collections::BTreeMap;

/// How many clauses a message names.
const NAMED: usize = 5;

pub(super) fn lint_citations(linted: &Linted<'_>, citable: &Citable, faults: &mut Faults) {
    let policy = &linted.lowered.policy;
    let Some(document) = linted.flat.header.document else { return };
    let mut enforced: BTreeMap<&str, Span> = BTreeMap::new();
    let mut left_out: BTreeMap<&str, Span> = BTreeMap::new();
    collect(policy, &mut |cites, kind, _| {
        let map = if kind == "unenforced" { &mut left_out } else { &mut enforced };
        for cite in cites {
            map.entry(cite.clause.as_str()).or_insert(cite.at.0);
        }
    });
    for (clause, at) in &left_out {
        if let Some(first) = enforced.get(clause) {
            faults.push(CitedBothWays { clause, at: *at, first: *first });
        }
    }
    let Some(lock) = citable.get(&document.text) else {
        if !enforced.is_empty() {
            faults.push(NoLock { document: &document.text, at: document.at.0 });
        }
        return;
    };
    let open = lock.clauses.iter().map(|clause| clause.id.as_str());
    let open: Vec<&str> = open.filter(|id| !enforced.contains_key(id) && !left_out.contains_key(id)).collect();
    // A policy that extends another one of the same document inherits what that leaves open.
    let own = linted.flat.chain.last() == Some(&linted.flat.module) && document_is_own(linted, document.at.0);
    if !open.is_empty() && own {
        let named = open.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let more = open.len().saturating_sub(NAMED);
        faults.push(UncoveredClauses {
            document: &document.text,
            count: open.len(),
            named: &named,
            more,
            at: document.at.0,
        });
    }
}

fn document_is_own(linted: &Linted<'_>, at: Span) -> bool {
    linted.flat.header.at.covers(at)
}
