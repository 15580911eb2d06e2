//! Types of facts and of expressions.

use crate::{Cond, Literal};
use policyc_diag::At;
use serde::{Deserialize, Serialize};

/// What values a fact can have. No type converts to another by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Type {
    /// `yes` or `no`.
    Bool,
    /// Any text; equality on NFC, case counting.
    Text,
    /// A BCP 47 tag.
    Language,
    /// A URL as WHATWG parses it.
    Url,
    /// A host name: lower case, A-labels.
    Host,
    /// A whole number.
    Integer,
    /// An exact decimal.
    Decimal,
    /// A share; `20 %` is 1/5.
    Percent,
    /// An amount with its currency.
    Money,
    /// A CSS length, in px.
    Length,
    /// A distance in time.
    Duration,
    /// A point in time, nanoseconds in UTC.
    Instant,
    /// A day without zone.
    Date,
    /// One of these names.
    Enum(Vec<EnumValue>),
    /// A text of a declared shape (by its name): an identifier.
    Shape(String),
    /// Values without order or repetition.
    Set(#[serde(deserialize_with = "crate::depth::bounded")] Box<Type>),
    /// Items in order.
    List(#[serde(deserialize_with = "crate::depth::bounded")] Box<Type>),
    /// Named fields.
    Record(#[serde(deserialize_with = "crate::depth::bounded")] RecordType),
}

/// A member of an enumeration, and how case files write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumValue {
    /// The name policies use.
    pub name: String,
    /// What stands in the data (the same unless declared `NAME as "…"`).
    pub data: String,
}

/// The fields of a record, in the order of declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecordType {
    /// The fields.
    pub fields: Vec<Field>,
}

impl RecordType {
    /// The field of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// One declared fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name, in `snake_case`.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Declared `or none`: it may be known not to exist.
    pub or_none: bool,
    /// `taken as V when C`: what it is if the case leaves it unknown.
    pub assumed: Option<Box<Assumption>>,
    /// Where its value comes from.
    pub origin: FieldOrigin,
    /// The `///` text.
    pub doc: String,
    /// Where it is declared (built-in ones: nowhere).
    pub at: At,
}

/// Who fills a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum FieldOrigin {
    /// Read off the message by the program; [`crate::vocab`].
    #[default]
    Message,
    /// Read where it can be, else taken from the matching entry of `declared`.
    Supplied,
    /// Declared in a policy, given by the case.
    Case,
    /// An `attributes` field, joined from `declared`.
    Attribute,
}

/// `taken as value when condition`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumption {
    /// What is assumed: a literal, or another fact.
    pub value: AssumedValue,
    /// When it may be.
    pub when: Cond,
    /// Where it is declared.
    pub at: At,
}

/// The right side of `taken as`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssumedValue {
    /// A literal value (`none` included).
    Literal(Literal),
    /// The value of another fact.
    Fact(crate::Path),
}
