//! Literal values, as policies write them.

use crate::Rational;
use serde::{Deserialize, Serialize};

/// A constant in a policy, an example or a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Literal {
    /// Known not to exist (`none`; `null` in cases).
    None,
    /// Not known: deletes the key (`unknown`, in examples only).
    Unknown,
    /// `yes` or `no`.
    Bool(bool),
    /// A member of an enumeration, by the name policies use.
    Name(String),
    /// A text; also hosts, URLs and language tags, normalised by the type they stand for.
    Text(String),
    /// A number without unit.
    Number(Rational),
    /// A share: `20 %` is 1/5.
    Percent(Rational),
    /// An amount of a currency (ISO 4217 code).
    Money(Rational, String),
    /// A CSS length in px (`pt` is 4/3 px; `em` of the root size 16 px).
    Length(Rational),
    /// A distance in time.
    Duration(Duration),
    /// A point in time.
    Instant(Instant),
    /// A day without zone.
    Date(Date),
    /// `{ field: value … }`, of a record or an item.
    Record(#[serde(deserialize_with = "crate::depth::bounded")] Vec<(String, Literal)>),
    /// `( a, b )`, of a list or a set.
    List(#[serde(deserialize_with = "crate::depth::bounded")] Vec<Literal>),
}

/// A distance in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duration {
    /// Elapsed time in nanoseconds; a day is 24 hours.
    Elapsed(i128),
    /// Days of the policy's time zone, by the calendar.
    CalendarDays(i64),
    /// Mondays to Fridays of the policy's time zone.
    WorkingDays(i64),
}

/// A point in time. Two are equal if they are the same moment, whatever their offsets.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Instant {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    pub nanoseconds: i128,
    /// The offset it was written with, in seconds east of UTC; for display only.
    pub offset: i32,
}

impl PartialEq for Instant {
    fn eq(&self, other: &Self) -> bool {
        self.nanoseconds == other.nanoseconds
    }
}

impl Eq for Instant {}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.nanoseconds.cmp(&other.nanoseconds)
    }
}

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}
