//! Facts: supplied, else assumed, else unknown (semantics 1.1).

use super::value::{Zone, sure};
use crate::{Atoms, Datum, List, Origin, State, Truth, Value, World};
use policyc_ir::{AssumedValue, Field, Path, Policy, RecordType, Root, Slot, Type};
use std::rc::Rc;

/// An item at hand.
#[derive(Clone)]
pub(super) struct Bound {
    pub(super) slot: Slot,
    pub(super) datum: Datum,
    pub(super) list: Rc<List>,
    pub(super) index: usize,
    /// The names from the root to its list.
    pub(super) names: Vec<String>,
}

/// The items at hand, and the rule whose values may be named.
#[derive(Clone, Default)]
pub(super) struct Env {
    pub(super) bound: Vec<Bound>,
    pub(super) rule: Option<usize>,
}

impl Env {
    pub(super) fn get(&self, slot: Slot) -> Option<&Bound> {
        self.bound.iter().rev().find(|bound| bound.slot == slot)
    }

    pub(super) fn with(&self, bound: Bound) -> Self {
        let mut env = self.clone();
        env.bound.push(bound);
        env
    }

    pub(super) fn only(&self, slot: Slot) -> Self {
        let bound = self.get(slot).map(|bound| Bound { slot: Slot(0), ..bound.clone() });
        Self { bound: bound.into_iter().collect(), rule: None }
    }
}

/// A list as it is known.
pub(super) struct Items {
    pub(super) list: Rc<List>,
    pub(super) open: Atoms,
    pub(super) names: Vec<String>,
}

impl Items {
    pub(super) fn bound(&self, slot: Slot, index: usize, datum: &Datum) -> Bound {
        Bound { slot, datum: datum.clone(), list: Rc::clone(&self.list), index, names: self.names.clone() }
    }

    /// All that may follow: unknown, and so is every field of it, for want of the list.
    pub(super) fn ghost(&self, slot: Slot) -> Option<Bound> {
        if self.open.is_empty() {
            return None;
        }
        let state = super::value::lacking(self.open.clone());
        let origin = Origin { path: format!("{}[…]", self.list.path), ..Origin::default() };
        Some(self.bound(slot, usize::MAX, &Datum { state, origin }))
    }
}

/// The evaluator.
pub(super) struct Plain<'a> {
    pub(super) policy: &'a Policy,
    pub(super) world: &'a dyn World,
    pub(super) zone: Zone,
    /// An answer on trial, for one unknown.
    pub(super) trial: Option<(String, State)>,
    pub(super) assume: bool,
}

impl<'a> Plain<'a> {
    pub(super) fn read(&self, path: &Path, env: &Env) -> Datum {
        let mut found = self.untried(path, env);
        let asked = match &found.state {
            State::Unknown(unknown) if unknown.atoms.len() == 1 => unknown.atoms.first().cloned(),
            State::Known(Value::List(list)) if list.items.is_empty() => list.open.clone(),
            _ => None,
        };
        if let (Some(atom), Some((tried, answer))) = (asked, &self.trial)
            && atom.path == *tried
            && found.origin.path == *tried
        {
            found.state = answer.clone();
        }
        found
    }

    fn untried(&self, path: &Path, env: &Env) -> Datum {
        let item = match path.root {
            Root::Fact => None,
            Root::Item(slot) => env.get(slot),
        };
        let supplied = match item {
            Some(item) => below(&item.datum, &path.fields),
            None => self.supplied(&path.fields),
        };
        if !matches!(supplied.state, State::Unknown(_)) {
            return supplied;
        }
        if let Some(datum) = self.assumed(path, item, &supplied) {
            return datum;
        }
        if path.root == Root::Fact && path.fields == ["message", "sent_at"] {
            return self.world.fact(&["case", "as_of"]);
        }
        supplied
    }

    fn supplied(&self, fields: &[String]) -> Datum {
        self.world.fact(&fields.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn assumed(&self, path: &Path, item: Option<&Bound>, supplied: &Datum) -> Option<Datum> {
        if !self.assume {
            return None;
        }
        for count in (1..=path.fields.len()).rev() {
            let (head, rest) = path.fields.split_at(count);
            let names: Vec<String> =
                item.map_or_else(Vec::new, |item| item.names.clone()).into_iter().chain(head.iter().cloned()).collect();
            let Some(taken) = self.field(&names).and_then(|field| field.assumed.as_deref()) else { continue };
            let above = item.map_or_else(|| self.supplied(head), |item| below(&item.datum, head));
            if !matches!(above.state, State::Unknown(_)) {
                return None;
            }
            let strict = Self {
                policy: self.policy,
                world: self.world,
                zone: Zone(self.zone.0.clone()),
                trial: None,
                assume: false,
            };
            let env = Env {
                bound: item.map(|item| Bound { slot: Slot(0), ..item.clone() }).into_iter().collect(),
                rule: None,
            };
            if strict.tree(&taken.when, &env).answer().0 != Truth::True {
                return None;
            }
            let state = match &taken.value {
                AssumedValue::Literal(literal) => super::tree::constant(literal),
                AssumedValue::Fact(path) => strict.read(path, &env).state,
            };
            if matches!(state, State::Unknown(_)) {
                return None;
            }
            let cut = rest.iter().map(|name| name.len() + 1).sum::<usize>();
            let full = &supplied.origin.path;
            let top = full.get(..full.len().saturating_sub(cut)).unwrap_or(full).to_owned();
            return Some(below(&Datum { state, origin: Origin { path: top, ..Origin::default() } }, rest));
        }
        None
    }

    /// The declaration of a field, lists walked through.
    fn field(&self, names: &[String]) -> Option<&'a Field> {
        let (last, lists) = names.split_last()?;
        let attributes = self.policy.schema.attributes.iter().filter(|attributes| attributes.list == lists);
        let of_attributes =
            attributes.filter_map(|attributes| attributes.fields.field(last)).find(|field| field.assumed.is_some());
        of_attributes.or_else(|| {
            let mut record: &RecordType = &self.policy.schema.root;
            for name in lists {
                record = match &record.field(name)?.ty {
                    Type::Record(inner) => inner,
                    Type::List(inner) => match inner.as_ref() {
                        Type::Record(inner) => inner,
                        _ => return None,
                    },
                    _ => return None,
                };
            }
            record.field(last)
        })
    }

    pub(super) fn items(&self, path: &Path, env: &Env) -> Items {
        let datum = self.read(path, env);
        let mut names = match path.root {
            Root::Item(slot) => env.get(slot).map(|bound| bound.names.clone()).unwrap_or_default(),
            Root::Fact => Vec::new(),
        };
        names.extend(path.fields.iter().cloned());
        let none = Rc::new(List { path: datum.origin.path.clone(), ..List::default() });
        let (list, open) = match datum.state {
            State::Known(Value::List(list)) => {
                let open = list.open.iter().cloned().collect();
                (list, open)
            }
            State::Unknown(unknown) => (none, unknown.atoms),
            _ => (none, Atoms::new()),
        };
        Items { list, open, names }
    }

    pub(super) fn now(&self) -> Datum {
        let mut datum = self.world.fact(&["case", "as_of"]);
        if let (State::Unknown(_), Some((tried, answer))) = (&datum.state, &self.trial)
            && tried == "case.as_of"
        {
            datum.state = answer.clone();
        }
        datum
    }
}

pub(super) fn below(datum: &Datum, fields: &[String]) -> Datum {
    fields.iter().fold(datum.clone(), |datum, field| datum.field(field))
}

/// Whether a datum is none.
pub(super) fn is_none(datum: &Datum) -> super::value::Answer {
    match &datum.state {
        State::None => sure(true),
        State::Known(_) => sure(false),
        State::Unknown(unknown) => (Truth::Unknown, unknown.atoms.clone()),
    }
}
