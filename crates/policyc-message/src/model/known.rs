//! Values that may be unknown, measures that may be bounded, lists that may be open.

use super::{Ratio, Zone};
use policyc_diag::Span;
use std::collections::BTreeMap;

/// A value that the message fixes, or leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Known<T> {
    /// The message says so.
    Value(T),
    /// The message does not settle it (a hole, a limit, bytes that are not at hand).
    #[default]
    Unknown,
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Unknown => None,
        }
    }

    /// Borrows the value.
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Value(value) => Known::Value(value),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Changes a known value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Self::Value(value) => Known::Value(change(value)),
            Self::Unknown => Known::Unknown,
        }
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl<T> From<T> for Known<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// A number that the message fixes or only bounds; both bounds belong to the possible values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// The least it can be; none if nothing bounds it from below.
    pub low: Option<Ratio>,
    /// The most it can be; none if nothing bounds it from above.
    pub high: Option<Ratio>,
}

impl Measure {
    /// A measure of which nothing is known.
    pub const UNKNOWN: Self = Self { low: None, high: None };

    /// A measure that is fixed.
    #[must_use]
    pub fn exact(value: Ratio) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// A measure between these bounds.
    #[must_use]
    pub fn between(low: Option<Ratio>, high: Option<Ratio>) -> Self {
        Self { low, high }
    }

    /// The value if it is fixed.
    #[must_use]
    pub fn value(self) -> Option<Ratio> {
        self.low.filter(|low| self.high == Some(*low))
    }
}

/// A list, and why there might be more in it than could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T> {
    /// What was read, in order of its place.
    pub items: Vec<T>,
    /// Why the list may go on (a limit, an unreadable part); none if it is complete.
    pub open: Option<&'static str>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), open: None }
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, open: None }
    }
}

/// What every item of a list has: `.text`, its bytes, `.zone`, `.visible`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// The characters as they stand there, decoded.
    pub text: String,
    /// The bytes in the source, in order; none for what has no place of its own.
    pub places: Vec<Span>,
    /// The zone it stands in.
    pub zone: Zone,
    /// Whether a reader sees it.
    pub visible: Known<bool>,
    /// The bytes of single fields, by field name, where they are others than `places`.
    pub fields: BTreeMap<&'static str, Vec<Span>>,
    /// Why it is not visible, or what gave the value: further places worth showing.
    pub also: Vec<Span>,
}

impl Item {
    /// The bytes that show `field`: its own, else the item's.
    #[must_use]
    pub fn places_of(&self, field: &str) -> &[Span] {
        self.fields.get(field).map_or(&self.places, |places| places)
    }
}
