//! What the form of an item demands beyond its grammar: that a rule has one form and a report, that what can be said
//! once is said once. Silent about items of which something could not be read.

use crate::ast::{Clause, ClauseHead, ClauseKind, Demand, Example, ItemKind, Outcome, Part, Rule};
use crate::diagnostics::{
    DueWithForbid, Fault, MissingClause, MissingForm, MissingReport, RepeatedClause, TwoForms, WrongOutcome,
};
use crate::words::Place;
use policyc_diag::{Diagnostic, Span};
use std::collections::BTreeMap;

/// Clauses that may stand once stand once.
pub(crate) fn once(place: Place, clauses: &[Clause], faults: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<ClauseHead, Span> = BTreeMap::new();
    for clause in clauses {
        let head = clause.kind.head();
        if !place.once(head.word()) {
            continue;
        }
        if let Some(&first) = seen.get(&head) {
            let fault = RepeatedClause { at: clause.at.0, first, head: head.word(), place: place.name() };
            faults.push(fault.into_diagnostic());
        } else {
            seen.insert(head, clause.at.0);
        }
    }
}

/// A part says when it holds.
pub(crate) fn part(part: &Part, faults: &mut Vec<Diagnostic>) {
    if part.broken.is_empty() {
        let place = format!("the part `{}`", part.name.text);
        needs(&part.clauses, ClauseHead::When, part.name.at.0, &place, faults);
    }
}

/// The item has what it needs.
pub(crate) fn item(item: &ItemKind, faults: &mut Vec<Diagnostic>) {
    match item {
        ItemKind::Rule(item) => {
            outcomes(&item.clauses, false, faults);
            if item.broken.is_empty() {
                rule(item, faults);
            }
        }
        ItemKind::Judgement(item) => {
            outcomes(&item.clauses, true, faults);
            if item.broken.is_empty() {
                let place = format!("the judgement `{}`", item.name.text);
                needs(&item.clauses, ClauseHead::Asks, item.name.at.0, &place, faults);
            }
        }
        ItemKind::Declaration(item) if item.broken.is_empty() => {
            let place = format!("the declaration `{}`", item.name.text);
            for head in [ClauseHead::Cites, ClauseHead::Asks, ClauseHead::Lasts] {
                needs(&item.clauses, head, item.name.at.0, &place, faults);
            }
        }
        ItemKind::Condition(item) if item.broken.is_empty() => {
            let place = format!("the condition `{}`", item.name.text);
            needs(&item.clauses, ClauseHead::When, item.name.at.0, &place, faults);
        }
        _ => {}
    }
}

fn needs(clauses: &[Clause], head: ClauseHead, at: Span, place: &str, faults: &mut Vec<Diagnostic>) {
    if clauses.iter().any(|clause| clause.kind.head() == head) {
        return;
    }
    let missing = match head {
        ClauseHead::When => "`when …`",
        ClauseHead::Asks => "`asks \"…\"`",
        ClauseHead::Lasts => "`lasts 365 days`, or another time",
        _ => "`cites …`",
    };
    faults.push(MissingClause { at, place: place.to_owned(), missing }.into_diagnostic());
}

fn outcomes(clauses: &[Clause], judgement: bool, faults: &mut Vec<Diagnostic>) {
    for clause in clauses {
        let ClauseKind::Example(Example { outcome, outcome_at, .. }) = &clause.kind else { continue };
        if matches!(outcome, Outcome::Answer(_)) != judgement {
            faults.push(WrongOutcome { at: outcome_at.0, judgement }.into_diagnostic());
        }
    }
}

/// One form, and a report.
fn rule(rule: &Rule, faults: &mut Vec<Diagnostic>) {
    let has = |head| rule.clauses.iter().any(|clause| clause.kind.head() == head);
    let name = rule.name.text.as_str();
    let demands = rule.clauses.iter().filter_map(demand).collect::<Vec<_>>();
    match demands.as_slice() {
        [] => faults.push(MissingForm { at: rule.name.at.0, name }.into_diagnostic()),
        [first, rest @ ..] => {
            let second = rest.iter().find(|other| other.0 != first.0 || !first.1 || !other.1);
            if let Some(second) = second {
                let heads = (first.0.word(), second.0.word());
                faults.push(TwoForms { at: second.2, first: first.2, heads }.into_diagnostic());
            }
        }
    }
    if !has(ClauseHead::Report) {
        faults.push(MissingReport { at: rule.name.at.0, name }.into_diagnostic());
    }
    let due = rule.clauses.iter().find(|clause| clause.kind.head() == ClauseHead::Due);
    if let Some(due) = due.filter(|_| has(ClauseHead::Forbid)) {
        faults.push(DueWithForbid { at: due.at.0 }.into_diagnostic());
    }
}

/// A clause that demands something: its head, whether it is a part, its place.
fn demand(clause: &Clause) -> Option<(ClauseHead, bool, Span)> {
    let part = match &clause.kind {
        ClauseKind::Forbid(demand) | ClauseKind::Require(demand) => matches!(demand, Demand::Part(_)),
        ClauseKind::Permit(_) => true,
        _ => return None,
    };
    Some((clause.kind.head(), part, clause.at.0))
}
