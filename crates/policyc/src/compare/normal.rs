//! Conditions by their meaning: named conditions and values written out, denials pushed inwards, the order of `and` and
//! `or` forgotten, items numbered. Two conditions with one normal form mean the same; the reverse does not always hold.

use policyc_ir::{
    Cond, CondKind, Expr, ExprKind, Order, Policy, Quantity, Rule,
    printer::Scope,
    visit::{Node, walk_cond, walk_expr},
};
use std::collections::BTreeSet;

/// A condition in normal form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Normal {
    All(BTreeSet<Normal>),
    Any(BTreeSet<Normal>),
    Test(String),
}

impl Normal {
    fn text(&self) -> String {
        let list = |parts: &BTreeSet<Self>, with: &str| {
            let parts: Vec<String> = parts.iter().map(Self::text).collect();
            format!("({})", parts.join(with))
        };
        match self {
            Self::All(parts) => list(parts, " and "),
            Self::Any(parts) => list(parts, " or "),
            Self::Test(text) => text.clone(),
        }
    }
}

/// Where a condition stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// Its policy.
    pub(super) policy: &'a Policy,
    /// Its rule, whose own values it may use.
    pub(super) rule: Option<&'a Rule>,
}

impl Place<'_> {
    /// The normal form of a condition below `items` items.
    pub(super) fn cond(self, cond: &Cond, items: usize) -> String {
        let names: Vec<String> = (0..items).map(|item| format!("#{item}")).collect();
        self.normal(cond, &names, items, true).text()
    }

    /// A value with the values behind its names.
    pub(super) fn expr(self, expr: &Expr, items: usize) -> String {
        let names = (0..items).map(|item| format!("#{item}")).collect();
        let mut named = BTreeSet::new();
        walk_expr(expr, &mut |node| self.named(node, items, &mut named));
        format!("{}{}", self.scope(names).expr(expr), braces(&named))
    }

    fn scope(&self, items: Vec<String>) -> Scope<'_> {
        let scope = match self.rule {
            Some(rule) => Scope::rule(self.policy, rule),
            None => Scope::policy(self.policy),
        };
        scope.with_items(items)
    }

    fn normal(self, cond: &Cond, items: &[String], depth: usize, yes: bool) -> Normal {
        match &cond.kind {
            CondKind::And(parts) => self.joined(parts, items, depth, yes, yes),
            CondKind::Or(parts) => self.joined(parts, items, depth, yes, !yes),
            CondKind::Not(inner) => self.normal(inner, items, depth, !yes),
            CondKind::Call { condition, argument } => {
                let Some(named) = self.policy.condition(*condition) else { return Normal::Test("?".to_owned()) };
                let argument = argument.and_then(|slot| items.get(usize::from(slot.0)).cloned());
                let inner: Vec<String> = argument.into_iter().collect();
                Place { rule: None, ..self }.normal(&named.when, &inner, depth, yes)
            }
            CondKind::Count { quantity, list, filter, .. } => {
                let quantity = match quantity {
                    Quantity::Some => "a".to_owned(),
                    other => format!("{other:?}"),
                };
                let filter = filter.as_deref().map(|filter| self.inside(filter, items, depth, true));
                Normal::Test(self.quantified(&quantity, list, filter, items, yes))
            }
            // Every one does: there is none that does not.
            CondKind::Every { list, test, .. } => {
                let test = self.inside(test, items, depth, false);
                Normal::Test(self.quantified("a", list, Some(test), items, !yes))
            }
            _ => self.test(cond, items, yes),
        }
    }

    fn joined(self, parts: &[Cond], items: &[String], depth: usize, yes: bool, all: bool) -> Normal {
        let mut set = BTreeSet::new();
        for part in parts {
            match (self.normal(part, items, depth, yes), all) {
                (Normal::All(inner), true) | (Normal::Any(inner), false) => set.extend(inner),
                (other, _) => {
                    set.insert(other);
                }
            }
        }
        match (set.len(), set.first().cloned()) {
            (1, Some(only)) => only,
            _ if all => Normal::All(set),
            _ => Normal::Any(set),
        }
    }

    fn inside(self, cond: &Cond, items: &[String], depth: usize, yes: bool) -> String {
        let mut inner = items.to_vec();
        inner.push(format!("#{depth}"));
        self.normal(cond, &inner, depth + 1, yes).text()
    }

    fn quantified(
        self,
        quantity: &str,
        list: &policyc_ir::Path,
        filter: Option<String>,
        items: &[String],
        yes: bool,
    ) -> String {
        let filter = filter.map(|filter| format!(" where {filter}")).unwrap_or_default();
        let not = if yes { "" } else { "not " };
        format!("{not}{quantity} in {}{filter}", self.scope(items.to_vec()).path(list))
    }

    fn test(self, cond: &Cond, items: &[String], yes: bool) -> Normal {
        let mut named = BTreeSet::new();
        walk_cond(cond, &mut |node| self.named(node, items.len(), &mut named));
        let scope = self.scope(items.to_vec());
        let (cond, not) = match (&cond.kind, yes) {
            (_, true) => (cond.clone(), ""),
            (CondKind::Order(order, left, right), false) => {
                let kind = CondKind::Order(opposite(*order), left.clone(), right.clone());
                (Cond { kind, at: cond.at }, "")
            }
            (CondKind::Distance { order, left, distance, after, right }, false) => {
                let (left, distance, right) = (left.clone(), distance.clone(), right.clone());
                let kind = CondKind::Distance { order: opposite(*order), left, distance, after: *after, right };
                (Cond { kind, at: cond.at }, "")
            }
            (_, false) => (cond.clone(), "not "),
        };
        Normal::Test(format!("{not}{}{}", scope.cond(&cond), braces(&named)))
    }

    /// The values behind names, which a change of theirs changes too.
    fn named(self, node: Node<'_>, items: usize, found: &mut BTreeSet<String>) {
        let Node::Expr(expr) = node else { return };
        let (name, value) = match &expr.kind {
            ExprKind::Value(id) => match self.policy.value(*id) {
                Some(value) => (&value.name, Place { rule: None, ..self }.expr(&value.expr, 0)),
                None => return,
            },
            ExprKind::Local(id) => match self.rule.and_then(|rule| rule.values.get(id.index())) {
                Some(value) => (&value.name, self.expr(&value.expr, items.min(1))),
                None => return,
            },
            _ => return,
        };
        found.insert(format!("{name} = {value}"));
    }
}

fn braces(named: &BTreeSet<String>) -> String {
    if named.is_empty() {
        return String::new();
    }
    format!(" {{{}}}", named.iter().cloned().collect::<Vec<_>>().join(", "))
}

fn opposite(order: Order) -> Order {
    match order {
        Order::Less => Order::AtLeast,
        Order::AtLeast => Order::Less,
        Order::More => Order::AtMost,
        Order::AtMost => Order::More,
    }
}
