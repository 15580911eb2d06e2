//! What an expression is evaluated in: the items bound so far, the rule whose values it may name, and how deep it is.

use crate::{Datum, List, State, Unknown};
use policyc_ir::{Rule, Slot};
use std::{collections::BTreeMap, rc::Rc};

/// An item of a list, bound to a slot.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// The item; of the one that stands for all that may follow in an open list: unknown, with the list's atoms.
    pub(crate) datum: Datum,
    /// The list it is in, and its place there.
    pub(crate) list: Rc<List>,
    pub(crate) index: usize,
    /// The list's path in the schema, `message.links[]`; what assumptions about its fields are filed under.
    pub(crate) schema: Rc<str>,
}

/// The items bound so far, innermost first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frame(Option<Rc<Link>>);

#[derive(Debug)]
struct Link {
    slot: Slot,
    item: Item,
    outer: Frame,
}

impl Frame {
    /// This frame with one more item.
    pub(crate) fn with(&self, slot: Slot, item: Item) -> Self {
        Self(Some(Rc::new(Link { slot, item, outer: self.clone() })))
    }

    /// The item of a slot.
    pub(crate) fn get(&self, slot: Slot) -> Option<&Item> {
        let mut at = self.0.as_deref();
        while let Some(link) = at {
            if link.slot == slot {
                return Some(&link.item);
            }
            at = link.outer.0.as_deref();
        }
        None
    }

    /// A frame with the item of `from` alone, in slot 0: what a condition sees of the one that asks it.
    pub(crate) fn only(&self, from: Slot) -> Self {
        self.get(from).map_or_else(Self::default, |item| Self::default().with(Slot(0), item.clone()))
    }
}

/// Answers that stand in for unknown facts while it is tried what they would decide, by path.
pub(crate) type Overlay = BTreeMap<String, State>;

/// The rest of the surroundings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cx<'a> {
    /// The rule at hand, for its `value` clauses.
    pub(crate) rule: Option<&'a Rule>,
    /// Whether assumptions fill in unknown facts; not while one is being decided.
    pub(crate) assume: bool,
    /// Answers on trial.
    pub(crate) overlay: Option<&'a Overlay>,
    /// How deep the evaluation is.
    pub(crate) depth: u16,
}

/// Beyond this depth (the compiler's nesting limit times the length of a chain of named conditions) nothing is known.
const DEEPEST: u16 = 400;

impl<'a> Cx<'a> {
    /// At the top of a rule, or of the policy.
    pub(crate) fn new(rule: Option<&'a Rule>) -> Self {
        Self { rule, assume: true, overlay: None, depth: 0 }
    }

    /// One level down; none at the limit.
    pub(crate) fn deeper(self) -> Option<Self> {
        (self.depth < DEEPEST).then_some(Self { depth: self.depth + 1, ..self })
    }

    /// The same outside any rule.
    pub(crate) fn without_rule(self) -> Self {
        Self { rule: None, ..self }
    }

    /// Whether what is found here is what anyone else would find: it may be kept.
    pub(crate) fn is_plain(self) -> bool {
        self.assume && self.overlay.is_none()
    }
}

/// The item that stands for all that may follow in an open list.
pub(crate) fn ghost(list: &Rc<List>, unknown: Unknown, schema: &Rc<str>) -> Item {
    let mut datum = Datum::none(format!("{}[…]", list.path));
    datum.state = State::Unknown(unknown);
    Item { datum, list: Rc::clone(list), index: usize::MAX, schema: Rc::clone(schema) }
}
