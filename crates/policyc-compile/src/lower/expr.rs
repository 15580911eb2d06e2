//! Values: constants, paths, arithmetic, shifts in time, amounts over lists.

use super::paths::{Resolved, skeleton};
use super::{Lower, literal};
use crate::diagnostics::{AggregateOf, ArithmeticMismatch, OtherKindWanted, QuotedName, UnknownName};
use crate::fault::near;
use crate::words::describe;
use policyc_diag::{At, Span};
use policyc_ir::{Aggregate, Arithmetic, Expr, ExprKind, Literal, Type, ValueId};
use policyc_syntax::ast;

/// A value with its full type.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    pub(crate) expr: Expr,
    pub(crate) ty: Type,
}

impl Typed {
    pub(crate) fn new(kind: ExprKind, ty: Type, at: At) -> Self {
        Self { expr: Expr { kind, ty: skeleton(&ty), at }, ty }
    }

    pub(crate) fn span(&self) -> Span {
        self.expr.at.0
    }
}

/// Whether a number of this type adds up and compares with others of its kind.
pub(crate) fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Integer | Type::Decimal)
}

/// Whether the type has a unit that arithmetic keeps.
fn is_quantity(ty: &Type) -> bool {
    matches!(ty, Type::Percent | Type::Money | Type::Length | Type::Duration)
}

impl Lower<'_, '_, '_> {
    /// Lowers a value; names are looked up in the type of `hint` first.
    pub(crate) fn lower_expr(&mut self, expr: &ast::Expr, hint: Option<&Type>) -> Option<Typed> {
        use ast::ExprKind as Kind;
        let at = expr.at;
        let constant = |literal, ty| Some(Typed::new(ExprKind::Literal(literal), ty, at));
        match &expr.kind {
            Kind::Path(path) => self.lower_path_value(path, hint),
            Kind::String(text) => self.lower_string(text, hint),
            Kind::Number(number) => {
                let value = self.lower_number(number)?;
                let ty = if value.denominator() == 1 { Type::Integer } else { Type::Decimal };
                constant(Literal::Number(value), ty)
            }
            Kind::Quantity(quantity) => {
                let (value, ty) = self.lower_quantity(quantity)?;
                constant(value, ty)
            }
            Kind::Date(date) => constant(Literal::Date(literal::date(date)), Type::Date),
            Kind::Instant(instant) => constant(Literal::Instant(literal::instant(instant)), Type::Instant),
            Kind::Bool(value) => constant(Literal::Bool(*value), Type::Bool),
            Kind::Binary(operator, left, right) => self.lower_binary(*operator, left, right, at),
            Kind::Shift(by, direction, from) => self.lower_shift(by, *direction, from, at),
        }
    }

    fn lower_string(&mut self, text: &ast::StringLit, hint: Option<&Type>) -> Option<Typed> {
        let ty = match hint {
            Some(Type::Enum(values)) => {
                let name = values.iter().find(|value| value.name == text.value || value.data == text.value);
                let name = name.map(|value| value.name.clone());
                return self.tell(QuotedName { text: &text.value, name, at: text.at.0 });
            }
            Some(ty @ (Type::Language | Type::Host | Type::Url | Type::Shape(_))) => ty.clone(),
            _ => Type::Text,
        };
        Some(Typed::new(ExprKind::Literal(Literal::Text(text.value.clone())), ty, text.at))
    }

    /// A single name may be a value's name of the type at hand, a variable, a `value`, a fact.
    fn lower_path_value(&mut self, path: &ast::Path, hint: Option<&Type>) -> Option<Typed> {
        let Some(name) = path.single() else { return self.lower_path(path).map(path_value) };
        if let Some(Type::Enum(values)) = hint {
            if values.iter().any(|value| value.name == name.text) {
                let literal = Literal::Name(name.text.clone());
                return Some(Typed::new(ExprKind::Literal(literal), hint.cloned().unwrap_or(Type::Text), path.at));
            }
            if !self.is_known_value(&name.text) {
                if self.incomplete() {
                    return None;
                }
                let known: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
                let near = near(&name.text, known.iter().copied());
                let is = describe(hint.unwrap_or(&Type::Text));
                return self.tell(UnknownName { name: &name.text, is: &is, near, at: name.at.0 });
            }
        }
        if self.var(&name.text).is_some() {
            return self.lower_path(path).map(path_value);
        }
        if let Some(local) = self.locals.iter().find(|local| local.name == name.text) {
            let (id, ty) = (local.id, local.ty.clone()?);
            return Some(Typed::new(ExprKind::Local(id), ty, path.at));
        }
        if let Some(position) = self.env.flat.values.position(&name.text) {
            let ty = self.env.value_types.get(position).cloned().flatten()?;
            let id = ValueId(u32::try_from(position).unwrap_or(u32::MAX));
            return Some(Typed::new(ExprKind::Value(id), ty, path.at));
        }
        if self.env.flat.values.broken.contains(&name.text) {
            return None;
        }
        self.lower_path(path).map(path_value)
    }

    fn is_known_value(&self, name: &str) -> bool {
        self.var(name).is_some()
            || self.locals.iter().any(|local| local.name == name)
            || self.env.flat.values.get(name).is_some()
            || self.env.flat.values.broken.contains(name)
            || self.env.facts.root.field(name).is_some()
    }

    fn lower_binary(&mut self, operator: ast::Operator, left: &ast::Expr, right: &ast::Expr, at: At) -> Option<Typed> {
        let a = self.lower_expr(left, None);
        let b = self.lower_expr(right, None);
        let (a, b) = (a?, b?);
        let (kind, word) = match operator {
            ast::Operator::Add => (Arithmetic::Add, "+"),
            ast::Operator::Subtract => (Arithmetic::Subtract, "-"),
            ast::Operator::Multiply => (Arithmetic::Multiply, "*"),
            ast::Operator::Divide => (Arithmetic::Divide, "/"),
        };
        let Some(ty) = arithmetic(kind, &a.ty, &b.ty) else {
            let (left, right) = (describe(&a.ty), describe(&b.ty));
            return self.tell(ArithmeticMismatch { operator: word, left: &left, right: &right, at: at.0 });
        };
        Some(Typed::new(ExprKind::Arithmetic(kind, Box::new(a.expr), Box::new(b.expr)), ty, at))
    }

    fn lower_shift(&mut self, by: &ast::Expr, to: ast::Direction, from: &ast::Expr, at: At) -> Option<Typed> {
        let (by, from) = self.lower_distance(by, from)?;
        let after = to == ast::Direction::After;
        let kind = ExprKind::Shift { by: Box::new(by.expr), after, from: Box::new(from.expr) };
        Some(Typed::new(kind, Type::Instant, at))
    }

    /// The two sides of `D after I`.
    pub(crate) fn lower_distance(&mut self, by: &ast::Expr, from: &ast::Expr) -> Option<(Typed, Typed)> {
        let by = self.lower_expr(by, None);
        let from = self.lower_expr(from, None);
        let (by, from) = (by?, from?);
        for (value, wanted) in [(&by, Type::Duration), (&from, Type::Instant)] {
            if value.ty != wanted {
                let (is, example, at) = (describe(&value.ty), crate::words::example_of(&wanted), value.span());
                return self.tell(OtherKindWanted { is: &is, wanted: &describe(&wanted), example, at });
            }
        }
        Some((by, from))
    }

    /// What a `value` names.
    pub(crate) fn lower_amount(&mut self, amount: &ast::Amount) -> Option<Typed> {
        match amount {
            ast::Amount::Expr(expr) => self.lower_expr(expr, None),
            ast::Amount::Aggregate(aggregate) => self.lower_aggregate(aggregate),
        }
    }

    pub(crate) fn lower_aggregate(&mut self, aggregate: &ast::Aggregate) -> Option<Typed> {
        let (list, var) = self.lower_list(&aggregate.list, &aggregate.item)?;
        let slot = self.next_slot();
        self.push_var(var, &aggregate.item);
        let of = self.lower_path(&aggregate.of);
        let filter = aggregate.filter.as_ref().map(|filter| self.lower_cond(filter));
        self.vars.pop();
        let of = of?;
        let filter = match filter {
            Some(filter) => Some(Box::new(filter?)),
            None => None,
        };
        if of.path.root != policyc_ir::Root::Item(slot) {
            return self.tell(AggregateOf { item: &aggregate.item.text, at: aggregate.of.at.0, is: None });
        }
        let (kind, ty) = match aggregate.fold {
            ast::Fold::Count => (Aggregate::Count, Some(Type::Integer)),
            ast::Fold::Sum => (Aggregate::Sum, Some(of.ty.clone()).filter(|ty| is_number(ty) || is_quantity(ty))),
            ast::Fold::Latest => (Aggregate::Latest, Some(of.ty.clone()).filter(|ty| *ty == Type::Instant)),
            ast::Fold::Earliest => (Aggregate::Earliest, Some(of.ty.clone()).filter(|ty| *ty == Type::Instant)),
        };
        let Some(ty) = ty else {
            let is = describe(&of.ty);
            return self.tell(AggregateOf { item: &aggregate.item.text, at: aggregate.of.at.0, is: Some(&is) });
        };
        let kind = ExprKind::Amount { kind, of: of.path, slot, list, filter };
        Some(Typed::new(kind, ty, aggregate.at))
    }
}

fn path_value(resolved: Resolved) -> Typed {
    let at = resolved.path.at;
    Typed::new(ExprKind::Path(resolved.path), resolved.ty, at)
}

/// The type of `a op b`, if it has a meaning.
fn arithmetic(operator: Arithmetic, a: &Type, b: &Type) -> Option<Type> {
    use Arithmetic::{Add, Divide, Multiply, Subtract};
    let number = || if *a == Type::Integer && *b == Type::Integer { Type::Integer } else { Type::Decimal };
    Some(match operator {
        Add | Subtract if is_number(a) && is_number(b) => number(),
        Add | Subtract if is_quantity(a) && a == b => a.clone(),
        Subtract if *a == Type::Instant && *b == Type::Instant => Type::Duration,
        Add | Subtract if *a == Type::Instant && *b == Type::Duration => Type::Instant,
        Add if *a == Type::Duration && *b == Type::Instant => Type::Instant,
        Multiply if is_number(a) && is_number(b) => number(),
        Multiply if is_quantity(a) && (is_number(b) || *b == Type::Percent) => a.clone(),
        Multiply if (is_number(a) || *a == Type::Percent) && is_quantity(b) => b.clone(),
        Multiply if *a == Type::Percent && is_number(b) || is_number(a) && *b == Type::Percent => Type::Decimal,
        Divide if is_number(a) && is_number(b) => Type::Decimal,
        Divide if is_quantity(a) && is_number(b) => a.clone(),
        Divide if is_quantity(a) && a == b => Type::Percent,
        _ => return None,
    })
}
