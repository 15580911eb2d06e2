//! What a header's `applies when` says of facts that are one of some names: the values for which it can hold.

use policyc_ir::{Cond, CondKind, Expr, ExprKind, Literal, Policy, Root, Type};
use std::collections::{BTreeMap, BTreeSet};

/// By path: the names that it can have.
pub(super) type Choices = BTreeMap<Vec<String>, BTreeSet<String>>;

/// The choices of a policy, if its `applies when` speaks of such facts alone.
pub(super) fn of_policy(policy: &Policy) -> Option<Choices> {
    let mut choices = Choices::new();
    if let Some(applies) = &policy.applies {
        narrow(policy, applies, &mut choices, 8)?;
    }
    Some(choices)
}

fn narrow(policy: &Policy, cond: &Cond, choices: &mut Choices, depth: usize) -> Option<()> {
    match &cond.kind {
        CondKind::And(parts) => parts.iter().try_for_each(|part| narrow(policy, part, choices, depth)),
        CondKind::Call { condition, argument: None } if depth > 0 => {
            narrow(policy, &policy.condition(*condition)?.when, choices, depth - 1)
        }
        CondKind::Not(inner) => {
            let (path, all, named) = test(&inner.kind)?;
            keep(choices, path, all.difference(&named).cloned().collect());
            Some(())
        }
        kind => {
            let (path, _, named) = test(kind)?;
            keep(choices, path, named);
            Some(())
        }
    }
}

/// The path, all its names, and those that the test names.
fn test(kind: &CondKind) -> Option<(Vec<String>, BTreeSet<String>, BTreeSet<String>)> {
    let (left, named) = match kind {
        CondKind::Is(left, right) => (left, vec![right]),
        CondKind::OneOf(left, members) => (left, members.iter().collect()),
        _ => return None,
    };
    let ExprKind::Path(path) = &left.kind else { return None };
    let Type::Enum(values) = &left.ty else { return None };
    if path.root != Root::Fact || path.or_none {
        return None;
    }
    let name = |expr: &Expr| match &expr.kind {
        ExprKind::Literal(Literal::Name(name)) => Some(name.clone()),
        _ => None,
    };
    let named: Option<BTreeSet<String>> = named.into_iter().map(name).collect();
    Some((path.fields.clone(), values.iter().map(|value| value.name.clone()).collect(), named?))
}

fn keep(choices: &mut Choices, path: Vec<String>, allowed: BTreeSet<String>) {
    match choices.get_mut(&path) {
        Some(known) => known.retain(|name| allowed.contains(name)),
        None => {
            choices.insert(path, allowed);
        }
    }
}

/// Whether some message can meet both.
pub(super) fn together(a: &Choices, b: &Choices) -> bool {
    let possible = |choices: &Choices| choices.values().all(|names| !names.is_empty());
    let agree = |(path, names): (&Vec<String>, &BTreeSet<String>)| {
        b.get(path).is_none_or(|others| names.iter().any(|name| others.contains(name)))
    };
    possible(a) && possible(b) && a.iter().all(agree)
}
