//! Walking conditions and values: every node, outermost first, in the order of the text.

use crate::{Cond, CondKind, Expr, ExprKind, Path};

/// A node met on the way.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A condition.
    Cond(&'a Cond),
    /// A value.
    Expr(&'a Expr),
    /// A path, also of lists and texts.
    Path(&'a Path),
}

/// Visits a condition and all below it.
pub fn walk_cond<'a>(cond: &'a Cond, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Cond(cond));
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => parts.iter().for_each(|part| walk_cond(part, visit)),
        CondKind::Not(inner) => walk_cond(inner, visit),
        CondKind::Item(_) | CondKind::Call { .. } | CondKind::Judged(_) => {}
        CondKind::Count { list, filter, .. } => {
            visit(Node::Path(list));
            filter.iter().for_each(|filter| walk_cond(filter, visit));
        }
        CondKind::Every { list, test, .. } => {
            visit(Node::Path(list));
            walk_cond(test, visit);
        }
        other => walk_test(other, visit),
    }
}

fn walk_test<'a>(kind: &'a CondKind, visit: &mut dyn FnMut(Node<'a>)) {
    match kind {
        CondKind::Is(left, right) | CondKind::Order(_, left, right) | CondKind::SameLanguage(left, right) => {
            walk_all(&[left, right], visit);
        }
        CondKind::Within { left, distance, right } | CondKind::Distance { left, distance, right, .. } => {
            walk_all(&[left, distance, right], visit);
        }
        CondKind::OneOf(left, members) => {
            walk_expr(left, visit);
            members.iter().for_each(|member| walk_expr(member, visit));
        }
        CondKind::InSet(left, _) | CondKind::Under(left, _) | CondKind::Imitates(left, _) => walk_expr(left, visit),
        CondKind::Given(path) | CondKind::None(path) | CondKind::Empty(path) => visit(Node::Path(path)),
        CondKind::Has(path, member) => {
            visit(Node::Path(path));
            walk_expr(member, visit);
        }
        CondKind::Says { text, .. }
        | CondKind::SaysOnly { text, .. }
        | CondKind::Contains { text, .. }
        | CondKind::Matches { text, .. } => visit(Node::Path(text)),
        CondKind::States { text, fact, .. } | CondKind::Names { text, fact } => {
            visit(Node::Path(text));
            visit(Node::Path(fact));
        }
        _ => {}
    }
}

fn walk_all<'a>(exprs: &[&'a Expr], visit: &mut dyn FnMut(Node<'a>)) {
    exprs.iter().for_each(|expr| walk_expr(expr, visit));
}

/// Visits a value and all below it.
pub fn walk_expr<'a>(expr: &'a Expr, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Expr(expr));
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Value(_) | ExprKind::Local(_) => {}
        ExprKind::Path(path) => visit(Node::Path(path)),
        ExprKind::Arithmetic(_, left, right) => walk_all(&[left, right], visit),
        ExprKind::Shift { by, from, .. } => walk_all(&[by, from], visit),
        ExprKind::Amount { of, list, filter, .. } => {
            visit(Node::Path(list));
            visit(Node::Path(of));
            filter.iter().for_each(|filter| walk_cond(filter, visit));
        }
    }
}
