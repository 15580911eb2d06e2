//! From a path to what is known of it: the world's answer, else the assumption, else the answer on trial.

use super::{
    Engine,
    frame::{Cx, Frame, Item},
    notes::{Notes, Source},
};
use crate::{Atoms, Datum, List, State, Value};
use policyc_ir::{AssumedValue, Assumption, Path, Root, Slot};
use std::rc::Rc;

/// A list as it is walked: what is known of it, and what it lacks if there may be more.
pub(crate) struct Listing {
    pub(crate) list: Rc<List>,
    pub(crate) open: Option<Atoms>,
    pub(crate) schema: Rc<str>,
}

impl Listing {
    /// The item at a place, as a frame binds it.
    pub(crate) fn item(&self, index: usize, datum: &Datum) -> Item {
        Item { datum: datum.clone(), list: Rc::clone(&self.list), index, schema: Rc::clone(&self.schema) }
    }

    /// The item that stands for all that may follow.
    pub(crate) fn ghost(&self) -> Option<Item> {
        let unknown = crate::Unknown { atoms: self.open.clone()?, at_least: None, at_most: None };
        Some(super::frame::ghost(&self.list, unknown, &self.schema))
    }
}

impl<'p> Engine<'p, '_> {
    /// What is known of a path.
    pub(crate) fn resolve(&self, path: &Path, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Datum {
        let (datum, source) = self.supplied_or_assumed(path, cx, frame, notes);
        let datum = self.on_trial(datum, cx);
        notes.read(&datum, source);
        datum
    }

    fn supplied_or_assumed(&self, path: &Path, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> (Datum, Source) {
        let item = match path.root {
            Root::Fact => None,
            Root::Item(slot) => frame.get(slot),
        };
        let datum = match (path.root, item) {
            (Root::Fact, _) => self.fact(&path.fields),
            (Root::Item(_), Some(item)) => walk(&item.datum, &path.fields),
            // A slot that nothing binds: the compiler never makes one.
            (Root::Item(Slot(n)), None) => Datum::unknown(format!("item {n}")),
        };
        if !matches!(datum.state, State::Unknown(_)) {
            let source = if is_read_off(&datum) { Source::Message } else { Source::Case };
            return (datum, source);
        }
        if cx.assume && !self.assumptions.is_empty() {
            let base = item.map_or("", |item| &item.schema);
            let found = self.assumptions.find(base, &path.fields);
            let assumed = found.and_then(|(count, taken)| self.assumed(count, taken, path, cx, item, &datum, notes));
            if let Some(assumed) = assumed {
                return (assumed, Source::Assumed);
            }
        }
        if path.root == Root::Fact && path.fields.iter().map(String::as_str).eq(["message", "sent_at"]) {
            // A draft is judged as if sent on the day asked for; without that day both are one unknown.
            return (self.world.fact(&["case", "as_of"]), Source::AsOf);
        }
        (datum, Source::Nowhere)
    }

    fn fact(&self, fields: &[String]) -> Datum {
        let mut names: Vec<&str> = Vec::with_capacity(fields.len());
        names.extend(fields.iter().map(String::as_str));
        self.world.fact(&names)
    }

    /// The assumed value, where its condition holds of what was supplied or read; what that is stands in the proof.
    #[allow(clippy::too_many_arguments)] // an unknown fact with all that surrounds it
    fn assumed(
        &self,
        count: usize,
        taken: &'p Assumption,
        path: &Path,
        cx: Cx<'_>,
        item: Option<&Item>,
        datum: &Datum,
        notes: &mut Notes,
    ) -> Option<Datum> {
        // The record above may be known, and only a field of it unknown: then nothing was left to assume.
        let head = path.fields.get(..count)?;
        if count < path.fields.len() {
            let above = item.map_or_else(|| self.fact(head), |item| walk(&item.datum, head));
            if !matches!(above.state, State::Unknown(_)) {
                return None;
            }
        }
        let mut cx = Cx { assume: false, ..cx.without_rule().deeper()? };
        cx.overlay = None;
        let frame = item.map_or_else(Frame::default, |item| Frame::default().with(Slot(0), item.clone()));
        let mut ground = if notes.on { Notes::on() } else { Notes::off() };
        if !self.tri(&taken.when, cx, &frame, &mut ground).is_true() {
            return None;
        }
        notes.uses.extend(ground.uses.into_iter().map(|used| super::notes::Use { quiet: true, ..used }));
        let state = match &taken.value {
            AssumedValue::Literal(literal) => super::values::literal(literal),
            AssumedValue::Fact(fact) => self.supplied_or_assumed(fact, cx, &frame, notes).0.state,
        };
        if matches!(state, State::Unknown(_)) {
            return None;
        }
        let top = Datum {
            state,
            origin: crate::Origin { path: prefix(&datum.origin.path, path, count), ..Default::default() },
        };
        Some(walk(&top, path.fields.get(count..)?))
    }

    /// The answer on trial, if there is one for exactly this unknown (or for what an empty open list may hold).
    fn on_trial(&self, datum: Datum, cx: Cx<'_>) -> Datum {
        let Some(overlay) = cx.overlay else { return datum };
        let asked = match &datum.state {
            State::Unknown(unknown) if unknown.atoms.len() == 1 => unknown.atoms.first().map(|atom| &atom.path),
            State::Known(Value::List(list)) if list.items.is_empty() => list.open.as_ref().map(|atom| &atom.path),
            _ => None,
        };
        match asked.filter(|path| **path == datum.origin.path).and_then(|path| overlay.get(path)) {
            Some(state) => Datum { state: state.clone(), origin: datum.origin },
            None => datum,
        }
    }

    /// The list of a path: none is empty, unknown is open without items.
    pub(crate) fn list(&self, path: &Path, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Listing {
        let datum = self.resolve(path, cx, frame, notes);
        let base = match path.root {
            Root::Fact => "",
            Root::Item(slot) => frame.get(slot).map_or("", |item| &item.schema),
        };
        let dot = if base.is_empty() || path.fields.is_empty() { "" } else { "." };
        let schema: Rc<str> = format!("{base}{dot}{}[]", path.fields.join(".")).into();
        let empty = |open| Listing {
            list: Rc::new(List { items: Vec::new(), open: None, path: datum.origin.path.clone() }),
            open,
            schema: Rc::clone(&schema),
        };
        match &datum.state {
            State::Known(Value::List(list)) => {
                let open = list.open.clone().map(|atom| Atoms::from([atom]));
                Listing { list: Rc::clone(list), open, schema: Rc::clone(&schema) }
            }
            State::Known(_) | State::None => empty(None),
            State::Unknown(unknown) => empty(Some(unknown.atoms.clone())),
        }
    }
}

fn walk(datum: &Datum, fields: &[String]) -> Datum {
    let mut fields = fields.iter();
    let Some(first) = fields.next() else { return datum.clone() };
    fields.fold(datum.field(first), |datum, field| datum.field(field))
}

/// Whether a value has a place in the message.
fn is_read_off(datum: &Datum) -> bool {
    !datum.origin.spans.is_empty() || datum.origin.path.starts_with("message.")
}

fn prefix(full: &str, path: &Path, count: usize) -> String {
    let cut = path.fields.get(count..).unwrap_or_default().iter().map(|field| field.len() + 1).sum::<usize>();
    full.get(..full.len().saturating_sub(cut)).unwrap_or(full).to_owned()
}
