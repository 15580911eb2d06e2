//! Sets, values and conditions of a policy.

use super::expr::Typed;
use super::rule::find;
use super::{Lower, Var};
use crate::diagnostics::{BadMember, DefinitionCycle, NoForm};
use crate::env::{Env, Parameter};
use crate::fault::Faults;
use crate::flatten::Entry;
use policyc_diag::At;
use policyc_ir::{Cond, CondKind, Condition, SetItem, Type, ValueItem};
use policyc_syntax::ast::{self, ClauseHead, ClauseKind};

impl Lower<'_, '_, '_> {
    pub(crate) fn lower_set(&mut self, entry: &Entry<'_, ast::Set>) -> SetItem {
        let of = match entry.item.of {
            ast::SetKind::Host => Type::Host,
            ast::SetKind::Text => Type::Text,
            ast::SetKind::Date => Type::Date,
        };
        let mut members = Vec::new();
        for member in &entry.item.members {
            if let Some(why) = bad_member(&of, &member.value) {
                self.faults.push(BadMember { text: &member.value, why, at: member.at.0 });
            }
            let value = if of == Type::Host { member.value.to_lowercase() } else { member.value.clone() };
            if members.contains(&value) {
                let why = "it stands in the set already";
                self.faults.push(BadMember { text: &member.value, why, at: member.at.0 });
            }
            members.push(value);
        }
        SetItem { name: entry.key.clone(), of, members, at: At(entry.at) }
    }

    pub(crate) fn lower_condition(
        &mut self,
        entry: &Entry<'_, ast::Condition>,
        parameter: Option<&Parameter>,
    ) -> Condition {
        let clauses = &entry.item.clauses;
        if let (Some(parameter), Some(over)) = (parameter, &entry.item.over) {
            let var = Var { name: parameter.name.clone(), ty: parameter.ty.clone(), list: parameter.list.clone() };
            self.push_var(var, &over.item);
        }
        let when = find(clauses, ClauseHead::When);
        if when.is_none() && entry.item.broken.is_empty() {
            let (name, amended) = (&entry.item.name, self.amender(entry));
            self.faults.push(NoForm { name: &name.text, at: name.at.0, amended });
        }
        let broken_parameter = entry.item.over.is_some() && parameter.is_none();
        let when = when.filter(|_| !broken_parameter).and_then(|clause| match &clause.kind {
            ClauseKind::When(cond) => self.lower_cond(cond),
            _ => None,
        });
        self.vars.clear();
        Condition {
            name: entry.key.clone(),
            parameter: entry.item.over.as_ref().map(|over| over.item.text.clone()),
            when: when.unwrap_or(Cond { kind: CondKind::And(Vec::new()), at: At(entry.at) }),
            cites: self.lower_cites(clauses),
            doc: entry.doc.clone(),
            at: At(entry.at),
        }
    }
}

fn bad_member(of: &Type, text: &str) -> Option<&'static str> {
    match of {
        Type::Host if !is_host(text) => Some("a host is written without scheme, path, port or blanks"),
        Type::Date if text.parse::<jiff::civil::Date>().is_err() => Some("a day is written 2024-05-20"),
        _ => None,
    }
}

fn is_host(text: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    !text.is_empty() && text.split('.').all(label)
}

/// The parameters of conditions, before any condition is lowered.
pub(crate) fn parameters(env: &Env<'_, '_>, faults: &mut Faults) -> Vec<Option<Parameter>> {
    let mut parameters = Vec::new();
    for entry in &env.flat.conditions.entries {
        let mut lower = Lower::new(env, faults);
        let found = entry.item.over.as_ref().and_then(|over| lower.lower_list(&over.list, &over.item));
        parameters.push(found.map(|(_, var)| Parameter { name: var.name, list: var.list, ty: var.ty }));
    }
    parameters
}

/// Values in the order of what they rest on; `env.value_types` is filled as they come.
pub(crate) fn lower_values(env: &mut Env<'_, '_>, faults: &mut Faults) -> Vec<ValueItem> {
    let flat = env.flat;
    let mut found: Vec<Option<Typed>> = vec![None; flat.values.entries.len()];
    for position in value_order(flat, faults) {
        let Some(entry) = flat.values.entries.get(position) else { continue };
        let typed = Lower::new(env, faults).lower_amount(&entry.item.amount);
        if let Some(slot) = env.value_types.get_mut(position) {
            *slot = typed.as_ref().map(|typed| typed.ty.clone());
        }
        if let Some(slot) = found.get_mut(position) {
            *slot = typed;
        }
    }
    let items = flat.values.entries.iter().zip(found).filter_map(|(entry, typed)| {
        Some(ValueItem {
            name: entry.key.clone(),
            expr: typed?.expr,
            because: entry.item.because.as_ref().map(|because| because.value.clone()),
            at: At(entry.at),
        })
    });
    items.collect()
}

/// Depth first by the names that a value's amount mentions.
fn value_order(flat: &crate::flatten::Flat<'_>, faults: &mut Faults) -> Vec<usize> {
    let mut order = Vec::new();
    let mut state = vec![0u8; flat.values.entries.len()];
    for position in 0..flat.values.entries.len() {
        visit(flat, position, &mut state, &mut order, &mut Vec::new(), faults);
    }
    order
}

fn visit(
    flat: &crate::flatten::Flat<'_>,
    position: usize,
    state: &mut [u8],
    order: &mut Vec<usize>,
    path: &mut Vec<String>,
    faults: &mut Faults,
) {
    let Some(entry) = flat.values.entries.get(position) else { return };
    match state.get_mut(position) {
        Some(mark @ 0) => *mark = 1,
        Some(1) => {
            let name = &entry.item.name;
            let circle = path.iter().skip_while(|other| **other != name.text).cloned().chain([name.text.clone()]);
            let path = circle.collect::<Vec<_>>().join(" → ");
            faults.push(DefinitionCycle { kind: "value", name: &name.text, path: &path, at: name.at.0 });
            return;
        }
        _ => return,
    }
    path.push(entry.key.clone());
    for name in names_in(&entry.item.amount) {
        if let Some(next) = flat.values.position(&name) {
            visit(flat, next, state, order, path, faults);
        }
    }
    path.pop();
    if let Some(mark) = state.get_mut(position) {
        *mark = 2;
    }
    order.push(position);
}

/// Single names in an amount (conditions of aggregates speak of facts and items).
fn names_in(amount: &ast::Amount) -> Vec<String> {
    let mut names = Vec::new();
    if let ast::Amount::Expr(expr) = amount {
        collect(expr, &mut names);
    }
    names
}

fn collect(expr: &ast::Expr, names: &mut Vec<String>) {
    match &expr.kind {
        ast::ExprKind::Path(path) => names.extend(path.single().map(|name| name.text.clone())),
        ast::ExprKind::Binary(_, left, right) | ast::ExprKind::Shift(left, _, right) => {
            collect(left, names);
            collect(right, names);
        }
        _ => {}
    }
}
