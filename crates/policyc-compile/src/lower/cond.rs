//! Conditions.

use super::{Lower, Var};
use crate::diagnostics::{
    BareFact, ConditionNeedsItem, MeetsMismatch, NoOrder, Shadowed, UnknownCondition, UnknownJudgement,
};
use crate::fault::near;
use crate::words::describe;
use policyc_diag::{At, Span};
use policyc_ir::{Cond, CondKind, ConditionId, ExprKind, JudgementId, Path, Quantity, Slot, Type};
use policyc_syntax::ast;

/// Not this.
pub(crate) fn negate(kind: CondKind, at: At) -> CondKind {
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
