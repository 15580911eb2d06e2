//! Conditions over lists within each other: three at most, those of named conditions counted.

use crate::diagnostics::DeepNesting;
use crate::fault::Faults;
use policyc_ir::{Cond, CondKind, Expr, ExprKind, Form, Policy};

/// How many may stand within each other.
const DEEPEST: usize = 3;
/// How many named conditions are followed; a circle is told elsewhere.
const FUEL: usize = 32;

pub(crate) fn check_nesting(policy: &Policy, faults: &mut Faults) {
    for condition in &policy.conditions {
        check(policy, &condition.when, faults);
    }
    for decide in policy.judgements.iter().flat_map(|judgement| &judgement.decides) {
        check(policy, &decide.when, faults);
    }
    for rule in &policy.rules {
        let parts = match &rule.form {
            Form::Forbid(cond) | Form::Require(cond) => {
                check(policy, cond, faults);
                &[][..]
            }
            Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => parts,
        };
        for part in parts.iter().chain(&rule.exceptions) {
            check(policy, &part.when, faults);
        }
        let filter = rule.for_each.as_ref().and_then(|each| each.filter.as_ref());
        for cond in rule.applies.iter().chain(filter) {
            check(policy, cond, faults);
        }
        for value in &rule.values {
            let depth = expr_depth(policy, &value.expr, FUEL);
            tell(depth, value.at.0, faults);
        }
    }
}

fn check(policy: &Policy, cond: &Cond, faults: &mut Faults) {
    tell(depth(policy, cond, FUEL), cond.at.0, faults);
}

fn tell(depth: usize, at: policyc_diag::Span, faults: &mut Faults) {
    if depth > DEEPEST {
        faults.push(DeepNesting { depth, at });
    }
}

fn depth(policy: &Policy, cond: &Cond, fuel: usize) -> usize {
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => {
            parts.iter().map(|part| depth(policy, part, fuel)).max().unwrap_or(0)
        }
        CondKind::Not(inner) => depth(policy, inner, fuel),
        CondKind::Count { filter, .. } => 1 + filter.as_ref().map_or(0, |filter| depth(policy, filter, fuel)),
        CondKind::Every { test, .. } => 1 + depth(policy, test, fuel),
        CondKind::Call { condition, .. } if fuel > 0 => {
            policy.condition(*condition).map_or(0, |named| depth(policy, &named.when, fuel - 1))
        }
        CondKind::Is(left, right) | CondKind::Order(_, left, right) => {
            expr_depth(policy, left, fuel).max(expr_depth(policy, right, fuel))
        }
        _ => 0,
    }
}

fn expr_depth(policy: &Policy, expr: &Expr, fuel: usize) -> usize {
    match &expr.kind {
        ExprKind::Amount { filter, .. } => 1 + filter.as_ref().map_or(0, |filter| depth(policy, filter, fuel)),
        ExprKind::Arithmetic(_, left, right) => expr_depth(policy, left, fuel).max(expr_depth(policy, right, fuel)),
        ExprKind::Shift { by, from, .. } => expr_depth(policy, by, fuel).max(expr_depth(policy, from, fuel)),
        ExprKind::Value(id) if fuel > 0 => {
            policy.value(*id).map_or(0, |value| expr_depth(policy, &value.expr, fuel - 1))
        }
        _ => 0,
    }
}
