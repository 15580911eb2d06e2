//! Values, equality, order and arithmetic as semantics 1.2 to 1.4 writes them down.

use crate::{Atom, AtomKind, Atoms, List, State, Truth, Unknown, Value};
use jiff::{Timestamp, civil, tz::TimeZone};
use policyc_ir::{Arithmetic, Duration, Instant, Order, Rational};

/// A truth value with atoms.
pub(super) type Answer = (Truth, Atoms);

pub(super) fn sure(truth: bool) -> Answer {
    (Truth::from(truth), Atoms::new())
}

pub(super) fn lacking(atoms: Atoms) -> State {
    State::Unknown(Unknown { atoms, at_least: None, at_most: None })
}

fn atom(kind: AtomKind, path: String) -> Atoms {
    Atoms::from([Atom::new(kind, path)])
}

pub(super) fn limit(name: &str) -> Atoms {
    atom(AtomKind::Limit, format!("limit.{name}"))
}

fn clash(one: &str, other: &str) -> Atoms {
    atom(AtomKind::Clash, format!("clash({}, {})", one.min(other), one.max(other)))
}

pub(super) fn atoms_of(state: &State) -> Atoms {
    match state {
        State::Unknown(unknown) => unknown.atoms.clone(),
        _ => Atoms::new(),
    }
}

pub(super) fn and(a: Answer, b: Answer) -> Answer {
    match (a.0, b.0) {
        (Truth::False, _) | (_, Truth::False) => sure(false),
        (Truth::True, Truth::True) => sure(true),
        _ => (Truth::Unknown, a.1.union(&b.1).cloned().collect()),
    }
}

pub(super) fn or(a: Answer, b: Answer) -> Answer {
    match (a.0, b.0) {
        (Truth::True, _) | (_, Truth::True) => sure(true),
        (Truth::False, Truth::False) => sure(false),
        _ => (Truth::Unknown, a.1.union(&b.1).cloned().collect()),
    }
}

/// A number and its unit.
pub(super) fn number(value: &Value) -> Option<(Rational, String)> {
    let whole = |n: i128| Rational::new(n, 1);
    Some(match value {
        Value::Number(n) => (*n, "1".to_owned()),
        Value::Percent(n) => (*n, "%".to_owned()),
        Value::Money(n, currency) => (*n, currency.to_string()),
        Value::Length(n) => (*n, "px".to_owned()),
        Value::Duration(Duration::Elapsed(n)) => (whole(*n)?, "elapsed time".to_owned()),
        Value::Duration(Duration::CalendarDays(n)) => (whole(i128::from(*n))?, "calendar days".to_owned()),
        Value::Duration(Duration::WorkingDays(n)) => (whole(i128::from(*n))?, "working days".to_owned()),
        Value::Instant(at) => (whole(at.nanoseconds)?, "instant".to_owned()),
        _ => return None,
    })
}

fn words(value: &Value) -> Option<&str> {
    match value {
        Value::Name(text) | Value::Text(text) => Some(text),
        Value::Zone(zone) => Some(&zone.text),
        _ => None,
    }
}

pub(super) fn equal(a: &State, b: &State) -> Answer {
    match (a, b) {
        (State::None, State::None) => sure(true),
        (State::Unknown(u), State::Known(v)) | (State::Known(v), State::Unknown(u)) => {
            let outside = number(v)
                .is_some_and(|(n, _)| u.at_least.is_some_and(|low| n < low) || u.at_most.is_some_and(|high| n > high));
            if outside { sure(false) } else { (Truth::Unknown, u.atoms.clone()) }
        }
        (State::Unknown(_), _) | (_, State::Unknown(_)) => {
            (Truth::Unknown, atoms_of(a).union(&atoms_of(b)).cloned().collect())
        }
        (State::None, _) | (_, State::None) => sure(false),
        (State::Known(Value::Bool(a)), State::Known(Value::Bool(b))) => sure(a == b),
        (State::Known(Value::Date(a)), State::Known(Value::Date(b))) => sure(a == b),
        (State::Known(a), State::Known(b)) => match (words(a), words(b)) {
            (Some(a), Some(b)) => sure(a == b),
            _ => sure(number(a).is_some() && number(a) == number(b)),
        },
    }
}

pub(super) fn has(list: &List, open: &Atoms, value: &State) -> Answer {
    let known = list.items.iter().fold(sure(false), |found, item| or(found, equal(&item.state, value)));
    if open.is_empty() { known } else { or(known, (Truth::Unknown, open.clone())) }
}

pub(super) fn compare(order: Order, a: &State, b: &State) -> Answer {
    let bounds = |state: &State| match state {
        State::Known(value) => number(value).map(|(n, _)| (Some(n), Some(n))),
        State::Unknown(u) => Some((u.at_least, u.at_most)),
        State::None => None,
    };
    if let (State::Known(x), State::Known(y)) = (a, b)
        && let (Some((_, unit)), Some((_, other))) = (number(x), number(y))
        && unit != other
        && !unit.is_empty()
        && !other.is_empty()
    {
        return (Truth::Unknown, clash(&unit, &other));
    }
    let (Some((a_low, a_high)), Some((b_low, b_high))) = (bounds(a), bounds(b)) else { return sure(false) };
    // Every value within the bounds: the order holds for all of them, or for none.
    let lt = |x: Option<Rational>, y: Option<Rational>| x.is_some_and(|x| y.is_some_and(|y| x < y));
    let le = |x: Option<Rational>, y: Option<Rational>| x.is_some_and(|x| y.is_some_and(|y| x <= y));
    let (all, none) = match order {
        Order::Less => (lt(a_high, b_low), le(b_high, a_low)),
        Order::AtMost => (le(a_high, b_low), lt(b_high, a_low)),
        Order::More => (lt(b_high, a_low), le(a_high, b_low)),
        Order::AtLeast => (le(b_high, a_low), lt(a_high, b_low)),
    };
    if all {
        sure(true)
    } else if none {
        sure(false)
    } else {
        (Truth::Unknown, atoms_of(a).union(&atoms_of(b)).cloned().collect())
    }
}

pub(super) fn arithmetic(op: Arithmetic, a: &State, b: &State) -> State {
    if matches!(a, State::Unknown(_)) || matches!(b, State::Unknown(_)) {
        return lacking(atoms_of(a).union(&atoms_of(b)).cloned().collect());
    }
    let (State::Known(a), State::Known(b)) = (a, b) else { return State::None };
    let (Some((x, unit)), Some((y, other))) = (number(a), number(b)) else { return lacking(clash("value", "value")) };
    let result = match (op, a, b) {
        (Arithmetic::Subtract, Value::Instant(_), Value::Instant(_)) => {
            x.sub(y).map(|n| Value::Duration(Duration::Elapsed(n.numerator())))
        }
        (Arithmetic::Add, Value::Number(_), Value::Number(_)) => x.add(y).map(Value::Number),
        (Arithmetic::Subtract, Value::Number(_), Value::Number(_)) => x.sub(y).map(Value::Number),
        (Arithmetic::Multiply, Value::Number(_), Value::Number(_)) => x.mul(y).map(Value::Number),
        (Arithmetic::Divide, Value::Number(_), Value::Number(_)) if y == Rational::ZERO => return State::None,
        (Arithmetic::Divide, Value::Number(_), Value::Number(_)) => x.div(y).map(Value::Number),
        _ => return lacking(clash(&unit, &other)),
    };
    result.map_or_else(|| lacking(limit("number")), State::Known)
}

/// A policy's calendar.
pub(super) struct Zone(pub(super) TimeZone);

impl Zone {
    pub(super) fn of(name: Option<&str>) -> Self {
        Self(name.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC))
    }

    pub(super) fn day(&self, at: Instant) -> Option<civil::Date> {
        Some(Timestamp::from_nanosecond(at.nanoseconds).ok()?.to_zoned(self.0.clone()).date())
    }

    pub(super) fn start(&self, day: civil::Date) -> Option<Instant> {
        let start = day.to_zoned(self.0.clone()).ok()?.start_of_day().ok()?;
        Some(Instant { nanoseconds: start.timestamp().as_nanosecond(), offset: start.offset().seconds() })
    }

    /// `to - from` in days of the kind of `unit`, counted one by one.
    pub(super) fn days_between(&self, unit: Duration, from: Instant, to: Instant) -> Option<Duration> {
        let (from, to) = (self.day(from)?, self.day(to)?);
        let (low, high) = (from.min(to), from.max(to));
        let (mut day, mut all, mut working) = (low, 0, 0);
        while day < high {
            day = day.tomorrow().ok()?;
            all += 1;
            working += i64::from(is_working(day));
        }
        let sign = if to < from { -1 } else { 1 };
        Some(match unit {
            Duration::WorkingDays(_) => Duration::WorkingDays(sign * working),
            _ => Duration::CalendarDays(sign * all),
        })
    }

    /// `by` after `from`, the wall clock kept (a day at a time).
    pub(super) fn after(&self, from: Instant, by: Duration) -> Option<Instant> {
        let (mut left, working) = match by {
            Duration::Elapsed(n) => {
                return Some(Instant { nanoseconds: from.nanoseconds.checked_add(n)?, offset: from.offset });
            }
            Duration::CalendarDays(n) => (n, false),
            Duration::WorkingDays(n) => (n, true),
        };
        let wall = Timestamp::from_nanosecond(from.nanoseconds).ok()?.to_zoned(self.0.clone()).datetime();
        let mut day = wall.date();
        while left > 0 {
            day = day.tomorrow().ok()?;
            left -= i64::from(!working || is_working(day));
        }
        let moved = day.to_datetime(wall.time()).to_zoned(self.0.clone()).ok()?;
        Some(Instant { nanoseconds: moved.timestamp().as_nanosecond(), offset: moved.offset().seconds() })
    }
}

fn is_working(day: civil::Date) -> bool {
    day.weekday().to_monday_one_offset() <= 5
}
