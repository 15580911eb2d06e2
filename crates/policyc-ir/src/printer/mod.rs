//! The IR as text that people who read policies can read: for `policyc dump ir`, for proofs, for goldens.
//!
//! Conditions come out in the policy language itself; everything else is one line a thing, indented. The text is stable:
//! it depends on the program alone.

mod cond;
mod policy;
mod value;

pub use value::{print_date, print_duration, print_instant, print_literal, print_type};

use crate::{Cond, Expr, Path, Policy, Program, Rule, Template};

/// All of a program.
#[must_use]
pub fn print_program(program: &Program) -> String {
    let mut out = String::new();
    for policy in &program.partials {
        policy::print("partial policy", policy, &mut out);
    }
    for policy in &program.policies {
        policy::print("policy", policy, &mut out);
    }
    out
}

/// One policy.
#[must_use]
pub fn print_policy(policy: &Policy) -> String {
    let mut out = String::new();
    policy::print("policy", policy, &mut out);
    out
}

/// Where a condition or value stands: what its ids and slots mean.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    policy: &'a Policy,
    rule: Option<&'a Rule>,
    /// Names of the items in scope, by slot.
    items: Vec<String>,
}

impl<'a> Scope<'a> {
    /// The scope of a policy's header and judgements: no items.
    #[must_use]
    pub fn policy(policy: &'a Policy) -> Self {
        Self { policy, rule: None, items: Vec::new() }
    }

    /// The scope of a named condition, with its parameter.
    #[must_use]
    pub fn condition(policy: &'a Policy, condition: &crate::Condition) -> Self {
        Self { policy, rule: None, items: condition.parameter.iter().cloned().collect() }
    }

    /// The scope of a rule, with the item of its loop.
    #[must_use]
    pub fn rule(policy: &'a Policy, rule: &'a Rule) -> Self {
        Self { policy, rule: Some(rule), items: rule.for_each.iter().map(|each| each.name.clone()).collect() }
    }

    /// The scope with other names for its items, by slot.
    #[must_use]
    pub fn with_items(self, items: Vec<String>) -> Self {
        Self { items, ..self }
    }

    /// A condition in the policy language.
    #[must_use]
    pub fn cond(&self, cond: &Cond) -> String {
        self.clone().print_cond(cond)
    }

    /// A value in the policy language.
    #[must_use]
    pub fn expr(&self, expr: &Expr) -> String {
        self.clone().print_expr(expr)
    }

    /// A `fix` clause in the policy language.
    #[must_use]
    pub fn fix(&self, fix: &crate::Fix) -> String {
        policy::print_fix(fix, self)
    }

    /// A path.
    #[must_use]
    pub fn path(&self, path: &Path) -> String {
        self.print_path(path)
    }

    /// The text of a report, values in braces.
    #[must_use]
    pub fn template(&self, template: &Template) -> String {
        template.0.iter().map(|piece| self.print_piece(piece)).collect()
    }
}
