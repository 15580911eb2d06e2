//! What `is` says of a value: equality, order in number and time, membership, being given or none.

use super::Lower;
use super::cond::{negate, path_text};
use super::expr::{Typed, is_number};
use crate::diagnostics::{
    DistanceWanted, EmptyOf, HasOf, HasOnRecords, NeverNone, NoEquality, NoOrder, NotHosts, TypeMismatch, UnknownSet,
};
use crate::fault::near;
use crate::words::{describe, example_of};
use policyc_diag::At;
use policyc_ir::{CondKind, ExprKind, Literal, Order, Quantity, SetId, Type};
use policyc_syntax::ast;

impl Lower<'_, '_, '_> {
    pub(crate) fn lower_is(&mut self, subject: &ast::Expr, is: &ast::Is, at: At) -> Option<CondKind> {
        use ast::Is;
        match is {
            Is::Given => self.lower_given(subject, true, at),
            Is::None => self.lower_given(subject, false, at),
            Is::Empty => self.lower_empty(subject),
            Is::Before(other) => self.lower_time_order(subject, Order::Less, other, "before"),
            Is::After(other) => self.lower_time_order(subject, Order::More, other, "after"),
            Is::Order(order, other) => self.lower_order(subject, *order, other),
            Is::Within(distance, other) => self.lower_within(subject, distance, other),
            Is::OneOf(members) => self.lower_one_of(subject, members),
            Is::Under(set) => self.lower_under(subject, set, CondKind::Under),
            Is::SameLanguage(path) => self.lower_same_language(subject, path),
            Is::Equal(other) => self.lower_equal(subject, other),
        }
    }

    fn lower_equal(&mut self, subject: &ast::Expr, other: &ast::Expr) -> Option<CondKind> {
        let left = self.lower_expr(subject, None)?;
        let right = self.lower_expr(other, Some(&left.ty))?;
        self.check_equality(&left, &right)?;
        Some(CondKind::Is(left.expr, right.expr))
    }

    /// Whether the two can be equal at all.
    fn check_equality(&mut self, left: &Typed, right: &Typed) -> Option<()> {
        for side in [left, right] {
            if matches!(side.ty, Type::Record(_) | Type::List(_) | Type::Set(_)) {
                let is = describe(&side.ty);
                let set = matches!(side.ty, Type::List(_) | Type::Set(_));
                return self.tell(NoEquality { is: &is, set, at: side.span() });
            }
        }
        if equal_kinds(&left.ty, &right.ty) { Some(()) } else { self.mismatch(left, right) }
    }

    pub(crate) fn mismatch<T>(&mut self, left: &Typed, right: &Typed) -> Option<T> {
        let (is, other) = (describe(&left.ty), describe(&right.ty));
        let literal = matches!(right.expr.kind, ExprKind::Literal(_));
        let example = if literal { example_of(&left.ty) } else { None };
        self.tell(TypeMismatch { left: &is, right: &other, example, at: right.span(), left_at: left.span() })
    }

    fn lower_given(&mut self, subject: &ast::Expr, given: bool, at: At) -> Option<CondKind> {
        let value = self.lower_expr(subject, None)?;
        match value.expr.kind {
            ExprKind::Path(path) => {
                if !path.or_none && !self.assuming {
                    let name = path_text(subject);
                    self.faults.push(NeverNone { name: &name, given, at: subject.at.0 });
                }
                Some(if given { CondKind::Given(path) } else { CondKind::None(path) })
            }
            kind => {
                // `latest` and `earliest` are none if no item is there; nothing else can be.
                let Some(aggregate) = self.aggregate_behind(&kind) else {
                    let name = path_text(subject);
                    self.faults.push(NeverNone { name: &name, given, at: subject.at.0 });
                    return Some(if given { CondKind::And(Vec::new()) } else { CondKind::Or(Vec::new()) });
                };
                let ExprKind::Amount { slot, list, filter, .. } = self.lower_aggregate(&aggregate)?.expr.kind else {
                    return None;
                };
                let name = aggregate.item.text;
                let some = CondKind::Count { quantity: Quantity::Some, slot, name, list, filter };
                Some(if given { some } else { negate(some, at) })
            }
        }
    }

    /// The `latest of …` or `earliest of …` that a named value stands for.
    fn aggregate_behind(&self, kind: &ExprKind) -> Option<ast::Aggregate> {
        let amount = match kind {
            ExprKind::Local(id) => &self.locals.get(id.index())?.amount,
            ExprKind::Value(id) => &self.env.flat.values.entries.get(id.index())?.item.amount,
            _ => return None,
        };
        match amount {
            ast::Amount::Aggregate(aggregate) if matches!(aggregate.fold, ast::Fold::Latest | ast::Fold::Earliest) => {
                Some(aggregate.clone())
            }
            _ => None,
        }
    }

    fn lower_empty(&mut self, subject: &ast::Expr) -> Option<CondKind> {
        let path = self.subject_path(subject, "is empty")?;
        match &path.1 {
            Type::List(_) | Type::Set(_) | Type::Text => Some(CondKind::Empty(path.0)),
            other => {
                let (name, is) = (path_text(subject), describe(other));
                self.tell(EmptyOf { name: &name, is: &is, at: subject.at.0 })
            }
        }
    }

    fn lower_time_order(
        &mut self,
        subject: &ast::Expr,
        order: Order,
        other: &ast::Expr,
        word: &str,
    ) -> Option<CondKind> {
        let left = self.lower_expr(subject, None)?;
        let right = self.lower_expr(other, Some(&left.ty))?;
        if !matches!(left.ty, Type::Instant | Type::Date) {
            let is = describe(&left.ty);
            return self.tell(NoOrder { is: &is, word, at: left.span() });
        }
        if left.ty != right.ty {
            return self.mismatch(&left, &right);
        }
        Some(CondKind::Order(order, left.expr, right.expr))
    }

    fn lower_order(&mut self, subject: &ast::Expr, order: ast::Order, other: &ast::Expr) -> Option<CondKind> {
        let (order, word) = match order {
            ast::Order::AtLeast => (Order::AtLeast, "at least"),
            ast::Order::AtMost => (Order::AtMost, "at most"),
            ast::Order::MoreThan => (Order::More, "more than"),
            ast::Order::LessThan => (Order::Less, "less than"),
        };
        if let ast::ExprKind::Shift(by, direction, from) = &other.kind {
            return self.lower_signed_distance(subject, order, by, *direction, from);
        }
        let left = self.lower_expr(subject, None)?;
        let right = self.lower_expr(other, Some(&left.ty))?;
        let ordered = matches!(left.ty, Type::Percent | Type::Money | Type::Length | Type::Duration);
        if left.ty == Type::Instant || left.ty == Type::Date {
            return self.tell(DistanceWanted { word, at: right.span() });
        }
        if !ordered && !is_number(&left.ty) {
            let is = describe(&left.ty);
            return self.tell(NoOrder { is: &is, word, at: left.span() });
        }
        if left.ty != right.ty && !(is_number(&left.ty) && is_number(&right.ty)) {
            return self.mismatch(&left, &right);
        }
        Some(CondKind::Order(order, left.expr, right.expr))
    }

    fn lower_signed_distance(
        &mut self,
        subject: &ast::Expr,
        order: Order,
        by: &ast::Expr,
        direction: ast::Direction,
        from: &ast::Expr,
    ) -> Option<CondKind> {
        let left = self.lower_expr(subject, None);
        let (distance, right) = self.lower_distance(by, from)?;
        let left = left?;
        if left.ty != Type::Instant {
            return self.mismatch(&right, &left);
        }
        let after = direction == ast::Direction::After;
        Some(CondKind::Distance { order, left: left.expr, distance: distance.expr, after, right: right.expr })
    }

    fn lower_within(&mut self, subject: &ast::Expr, distance: &ast::Expr, other: &ast::Expr) -> Option<CondKind> {
        let left = self.lower_expr(subject, None);
        let (distance, right) = self.lower_distance(distance, other)?;
        let left = left?;
        if left.ty != Type::Instant {
            return self.mismatch(&right, &left);
        }
        Some(CondKind::Within { left: left.expr, distance: distance.expr, right: right.expr })
    }

    fn lower_one_of(&mut self, subject: &ast::Expr, members: &[ast::Expr]) -> Option<CondKind> {
        let left = self.lower_expr(subject, None)?;
        if let [ast::Expr { kind: ast::ExprKind::Path(path), .. }] = members {
            if let Some((set, of)) = path.single().and_then(|name| self.set(&name.text)) {
                if !equal_kinds(&left.ty, &of) {
                    let (is, other) = (describe(&left.ty), describe(&Type::Set(Box::new(of))));
                    let at = path.at.0;
                    return self.tell(TypeMismatch {
                        left: &is,
                        right: &other,
                        example: None,
                        at,
                        left_at: left.span(),
                    });
                }
                return Some(CondKind::InSet(left.expr, set));
            }
            if path.single().is_some_and(|name| self.env.flat.sets.broken.contains(&name.text)) {
                return None;
            }
            let names_value = matches!(&left.ty, Type::Enum(values) if path.single().is_some_and(|name| values.iter().any(|value| value.name == name.text)));
            if !names_value {
                return self.lower_member_of(left, path);
            }
        }
        let mut values = Vec::new();
        let mut broken = false;
        for member in members {
            match self.lower_expr(member, Some(&left.ty)) {
                Some(value) => match self.check_equality(&left, &value) {
                    Some(()) => values.push(value.expr),
                    None => broken = true,
                },
                None => broken = true,
            }
        }
        if broken { None } else { Some(CondKind::OneOf(left.expr, values)) }
    }

    /// `x is one of L`, L being a list or set among the facts.
    fn lower_member_of(&mut self, left: Typed, path: &ast::Path) -> Option<CondKind> {
        let is_fact = path
            .parts
            .first()
            .is_some_and(|first| self.env.facts.root.field(&first.text).is_some() || self.var(&first.text).is_some());
        if !is_fact && path.single().is_some() && !matches!(left.ty, Type::Enum(_)) {
            return path.single().and_then(|name| self.unknown_set(name));
        }
        let value =
            self.lower_expr(&ast::Expr { kind: ast::ExprKind::Path(path.clone()), at: path.at }, Some(&left.ty))?;
        match (&value.ty, value.expr.kind) {
            (Type::List(of) | Type::Set(of), ExprKind::Path(list)) if equal_kinds(&left.ty, of) => {
                Some(CondKind::Has(list, left.expr))
            }
            (ty, kind) if equal_kinds(&left.ty, ty) => {
                let value = Typed::new(kind, ty.clone(), path.at);
                Some(CondKind::OneOf(left.expr, vec![value.expr]))
            }
            (ty, kind) => {
                let value = Typed::new(kind, ty.clone(), path.at);
                self.mismatch(&left, &value)
            }
        }
    }

    pub(crate) fn set(&self, name: &str) -> Option<(SetId, Type)> {
        let position = self.env.flat.sets.position(name)?;
        let of = match self.env.flat.sets.entries.get(position)?.item.of {
            ast::SetKind::Host => Type::Host,
            ast::SetKind::Text => Type::Text,
            ast::SetKind::Date => Type::Date,
        };
        Some((SetId(u32::try_from(position).unwrap_or(u32::MAX)), of))
    }

    fn unknown_set<T>(&mut self, name: &ast::Name) -> Option<T> {
        if self.incomplete() || self.env.flat.sets.broken.contains(&name.text) {
            return None;
        }
        let table = &self.env.flat.sets;
        let removed = self.removed(table.removed.get(&name.text));
        self.tell(UnknownSet { name: &name.text, near: near(&name.text, table.keys()), removed, at: name.at.0 })
    }

    /// `is under S`, `imitates S`.
    pub(crate) fn lower_under(
        &mut self,
        subject: &ast::Expr,
        set: &ast::Name,
        make: fn(policyc_ir::Expr, SetId) -> CondKind,
    ) -> Option<CondKind> {
        let left = self.lower_expr(subject, None);
        let Some((id, of)) = self.set(&set.text) else { return self.unknown_set(set) };
        self.check_set_use(set);
        let left = left?;
        if of != Type::Host {
            return self.tell(NotHosts { name: &set.text, subject: false, at: set.at.0 });
        }
        if left.ty != Type::Host {
            let name = path_text(subject);
            return self.tell(NotHosts { name: &name, subject: true, at: subject.at.0 });
        }
        Some(make(left.expr, id))
    }

    fn check_set_use(&mut self, name: &ast::Name) {
        let module = self.env.flat.sets.get(&name.text).map(|entry| entry.module);
        self.check_use(name, "set", module);
    }

    fn lower_same_language(&mut self, subject: &ast::Expr, other: &ast::Path) -> Option<CondKind> {
        let left = self.lower_expr(subject, None);
        let right = self.lower_expr(&ast::Expr { kind: ast::ExprKind::Path(other.clone()), at: other.at }, None);
        let (left, right) = (left?, right?);
        if left.ty != Type::Language || right.ty != Type::Language {
            let language = Typed::new(ExprKind::Literal(Literal::None), Type::Language, left.expr.at);
            let wrong = if left.ty == Type::Language { right } else { left };
            return self.mismatch(&language, &wrong);
        }
        Some(CondKind::SameLanguage(left.expr, right.expr))
    }

    /// `L has v`.
    pub(crate) fn lower_has(&mut self, subject: &ast::Expr, member: &ast::Expr) -> Option<CondKind> {
        let (path, ty) = self.subject_path(subject, "has")?;
        let name = path_text(subject);
        let of = match &ty {
            Type::List(of) | Type::Set(of) => (**of).clone(),
            other => {
                let is = describe(other);
                return self.tell(HasOf { name: &name, is: &is, text: *other == Type::Text, at: subject.at.0 });
            }
        };
        if let Type::Record(_) = of {
            return self.tell(HasOnRecords { name: &name, at: subject.at.0 });
        }
        let value = self.lower_expr(member, Some(&of))?;
        if !equal_kinds(&of, &value.ty) {
            let wanted = Typed::new(ExprKind::Literal(Literal::None), of, subject.at);
            return self.mismatch(&wanted, &value);
        }
        Some(CondKind::Has(path, value.expr))
    }
}

/// Whether values of the two types can be equal.
pub(crate) fn equal_kinds(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Enum(a), Type::Enum(b)) => a.iter().any(|a| b.iter().any(|b| a.name == b.name)),
        (Type::Text, Type::Shape(_)) | (Type::Shape(_), Type::Text) => true,
        _ if is_number(a) && is_number(b) => true,
        _ => a == b,
    }
}
