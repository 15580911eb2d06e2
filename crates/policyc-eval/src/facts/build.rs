//! Records built field by field.

use crate::{Atom, AtomKind, Atoms, Datum, List, Origin, Record, State, Unknown, Value, ZoneRef};
use policyc_diag::Span;
use policyc_ir::Rational;
use policyc_message::{Item, Known, Measure, Ratio, model};
use std::{collections::BTreeMap, rc::Rc};

/// A record in the making.
#[derive(Debug)]
pub struct Fields<'a> {
    path: String,
    item: &'a Item,
    fields: BTreeMap<Rc<str>, Datum>,
}

/// A fraction of the message as a number of the engine.
#[must_use]
pub fn number(ratio: Ratio) -> Option<Rational> {
    Rational::new(ratio.numerator(), ratio.denominator())
}

impl<'a> Fields<'a> {
    /// The fields that every item has.
    #[must_use]
    pub fn new(path: String, item: &'a Item) -> Self {
        let mut fields = Self { path, item, fields: BTreeMap::new() };
        fields.zone_text("text", &item.text);
        fields.name("zone", item.zone.name());
        fields.known("visible", item.visible.as_ref().map(|visible| Value::Bool(*visible)));
        fields
    }

    /// What atoms call it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    fn origin(&self, name: &str) -> Origin {
        Origin {
            spans: self.item.places_of(name).to_vec(),
            also: self.item.also.clone(),
            path: format!("{}.{name}", self.path),
        }
    }

    /// A known value.
    pub fn put(&mut self, name: &str, value: Value) {
        let datum = Datum::known(value, self.origin(name));
        self.fields.insert(Rc::from(name), datum);
    }

    /// A datum of its own.
    pub fn datum(&mut self, name: &str, datum: Datum) {
        self.fields.insert(Rc::from(name), datum);
    }

    /// Known not to exist.
    pub fn none(&mut self, name: &str) {
        let datum = Datum { state: State::None, origin: self.origin(name) };
        self.fields.insert(Rc::from(name), datum);
    }

    /// A value that may be unknown: then the field is left out.
    pub fn known(&mut self, name: &str, value: Known<Value>) {
        if let Known::Value(value) = value {
            self.put(name, value);
        }
    }

    /// A value that may be unknown or none.
    pub fn maybe(&mut self, name: &str, value: Known<Option<Value>>) {
        match value {
            Known::Value(Some(value)) => self.put(name, value),
            Known::Value(None) => self.none(name),
            Known::Unknown => {}
        }
    }

    /// A value that may be none.
    pub fn option(&mut self, name: &str, value: Option<Value>) {
        self.maybe(name, Known::Value(value));
    }

    /// A member of an enumeration.
    pub fn name(&mut self, name: &str, value: &str) {
        self.put(name, Value::Name(Rc::from(value)));
    }

    /// A plain text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.put(name, text(value));
    }

    /// A text that text verbs read.
    pub fn zone_text(&mut self, name: &str, value: &str) {
        let path = format!("{}.{name}", self.path);
        self.put(name, zone(&path, value));
    }

    /// `yes` or `no`.
    pub fn bool(&mut self, name: &str, value: bool) {
        self.put(name, Value::Bool(value));
    }

    /// A whole number.
    pub fn integer(&mut self, name: &str, value: u64) {
        self.put(name, Value::Number(Rational::new(i128::from(value), 1).unwrap_or(Rational::ZERO)));
    }

    /// A measure, exact or bounded.
    pub fn measure(&mut self, name: &str, value: Measure, unit: fn(Rational) -> Value) {
        let datum = measure(value, unit, self.origin(name));
        self.fields.insert(Rc::from(name), datum);
    }

    /// The record as an item of a list.
    #[must_use]
    pub fn build(self) -> Datum {
        let origin = Origin { spans: self.item.places.clone(), also: self.item.also.clone(), path: self.path.clone() };
        Datum::known(Value::Record(Rc::new(Record { path: self.path, fields: self.fields })), origin)
    }
}

/// A measure: known, or unknown with its bounds.
#[must_use]
pub fn measure(value: Measure, unit: fn(Rational) -> Value, origin: Origin) -> Datum {
    if let Some(exact) = value.value().and_then(number) {
        return Datum::known(unit(exact), origin);
    }
    let atoms = Atoms::from([Atom::fact(origin.path.clone())]);
    let unknown = Unknown { atoms, at_least: value.low.and_then(number), at_most: value.high.and_then(number) };
    Datum { state: State::Unknown(unknown), origin }
}

/// A plain text.
pub(super) fn text(value: &str) -> Value {
    Value::Text(Rc::from(value))
}

/// A text that verbs read.
pub(super) fn zone(path: &str, value: &str) -> Value {
    Value::Zone(ZoneRef { path: Rc::from(path), text: Rc::from(value) })
}

/// A datum of a path below `message`, with its places.
pub(super) fn fact(name: &str, value: Value, spans: &[Span]) -> Datum {
    let origin = Origin { spans: spans.to_vec(), also: Vec::new(), path: format!("message.{name}") };
    Datum::known(value, origin)
}

/// A set of texts.
pub(super) fn set<'a>(path: &str, values: impl Iterator<Item = &'a str>, spans: &[Span], named: bool) -> Value {
    let member = |value: &str| {
        let value = if named { Value::Name(Rc::from(value)) } else { text(value) };
        Datum::known(value, Origin { spans: spans.to_vec(), also: Vec::new(), path: path.to_owned() })
    };
    Value::List(Rc::new(List { items: values.map(member).collect(), open: None, path: path.to_owned() }))
}

/// The datum of a list fact: each item with the key by which atoms call it.
pub fn list_of<T>(
    path: &str,
    list: &model::List<T>,
    item: impl Fn(String, &T) -> Datum,
    key: impl Fn(&T) -> Option<String>,
) -> Datum {
    let items = list.items.iter().enumerate();
    let items = items.map(|(at, value)| item(super::item_path(path, key(value).as_deref(), at), value)).collect();
    // A limit no answer settles; what merely is not at hand, a fact would.
    let open = list.open.map(|why| match why.strip_prefix("limit.") {
        Some(_) => Atom::new(AtomKind::Limit, why),
        None => Atom::fact(path),
    });
    let list = List { items, open, path: path.to_owned() };
    Datum::known(Value::List(Rc::new(list)), Origin { path: path.to_owned(), ..Origin::default() })
}
