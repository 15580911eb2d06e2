//! Guards: order, arithmetic and texts of facts that may be none want a word on what follows then.

use super::given::{self, Key};
use crate::diagnostics::NoneNotHandled;
use crate::fault::Faults;
use crate::lower::Lowered;
use policyc_ir::{
    Cond, CondKind, Expr, ExprKind, FieldOrigin, Form, Part, Path, Policy, RecordType, Root, Rule, Slot, Type,
};
use std::collections::{BTreeMap, BTreeSet};

/// Zones of the message: one that is not there says nothing, so verbs of texts need no guard.
const ZONES: [&str; 8] = ["subject", "signature", "quoted", "hidden", "preheader", "alt", "painted", "attached"];

pub(crate) fn check_guards(lowered: &Lowered, faults: &mut Faults) {
    let policy = &lowered.policy;
    let mut guards = Guards { policy, faults, given: BTreeSet::new(), items: BTreeMap::new() };
    if let Some(applies) = &policy.applies {
        guards.cond(applies);
    }
    for (condition, parameter) in policy.conditions.iter().zip(&lowered.parameters) {
        if let Some(parameter) = parameter {
            guards.items.insert(Slot(0), parameter.ty.clone());
        }
        guards.cond(&condition.when);
        guards.items.clear();
    }
    for decide in policy.judgements.iter().flat_map(|judgement| &judgement.decides) {
        guards.cond(&decide.when);
    }
    for value in &policy.values {
        guards.expr(&value.expr);
    }
    guards.assumptions(&policy.schema.root);
    let base = policy.applies.as_ref().map(|applies| given::if_true(policy, applies)).unwrap_or_default();
    for rule in &policy.rules {
        guards.given.clone_from(&base);
        guards.items.clear();
        guards.rule(rule);
    }
}

struct Guards<'a> {
    policy: &'a Policy,
    faults: &'a mut Faults,
    given: BTreeSet<Key>,
    /// Types of the items in scope.
    items: BTreeMap<Slot, Type>,
}

impl Guards<'_> {
    /// Conditions of `taken as`; those of attributes speak of an item, whose record is the one at hand.
    fn assumptions(&mut self, record: &RecordType) {
        for field in &record.fields {
            if let Some(assumed) = &field.assumed {
                if field.origin == FieldOrigin::Attribute {
                    self.items.insert(Slot(0), Type::Record(record.clone()));
                }
                self.cond(&assumed.when);
                self.items.clear();
            }
            let mut ty = &field.ty;
            while let Type::List(of) | Type::Set(of) = ty {
                ty = of;
            }
            if let Type::Record(inner) = ty {
                self.assumptions(inner);
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        if let Some(applies) = &rule.applies {
            self.cond(applies);
            self.assume(given::if_true(self.policy, applies));
        }
        if let Some(each) = &rule.for_each {
            self.bind(Slot(0), &each.list);
            if let Some(filter) = &each.filter {
                self.cond(filter);
                self.assume(given::if_true(self.policy, filter));
            }
        }
        for value in &rule.values {
            self.expr(&value.expr);
        }
        match &rule.form {
            Form::Forbid(cond) | Form::Require(cond) => self.cond(cond),
            Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => self.parts(parts),
        }
        self.parts(&rule.exceptions);
        rule.fixes.iter().flat_map(|fix| &fix.when).for_each(|when| self.cond(when));
        if let Some(due) = &rule.due {
            self.expr(due);
            if let ExprKind::Path(path) = &due.kind {
                self.need(path, "nothing falls due by");
            }
        }
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.cond(&part.when);
        }
    }

    fn assume(&mut self, keys: BTreeSet<Key>) {
        self.given.extend(keys);
    }

    /// Notes what an item of the list is.
    fn bind(&mut self, slot: Slot, list: &Path) {
        let of = match self.type_of(list) {
            Some(Type::List(of) | Type::Set(of)) => (**of).clone(),
            _ => return,
        };
        self.given.retain(|(known, _)| *known != Some(slot));
        self.items.insert(slot, of);
    }

    /// Checks what stands below with more known, then forgets it.
    fn with(&mut self, keys: BTreeSet<Key>, below: impl FnOnce(&mut Self)) {
        let before = self.given.clone();
        self.given.extend(keys);
        below(self);
        self.given = before;
    }

    fn cond(&mut self, cond: &Cond) {
        match &cond.kind {
            CondKind::And(parts) => self.chain(parts, given::if_true),
            CondKind::Or(parts) => self.chain(parts, given::if_false),
            CondKind::Not(inner) => self.cond(inner),
            CondKind::Count { slot, list, filter, .. } => self.within(*slot, list, filter.as_deref()),
            CondKind::Every { slot, list, test, .. } => self.within(*slot, list, Some(test)),
            other => self.test(other),
        }
    }

    /// Each part is checked with what the parts to its left leave open.
    fn chain(&mut self, parts: &[Cond], left: fn(&Policy, &Cond) -> BTreeSet<Key>) {
        let before = self.given.clone();
        for part in parts {
            self.cond(part);
            let more = left(self.policy, part);
            self.given.extend(more);
        }
        self.given = before;
    }

    fn within(&mut self, slot: Slot, list: &Path, cond: Option<&Cond>) {
        self.with(BTreeSet::new(), |guards| {
            guards.bind(slot, list);
            if let Some(cond) = cond {
                guards.cond(cond);
            }
        });
    }

    fn test(&mut self, kind: &CondKind) {
        match kind {
            CondKind::Is(left, right) | CondKind::SameLanguage(left, right) => {
                self.expr(left);
                self.expr(right);
            }
            CondKind::Order(_, left, right) => self.operands(&[left, right], "the order compares"),
            CondKind::Within { left, distance, right } | CondKind::Distance { left, distance, right, .. } => {
                self.operands(&[left, distance, right], "the distance is measured from");
            }
            CondKind::Says { text, .. }
            | CondKind::SaysOnly { text, .. }
            | CondKind::States { text, .. }
            | CondKind::Names { text, .. }
            | CondKind::Contains { text, .. }
            | CondKind::Matches { text, .. } => self.text(text),
            CondKind::OneOf(left, members) => {
                self.expr(left);
                members.iter().for_each(|member| self.expr(member));
            }
            CondKind::InSet(left, _) | CondKind::Under(left, _) | CondKind::Imitates(left, _) => self.expr(left),
            CondKind::Has(_, member) => self.expr(member),
            _ => {}
        }
    }

    fn text(&mut self, text: &Path) {
        let zone = text.root == Root::Fact
            && matches!(text.fields.as_slice(), [message, zone] if message == "message" && ZONES.contains(&zone.as_str()));
        if !zone {
            self.need(text, "the text is read of");
        }
    }

    fn operands(&mut self, operands: &[&Expr], verb: &'static str) {
        for operand in operands {
            if let ExprKind::Path(path) = &operand.kind {
                self.need(path, verb);
            } else {
                self.expr(operand);
            }
        }
    }

    /// Operands of arithmetic inside a value.
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Arithmetic(_, left, right) => self.operands(&[left, right], "arithmetic reckons with"),
            ExprKind::Shift { by, from, .. } => self.operands(&[by, from], "the time is counted from"),
            ExprKind::Amount { slot, list, filter, .. } => self.within(*slot, list, filter.as_deref()),
            ExprKind::Literal(_) | ExprKind::Path(_) | ExprKind::Value(_) | ExprKind::Local(_) => {}
        }
    }

    /// Tells of a path that may be none here.
    fn need(&mut self, path: &Path, verb: &'static str) {
        if !path.or_none {
            return;
        }
        let Some(missing) = self.first_open(path) else { return };
        let (path_text, missing) = (self.text_of(path, path.fields.len()), self.text_of(path, missing));
        self.faults.push(NoneNotHandled { path: &path_text, missing: &missing, verb, at: path.at.0 });
    }

    /// How many fields lead to the innermost record or field that may be none and is not guarded.
    fn first_open(&self, path: &Path) -> Option<usize> {
        let (slot, fields) = given::key(path);
        let mut open = None;
        for length in 1..=fields.len() {
            let above: Vec<String> = fields.iter().take(length).cloned().collect();
            let none = self.field(path, length).is_some_and(|or_none| or_none);
            if none && !self.given.contains(&(slot, above)) {
                open = Some(length);
            }
        }
        open
    }

    /// Whether the field that so many names lead to is declared `or none`.
    fn field(&self, path: &Path, length: usize) -> Option<bool> {
        let mut record = self.start(path)?;
        let mut or_none = false;
        for name in path.fields.iter().take(length) {
            let field = record.field(name)?;
            or_none = field.or_none;
            if let Type::Record(inner) = &field.ty {
                record = inner;
            }
        }
        Some(or_none)
    }

    fn start(&self, path: &Path) -> Option<&RecordType> {
        match path.root {
            Root::Fact => Some(&self.policy.schema.root),
            Root::Item(slot) => match self.items.get(&slot)? {
                Type::Record(record) => Some(record),
                _ => None,
            },
        }
    }

    fn type_of(&self, path: &Path) -> Option<&Type> {
        let mut record = self.start(path)?;
        let mut found = None;
        for name in &path.fields {
            let field = record.field(name)?;
            found = Some(&field.ty);
            if let Type::Record(inner) = &field.ty {
                record = inner;
            }
        }
        found
    }

    fn text_of(&self, path: &Path, length: usize) -> String {
        let item = match path.root {
            Root::Fact => None,
            Root::Item(_) => Some("…".to_owned()),
        };
        item.into_iter().chain(path.fields.iter().take(length).cloned()).collect::<Vec<_>>().join(".")
    }
}
