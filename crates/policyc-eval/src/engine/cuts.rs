//! Which answers of a typed fact its tests can tell apart: each value of an enumeration, and for what is ordered every
//! cut point and every gap between two.

use super::{
    Engine, compare,
    frame::{Cx, Frame},
    node::{Test, What},
    notes::Notes,
    time::{self, day_number},
};
use crate::{Atom, Datum, State, Value};
use policyc_ir::{Cond, CondKind, Duration, Expr, ExprKind, Instant, Path, Rational, Type};

/// What the declarations say of an atom.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    ty: Type,
    /// Its answer may be none.
    pub(crate) or_none: bool,
    /// Its answer may be an empty list.
    pub(crate) list: bool,
}

/// What a test that reads the atom's own path says of it.
pub(crate) fn known<'p>(
    engine: &Engine<'p, '_>,
    cx: Cx<'_>,
    atom: &Atom,
    tests: &[Option<&Test<'p>>],
) -> Option<Known> {
    tests.iter().flatten().find_map(|test| match test.what {
        What::InForce(_) if atom.path == "case.as_of" => Some(Known { ty: Type::Instant, or_none: false, list: false }),
        What::Due(due) => {
            let at = (atom.path == "case.as_of").then_some(Known { ty: Type::Instant, or_none: false, list: false });
            at.or_else(|| operands(due).into_iter().find_map(|path| of_path(engine, cx, atom, path, &test.frame)))
        }
        What::Exists(list) => of_path(engine, cx, atom, list, &Frame::default()),
        What::Cond(cond) => paths(cond).into_iter().find_map(|path| of_path(engine, cx, atom, path, &test.frame)),
        What::InForce(_) => None,
    })
}

fn of_path(engine: &Engine<'_, '_>, cx: Cx<'_>, atom: &Atom, path: &Path, frame: &Frame) -> Option<Known> {
    let datum = engine.resolve(path, cx, frame, &mut Notes::off());
    let list = matches!(path.ty, Type::List(_) | Type::Set(_));
    is_own(&datum, atom).then(|| Known { ty: path.ty.clone(), or_none: path.or_none, list })
}

/// Whether a datum is just what the atom stands for (for a list: and nothing of it is known).
fn is_own(datum: &Datum, atom: &Atom) -> bool {
    let open = match &datum.state {
        State::Unknown(unknown) => unknown.atoms.len() == 1 && unknown.atoms.contains(atom),
        State::Known(Value::List(list)) => list.items.is_empty() && list.open.as_ref() == Some(atom),
        _ => false,
    };
    open && datum.origin.path == atom.path
}

/// The paths that a test reads directly.
fn paths(cond: &Cond) -> Vec<&Path> {
    let both = |left, right| [operands(left), operands(right)].concat();
    match &cond.kind {
        CondKind::Is(left, right) | CondKind::Order(_, left, right) | CondKind::SameLanguage(left, right) => {
            both(left, right)
        }
        CondKind::Within { left, distance, right } | CondKind::Distance { left, distance, right, .. } => {
            [both(left, right), operands(distance)].concat()
        }
        CondKind::OneOf(value, members) => {
            let members = members.iter().flat_map(operands);
            operands(value).into_iter().chain(members).collect()
        }
        CondKind::InSet(value, _) | CondKind::Under(value, _) | CondKind::Imitates(value, _) => operands(value),
        CondKind::Given(path) | CondKind::None(path) | CondKind::Empty(path) => vec![path],
        CondKind::Has(path, value) => [vec![path], operands(value)].concat(),
        CondKind::Count { list, .. } | CondKind::Every { list, .. } => vec![list],
        CondKind::States { text, fact, .. } | CondKind::Names { text, fact } => vec![text, fact],
        CondKind::Says { text, .. }
        | CondKind::SaysOnly { text, .. }
        | CondKind::Contains { text, .. }
        | CondKind::Matches { text, .. } => vec![text],
        _ => Vec::new(),
    }
}

fn operands(expr: &Expr) -> Vec<&Path> {
    let mut found = Vec::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::Path(path) => found.push(path),
            ExprKind::Arithmetic(_, left, right) => open.extend([right.as_ref(), left.as_ref()]),
            ExprKind::Shift { by, from, .. } => open.extend([from.as_ref(), by.as_ref()]),
            _ => {}
        }
    }
    found
}

impl Known {
    /// Answers that tell the tests apart as far as they can be told apart, and which tests stay free beside them;
    /// none where the type has no such answers.
    pub(crate) fn answers<'p>(
        &self,
        engine: &Engine<'p, '_>,
        cx: Cx<'_>,
        atom: &Atom,
        tests: &[Option<&Test<'p>>],
    ) -> Option<(Vec<State>, Vec<bool>)> {
        let settled = |test: &Option<&Test<'p>>| test.is_none();
        match &self.ty {
            Type::Bool => {
                let both = [true, false].map(|value| State::Known(Value::Bool(value)));
                Some((both.into(), tests.iter().map(settled).collect()))
            }
            Type::Enum(values) => {
                let each = values.iter().map(|value| State::Known(Value::Name(value.name.as_str().into())));
                Some((each.collect(), tests.iter().map(settled).collect()))
            }
            Type::Integer
            | Type::Decimal
            | Type::Percent
            | Type::Money
            | Type::Length
            | Type::Duration
            | Type::Instant
            | Type::Date => Some(self.ordered(engine, cx, atom, tests)),
            _ => None,
        }
    }

    fn ordered<'p>(
        &self,
        engine: &Engine<'p, '_>,
        cx: Cx<'_>,
        atom: &Atom,
        tests: &[Option<&Test<'p>>],
    ) -> (Vec<State>, Vec<bool>) {
        let mut cuts: Vec<Value> = Vec::new();
        let mut free = Vec::new();
        for test in tests {
            let found = test.and_then(|test| Asking { engine, cx, atom }.cuts(test));
            free.push(found.is_none());
            cuts.extend(found.unwrap_or_default());
        }
        let currency = cuts.iter().find_map(|cut| match cut {
            Value::Money(_, currency) => Some(currency.clone()),
            _ => None,
        });
        let mut numbers: Vec<Rational> =
            cuts.iter().filter_map(|cut| compare::measure(cut).map(|(number, _)| number)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let whole = matches!(self.ty, Type::Integer | Type::Instant | Type::Duration | Type::Date);
        let value = |number: Rational| self.value(number, currency.as_deref()).map(State::Known);
        (spread(&numbers, whole).into_iter().filter_map(value).collect(), free)
    }

    fn value(&self, number: Rational, currency: Option<&str>) -> Option<Value> {
        Some(match self.ty {
            Type::Percent => Value::Percent(number),
            Type::Money => Value::Money(number, currency.unwrap_or("XXX").into()),
            Type::Length => Value::Length(number),
            Type::Duration => Value::Duration(Duration::Elapsed(number.round())),
            Type::Instant => Value::Instant(Instant { nanoseconds: number.round(), offset: 0 }),
            Type::Date => Value::Date(time::date(time::from_number(i64::try_from(number.round()).ok()?)?)),
            _ => Value::Number(number),
        })
    }
}

/// Every cut point, and one number in every gap that holds any.
fn spread(cuts: &[Rational], whole: bool) -> Vec<Rational> {
    let mut all = Vec::new();
    let mut last: Option<Rational> = None;
    for cut in cuts {
        let gap = match last {
            None => cut.sub(Rational::ONE),
            Some(last) => last.add(*cut).and_then(|sum| sum.div(Rational::integer(2))).and_then(|middle| {
                let floor = Rational::new(middle.numerator().div_euclid(middle.denominator()), 1)?;
                let inside = if whole { floor } else { middle };
                (inside > last).then_some(inside)
            }),
        };
        all.extend(gap);
        all.push(*cut);
        last = Some(*cut);
    }
    match last {
        Some(last) => all.extend(last.add(Rational::ONE)),
        None => all.push(Rational::ZERO),
    }
    all
}

/// An atom that a test is looked at for.
struct Asking<'a, 'p, 'w> {
    engine: &'a Engine<'p, 'w>,
    cx: Cx<'a>,
    atom: &'a Atom,
}

impl<'p> Asking<'_, 'p, '_> {
    /// Where the test changes; none if it is not just the atom against what is known.
    fn cuts(&self, test: &Test<'p>) -> Option<Vec<Value>> {
        let frame = &test.frame;
        match test.what {
            What::InForce(interval) => {
                let ends = [interval.from, interval.before].into_iter().flatten();
                ends.map(|day| self.engine.start_of(day).map(Value::Instant)).collect()
            }
            What::Due(due) => match self.engine.due_at(due, self.cx, frame, &mut Notes::off()) {
                State::Known(at) => Some(vec![at]),
                _ => None,
            },
            What::Exists(_) => None,
            What::Cond(cond) => match &cond.kind {
                CondKind::Given(_) | CondKind::None(_) => Some(Vec::new()),
                CondKind::Is(left, right) | CondKind::Order(_, left, right) => {
                    match (self.is_atom(left, frame), self.is_atom(right, frame)) {
                        (true, false) => Some(vec![self.constant(right, frame)?]),
                        (false, true) => Some(vec![self.constant(left, frame)?]),
                        _ => None,
                    }
                }
                CondKind::OneOf(value, members) if self.is_atom(value, frame) => {
                    members.iter().map(|member| self.constant(member, frame)).collect()
                }
                CondKind::Within { left, distance, right } => {
                    let mut both = self.distance(left, distance, right, true, frame)?;
                    both.extend(self.distance(left, distance, right, false, frame)?);
                    Some(both)
                }
                CondKind::Distance { left, distance, after, right, .. } => {
                    self.distance(left, distance, right, *after, frame)
                }
                _ => None,
            },
        }
    }

    fn is_atom(&self, expr: &Expr, frame: &Frame) -> bool {
        let ExprKind::Path(path) = &expr.kind else { return false };
        is_own(&self.engine.resolve(path, self.cx, frame, &mut Notes::off()), self.atom)
    }

    fn constant(&self, expr: &Expr, frame: &Frame) -> Option<Value> {
        match self.engine.value(expr, self.cx, frame, &mut Notes::off()) {
            State::Known(value) => Some(value),
            _ => None,
        }
    }

    /// `left - right` (or, not `after`, `right - left`) against a distance.
    fn distance(&self, left: &Expr, distance: &Expr, right: &Expr, after: bool, frame: &Frame) -> Option<Vec<Value>> {
        let by = |value: Value| match value {
            Value::Duration(duration) => Some(duration),
            _ => None,
        };
        if self.is_atom(left, frame) && !self.is_atom(right, frame) {
            let (from, by) = (self.constant(right, frame)?, by(self.constant(distance, frame)?)?);
            return self.reached(&from, by, !after);
        }
        if self.is_atom(right, frame) {
            let (from, by) = (self.constant(left, frame)?, by(self.constant(distance, frame)?)?);
            return self.reached(&from, by, after);
        }
        None
    }

    /// Where `by` after (or before) an instant is: the instant, or the days around it.
    fn reached(&self, from: &Value, by: Duration, before: bool) -> Option<Vec<Value>> {
        let engine = self.engine;
        let shifted = |state: State| match state {
            State::Known(value) => Some(value),
            _ => None,
        };
        let Value::Instant(at) = from else {
            let op = if before { policyc_ir::Arithmetic::Subtract } else { policyc_ir::Arithmetic::Add };
            let by = State::Known(Value::Duration(by));
            let reached = super::arithmetic::arithmetic(op, &State::Known(from.clone()), &by, &engine.calendar);
            return Some(vec![shifted(reached)?]);
        };
        let reached = shifted(super::arithmetic::shift(*at, by, before, &engine.calendar))?;
        let (Value::Instant(reached_at), false) = (&reached, matches!(by, Duration::Elapsed(_))) else {
            return Some(vec![reached]);
        };
        // The test is constant within a day; over a weekend it changes a few days further on or back.
        let day = day_number(engine.calendar.day(*reached_at)?);
        (day - 4..=day + 4).map(|day| engine.calendar.start(time::from_number(day)?).map(Value::Instant)).collect()
    }
}
