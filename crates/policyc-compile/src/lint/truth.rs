//! Conditions that are always true, always false, or decided by an earlier one; exceptions that can never matter.

use super::logic::{Rows, Table, both, never, not};
use crate::diagnostics::{ConstantCondition, IdleException};
use crate::fault::Faults;
use policyc_ir::{Cond, CondKind, Form, Policy, Rule};

pub(super) fn lint_truth(policy: &Policy, faults: &mut Faults) {
    for condition in &policy.conditions {
        Judge { policy, faults: &mut *faults }.alone(&condition.when);
    }
    for judgement in &policy.judgements {
        for decide in &judgement.decides {
            Judge { policy, faults: &mut *faults }.alone(&decide.when);
        }
    }
    for rule in &policy.rules {
        Judge { policy, faults: &mut *faults }.rule(rule);
    }
}

struct Judge<'a> {
    policy: &'a Policy,
    faults: &'a mut Faults,
}

impl Judge<'_> {
    /// A condition under nothing.
    fn alone(&mut self, cond: &Cond) {
        if let Some(table) = Table::of(self.policy, &[cond]) {
            self.below(&table, cond, &table.everything(), false);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let filter = rule.for_each.as_ref().and_then(|each| each.filter.as_ref());
        let mut conds: Vec<&Cond> = rule.applies.iter().chain(filter).collect();
        let guard = conds.len();
        let breach: &[&Cond] = match &rule.form {
            Form::Forbid(cond) | Form::Require(cond) => &[cond],
            _ => &[],
        };
        conds.extend(breach);
        if let Some(table) = Table::of(self.policy, &conds) {
            let mut given = table.everything();
            for (position, cond) in conds.iter().enumerate() {
                self.below(&table, cond, &given, position >= guard || position > 0);
                given = both(&given, &table.holds(self.policy, cond));
            }
        }
        let parts = match &rule.form {
            Form::Forbid(_) | Form::Require(_) => &[][..],
            Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => parts,
        };
        let guards: Vec<&Cond> = conds.iter().take(guard).copied().collect();
        for part in parts {
            self.under(&guards, &part.when);
        }
        self.exceptions(rule, &guards);
    }

    /// A part, under what the rule's guards leave open.
    fn under(&mut self, guards: &[&Cond], cond: &Cond) {
        let all: Vec<&Cond> = guards.iter().copied().chain([cond]).collect();
        if let Some(table) = Table::of(self.policy, &all) {
            let given = self.given(&table, guards);
            self.below(&table, cond, &given, true);
        }
    }

    fn given(&self, table: &Table, conds: &[&Cond]) -> Rows {
        let rows = conds.iter().map(|cond| table.holds(self.policy, cond));
        rows.fold(table.everything(), |all, rows| both(&all, &rows))
    }

    fn exceptions(&mut self, rule: &Rule, guards: &[&Cond]) {
        for exception in &rule.exceptions {
            let breach = match &rule.form {
                Form::Forbid(cond) | Form::Require(cond) => Some(cond),
                _ => None,
            };
            let all: Vec<&Cond> = guards.iter().copied().chain(breach).chain([&exception.when]).collect();
            let Some(table) = Table::of(self.policy, &all) else { continue };
            let mut given = self.given(&table, guards);
            if let Some(breach) = breach {
                let holds = table.holds(self.policy, breach);
                let fires = if matches!(rule.form, Form::Require(_)) { not(&holds) } else { holds };
                given = both(&given, &fires);
            }
            let matters = both(&given, &table.holds(self.policy, &exception.when));
            if never(&matters) && !never(&given) {
                self.faults.push(IdleException { name: &exception.name, rule: &rule.name, at: exception.at.0 });
            }
        }
    }

    /// Looks at a condition and what is below it, where `given` holds; tells the outermost that is decided.
    fn below(&mut self, table: &Table, cond: &Cond, given: &Rows, earlier: bool) {
        if never(given) {
            return;
        }
        let holds = table.holds(self.policy, cond);
        let value = if never(&both(given, &holds)) {
            Some(false)
        } else if never(&both(given, &not(&holds))) {
            Some(true)
        } else {
            None
        };
        // `is given` of what is never none, and empty chains, are told where they stand.
        let plain = matches!(&cond.kind, CondKind::And(parts) | CondKind::Or(parts) if parts.is_empty());
        if let (Some(value), false) = (value, plain) {
            let by_itself = never(&if value { not(&holds) } else { holds });
            let earlier = earlier && !by_itself;
            self.faults.push(ConstantCondition { value, earlier, at: cond.at.0 });
            return;
        }
        match &cond.kind {
            CondKind::And(parts) | CondKind::Or(parts) => {
                let and = matches!(cond.kind, CondKind::And(_));
                let mut given = given.clone();
                for (position, part) in parts.iter().enumerate() {
                    self.below(table, part, &given, earlier || position > 0);
                    let holds = table.holds(self.policy, part);
                    given = both(&given, &if and { holds } else { not(&holds) });
                }
            }
            CondKind::Not(inner) => self.below(table, inner, given, earlier),
            CondKind::Count { filter: Some(inner), .. } | CondKind::Every { test: inner, .. } => self.alone(inner),
            _ => {}
        }
    }
}
