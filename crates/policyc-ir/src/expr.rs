//! Conditions and value expressions, typed and resolved.

use crate::{Duration, LexiconId, Literal, Type};
use policyc_diag::At;
use serde::{Deserialize, Serialize};

/// A variable of the enclosing rule, condition, judgement, value or assumption: its frame slot. `for each` and the
/// parameter of a condition are slot 0; quantifiers inside take the next free ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot(pub u16);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);
        impl $name {
            /// As an index.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
ids! {
    /// Index into [`crate::Policy::conditions`].
    ConditionId,
    /// Index into [`crate::Policy::judgements`].
    JudgementId,
    /// Index into [`crate::Policy::values`].
    ValueId,
    /// Index into [`crate::Policy::sets`].
    SetId,
    /// Index into [`crate::Rule::values`] of the rule at hand.
    LocalId
}

/// A path to a fact, or to a field of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Path {
    /// Where it starts.
    pub root: Root,
    /// The fields in order; for `Root::Fact` the first is the top-level name (`message`, `order` …).
    pub fields: Vec<String>,
    /// Type of what it names; records (also within lists) without their fields, which [`crate::Schema`] has.
    pub ty: Type,
    /// Whether it may be none, itself or a record above it.
    pub or_none: bool,
    /// Where it stands.
    pub at: At,
}

/// The start of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Root {
    /// A fact of the case or the message. `case.as_of` is the fields `["case", "as_of"]`.
    Fact,
    /// The item in a slot.
    Item(Slot),
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expr {
    /// What it computes.
    #[serde(deserialize_with = "crate::depth::bounded")]
    pub kind: ExprKind,
    /// Its type, records without their fields.
    pub ty: Type,
    /// Where it stands.
    pub at: At,
}

/// Forms of values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExprKind {
    /// A constant.
    Literal(Literal),
    /// A fact or a field.
    Path(Path),
    /// A named constant of the policy (`value n is …` at top level), evaluated without items.
    Value(ValueId),
    /// A `value` clause of this rule, evaluated in the rule's frame.
    Local(LocalId),
    /// `a + b`, `a - b`, `a * b`, `a / b`; `instant - instant` is a duration, `instant ± duration` an instant.
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    /// `D after I` / `D before I`, an instant.
    Shift {
        /// The distance.
        by: Box<Expr>,
        /// Towards the future.
        after: bool,
        /// From where.
        from: Box<Expr>,
    },
    /// `sum|count|latest|earliest of x.f over x in L where c`.
    Amount {
        /// Which.
        kind: Aggregate,
        /// What of each item; `count of x over …` has the item itself (a path without fields).
        of: Path,
        /// The item's slot.
        slot: Slot,
        /// The list.
        list: Path,
        /// Which items count.
        filter: Option<Box<Cond>>,
    },
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// What is made of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aggregate {
    /// The sum; of nothing 0.
    Sum,
    /// How many (whose field is given).
    Count,
    /// The greatest, of instants.
    Latest,
    /// The least, of instants.
    Earliest,
}

/// A three-valued test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cond {
    /// What it tests.
    #[serde(deserialize_with = "crate::depth::bounded")]
    pub kind: CondKind,
    /// Where it stands.
    pub at: At,
}

/// Forms of tests. `is not`, `has no`, `there is no` are [`CondKind::Not`] of the plain form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CondKind {
    /// All of them.
    And(Vec<Cond>),
    /// One of them.
    Or(Vec<Cond>),
    /// Not.
    Not(Box<Cond>),
    /// The bare item of `for each`: that it is there at all.
    Item(Slot),
    /// A named condition; `argument` is the item it is asked of (`x meets NAME`).
    Call {
        /// Which.
        condition: ConditionId,
        /// The item, for conditions `for x in L`.
        argument: Option<Slot>,
    },
    /// `judged NAME`.
    Judged(JudgementId),
    /// `there is a x in L where c`, `there are at least N …`.
    Count {
        /// How many it takes.
        quantity: Quantity,
        /// The item's slot.
        slot: Slot,
        /// Its name, for proofs.
        name: String,
        /// The list.
        list: Path,
        /// Which items count (all, if none).
        filter: Option<Box<Cond>>,
    },
    /// `every x in L satisfies c`.
    Every {
        /// The item's slot.
        slot: Slot,
        /// Its name, for proofs.
        name: String,
        /// The list.
        list: Path,
        /// What each has to satisfy.
        test: Box<Cond>,
    },
    /// `a is b`: equality. Records, lists and sets have none, save a set or list against a literal list.
    Is(Expr, Expr),
    /// `is before`, `is after`, `is at least …`: order.
    Order(Order, Expr, Expr),
    /// `a is within D of b`.
    Within {
        /// The one.
        left: Expr,
        /// The distance.
        distance: Expr,
        /// The other.
        right: Expr,
    },
    /// `a is at most D after b` and kin: the signed distance `a - b` (after) or `b - a` (before) against D.
    Distance {
        /// The comparison.
        order: Order,
        /// `a`.
        left: Expr,
        /// D.
        distance: Expr,
        /// `after` (else `before`).
        after: bool,
        /// `b`.
        right: Expr,
    },
    /// `is one of a, b, c`.
    OneOf(Expr, Vec<Expr>),
    /// `is one of S`, of a named set.
    InSet(Expr, SetId),
    /// `is under S`: host equal to a member or a true sub-domain.
    Under(Expr, SetId),
    /// `imitates S`.
    Imitates(Expr, SetId),
    /// `is the same language as`.
    SameLanguage(Expr, Expr),
    /// `is given`.
    Given(Path),
    /// `is none`.
    None(Path),
    /// `is empty`, of a list, set or text.
    Empty(Path),
    /// `L has v`.
    Has(Path, Expr),
    /// `says`, `mentions`, `denies`.
    Says {
        /// Which matches count.
        verb: TextVerb,
        /// The text.
        text: Path,
        /// One of these lexicons.
        words: Vec<LexiconId>,
        /// `with …` / `then …`.
        near: Option<Near>,
    },
    /// `says only A, B`.
    SaysOnly {
        /// The text.
        text: Path,
        /// Every word has to lie in a match of these.
        words: Vec<LexiconId>,
    },
    /// `states P`, `states date of P`.
    States {
        /// The text.
        text: Path,
        /// The fact (or, of a `for each` over values, the item).
        fact: Path,
        /// Only its day.
        date_of: bool,
    },
    /// `names P`.
    Names {
        /// The text.
        text: Path,
        /// The title.
        fact: Path,
    },
    /// `contains "…"`.
    Contains {
        /// The text.
        text: Path,
        /// These very characters, case aside.
        needle: String,
    },
    /// `matches /…/`.
    Matches {
        /// The text.
        text: Path,
        /// The pattern in the regex crate's syntax, flags written inside (`(?i)`).
        pattern: String,
    },
}

/// How many items it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantity {
    /// `there is a`.
    Some,
    /// `there are at least N`.
    AtLeast(u32),
    /// `there are at most N`.
    AtMost(u32),
    /// `there are exactly N`.
    Exactly(u32),
}

/// Comparisons of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// `is before`, `is less than`.
    Less,
    /// `is at most`.
    AtMost,
    /// `is after`, `is more than`.
    More,
    /// `is at least`.
    AtLeast,
}

/// Which matches of a lexicon count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextVerb {
    /// Affirmed ones.
    Says,
    /// All.
    Mentions,
    /// Denied ones.
    Denies,
}

/// `with WORDS reach` (either order) or `then WORDS reach` (in this order).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// `then`: the second begins after the first ends.
    pub then: bool,
    /// The second lexicons.
    pub words: Vec<LexiconId>,
    /// How near.
    pub reach: Reach,
}

/// How near two matches have to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// In one clause.
    Clause,
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// With at most N words between.
    Words(u32),
    /// In the same or the next N - 1 sentences.
    Sentences(u32),
}

/// A number of hours or days with its unit, where the syntax wants a literal.
pub type Lasts = Duration;
