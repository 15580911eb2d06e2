//! Sets, values and conditions of a policy.

use super::expr::Typed;
use super::rule::find;
use super::{Lower, Var};
use crate::diagnostics::{BadMember, DeepDefinition, DefinitionCycle, NoForm};
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

/// How deep values may name each other.
const DEEPEST: usize = 64;

/// Values, those that others rest on first.
fn value_order(flat: &crate::flatten::Flat<'_>, faults: &mut Faults) -> Vec<usize> {
    let marks = vec![Mark::New; flat.values.entries.len()];
    let mut ordering = Ordering { flat, faults, marks, order: Vec::new(), path: Vec::new(), told: false };
    for position in 0..flat.values.entries.len() {
        ordering.visit(position);
    }
    ordering.order
}

/// What is known of a value while they are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    /// How many lie below it, one under the other.
    Done(usize),
}

struct Ordering<'a, 'm> {
    flat: &'a crate::flatten::Flat<'m>,
    faults: &'a mut Faults,
    marks: Vec<Mark>,
    order: Vec<usize>,
    path: Vec<String>,
    /// A value that lies too deep has been told; those above it are so for the same reason.
    told: bool,
}

impl Ordering<'_, '_> {
    /// Puts a value behind all that it names; gives its depth.
    fn visit(&mut self, position: usize) -> usize {
        let Some(entry) = self.flat.values.entries.get(position) else { return 0 };
        let name = &entry.item.name;
        match self.marks.get(position) {
            Some(Mark::Done(depth)) => return *depth,
            Some(Mark::Open) => {
                let circle = self.path.iter().skip_while(|other| **other != name.text).cloned();
                let path = circle.chain([name.text.clone()]).collect::<Vec<_>>().join(" → ");
                self.faults.push(DefinitionCycle { kind: "value", name: &name.text, path: &path, at: name.at.0 });
                return 0;
            }
            _ => {}
        }
        self.mark(position, Mark::Open);
        self.path.push(entry.key.clone());
        let mut depth = 0;
        for name in names_in(&entry.item.amount) {
            // Beyond the limit nobody has to know how much deeper it goes.
            if let Some(next) = self.flat.values.position(&name)
                && self.path.len() <= DEEPEST + 1
            {
                depth = depth.max(self.visit(next) + 1);
            }
        }
        self.path.pop();
        if depth > DEEPEST && !self.told {
            self.told = true;
            self.faults.push(DeepDefinition { kind: "value", name: &name.text, most: DEEPEST, at: name.at.0 });
        }
        self.mark(position, Mark::Done(depth));
        self.order.push(position);
        depth
    }

    fn mark(&mut self, position: usize, mark: Mark) {
        if let Some(slot) = self.marks.get_mut(position) {
            *slot = mark;
        }
    }
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
