//! The small schema that all generated policies and cases share.

use policyc_diag::At;
use policyc_ir::*;

pub(crate) fn field(name: &str, ty: Type, or_none: bool) -> Field {
    Field {
        name: name.to_owned(),
        ty,
        or_none,
        assumed: None,
        origin: FieldOrigin::Case,
        doc: String::new(),
        at: At::default(),
    }
}

pub(crate) fn names(values: &[&str]) -> Type {
    let value = |name: &&str| EnumValue { name: (*name).to_owned(), data: (*name).to_owned() };
    Type::Enum(values.iter().map(value).collect())
}

fn record(fields: Vec<Field>) -> Type {
    Type::Record(RecordType { fields })
}

/// Fields of an item of `message.links`.
pub(crate) fn link_fields() -> Vec<(&'static str, Type, bool)> {
    vec![
        ("href", Type::Text, false),
        ("host", Type::Host, false),
        ("necessary", Type::Bool, false),
        ("size", Type::Integer, true),
        ("kind", names(&["web", "mail", "phone"]), false),
    ]
}

/// Fields of an item of `history.messages`.
pub(crate) fn earlier_fields() -> Vec<(&'static str, Type, bool)> {
    vec![("by", names(&["seller", "other"]), true), ("at", Type::Instant, false), ("flag", Type::Bool, false)]
}

fn items(fields: Vec<(&'static str, Type, bool)>) -> Type {
    let fields = fields.into_iter().map(|(name, ty, or_none)| field(name, ty, or_none)).collect();
    Type::List(Box::new(record(fields)))
}

pub(crate) fn purposes() -> Type {
    Type::Set(Box::new(names(&["a", "b", "c"])))
}

pub(crate) fn schema() -> Schema {
    let mut kind = field("kind", names(&["normal", "special"]), false);
    kind.assumed = Some(Box::new(Assumption {
        value: AssumedValue::Literal(Literal::Name("normal".to_owned())),
        when: is(fact(&["order", "paid"], Type::Bool), literal(Literal::Bool(true), Type::Bool)),
        at: At::default(),
    }));
    let root = RecordType {
        fields: vec![
            field(
                "message",
                record(vec![
                    field("body", Type::Text, false),
                    field("sent_at", Type::Instant, false),
                    field("initiative", names(&["proactive", "reply", "other"]), false),
                    field("purposes", purposes(), false),
                    field("links", items(link_fields()), false),
                ]),
                false,
            ),
            field(
                "order",
                record(vec![
                    field("id", Type::Text, false),
                    field("paid", Type::Bool, false),
                    field("count", Type::Integer, false),
                    field("completed_at", Type::Instant, true),
                    field("amount", Type::Money, false),
                    field("note", Type::Text, true),
                    kind,
                ]),
                true,
            ),
            field("history", record(vec![field("messages", items(earlier_fields()), false)]), false),
        ],
    };
    Schema { root, ..Schema::default() }
}

/// A path from the root.
pub(crate) fn path(fields: &[&str], ty: Type, or_none: bool) -> Path {
    Path {
        root: Root::Fact,
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        ty,
        or_none,
        at: At::default(),
    }
}

/// A field of the item in a slot.
pub(crate) fn item_path(slot: Slot, field: &str, ty: Type, or_none: bool) -> Path {
    Path { root: Root::Item(slot), ..path(&[field], ty, or_none) }
}

pub(crate) fn of_path(path: Path) -> Expr {
    let ty = path.ty.clone();
    Expr { kind: ExprKind::Path(path), ty, at: At::default() }
}

/// A fact of the order or the message (those of the order may be none with it).
pub(crate) fn fact(fields: &[&str], ty: Type) -> Expr {
    of_path(path(fields, ty, fields.first() == Some(&"order")))
}

pub(crate) fn literal(value: Literal, ty: Type) -> Expr {
    Expr { kind: ExprKind::Literal(value), ty, at: At::default() }
}

pub(crate) fn cond(kind: CondKind) -> Cond {
    Cond { kind, at: At::default() }
}

pub(crate) fn is(left: Expr, right: Expr) -> Cond {
    cond(CondKind::Is(left, right))
}

pub(crate) fn number(value: i64) -> Literal {
    Literal::Number(Rational::integer(value))
}

/// Noon of the n-th day of 2024 in UTC, and some minutes.
pub(crate) fn instant(day: i64, minutes: i64) -> Literal {
    let seconds = 1_704_067_200 + day * 86_400 + 43_200 + minutes * 60;
    Literal::Instant(Instant { nanoseconds: i128::from(seconds) * 1_000_000_000, offset: 7200 })
}

pub(crate) fn days(count: i64) -> Duration {
    Duration::Elapsed(i128::from(count) * 86_400_000_000_000)
}
