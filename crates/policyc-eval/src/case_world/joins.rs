//! What a person declares of parts of the message, joined to them by their keys.

use super::CaseWorld;
use crate::{
    Datum, List, Record, State, Value,
    case::{Node, Problem, typed::Typing},
};
use policyc_ir::{Field, FieldOrigin, RecordType, Type};
use policyc_message::join;
use std::rc::Rc;

/// Lists that `declared` adds to, and the key by which.
const JOINS: [(&str, &str); 4] = [("links", "href"), ("images", "src"), ("attachments", "name"), ("phones", "value")];

/// The items read, then those written by hand.
pub(super) fn appended(read: Datum, by_hand: Datum) -> Datum {
    match (&read.state, &by_hand.state) {
        (State::Known(Value::List(found)), State::Known(Value::List(written))) => {
            let items = found.items.iter().chain(&written.items).cloned().collect();
            let list =
                List { items, open: found.open.clone().or_else(|| written.open.clone()), path: found.path.clone() };
            Datum { state: State::Known(Value::List(Rc::new(list))), origin: read.origin }
        }
        _ => by_hand,
    }
}

/// A record read, with the fields written by hand over it.
pub(super) fn laid_over(read: Datum, by_hand: &Datum) -> Datum {
    match (&read.state, &by_hand.state) {
        (State::Known(Value::Record(found)), State::Known(Value::Record(written))) => {
            let mut record = Record::clone(found);
            record.fields.extend(written.fields.iter().map(|(name, datum)| (name.clone(), datum.clone())));
            Datum { state: State::Known(Value::Record(Rc::new(record))), origin: read.origin }
        }
        _ => by_hand.clone(),
    }
}

/// Whether a declared entry is about an item.
fn is_about(list: &str, item: &str, entry: &str) -> bool {
    match list {
        "links" => join::link_key(item) == join::link_key(entry),
        "images" => join::image_key(item) == join::image_key(entry),
        "phones" => join::same_phone(item, entry),
        _ => join::name_key(item) == join::name_key(entry),
    }
}

impl CaseWorld<'_> {
    fn declared(&self, name: &str) -> &[Node] {
        self.root.at(&["declared", name]).map(Node::items).unwrap_or_default()
    }

    /// Fields that `declared.NAME` may have: the key, attributes, and what the program may be told.
    fn declared_type(&self, name: &str) -> RecordType {
        let mut fields: Vec<Field> = Vec::new();
        for attributes in self.policy.schema.attributes.iter().filter(|join| join.list == ["message", name]) {
            fields.extend(attributes.fields.fields.iter().cloned());
        }
        if let Some(Type::Record(message)) = self.policy.schema.root.field("message").map(|field| &field.ty)
            && let Some(Type::List(of)) = message.field(name).map(|field| &field.ty)
            && let Type::Record(item) = of.as_ref()
        {
            let key = JOINS.iter().find(|(list, _)| *list == name).map(|(_, key)| *key);
            let told = |field: &&Field| field.origin == FieldOrigin::Supplied || Some(field.name.as_str()) == key;
            fields.extend(item.fields.iter().filter(told).cloned());
        }
        RecordType { fields }
    }

    /// A list with what `declared` adds to its items. What was read is never overruled.
    pub(super) fn joined(&self, name: &str, field: &Field, datum: Datum) -> Datum {
        let Some((_, key)) = JOINS.iter().find(|(list, _)| *list == name) else { return datum };
        let entries = self.declared(name);
        let (State::Known(Value::List(list)), false, Type::List(_)) = (&datum.state, entries.is_empty(), &field.ty)
        else {
            return datum;
        };
        let ty = self.declared_type(name);
        let items = list.items.iter().map(|item| self.with_declared(item, name, key, entries, &ty)).collect();
        let list = List { items, open: list.open.clone(), path: list.path.clone() };
        Datum { state: State::Known(Value::List(Rc::new(list))), origin: datum.origin }
    }

    fn with_declared(&self, item: &Datum, list: &str, key: &str, entries: &[Node], ty: &RecordType) -> Datum {
        let State::Known(Value::Record(record)) = &item.state else { return item.clone() };
        let own = record.fields.get(key).and_then(Datum::value).map(super::states::plain).unwrap_or_default();
        let entry = entries
            .iter()
            .find(|entry| entry.get(key).and_then(Node::as_text).is_some_and(|value| is_about(list, &own, value)));
        let Some(entry) = entry else { return item.clone() };
        let mut record = Record::clone(record);
        for field in ty.fields.iter().filter(|field| field.name != key) {
            let unread =
                record.fields.get(field.name.as_str()).is_none_or(|datum| matches!(datum.state, State::Unknown(_)));
            if unread && let Some(node) = entry.get(&field.name) {
                let path = format!("{}.{}", record.path, field.name);
                let datum = self.typing.borrow_mut().field(Some(node), field, &path);
                record.fields.insert(Rc::from(field.name.as_str()), datum);
            }
        }
        Datum { state: State::Known(Value::Record(Rc::new(record))), origin: item.origin.clone() }
    }

    /// Keys and values under `declared` that do not fit.
    pub(super) fn declared_problems(&self, typing: &mut Typing) {
        let Some(declared) = self.root.get("declared") else { return };
        for entry in declared.entries() {
            if !JOINS.iter().any(|(list, _)| *list == entry.key) {
                let names = JOINS.iter().map(|(list, _)| *list);
                typing.problems.push(Typing::unknown_key(entry, names, "declared"));
                continue;
            }
            let ty = self.declared_type(&entry.key);
            let path = format!("declared.{}", entry.key);
            if !entry.value.is_null() && entry.value.items().is_empty() && entry.value != empty_list(&entry.value) {
                let problem = Problem::of_value("case-type", format!("`{path}` has to be a list"), entry.value.span);
                typing.problems.push(problem);
            }
            for item in entry.value.items() {
                typing.record(item, &ty, &path);
            }
        }
    }
}

fn empty_list(like: &Node) -> Node {
    Node { kind: crate::case::NodeKind::List(Vec::new()), span: like.span }
}
