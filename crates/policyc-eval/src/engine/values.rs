//! Value expressions: constants, facts, arithmetic, amounts of lists.

use super::{
    Engine,
    arithmetic::{arithmetic, lacking, shift},
    compare,
    frame::{Cx, Frame},
    notes::{Notes, Use},
    tri::{Tri, limit},
};
use crate::{Atoms, Datum, List, Record, State, Truth, Unknown, Value};
use policyc_ir::{Aggregate, Arithmetic, Cond, Expr, ExprKind, Literal, Path, Rational, Slot, Type};
use std::rc::Rc;

/// A literal as a value. `unknown` stands in examples only and never reaches an expression.
pub(crate) fn literal(from: &Literal) -> State {
    let member = |item: &Literal| Datum { state: literal(item), origin: crate::Origin::default() };
    State::Known(match from {
        Literal::None => return State::None,
        Literal::Unknown => return lacking(Atoms::new()),
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Name(name) => Value::Name(name.as_str().into()),
        Literal::Text(text) => Value::Text(text.as_str().into()),
        Literal::Number(number) => Value::Number(*number),
        Literal::Percent(number) => Value::Percent(*number),
        Literal::Money(number, currency) => Value::Money(*number, currency.as_str().into()),
        Literal::Length(number) => Value::Length(*number),
        Literal::Duration(duration) => Value::Duration(*duration),
        Literal::Instant(instant) => Value::Instant(*instant),
        Literal::Date(date) => Value::Date(*date),
        Literal::Record(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.as_str().into(), member(value))).collect();
            Value::Record(Rc::new(Record { path: String::new(), fields }))
        }
        Literal::List(items) => {
            let items = items.iter().map(member).collect();
            Value::List(Rc::new(List { items, open: None, path: String::new() }))
        }
    })
}

/// What of a list an amount is made of.
pub(crate) struct Amount<'e> {
    kind: Aggregate,
    of: &'e Path,
    slot: Slot,
    list: &'e Path,
    filter: Option<&'e Cond>,
    ty: &'e Type,
}

impl Engine<'_, '_> {
    /// The value of an expression.
    pub(crate) fn value(&self, expr: &Expr, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> State {
        let Some(cx) = cx.deeper() else { return lacking(limit("nesting")) };
        match &expr.kind {
            ExprKind::Literal(constant) => literal(constant),
            ExprKind::Path(path) => self.resolve(path, cx, frame, notes).state,
            ExprKind::Value(id) => match self.policy.value(*id) {
                Some(item) => self.value(&item.expr, cx.without_rule(), &Frame::default(), notes),
                None => lacking(limit("policy")),
            },
            ExprKind::Local(id) => match cx.rule.and_then(|rule| rule.values.get(id.index())) {
                Some(local) => self.value(&local.expr, cx, &frame.only(policyc_ir::ITEM), notes),
                None => lacking(limit("policy")),
            },
            ExprKind::Arithmetic(op, left, right) => {
                let left = self.value(left, cx, frame, notes);
                let right = self.value(right, cx, frame, notes);
                arithmetic(*op, &left, &right, &self.calendar)
            }
            ExprKind::Shift { by, after, from } => {
                let by = self.value(by, cx, frame, notes);
                let from = self.value(from, cx, frame, notes);
                self.shifted(&by, *after, &from)
            }
            ExprKind::Amount { kind, of, slot, list, filter } => {
                let amount = Amount { kind: *kind, of, slot: *slot, list, filter: filter.as_deref(), ty: &expr.ty };
                self.amount(&amount, cx, frame, notes)
            }
        }
    }

    pub(crate) fn shifted(&self, by: &State, after: bool, from: &State) -> State {
        match (by, from) {
            (State::Known(Value::Duration(by)), State::Known(Value::Instant(from))) => {
                shift(*from, *by, !after, &self.calendar)
            }
            _ => {
                let op = if after { Arithmetic::Add } else { Arithmetic::Subtract };
                arithmetic(op, from, by, &self.calendar)
            }
        }
    }

    fn amount(&self, amount: &Amount<'_>, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> State {
        let listing = self.list(amount.list, cx, frame, notes);
        let mut gathered = Gathered::default();
        for (index, datum) in listing.list.items.iter().enumerate() {
            let inner = frame.with(amount.slot, listing.item(index, datum));
            let mut noted = if notes.on { Notes::on() } else { Notes::off() };
            let counts = amount.filter.map_or(Tri::TRUE, |filter| self.tri(filter, cx, &inner, &mut noted));
            if counts.is_false() {
                continue;
            }
            let of = self.resolve(amount.of, cx, &inner, &mut noted);
            note_item(notes, noted, datum, &counts, &of);
            gathered.add(counts, of.state, amount.kind == Aggregate::Sum);
        }
        if let Some(ghost) = listing.ghost() {
            let inner = frame.with(amount.slot, ghost);
            let counts = amount.filter.map_or(Tri::TRUE, |filter| self.tri(filter, cx, &inner, &mut Notes::off()));
            gathered.open = true;
            gathered.lacks.extend(listing.open.unwrap_or_default());
            gathered.lacks.extend(counts.atoms);
        }
        match amount.kind {
            Aggregate::Sum => gathered.sum(amount.ty, self),
            Aggregate::Count => gathered.count(),
            Aggregate::Latest => gathered.extreme(true),
            Aggregate::Earliest => gathered.extreme(false),
        }
    }
}

/// Writes down what was read to see whether an item counts, and the item as evidence if it does.
fn note_item(notes: &mut Notes, noted: Notes, item: &Datum, counts: &Tri, of: &Datum) {
    notes.uses.extend(noted.uses.into_iter().map(|used| Use { quiet: true, ..used }));
    if notes.on && counts.is_true() && matches!(of.state, State::Known(_)) {
        notes.spans.extend(&item.origin.spans);
        notes.also.extend(&item.origin.also);
    }
}

/// What an amount is made of: values that surely count, and what is lacking.
#[derive(Default)]
struct Gathered {
    sure: Vec<Value>,
    perhaps: u32,
    none_of_a_sum: bool,
    open: bool,
    lacks: Atoms,
}

impl Gathered {
    fn add(&mut self, counts: Tri, of: State, summed: bool) {
        match (counts.truth, of) {
            // Of a count and of an extreme such an item is no part; a sum has to know whether it is one of its.
            (Truth::Unknown, State::None) if summed => self.lack(counts.atoms),
            (_, State::None) => self.none_of_a_sum = true,
            (Truth::True, State::Known(value)) => self.sure.push(value),
            (_, State::Known(_)) => self.lack(counts.atoms),
            (_, State::Unknown(unknown)) => {
                let mut atoms = counts.atoms;
                atoms.extend(unknown.atoms);
                self.lack(atoms);
            }
        }
    }

    fn lack(&mut self, atoms: Atoms) {
        self.perhaps = self.perhaps.saturating_add(1);
        self.lacks.extend(atoms);
    }

    fn is_settled(&self) -> bool {
        self.perhaps == 0 && !self.open
    }

    fn sum(self, ty: &Type, engine: &Engine<'_, '_>) -> State {
        if !self.is_settled() {
            return lacking(self.lacks);
        }
        if self.none_of_a_sum {
            return State::None;
        }
        self.sure
            .into_iter()
            .map(State::Known)
            .fold(State::Known(nothing(ty)), |sum, next| arithmetic(Arithmetic::Add, &sum, &next, &engine.calendar))
    }

    fn count(self) -> State {
        let whole = |n: usize| Rational::integer(i64::try_from(n).unwrap_or(i64::MAX));
        if self.is_settled() {
            return State::Known(Value::Number(whole(self.sure.len())));
        }
        let at_most = (!self.open).then(|| whole(self.sure.len() + self.perhaps as usize));
        State::Unknown(Unknown { atoms: self.lacks, at_least: Some(whole(self.sure.len())), at_most })
    }

    fn extreme(self, latest: bool) -> State {
        if !self.is_settled() {
            return lacking(self.lacks);
        }
        let key = |value: &Value| compare::measure(value).map(|(number, _)| number);
        let values = self.sure.into_iter();
        let found = if latest { values.max_by_key(key) } else { values.rev().min_by_key(key) };
        found.map_or(State::None, State::Known)
    }
}

/// The sum of nothing, in the unit of a type.
fn nothing(ty: &Type) -> Value {
    match ty {
        Type::Money => Value::Money(Rational::ZERO, "".into()),
        Type::Percent => Value::Percent(Rational::ZERO),
        Type::Length => Value::Length(Rational::ZERO),
        Type::Duration => Value::Duration(policyc_ir::Duration::Elapsed(0)),
        _ => Value::Number(Rational::ZERO),
    }
}
