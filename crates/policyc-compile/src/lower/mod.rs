//! From the tree of a flattened policy to the IR: names to ids, expressions to typed ones.
//!
//! Every `lower_*` returns `None` where something is wrong and has been told; nothing is said twice about one fault.

mod assign;
mod assumption;
mod cites;
mod cond;
mod example;
mod expr;
mod fix;
mod header;
mod is;
mod judgement;
mod lexicon;
mod literal;
mod paths;
mod phrase;
mod policy;
mod rule;
mod tables;
mod template;
mod text;

pub(crate) use policy::{Lowered, lower_policy};

use crate::env::Env;
use crate::fault::{Fault, Faults};
use policyc_diag::Span;
use policyc_ir::{LocalId, Slot, Type};

/// A name bound by `for each`, a quantifier or a condition's parameter. Its slot is its place in the frame.
#[derive(Debug, Clone)]
pub(crate) struct Var {
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// Path of the list, as a key: `message.links`, `order.shipments.items`.
    pub(crate) list: String,
}

/// A `value` clause of the rule at hand.
#[derive(Debug, Clone)]
pub(crate) struct Local {
    pub(crate) name: String,
    pub(crate) ty: Option<Type>,
    pub(crate) id: LocalId,
    pub(crate) amount: policyc_syntax::ast::Amount,
}

/// Lowers one item of a policy.
pub(crate) struct Lower<'a, 'e, 'm> {
    pub(crate) env: &'a Env<'e, 'm>,
    pub(crate) faults: &'a mut Faults,
    pub(crate) vars: Vec<Var>,
    pub(crate) locals: Vec<Local>,
    /// In the condition of `taken as`, where `is given` asks whether a fact is known.
    pub(crate) assuming: bool,
    /// The rule at hand, by the place of its name.
    pub(crate) rule: Option<Span>,
    /// A clause of the rule that would have declared a name could not be read.
    pub(crate) names_lost: bool,
}

impl<'a, 'e, 'm> Lower<'a, 'e, 'm> {
    pub(crate) fn new(env: &'a Env<'e, 'm>, faults: &'a mut Faults) -> Self {
        Self { env, faults, vars: Vec::new(), locals: Vec::new(), assuming: false, rule: None, names_lost: false }
    }

    /// Tells a fault; `None`, so that callers can leave with it.
    pub(crate) fn tell<T>(&mut self, fault: impl Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }

    /// Whether names may be missing through no fault of who uses them.
    pub(crate) fn incomplete(&self) -> bool {
        self.env.flat.incomplete
    }

    pub(crate) fn var(&self, name: &str) -> Option<(Slot, &Var)> {
        let position = self.vars.iter().rposition(|var| var.name == name)?;
        Some((Slot(u16::try_from(position).unwrap_or(u16::MAX)), self.vars.get(position)?))
    }

    /// The slot that the next variable gets.
    pub(crate) fn next_slot(&self) -> Slot {
        Slot(u16::try_from(self.vars.len()).unwrap_or(u16::MAX))
    }
}
