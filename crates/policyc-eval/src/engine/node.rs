//! A condition as it came out: every sub-condition with its value, nothing skipped. What a second pass builds for the
//! findings that are reported; evidence, what is missing, the first failing condition and proofs are read off it.

use super::{frame::Frame, judgement::Label, notes::Notes};
use crate::{Atoms, Datum, Truth};
use policyc_diag::At;
use policyc_ir::{Answer, Cond, Expr, Interval, Judgement, Quantity};

/// A condition with its value.
#[derive(Debug, Clone)]
pub(crate) struct Node<'p> {
    pub(crate) at: At,
    pub(crate) truth: Truth,
    pub(crate) op: Op<'p>,
    pub(crate) children: Vec<Node<'p>>,
}

/// What kind of condition it is.
#[derive(Debug, Clone)]
pub(crate) enum Op<'p> {
    /// All children.
    And,
    /// One of the children.
    Or,
    /// Not the only child.
    Not,
    /// A named condition: the only child is what it tests.
    Named(&'p str),
    /// `there is a`, `there are`: children are items; those that surely do not count may be left out.
    Quantifier {
        quantity: Quantity,
        /// How many surely count.
        sure: u32,
        /// The list's path.
        list: String,
    },
    /// `every`: children are items; those that surely satisfy may be left out.
    Every {
        /// The list's path.
        list: String,
    },
    /// An item of a list; the only child, if any, is its condition.
    Item(Box<Datum>),
    /// A judgement; children are its readings.
    Judgement(Box<Judged<'p>>),
    /// A test; children, if any, are items of an open list.
    Test(Box<Test<'p>>),
}

/// A judgement as it came out.
#[derive(Debug, Clone)]
pub(crate) struct Judged<'p> {
    pub(crate) judgement: &'p Judgement,
    pub(crate) label: Option<Label>,
    /// The answer of each child.
    pub(crate) answers: Vec<Answer>,
    /// What the readings come to by themselves.
    pub(crate) reading: Truth,
    /// What it lacks.
    pub(crate) atoms: Atoms,
}

/// A test as it came out.
#[derive(Debug, Clone)]
pub(crate) struct Test<'p> {
    pub(crate) what: What<'p>,
    pub(crate) frame: Frame,
    pub(crate) atoms: Atoms,
    pub(crate) notes: Notes,
}

/// What is tested.
#[derive(Debug, Clone, Copy)]
pub(crate) enum What<'p> {
    /// A condition of the policy.
    Cond(&'p Cond),
    /// Whether the rule or part is in force.
    InForce(Interval),
    /// Whether the duty is due.
    Due(&'p Expr),
    /// Whether an open list has a further item.
    Exists(&'p policyc_ir::Path),
}

impl<'p> Node<'p> {
    /// A node over others, with the truth that Kleene's tables give it.
    pub(crate) fn all(at: At, children: Vec<Self>) -> Self {
        let truth = children.iter().map(|child| child.truth).fold(Truth::True, Truth::and);
        Self { at, truth, op: Op::And, children }
    }

    pub(crate) fn some(at: At, children: Vec<Self>) -> Self {
        let truth = children.iter().map(|child| child.truth).fold(Truth::False, Truth::or);
        Self { at, truth, op: Op::Or, children }
    }

    pub(crate) fn not(at: At, child: Self) -> Self {
        Self { at, truth: !child.truth, op: Op::Not, children: vec![child] }
    }

    /// The children that make this node what it is: all of a true `and`, the false ones of a false one, and so on; of
    /// an unknown one those that are not beside the point.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = &Self> {
        let (truth, of) = (self.truth, &self.op);
        self.children.iter().filter(move |child| match of {
            Op::And | Op::Every { .. } => truth != Truth::False || child.truth == Truth::False,
            Op::Or => truth != Truth::True || child.truth == Truth::True,
            // That one is there, that one shows; a number, or that none is there, all of them do.
            Op::Quantifier { quantity: Quantity::Some, .. } => truth != Truth::True || child.truth == Truth::True,
            Op::Quantifier { .. } => true,
            Op::Judgement(judged) => judged.label.is_none(),
            Op::Not | Op::Named(_) | Op::Item(_) | Op::Test(_) => true,
        })
    }
}
