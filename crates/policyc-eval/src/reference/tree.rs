//! Conditions as trees whose leaves are answered: everything is evaluated, nothing is skipped (semantics 2, 3.4, 5).

use super::{
    facts::{Env, Plain},
    value::{Answer, and, lacking, limit, or, sure},
};
use crate::{Atom, AtomKind, Atoms, Datum, Origin, State, Truth, Value};
use policyc_diag::Span;
use policyc_ir::{Cond, CondKind, Expr, Interval, Literal, Path, Quantity};
use std::{collections::BTreeSet, rc::Rc};

/// What a leaf asks.
#[derive(Clone, Copy)]
pub(super) enum Ask<'a> {
    Cond(&'a Cond),
    InForce(Interval),
    Due(&'a Expr),
    More(&'a Path),
    Label,
}

/// Evidence: main spans, spans beside, texts searched.
#[derive(Clone, Default)]
pub(super) struct Shows {
    pub(super) main: Vec<Span>,
    pub(super) also: Vec<Span>,
    pub(super) searched: BTreeSet<String>,
}

impl Shows {
    pub(super) fn join(mut self, other: Self) -> Self {
        self.main.extend(other.main);
        self.also.extend(other.also);
        self.searched.extend(other.searched);
        self
    }

    pub(super) fn of(origin: &Origin) -> Self {
        Self { main: origin.spans.clone(), also: origin.also.clone(), searched: BTreeSet::new() }
    }
}

/// A leaf with its answer.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    pub(super) ask: Ask<'a>,
    pub(super) env: Env,
    /// Names the test: two leaves of one name are one test.
    pub(super) name: String,
    pub(super) answer: Answer,
    pub(super) shows: Shows,
}

/// A condition.
#[derive(Clone)]
pub(super) enum Tree<'a> {
    Leaf(Leaf<'a>),
    And(Vec<Tree<'a>>),
    Or(Vec<Tree<'a>>),
    Not(Box<Tree<'a>>),
    /// Items of a list that is closed, or decides it already.
    Count {
        quantity: Quantity,
        items: Vec<(Datum, Tree<'a>)>,
        list: String,
        open: bool,
    },
    Every {
        items: Vec<(Datum, Tree<'a>)>,
        list: String,
    },
    Judge {
        name: String,
        label: Option<bool>,
        decides: Vec<(policyc_ir::Answer, Tree<'a>)>,
    },
}

/// What a judgement answers.
#[derive(Clone, PartialEq)]
pub(super) enum Says {
    Yes,
    No,
    Unsure,
    Open,
}

/// How leaves are answered: as they are, or as on trial.
pub(super) type Lookup<'l> = &'l dyn Fn(&Leaf<'_>) -> Truth;

pub(super) fn constant(literal: &Literal) -> State {
    match literal {
        Literal::None => State::None,
        Literal::Unknown => lacking(Atoms::new()),
        Literal::Bool(value) => State::Known(Value::Bool(*value)),
        Literal::Name(name) => State::Known(Value::Name(name.as_str().into())),
        Literal::Text(text) => State::Known(Value::Text(text.as_str().into())),
        Literal::Number(number) => State::Known(Value::Number(*number)),
        Literal::Percent(number) => State::Known(Value::Percent(*number)),
        Literal::Money(number, currency) => State::Known(Value::Money(*number, currency.as_str().into())),
        Literal::Length(number) => State::Known(Value::Length(*number)),
        Literal::Duration(duration) => State::Known(Value::Duration(*duration)),
        Literal::Instant(instant) => State::Known(Value::Instant(*instant)),
        Literal::Date(date) => State::Known(Value::Date(*date)),
        Literal::Record(_) => lacking(limit("policy")),
        Literal::List(items) => {
            let items = items.iter().map(|item| Datum { state: constant(item), origin: Origin::default() }).collect();
            State::Known(Value::List(Rc::new(crate::List { items, ..Default::default() })))
        }
    }
}

pub(super) fn interval(quantity: Quantity, low: u32, high: Option<u32>) -> Truth {
    let satisfies = |n: u32| match quantity {
        Quantity::Some => n >= 1,
        Quantity::AtLeast(m) => n >= m,
        Quantity::AtMost(m) => n <= m,
        Quantity::Exactly(m) => n == m,
    };
    // Beyond every number that a policy names nothing changes any more.
    let named = match quantity {
        Quantity::Some => 1,
        Quantity::AtLeast(m) | Quantity::AtMost(m) | Quantity::Exactly(m) => m,
    };
    let top = high.unwrap_or(low.max(named) + 2);
    let all: Vec<bool> = (low..=top).map(satisfies).collect();
    if all.iter().all(|holds| *holds) {
        Truth::True
    } else if all.iter().all(|holds| !holds) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

impl<'a> Plain<'a> {
    pub(super) fn tree(&self, cond: &'a Cond, env: &Env) -> Tree<'a> {
        let all = |conds: &'a [Cond]| conds.iter().map(|cond| self.tree(cond, env)).collect();
        match &cond.kind {
            CondKind::And(conds) => Tree::And(all(conds)),
            CondKind::Or(conds) => Tree::Or(all(conds)),
            CondKind::Not(inner) => Tree::Not(Box::new(self.tree(inner, env))),
            CondKind::Call { condition, argument } => match self.policy.condition(*condition) {
                Some(named) => self.tree(&named.when, &argument.map_or_else(Env::default, |slot| env.only(slot))),
                None => self.leaf(Ask::Cond(cond), env),
            },
            CondKind::Judged(id) => match self.policy.judgement(*id) {
                Some(judgement) => Tree::Judge {
                    name: judgement.name.clone(),
                    label: self.label(&judgement.name),
                    decides: judgement
                        .decides
                        .iter()
                        .map(|decide| (decide.answer, self.tree(&decide.when, &Env::default())))
                        .collect(),
                },
                None => self.leaf(Ask::Cond(cond), env),
            },
            CondKind::Count { quantity, slot, list, filter, .. } => {
                let items = self.items(list, env);
                let trees: Vec<_> = items
                    .list
                    .items
                    .iter()
                    .enumerate()
                    .map(|(index, datum)| {
                        let env = env.with(items.bound(*slot, index, datum));
                        let tree = filter.as_deref().map_or(Tree::And(Vec::new()), |filter| self.tree(filter, &env));
                        (datum.clone(), tree)
                    })
                    .collect();
                let open = !items.open.is_empty();
                let tree = Tree::Count { quantity: *quantity, items: trees, list: items.list.path.clone(), open };
                if open && tree.answer().0 == Truth::Unknown { self.leaf(Ask::Cond(cond), env) } else { tree }
            }
            CondKind::Every { slot, list, test, .. } => {
                let items = self.items(list, env);
                let bind = |(index, datum): (usize, &Datum)| {
                    (datum.clone(), self.tree(test, &env.with(items.bound(*slot, index, datum))))
                };
                let tree = Tree::Every {
                    items: items.list.items.iter().enumerate().map(bind).collect(),
                    list: items.list.path.clone(),
                };
                if !items.open.is_empty() && tree.answer().0 != Truth::False {
                    self.leaf(Ask::Cond(cond), env)
                } else {
                    tree
                }
            }
            _ => self.leaf(Ask::Cond(cond), env),
        }
    }

    pub(super) fn label(&self, name: &str) -> Option<bool> {
        match self.world.fact(&["labels", name]).field("value").state {
            State::Known(Value::Bool(value)) => Some(value),
            State::Known(Value::Name(name) | Value::Text(name)) => Some(&*name == "yes"),
            _ => None,
        }
    }

    pub(super) fn leaf(&self, ask: Ask<'a>, env: &Env) -> Tree<'a> {
        let (answer, shows, read) = self.ask(ask, env);
        let what = match ask {
            Ask::Cond(cond) => format!("{:?}", cond.kind),
            Ask::InForce(interval) => format!("{interval:?}"),
            Ask::Due(due) => format!("due {:?}", due.kind),
            Ask::More(list) => format!("more {:?}", list.fields),
            Ask::Label => "label".to_owned(),
        };
        // What a quantifier reads of the items around it is no path of its own.
        let around: Vec<&str> = env
            .bound
            .iter()
            .filter(|bound| what.contains(&format!("Item({:?})", bound.slot)))
            .map(|bound| bound.datum.origin.path.as_str())
            .collect();
        let read = (read, around);
        Tree::Leaf(Leaf { ask, env: env.clone(), name: format!("{what} of {read:?}"), answer, shows })
    }
}

impl<'a> Tree<'a> {
    /// The answer as it stands.
    pub(super) fn answer(&self) -> Answer {
        let truth = self.truth(&|leaf| leaf.answer.0);
        let mut leaves = Vec::new();
        if truth == Truth::Unknown {
            self.open_leaves(None, &mut leaves);
        }
        (truth, leaves.iter().flat_map(|leaf: &Leaf<'a>| leaf.answer.1.clone()).collect())
    }

    /// The truth with leaves looked up.
    pub(super) fn truth(&self, lookup: Lookup<'_>) -> Truth {
        match self {
            Self::Leaf(leaf) => lookup(leaf),
            Self::And(all) => all.iter().fold(sure(true), |sum, one| and(sum, (one.truth(lookup), Atoms::new()))).0,
            Self::Or(some) => some.iter().fold(sure(false), |sum, one| or(sum, (one.truth(lookup), Atoms::new()))).0,
            Self::Not(inner) => match inner.truth(lookup) {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::Unknown => Truth::Unknown,
            },
            Self::Count { quantity, items, open, .. } => {
                let of = |truth| items.iter().filter(|(_, item)| item.truth(lookup) == truth).count() as u32;
                let (t, u) = (of(Truth::True), of(Truth::Unknown));
                interval(*quantity, t, (!open).then_some(t + u))
            }
            Self::Every { items, .. } => {
                items.iter().fold(sure(true), |all, (_, item)| and(all, (item.truth(lookup), Atoms::new()))).0
            }
            Self::Judge { name, label, decides } => match label {
                Some(label) => Truth::from(*label),
                None => {
                    // Where nothing but the label is asked, it is the one test there is.
                    let answered = lookup(&label_leaf(name));
                    match says(decides, answered, lookup) {
                        Says::Yes => Truth::True,
                        Says::No => Truth::False,
                        Says::Unsure | Says::Open => {
                            if answered != Truth::Unknown && self.only_label() {
                                answered
                            } else {
                                Truth::Unknown
                            }
                        }
                    }
                }
            },
        }
    }

    /// Whether a judgement is unknown for want of its label alone.
    fn only_label(&self) -> bool {
        let Self::Judge { name, decides, .. } = self else { return false };
        let mut leaves = Vec::new();
        open_readings(name, decides, &mut leaves);
        !leaves.is_empty() && leaves.iter().all(|leaf| leaf.answer.1 == Atoms::from([label_atom(name)]))
    }

    /// The leaves of the unknown sub-conditions, a place each; `label` is that of the judgement around.
    pub(super) fn open_leaves(&self, label: Option<&str>, into: &mut Vec<Leaf<'a>>) {
        let plain: Lookup<'_> = &|leaf| leaf.answer.0;
        if self.truth(plain) != Truth::Unknown {
            return;
        }
        match self {
            Self::Leaf(leaf) => {
                let mut leaf = leaf.clone();
                if let Some(name) = label {
                    let readable = |atom: Atom| if atom.path.starts_with("unread(") { label_atom(name) } else { atom };
                    leaf.answer.1 = leaf.answer.1.into_iter().map(readable).collect();
                }
                into.push(leaf);
            }
            Self::And(all) | Self::Or(all) => all.iter().for_each(|one| one.open_leaves(label, into)),
            Self::Not(inner) => inner.open_leaves(label, into),
            Self::Count { items, .. } | Self::Every { items, .. } => {
                items.iter().for_each(|(_, item)| item.open_leaves(label, into));
            }
            Self::Judge { name, decides, .. } => {
                if self.only_label() {
                    into.push(label_leaf(name));
                } else {
                    open_readings(name, decides, into);
                }
            }
        }
    }

    /// `E+` (`holds`) or `E-`.
    pub(super) fn shows(&self, holds: bool) -> Shows {
        let plain: Lookup<'_> = &|leaf| leaf.answer.0;
        let truth = self.truth(plain);
        let join = |trees: Vec<&Self>| trees.iter().fold(Shows::default(), |sum, tree| sum.join(tree.shows(holds)));
        let those = |trees: &'_ [Self], wanted: &[Truth]| -> Shows {
            trees
                .iter()
                .filter(|tree| wanted.contains(&tree.truth(plain)))
                .fold(Shows::default(), |sum, tree| sum.join(tree.shows(holds)))
        };
        match self {
            Self::Leaf(leaf) => leaf.shows.clone(),
            Self::Not(inner) => inner.shows(!holds),
            Self::And(all) => match (truth, holds) {
                (Truth::False, _) => those(all, &[Truth::False]),
                (_, true) => join(all.iter().collect()),
                (Truth::Unknown, false) => those(all, &[Truth::Unknown]),
                (Truth::True, false) => Shows::default(),
            },
            Self::Or(some) => match (truth, holds) {
                (Truth::True, _) => those(some, &[Truth::True]),
                (_, false) => join(some.iter().collect()),
                (Truth::Unknown, true) => those(some, &[Truth::Unknown]),
                (Truth::False, true) => Shows::default(),
            },
            Self::Count { quantity: Quantity::Some, list, .. } if !holds => searched(list),
            Self::Count { items, .. } => of_items(items, Truth::True, true),
            Self::Every { list, .. } if holds => searched(list),
            Self::Every { items, .. } => of_items(items, Truth::False, false),
            Self::Judge { label: Some(_), .. } => Shows::default(),
            Self::Judge { decides, .. } => {
                let trees: Vec<&Self> = decides.iter().map(|(_, tree)| tree).collect();
                match trees.iter().find(|tree| tree.truth(plain) == Truth::True) {
                    Some(answering) => answering.shows(true),
                    None if truth == Truth::Unknown => {
                        join(trees.into_iter().filter(|tree| tree.truth(plain) == Truth::Unknown).collect())
                    }
                    None => trees.iter().fold(Shows::default(), |sum, tree| sum.join(tree.shows(false))),
                }
            }
        }
    }
}

fn searched(list: &str) -> Shows {
    Shows { searched: BTreeSet::from([list.to_owned()]), ..Shows::default() }
}

fn of_items(items: &[(Datum, Tree<'_>)], wanted: Truth, holds: bool) -> Shows {
    let wanted = items.iter().filter(|(_, tree)| tree.answer().0 == wanted);
    wanted.fold(Shows::default(), |sum, (datum, tree)| sum.join(Shows::of(&datum.origin)).join(tree.shows(holds)))
}

pub(super) fn label_atom(name: &str) -> Atom {
    Atom::new(AtomKind::Label, name)
}

pub(super) fn label_leaf<'a>(name: &str) -> Leaf<'a> {
    Leaf {
        ask: Ask::Label,
        env: Env::default(),
        name: format!("label {name}"),
        answer: (Truth::Unknown, Atoms::from([label_atom(name)])),
        shows: Shows::default(),
    }
}

/// `if c1 then a1 else if c2 then a2 … else no`, a label answering what is unsure.
fn says(decides: &[(policyc_ir::Answer, Tree<'_>)], label: Truth, lookup: Lookup<'_>) -> Says {
    let Some(((answer, when), rest)) = decides.split_first() else { return Says::No };
    let this = match (answer, label) {
        (policyc_ir::Answer::Yes, _) | (policyc_ir::Answer::Unsure, Truth::True) => Says::Yes,
        (policyc_ir::Answer::No, _) | (policyc_ir::Answer::Unsure, Truth::False) => Says::No,
        (policyc_ir::Answer::Unsure, Truth::Unknown) => Says::Unsure,
    };
    match when.truth(lookup) {
        Truth::True => this,
        Truth::False => says(rest, label, lookup),
        Truth::Unknown => {
            let other = says(rest, label, lookup);
            if this == other { this } else { Says::Open }
        }
    }
}

/// The open leaves of a judgement's readings.
fn open_readings<'a>(name: &str, decides: &[(policyc_ir::Answer, Tree<'a>)], into: &mut Vec<Leaf<'a>>) {
    let plain: Lookup<'_> = &|leaf| leaf.answer.0;
    let Some(((answer, when), rest)) = decides.split_first() else { return };
    let unsure = *answer == policyc_ir::Answer::Unsure;
    match when.truth(plain) {
        Truth::True if unsure => into.push(label_leaf(name)),
        Truth::True => {}
        Truth::False => open_readings(name, rest, into),
        Truth::Unknown => {
            let same = says(decides, Truth::Unknown, plain) != Says::Open;
            if !same {
                when.open_leaves(Some(name), into);
                if unsure {
                    into.push(label_leaf(name));
                }
            }
            open_readings(name, rest, into);
        }
    }
}
