//! Conditions.

use super::expr::{Typed, is_number};
use super::{Lower, Var};
use crate::diagnostics::{
    BareFact, ConditionNeedsItem, DistanceWanted, EmptyOf, HasOf, HasOnRecords, MeetsMismatch, NeverNone, NoEquality,
    NoOrder, NotHosts, Shadowed, TypeMismatch, UnknownCondition, UnknownJudgement, UnknownSet,
};
use crate::fault::near;
use crate::words::{describe, example_of};
use policyc_diag::{At, Span};
use policyc_ir::{
    Cond, CondKind, ConditionId, ExprKind, JudgementId, Literal, Order, Path, Quantity, SetId, Slot, Type,
};
use policyc_syntax::ast;

fn negate(kind: CondKind, at: At) -> CondKind {
    CondKind::Not(Box::new(Cond { kind, at }))
}

impl Lower<'_, '_, '_> {
    /// Lowers a condition.
    pub(crate) fn lower_cond(&mut self, cond: &ast::Cond) -> Option<Cond> {
        use ast::CondKind as Kind;
        let at = cond.at;
        let kind = match &cond.kind {
            Kind::And(parts) => CondKind::And(self.lower_all(parts)?),
            Kind::Or(parts) => CondKind::Or(self.lower_all(parts)?),
            Kind::Not(inner) => CondKind::Not(Box::new(self.lower_cond(inner)?)),
            Kind::Judged(name) => CondKind::Judged(self.judgement_id(name)?),
            Kind::There(there) => self.lower_there(there, at)?,
            Kind::Every(every) => self.lower_every(every)?,
            Kind::Bare(path) => self.lower_bare(path)?,
            Kind::Test(test) => self.lower_test(test, at)?,
        };
        Some(Cond { kind, at })
    }

    /// All of them are looked at, even if one is broken.
    fn lower_all(&mut self, parts: &[ast::Cond]) -> Option<Vec<Cond>> {
        let lowered: Vec<Option<Cond>> = parts.iter().map(|part| self.lower_cond(part)).collect();
        lowered.into_iter().collect()
    }

    pub(crate) fn judgement_id(&mut self, name: &ast::Name) -> Option<JudgementId> {
        let table = &self.env.flat.judgements;
        if let Some(position) = table.position(&name.text) {
            let module = table.get(&name.text).map(|entry| entry.module);
            self.check_use(name, "judgement", module);
            return Some(JudgementId(u32::try_from(position).unwrap_or(u32::MAX)));
        }
        if self.incomplete() || table.broken.contains(&name.text) {
            return None;
        }
        let removed = self.removed(table.removed.get(&name.text));
        let near = near(&name.text, table.keys());
        let hint = self.other_kind(&name.text);
        self.tell(UnknownJudgement { name: &name.text, near, removed, hint, at: name.at.0 })
    }

    /// Binds a name; the same name further out is told.
    pub(crate) fn push_var(&mut self, var: Var, name: &ast::Name) {
        if self.vars.iter().any(|outer| outer.name == var.name) {
            self.faults.push(Shadowed { name: &name.text, by: "an item further out", at: name.at.0 });
        } else if self.env.facts.root.field(&var.name).is_some() {
            self.faults.push(Shadowed { name: &name.text, by: "a fact", at: name.at.0 });
        }
        self.vars.push(var);
    }

    fn lower_there(&mut self, there: &ast::There, at: At) -> Option<CondKind> {
        let quantity = match &there.count {
            ast::Count::Some | ast::Count::No => Some(Quantity::Some),
            ast::Count::AtLeast(number) => self.lower_count(number).map(Quantity::AtLeast),
            ast::Count::AtMost(number) => self.lower_count(number).map(Quantity::AtMost),
            ast::Count::Exactly(number) => self.lower_count(number).map(Quantity::Exactly),
        };
        let (list, var) = self.lower_list(&there.list, &there.item)?;
        let (slot, name) = (self.next_slot(), there.item.text.clone());
        self.push_var(var, &there.item);
        let filter = there.filter.as_ref().map(|filter| self.lower_cond(filter));
        self.vars.pop();
        let filter = match filter {
            Some(filter) => Some(Box::new(filter?)),
            None => None,
        };
        let kind = CondKind::Count { quantity: quantity?, slot, name, list, filter };
        Some(if matches!(there.count, ast::Count::No) { negate(kind, at) } else { kind })
    }

    fn lower_every(&mut self, every: &ast::Every) -> Option<CondKind> {
        let (list, var) = self.lower_list(&every.list, &every.item)?;
        let (slot, name) = (self.next_slot(), every.item.text.clone());
        self.push_var(var, &every.item);
        let test = self.lower_cond(&every.body);
        self.vars.pop();
        Some(CondKind::Every { slot, name, list, test: Box::new(test?) })
    }

    /// A name by itself: a condition, or the item of `for each`.
    fn lower_bare(&mut self, path: &ast::Path) -> Option<CondKind> {
        if let Some(name) = path.single() {
            if let Some((slot, _)) = self.var(&name.text) {
                return Some(CondKind::Item(slot));
            }
            if let Some(position) = self.env.flat.conditions.position(&name.text) {
                return self.call(name, position, None);
            }
            if self.env.flat.conditions.broken.contains(&name.text) {
                return None;
            }
        }
        let is_fact = path
            .parts
            .first()
            .is_some_and(|first| self.env.facts.root.field(&first.text).is_some() || self.var(&first.text).is_some());
        if is_fact {
            let resolved = self.lower_path(path)?;
            let (name, is) = (path.text(), describe(&resolved.ty));
            let bool = resolved.ty == Type::Bool;
            return self.tell(BareFact { name: &name, is: &is, bool, at: path.at.0 });
        }
        if self.incomplete() {
            return None;
        }
        let name = path.text();
        let removed = self.removed(self.env.flat.conditions.removed.get(&name));
        let near = near(&name, self.env.flat.conditions.keys());
        let hint = self.other_kind(&name);
        self.tell(UnknownCondition { name: &name, near, removed, hint, at: path.at.0 })
    }

    fn call(&mut self, name: &ast::Name, position: usize, argument: Option<Slot>) -> Option<CondKind> {
        let entry = self.env.flat.conditions.entries.get(position)?;
        self.check_use(name, "condition", Some(entry.module));
        let condition = ConditionId(u32::try_from(position).unwrap_or(u32::MAX));
        let Some(over) = &entry.item.over else {
            if argument.is_some() {
                return self.tell(MeetsMismatch { name: &name.text, wanted: None, is: "", at: name.at.0 });
            }
            return Some(CondKind::Call { condition, argument: None });
        };
        let Some(slot) = argument else {
            let item = &over.item.text;
            return self.tell(ConditionNeedsItem { name: &name.text, item, at: name.at.0 });
        };
        let parameter = self.env.parameters.get(position)?.as_ref()?;
        let var = self.vars.get(slot.0 as usize)?;
        if var.list != parameter.list && var.ty != parameter.ty {
            let (wanted, is) = (parameter.list.clone(), var.list.clone());
            return self.tell(MeetsMismatch { name: &name.text, wanted: Some(&wanted), is: &is, at: name.at.0 });
        }
        Some(CondKind::Call { condition, argument: Some(slot) })
    }

    pub(crate) fn lower_meets(&mut self, subject: &ast::Expr, name: &ast::Name) -> Option<CondKind> {
        let item = match &subject.kind {
            ast::ExprKind::Path(path) => path.single().and_then(|name| self.var(&name.text)).map(|(slot, _)| slot),
            _ => None,
        };
        let Some(slot) = item else {
            let _ = self.lower_expr(subject, None)?;
            return self.tell(MeetsMismatch {
                name: &name.text,
                wanted: Some("an item"),
                is: "a value",
                at: subject.at.0,
            });
        };
        match self.env.flat.conditions.position(&name.text) {
            Some(position) => self.call(name, position, Some(slot)),
            None if self.incomplete() || self.env.flat.conditions.broken.contains(&name.text) => None,
            None => {
                let table = &self.env.flat.conditions;
                let removed = self.removed(table.removed.get(&name.text));
                let (near, hint) = (near(&name.text, table.keys()), self.other_kind(&name.text));
                self.tell(UnknownCondition { name: &name.text, near, removed, hint, at: name.at.0 })
            }
        }
    }

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

    /// A subject that has to be a fact or a field.
    pub(crate) fn subject_path(&mut self, subject: &ast::Expr, verb: &'static str) -> Option<(Path, Type)> {
        let value = self.lower_expr(subject, None)?;
        let ty = value.ty;
        match value.expr.kind {
            ExprKind::Path(path) => Some((path, ty)),
            _ => {
                let is = describe(&ty);
                self.tell(NoOrder { is: &is, word: verb, at: subject.at.0 })
            }
        }
    }

    /// Where an item that is not there was removed, if it was.
    pub(crate) fn removed(&self, removed: Option<&crate::flatten::Removed>) -> Option<(Span, String)> {
        removed.map(|removed| (removed.at, self.env.modules.name(removed.by).to_owned()))
    }

    /// A library may name only what it uses.
    pub(crate) fn check_use(&mut self, name: &ast::Name, kind: &'static str, target: Option<usize>) {
        if let Some(target) = target
            && !self.env.sees(name.at.0, target)
        {
            let module = self.env.modules.name(target);
            self.faults.push(crate::diagnostics::NotUsedHere { kind, name: &name.text, module, at: name.at.0 });
        }
    }
}

/// A subject as messages name it.
pub(crate) fn path_text(expr: &ast::Expr) -> String {
    match &expr.kind {
        ast::ExprKind::Path(path) => path.text(),
        _ => "this value".to_owned(),
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
