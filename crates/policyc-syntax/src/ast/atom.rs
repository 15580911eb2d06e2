//! Names, strings, numbers and literals: the leaves of the tree.

use policyc_diag::At;
use serde::Serialize;

/// A documentation comment (`///`), its lines joined by line feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doc {
    /// The text without slashes, one leading blank of each line dropped.
    pub text: String,
    /// From the first line's slashes to the last line's end.
    pub at: At,
}

/// One name, `snake_case` or `kebab-case`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where.
    pub at: At,
}

/// Names joined by dots: `order.completed_at`. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Path {
    /// The names, at least one.
    pub parts: Vec<Name>,
    /// From the first name to the last.
    pub at: At,
}

impl Path {
    /// The path as written, with dots.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
    }

    /// The only name, if there is just one.
    #[must_use]
    pub fn single(&self) -> Option<&Name> {
        match self.parts.as_slice() {
            [name] => Some(name),
            _ => None,
        }
    }
}

/// A string.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StringLit {
    /// The text it stands for, escapes resolved.
    pub value: String,
    /// What stands between the quotes, as written.
    pub raw: String,
    /// The whole literal with its quotes.
    pub at: At,
    /// What stands between the quotes; `raw` lies here byte for byte.
    #[serde(skip)]
    pub inner: At,
}

/// The text of `report` and `help`: words with paths in braces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Words and paths in order.
    pub pieces: Vec<Piece>,
    /// The whole literal.
    pub at: At,
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Piece {
    /// Words, escapes resolved.
    Words(String),
    /// `{link.host}`, or the name of a `value`.
    Path(Path),
}

/// A number as written: digits, perhaps a point and more digits. Never negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Number {
    /// The decimal text, exact.
    pub text: String,
    /// Where.
    pub at: At,
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// How much.
    pub number: Number,
    /// Of what.
    pub unit: Unit,
    /// Number and unit.
    pub at: At,
}

/// What a [`Quantity`] counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Elapsed seconds.
    Seconds,
    /// Elapsed minutes.
    Minutes,
    /// Elapsed hours.
    Hours,
    /// Elapsed days of 24 hours.
    Days,
    /// Elapsed weeks of seven such days.
    Weeks,
    /// Days of the policy's time zone.
    CalendarDays,
    /// Mondays to Fridays of the policy's time zone.
    WorkingDays,
    /// CSS pixels.
    Px,
    /// CSS points.
    Pt,
    /// CSS em.
    Em,
    /// Hundredths.
    Percent,
    /// An amount in the currency of this code (three capitals).
    Money(String),
}

/// A day, checked to exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Date {
    /// Year, four digits.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
    /// Where.
    pub at: At,
}

/// A point in time, checked to exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instant {
    /// As written, RFC 3339.
    pub text: String,
    /// The local day.
    pub date: Date,
    /// Hour, 0 to 23.
    pub hour: i8,
    /// Minute.
    pub minute: i8,
    /// Second.
    pub second: i8,
    /// Fraction of the second.
    pub nanosecond: i32,
    /// Minutes east of Greenwich.
    pub offset_minutes: i32,
    /// Where.
    pub at: At,
}

/// `/…/` or `/…/i`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Regex {
    /// Between the slashes; `\/` stands for a slash.
    pub pattern: String,
    /// Whether `i` follows.
    pub ignore_case: bool,
    /// The whole literal.
    pub at: At,
}

/// A value written out in a sample, an example or after `taken as`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Literal {
    /// Which value.
    pub kind: LiteralKind,
    /// Where.
    pub at: At,
}

/// The kinds of [`Literal`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum LiteralKind {
    /// A string.
    String(StringLit),
    /// A number.
    Number(Number),
    /// A number with a unit.
    Quantity(Quantity),
    /// A day.
    Date(Date),
    /// A point in time.
    Instant(Instant),
    /// A value's name, a code such as `US`, or the path of another fact.
    Path(Path),
    /// `yes` or `no`.
    Bool(bool),
    /// `none`.
    None,
    /// `unknown`.
    Unknown,
    /// `{ field: value … }`.
    Record(Vec<LiteralField>),
    /// `(a, b)`; may be empty.
    List(Vec<Literal>),
}

/// A field of a record that is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiteralField {
    /// The field.
    pub name: Name,
    /// Its value.
    pub value: Literal,
    /// Both.
    pub at: At,
}
