//! From the tables to the record types that the compiler and the evaluator read.

use super::{Fact, Ty, facts};
use crate::{EnumValue, Field, FieldOrigin, RecordType, Type};
use policyc_diag::At;

/// Values of `.zone`.
const ZONES: &[&str] = &["subject", "body", "signature", "quoted", "hidden", "alt", "painted", "attached", "header"];

/// What a policy declares and built-in types name.
struct Declared<'a> {
    shapes: &'a [String],
    kinds: &'a [String],
}

/// Facts whose enumeration has the members that the policy at hand declares: shapes, and kinds of placeholders.
pub fn names_a_policy_fills() -> impl Iterator<Item = &'static Fact> {
    facts().filter(|fact| {
        matches!(fact.ty, Ty::ShapeName | Ty::PlaceholderKind | Ty::Set(Ty::PlaceholderKind | Ty::ShapeName))
    })
}

pub(super) fn root(shapes: &[String], kinds: &[String]) -> RecordType {
    let declared = Declared { shapes, kinds };
    let record = |name: &str| Field {
        name: name.to_owned(),
        ty: Type::Record(fields_below(name, &declared)),
        or_none: false,
        assumed: None,
        origin: FieldOrigin::Message,
        doc: match name {
            "case" => "what the case says about itself",
            _ => "the message at hand",
        }
        .to_owned(),
        at: At::default(),
    };
    RecordType { fields: vec![record("message"), record("case")] }
}

fn fields_below(prefix: &str, declared: &Declared<'_>) -> RecordType {
    let direct = |fact: &&Fact| {
        fact.path.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| !rest.contains('.'))
    };
    RecordType { fields: facts().filter(direct).map(|fact| field(fact, declared)).collect() }
}

fn field(fact: &Fact, declared: &Declared<'_>) -> Field {
    Field {
        name: fact.path.rsplit('.').next().unwrap_or(fact.path).to_owned(),
        ty: lift(fact.ty, fact.path, declared),
        or_none: fact.or_none,
        assumed: None,
        origin: fact.origin,
        doc: fact.doc.to_owned(),
        at: At::default(),
    }
}

fn lift(ty: Ty, path: &str, declared: &Declared<'_>) -> Type {
    match ty {
        Ty::Bool => Type::Bool,
        Ty::Text => Type::Text,
        Ty::Language => Type::Language,
        Ty::Url => Type::Url,
        Ty::Host => Type::Host,
        Ty::Integer => Type::Integer,
        Ty::Decimal => Type::Decimal,
        Ty::Percent => Type::Percent,
        Ty::Money => Type::Money,
        Ty::Length => Type::Length,
        Ty::Instant => Type::Instant,
        Ty::Date => Type::Date,
        Ty::Enum(names) => names_of(names.iter().map(|name| (*name, *name))),
        Ty::EnumAs(names) => names_of(names.iter().copied()),
        Ty::ShapeName => names_of(declared.shapes.iter().map(|name| (name.as_str(), name.as_str()))),
        Ty::PlaceholderKind => names_of(declared.kinds.iter().map(|name| (name.as_str(), name.as_str()))),
        Ty::Set(of) => Type::Set(Box::new(lift(*of, path, declared))),
        Ty::Record => Type::Record(fields_below(path, declared)),
        Ty::Items => Type::List(Box::new(Type::Record(item(path, declared)))),
        Ty::ItemsLike(other) => Type::List(Box::new(Type::Record(item(other, declared)))),
    }
}

fn names_of<'a>(names: impl Iterator<Item = (&'a str, &'a str)>) -> Type {
    Type::Enum(names.map(|(name, data)| EnumValue { name: name.to_owned(), data: data.to_owned() }).collect())
}

/// The fields of an item: its own, and the three that every item has.
fn item(path: &str, declared: &Declared<'_>) -> RecordType {
    let mut record = fields_below(path, declared);
    let common = [
        ("text", Type::Text, "as it stands there, decoded"),
        ("zone", names_of(ZONES.iter().map(|name| (*name, *name))), "the zone of the message that it stands in"),
        ("visible", Type::Bool, "whether a reader can see it"),
    ];
    for (name, ty, doc) in common {
        if record.field(name).is_none() {
            record.fields.push(Field {
                name: name.to_owned(),
                ty,
                or_none: false,
                assumed: None,
                origin: FieldOrigin::Message,
                doc: doc.to_owned(),
                at: At::default(),
            });
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{builtin, builtin_for};
    use std::collections::BTreeSet;

    fn typed<'a>(root: &'a RecordType, path: &str) -> Option<&'a Field> {
        let mut record = root;
        let mut found = None;
        for name in path.split('.') {
            let field = record.field(name)?;
            found = Some(field);
            match &field.ty {
                Type::Record(inner) => record = inner,
                Type::List(of) => {
                    if let Type::Record(inner) = &**of {
                        record = inner;
                    }
                }
                _ => {}
            }
        }
        found
    }

    #[test]
    fn every_fact_of_the_tables_is_in_the_root_record() {
        let root = builtin();
        for fact in facts() {
            let field = typed(&root, fact.path).unwrap_or_else(|| panic!("{} has no place", fact.path));
            assert_eq!(field.or_none, fact.or_none, "{}", fact.path);
            assert_eq!(field.doc, fact.doc, "{}", fact.path);
        }
    }

    #[test]
    fn paths_are_snake_case_and_stand_once() {
        let mut seen = BTreeSet::new();
        for fact in facts() {
            assert!(seen.insert(fact.path), "{} stands twice", fact.path);
            assert!(fact.path.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._".contains(&b)));
            assert!(!fact.doc.is_empty() && !fact.doc.ends_with('.') && !fact.doc.contains('\n'), "{}", fact.path);
        }
    }

    #[test]
    fn a_list_alike_has_the_fields_of_its_model() {
        let root = builtin();
        assert!(typed(&root, "message.quotes.links.href").is_some());
        assert!(typed(&root, "message.attachments.phones.value").is_some());
        assert!(typed(&root, "message.quotes.links.zone").is_some());
    }

    #[test]
    fn policies_fill_shapes_and_kinds() {
        let root = builtin_for(&["ticket-id".to_owned()], &["order_ref".to_owned()]);
        let of = |path: &str| typed(&root, path).map(|field| field.ty.clone());
        let one = |name: &str| Type::Enum(vec![EnumValue { name: name.to_owned(), data: name.to_owned() }]);
        assert_eq!(of("message.identifiers.shape"), Some(one("ticket-id")));
        assert_eq!(of("message.placeholder_kinds"), Some(Type::Set(Box::new(one("order_ref")))));
        assert_eq!(names_a_policy_fills().count(), 4);
    }
}
