//! Values as a run meets them: known, known not to be there, or unknown; each with where it was read.

use crate::{Atom, AtomKind, Atoms};
use policyc_diag::Span;
use policyc_ir::{Date, Duration, Instant, Rational};
use std::{collections::BTreeMap, rc::Rc};

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// Known, none or unknown.
    pub state: State,
    /// Where it was read.
    pub origin: Origin,
}

/// Where a value comes from: bytes of a source, or a path of the case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Bytes that show it (`main` evidence).
    pub spans: Vec<Span>,
    /// Bytes that explain it (`also` evidence): the start tag, the selector.
    pub also: Vec<Span>,
    /// Its full path, for proofs and atoms: `order.amount`, `message.links[2].host`.
    pub path: String,
}

/// The three states of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Known.
    Known(Value),
    /// Known not to exist.
    None,
    /// Not known; for measures perhaps with bounds.
    Unknown(Unknown),
}

/// What is not known, and what bounds it all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unknown {
    /// What one would have to ask.
    pub atoms: Atoms,
    /// The least value it can have, in the unit of its type.
    pub at_least: Option<Rational>,
    /// The greatest value it can have.
    pub at_most: Option<Rational>,
}

/// A known value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `yes` or `no`.
    Bool(bool),
    /// A member of an enumeration, by the policies' name for it.
    Name(Rc<str>),
    /// A text without places of its own (ids, languages as canonical tags, hosts as A-labels, URLs).
    Text(Rc<str>),
    /// A text of the message that text verbs read: a zone, or an item's own text.
    Zone(ZoneRef),
    /// A number.
    Number(Rational),
    /// A share.
    Percent(Rational),
    /// An amount and its currency.
    Money(Rational, Rc<str>),
    /// A length in px.
    Length(Rational),
    /// A distance in time.
    Duration(Duration),
    /// A point in time.
    Instant(Instant),
    /// A day.
    Date(Date),
    /// Fields.
    Record(Rc<Record>),
    /// A list or a set.
    List(Rc<List>),
}

/// Names a text that [`crate::World`] can read with its places. Two are equal if they name the same text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneRef {
    /// `message.body`, `message.said`, `message.links[2].text` …
    pub path: Rc<str>,
    /// The decoded text, unfolded (equality, `contains`, reports).
    pub text: Rc<str>,
}

/// Fields by name. A field that is not here is unknown, with the atom `path.field`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// What atoms and proofs call it: `order`, `message.links["https://…"]`.
    pub path: String,
    /// The fields that are known or known to be none (or unknown with bounds or atoms of their own).
    pub fields: BTreeMap<Rc<str>, Datum>,
}

/// Items, and whether there may be more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// The items: records, or plain values for lists of values.
    pub items: Vec<Datum>,
    /// The atom that says why there may be more.
    pub open: Option<Atom>,
    /// `message.links`.
    pub path: String,
}

impl Datum {
    /// A known value read at `origin`.
    #[must_use]
    pub fn known(value: Value, origin: Origin) -> Self {
        Self { state: State::Known(value), origin }
    }

    /// Known not to exist.
    #[must_use]
    pub fn none(path: impl Into<String>) -> Self {
        Self { state: State::None, origin: Origin { path: path.into(), ..Origin::default() } }
    }

    /// Unknown; its path is its atom.
    #[must_use]
    pub fn unknown(path: impl Into<String>) -> Self {
        let path = path.into();
        let atoms = Atoms::from([Atom::fact(path.clone())]);
        Self {
            state: State::Unknown(Unknown { atoms, at_least: None, at_most: None }),
            origin: Origin { path, ..Origin::default() },
        }
    }

    /// The value, if known.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            State::Known(value) => Some(value),
            _ => None,
        }
    }

    /// The datum of a field: of a record the field (unknown if not there), of none none, of unknown unknown.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        match &self.state {
            State::Known(Value::Record(record)) => {
                record.fields.get(name).cloned().unwrap_or_else(|| Self::unknown(format!("{}.{name}", record.path)))
            }
            State::None => Self::none(format!("{}.{name}", self.origin.path)),
            State::Known(_) => Self::unknown(format!("{}.{name}", self.origin.path)),
            State::Unknown(unknown) => {
                let mut below = Self::unknown(format!("{}.{name}", self.origin.path));
                // Unknown for a reason of its own (a limit, a hole, an open list): so is all below it.
                if unknown.atoms.iter().any(|atom| atom.kind != AtomKind::Fact || atom.path != self.origin.path) {
                    below.state =
                        State::Unknown(Unknown { atoms: unknown.atoms.clone(), at_least: None, at_most: None });
                }
                below
            }
        }
    }
}
