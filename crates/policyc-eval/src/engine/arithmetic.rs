//! `+ - * /` and shifts in time, exact, in three states.

use super::{
    compare::{is_nothing, measure, unknown},
    time::{Calendar, civil, date, day_number},
    tri::{clash, limit},
};
use crate::{Atoms, State, Unknown, Value};
use policyc_ir::{Arithmetic, Duration, Instant, Rational};

const DAY: i128 = 86_400_000_000_000;

/// `left op right`: unknown if a side is, none if a side is none, else the value.
pub(crate) fn arithmetic(op: Arithmetic, left: &State, right: &State, calendar: &Calendar) -> State {
    match (left, right) {
        (State::Unknown(_), _) | (_, State::Unknown(_)) => {
            let mut atoms = unknown(left).atoms;
            atoms.extend(unknown(right).atoms);
            lacking(atoms)
        }
        (State::None, _) | (_, State::None) => State::None,
        (State::Known(a), State::Known(b)) => match op {
            Arithmetic::Add => add(a, b, false, calendar),
            Arithmetic::Subtract => add(a, b, true, calendar),
            Arithmetic::Multiply => multiply(a, b),
            Arithmetic::Divide => divide(a, b),
        },
    }
}

/// Unknown for want of these.
pub(crate) fn lacking(atoms: Atoms) -> State {
    State::Unknown(Unknown { atoms, at_least: None, at_most: None })
}

fn overflow() -> State {
    lacking(limit("number"))
}

fn or_overflow(value: Option<Value>) -> State {
    value.map_or_else(overflow, State::Known)
}

fn add(left: &Value, right: &Value, minus: bool, calendar: &Calendar) -> State {
    match (left, right) {
        (Value::Instant(a), Value::Duration(by)) => shift(*a, *by, minus, calendar),
        (Value::Duration(by), Value::Instant(a)) if !minus => shift(*a, *by, false, calendar),
        (Value::Instant(a), Value::Instant(b)) => {
            or_overflow(a.nanoseconds.checked_sub(b.nanoseconds).map(|n| Value::Duration(Duration::Elapsed(n))))
        }
        (Value::Date(a), Value::Date(b)) => {
            let days = || Some(day_number(civil(*a)?) - day_number(civil(*b)?));
            or_overflow(days().map(|days| Value::Duration(Duration::Elapsed(i128::from(days) * DAY))))
        }
        (Value::Date(day), Value::Duration(by)) => or_overflow(shift_date(*day, *by, minus)),
        _ => add_measures(left, right, minus),
    }
}

fn add_measures(left: &Value, right: &Value, minus: bool) -> State {
    let (Some((a, unit)), Some((b, other))) = (measure(left), measure(right)) else {
        return lacking(clash("value", "value"));
    };
    if unit != other && !is_nothing(left) && !is_nothing(right) {
        return lacking(clash(unit, other));
    }
    let like = if is_nothing(left) { right } else { left };
    or_overflow(if minus { a.sub(b) } else { a.add(b) }.and_then(|number| scaled(like, number)))
}

/// A value of the unit of `like`.
fn scaled(like: &Value, number: Rational) -> Option<Value> {
    // Distances in time are whole numbers of their unit.
    let days = || i64::try_from(number.round()).ok();
    Some(match like {
        Value::Number(_) => Value::Number(number),
        Value::Percent(_) => Value::Percent(number),
        Value::Money(_, currency) => Value::Money(number, currency.clone()),
        Value::Length(_) => Value::Length(number),
        Value::Duration(Duration::Elapsed(_)) => Value::Duration(Duration::Elapsed(number.round())),
        Value::Duration(Duration::CalendarDays(_)) => Value::Duration(Duration::CalendarDays(days()?)),
        Value::Duration(Duration::WorkingDays(_)) => Value::Duration(Duration::WorkingDays(days()?)),
        _ => return None,
    })
}

fn multiply(left: &Value, right: &Value) -> State {
    let (Some((a, unit)), Some((b, other))) = (measure(left), measure(right)) else {
        return lacking(clash("value", "value"));
    };
    // A bare number takes the other's unit, a share too unless both are shares.
    let like = if unit == "1" || (unit == "%" && other != "1") { right } else { left };
    or_overflow(a.mul(b).and_then(|number| scaled(like, number)))
}

fn divide(left: &Value, right: &Value) -> State {
    let (Some((a, unit)), Some((b, other))) = (measure(left), measure(right)) else {
        return lacking(clash("value", "value"));
    };
    if b == Rational::ZERO {
        return State::None;
    }
    let bare = other == "1" || other == "%";
    if !bare && unit != other && !is_nothing(left) {
        return lacking(clash(unit, other));
    }
    let quotient = a.div(b);
    or_overflow(if bare { quotient.and_then(|number| scaled(left, number)) } else { quotient.map(Value::Number) })
}

/// `by` after (or before) an instant.
pub(crate) fn shift(from: Instant, by: Duration, before: bool, calendar: &Calendar) -> State {
    let signed = |days: i64| if before { days.checked_neg() } else { Some(days) };
    let shifted = match by {
        Duration::Elapsed(n) => {
            let nanoseconds = if before { from.nanoseconds.checked_sub(n) } else { from.nanoseconds.checked_add(n) };
            nanoseconds.map(|nanoseconds| Instant { nanoseconds, offset: from.offset })
        }
        Duration::CalendarDays(days) => signed(days).and_then(|days| calendar.shift(from, days)),
        Duration::WorkingDays(days) => signed(days).and_then(|days| calendar.shift_working(from, days)),
    };
    or_overflow(shifted.map(Value::Instant))
}

fn shift_date(from: policyc_ir::Date, by: Duration, before: bool) -> Option<Value> {
    let days = match by {
        Duration::Elapsed(n) => i64::try_from(n.div_euclid(DAY)).ok()?,
        Duration::CalendarDays(days) => days,
        Duration::WorkingDays(_) => return None,
    };
    let days = jiff::Span::new().try_days(if before { days.checked_neg()? } else { days }).ok()?;
    Some(Value::Date(date(civil(from)?.checked_add(days).ok()?)))
}
