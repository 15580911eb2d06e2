//! Conditions and the values that they compare.

use super::{Date, Instant, Name, Number, Path, Quantity, Regex, StringLit};
use policyc_diag::At;
use serde::Serialize;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cond {
    /// Which.
    pub kind: CondKind,
    /// Where, parentheses included.
    pub at: At,
}

/// The kinds of [`Cond`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum CondKind {
    /// All of these, two or more.
    And(Vec<Cond>),
    /// One of these, two or more.
    Or(Vec<Cond>),
    /// Not this.
    Not(Box<Cond>),
    /// `judged NAME`.
    Judged(Name),
    /// `there is …`, `there are …`.
    There(There),
    /// `every NAME in LIST satisfies …`.
    Every(Every),
    /// A value without a verb: a condition's name, or the item of `for each`.
    Bare(Path),
    /// A value and what is said of it.
    Test(Test),
}

/// `there is a shipment in order.shipments where …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct There {
    /// How many are asked for.
    pub count: Count,
    /// What an item is called.
    pub item: Name,
    /// The list.
    pub list: Path,
    /// Which items count.
    pub filter: Option<Box<Cond>>,
}

/// How many items [`There`] asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Count {
    /// `a`, `an`: one or more.
    Some,
    /// `no`: none.
    No,
    /// `at least N`.
    AtLeast(Number),
    /// `at most N`.
    AtMost(Number),
    /// `exactly N`.
    Exactly(Number),
}

/// `every line in parcel.items satisfies …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Every {
    /// What an item is called.
    pub item: Name,
    /// The list.
    pub list: Path,
    /// What holds for each.
    pub body: Box<Cond>,
}

/// A value and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Test {
    /// Of what something is said.
    pub subject: Expr,
    /// What is said.
    pub verb: Verb,
    /// The verb and what follows it.
    pub verb_at: At,
}

/// What is said of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Verb {
    /// `is …`.
    Is(Is),
    /// `is not …`.
    IsNot(Is),
    /// `has VALUE`.
    Has(Expr),
    /// `has no VALUE`.
    HasNo(Expr),
    /// `says`, `mentions`, `denies` and lexicons.
    Says(Says, SaysWhat),
    /// `states PATH`.
    States(Path),
    /// `states date of PATH`.
    StatesDate(Path),
    /// `names PATH`.
    Names(Path),
    /// `contains "…"`.
    Contains(StringLit),
    /// `matches /…/`.
    Matches(Regex),
    /// `imitates SET`.
    Imitates(Name),
    /// `meets CONDITION`.
    Meets(Name),
}

/// What follows `is` or `is not`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Is {
    /// `given`.
    Given,
    /// `none`.
    None,
    /// `empty`.
    Empty,
    /// `before INSTANT`.
    Before(Expr),
    /// `after INSTANT`.
    After(Expr),
    /// `at least`, `at most`, `more than`, `less than`. The value may be a [`ExprKind::Shift`], then it is a distance.
    Order(Order, Expr),
    /// `within DISTANCE of INSTANT`.
    Within(Expr, Expr),
    /// `one of A, B`; a single path may be a set or a list.
    OneOf(Vec<Expr>),
    /// `under SET`.
    Under(Name),
    /// `the same language as PATH`.
    SameLanguage(Path),
    /// Equal to this.
    Equal(Expr),
}

/// The four orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Order {
    /// `at least`, inclusive.
    AtLeast,
    /// `at most`, inclusive.
    AtMost,
    /// `more than`, strict.
    MoreThan,
    /// `less than`, strict.
    LessThan,
}

/// The three verbs of lexicons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Says {
    /// Affirmed.
    Says,
    /// Either.
    Mentions,
    /// Denied.
    Denies,
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum SaysWhat {
    /// `only A, B`: every word lies in some match of these.
    Only(Vec<Name>),
    /// A lexicon, or `one of A, B`, perhaps together with another.
    Words {
        /// One of these lexicons.
        first: Vec<Name>,
        /// What stands near it.
        pair: Option<Pair>,
    },
}

/// `with B in one sentence`, `then B within 2 sentences`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// `then`: in this order; `with`: in any.
    pub ordered: bool,
    /// One of these lexicons.
    pub names: Vec<Name>,
    /// How near.
    pub reach: Reach,
    /// From `with` or `then` to the end.
    pub at: At,
}

/// How near two matches must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Reach {
    /// `in one clause`, `in one sentence`, `in one paragraph`.
    In(ReachUnit),
    /// `within N words`.
    WithinWords(Number),
    /// `within N sentences`.
    WithinSentences(Number),
}

/// What `in one …` can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ReachUnit {
    /// A clause of a sentence.
    Clause,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expr {
    /// Which.
    pub kind: ExprKind,
    /// Where, parentheses included.
    pub at: At,
}

/// The kinds of [`Expr`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ExprKind {
    /// A fact, an attribute, a value's name, a code.
    Path(Path),
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
    /// `yes` or `no`.
    Bool(bool),
    /// `left + right` and so on.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `30 days after X`: distance, direction, origin.
    Shift(Box<Expr>, Direction, Box<Expr>),
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
}

/// Which way [`ExprKind::Shift`] goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Direction {
    /// Later.
    After,
    /// Earlier.
    Before,
}

/// What a `value` names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Amount {
    /// A plain value.
    Expr(Expr),
    /// `sum of … over …`.
    Aggregate(Aggregate),
}

/// `sum of entry.amount over entry in order.adjustments where …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aggregate {
    /// Which.
    pub fold: Fold,
    /// Of what: the item or a field of it.
    pub of: Path,
    /// What an item is called.
    pub item: Name,
    /// The list.
    pub list: Path,
    /// Which items count.
    pub filter: Option<Cond>,
    /// The whole.
    pub at: At,
}

/// What an [`Aggregate`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Fold {
    /// Adds up.
    Sum,
    /// Counts.
    Count,
    /// The last in time.
    Latest,
    /// The first in time.
    Earliest,
}
