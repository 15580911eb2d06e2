//! What is known to exist where a condition is true, or false.
//!
//! A key names a path by its root and fields; a path that is given makes every record above it given.

use policyc_ir::{Cond, CondKind, Expr, ExprKind, Literal, Path, Policy, Quantity, Root, Slot};
use std::collections::BTreeSet;

/// A path: the slot of its item (none for facts), and its fields.
pub(crate) type Key = (Option<Slot>, Vec<String>);

pub(crate) fn key(path: &Path) -> Key {
    let slot = match path.root {
        Root::Fact => None,
        Root::Item(slot) => Some(slot),
    };
    (slot, path.fields.clone())
}

/// Looks through named conditions, up to this depth (there are no circles, but there may be long chains).
const DEEPEST: usize = 16;

/// What is given if the condition holds.
pub(crate) fn if_true(policy: &Policy, cond: &Cond) -> BTreeSet<Key> {
    known(policy, cond, true, DEEPEST)
}

/// What is given if the condition fails.
pub(crate) fn if_false(policy: &Policy, cond: &Cond) -> BTreeSet<Key> {
    known(policy, cond, false, DEEPEST)
}

fn known(policy: &Policy, cond: &Cond, holds: bool, depth: usize) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    match &cond.kind {
        CondKind::Not(inner) => return known(policy, inner, !holds, depth),
        CondKind::And(parts) if holds => {
            keys.extend(parts.iter().flat_map(|part| known(policy, part, true, depth)));
        }
        CondKind::Or(parts) if !holds => {
            keys.extend(parts.iter().flat_map(|part| known(policy, part, false, depth)));
        }
        CondKind::And(parts) | CondKind::Or(parts) => return common(policy, parts, holds, depth),
        CondKind::None(path) | CondKind::Empty(path) if !holds => add(&mut keys, path),
        CondKind::Call { condition, argument } if depth > 0 => {
            let Some(named) = policy.condition(*condition) else { return keys };
            return renamed(known(policy, &named.when, holds, depth - 1), *argument);
        }
        kind if holds => told_by(kind, &mut keys),
        _ => {}
    }
    keys
}

fn common(policy: &Policy, parts: &[Cond], holds: bool, depth: usize) -> BTreeSet<Key> {
    let mut parts = parts.iter().map(|part| known(policy, part, holds, depth));
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |all, part| all.intersection(&part).cloned().collect())
}

/// Keys of a named condition, its parameter being the argument.
fn renamed(keys: BTreeSet<Key>, argument: Option<Slot>) -> BTreeSet<Key> {
    let rename = |(slot, fields): Key| match (slot, argument) {
        (None, _) => Some((None, fields)),
        (Some(Slot(0)), Some(argument)) => Some((Some(argument), fields)),
        _ => None,
    };
    keys.into_iter().filter_map(rename).collect()
}

/// A test that holds shows that what it compares exists: none has no order and equals nothing but none.
fn told_by(kind: &CondKind, keys: &mut BTreeSet<Key>) {
    match kind {
        CondKind::Given(path) => add(keys, path),
        CondKind::Is(left, right) => {
            if never_none(right) {
                add_expr(keys, left);
            }
            if never_none(left) {
                add_expr(keys, right);
            }
        }
        CondKind::OneOf(left, members) if members.iter().all(never_none) => add_expr(keys, left),
        CondKind::InSet(left, _) | CondKind::Under(left, _) | CondKind::Imitates(left, _) => add_expr(keys, left),
        CondKind::Order(_, left, right) | CondKind::SameLanguage(left, right) => {
            add_expr(keys, left);
            add_expr(keys, right);
        }
        CondKind::Within { left, right, .. } | CondKind::Distance { left, right, .. } => {
            add_expr(keys, left);
            add_expr(keys, right);
        }
        CondKind::Says { text, .. } | CondKind::Contains { text, .. } | CondKind::Matches { text, .. } => {
            add(keys, text);
        }
        CondKind::States { text, fact, .. } | CondKind::Names { text, fact } => {
            add(keys, text);
            add(keys, fact);
        }
        CondKind::Has(list, _) => add(keys, list),
        CondKind::Count { quantity: Quantity::Some, list, .. } => add(keys, list),
        CondKind::Count { quantity: Quantity::AtLeast(least) | Quantity::Exactly(least), list, .. } if *least > 0 => {
            add(keys, list);
        }
        _ => {}
    }
}

fn never_none(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(literal) => *literal != Literal::None,
        ExprKind::Path(path) => !path.or_none,
        _ => false,
    }
}

fn add_expr(keys: &mut BTreeSet<Key>, expr: &Expr) {
    if let ExprKind::Path(path) = &expr.kind {
        add(keys, path);
    }
}

fn add(keys: &mut BTreeSet<Key>, path: &Path) {
    let (slot, fields) = key(path);
    for length in 0..=fields.len() {
        if length > 0 || slot.is_some() {
            keys.insert((slot, fields.iter().take(length).cloned().collect()));
        }
    }
}
