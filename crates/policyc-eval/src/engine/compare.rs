//! Equality and order of values in three states (semantics 1.2, 1.3).

use super::tri::{Tri, clash};
use crate::{List, State, Unknown, Value};
use policyc_ir::{Duration, Order, Rational};
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;

/// Whether two values are equal; none is equal to itself alone.
pub(crate) fn equal(left: &State, right: &State) -> Tri {
    match (left, right) {
        (State::None, State::None) => Tri::TRUE,
        (State::None, State::Known(_)) | (State::Known(_), State::None) => Tri::FALSE,
        (State::Known(a), State::Known(b)) => equal_values(a, b),
        (State::Unknown(u), State::Known(v)) | (State::Known(v), State::Unknown(u)) => {
            let inside = measure(v).is_none_or(|(number, _)| {
                u.at_least.is_none_or(|low| low <= number) && u.at_most.is_none_or(|high| number <= high)
            });
            if inside { Tri::unknown(u.atoms.clone()) } else { Tri::FALSE }
        }
        (State::Unknown(u), State::None) | (State::None, State::Unknown(u)) => Tri::unknown(u.atoms.clone()),
        (State::Unknown(a), State::Unknown(b)) => Tri::lacking(a, b),
    }
}

fn equal_values(left: &Value, right: &Value) -> Tri {
    match (left, right) {
        (Value::Bool(a), Value::Bool(b)) => Tri::from(a == b),
        (Value::List(a), Value::List(b)) => same_members(a, b),
        (Value::Date(a), Value::Date(b)) => Tri::from(a == b),
        _ => match (text_of(left), text_of(right)) {
            (Some(a), Some(b)) => Tri::from(same_text(a, b)),
            (None, None) => Tri::from(same_measure(left, right)),
            _ => Tri::FALSE,
        },
    }
}

fn same_measure(left: &Value, right: &Value) -> bool {
    match (measure(left), measure(right)) {
        (Some((a, unit)), Some((b, other))) => a == b && (unit == other || is_nothing(left) || is_nothing(right)),
        _ => false,
    }
}

/// The text of a value that is one.
pub(crate) fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Name(text) => Some(text),
        Value::Zone(zone) => Some(&zone.text),
        _ => None,
    }
}

/// Equality of texts on NFC.
pub(crate) fn same_text(left: &str, right: &str) -> bool {
    left == right || ((!left.is_ascii() || !right.is_ascii()) && left.nfc().eq(right.nfc()))
}

/// Whether two sets have the same members; what is open may have more.
fn same_members(left: &List, right: &List) -> Tri {
    let inside =
        |of: &List, other: &List| of.items.iter().fold(Tri::TRUE, |all, item| all.and(has(other, &item.state)));
    let open = left.open.iter().chain(&right.open).cloned().collect::<crate::Atoms>();
    let closed = if open.is_empty() { Tri::TRUE } else { Tri::unknown(open) };
    inside(left, right).and(inside(right, left)).and(closed)
}

/// Whether a list has a member equal to a value.
pub(crate) fn has(list: &List, value: &State) -> Tri {
    let mut answer = Tri::FALSE;
    for item in &list.items {
        answer = answer.or(equal(&item.state, value));
        if answer.is_true() {
            return answer;
        }
    }
    match &list.open {
        Some(atom) => answer.or(Tri::unknown([atom.clone()].into())),
        None => answer,
    }
}

/// `left ORDER right`; with none on either side `none_is`, which a guard keeps from deciding.
pub(crate) fn order(order: Order, left: &State, right: &State, none_is: bool) -> Tri {
    match (left, right) {
        (State::None, _) | (_, State::None) => Tri::from(none_is),
        (State::Known(a), State::Known(b)) => order_values(order, a, b),
        _ => order_bounds(order, left, right),
    }
}

fn order_values(order: Order, left: &Value, right: &Value) -> Tri {
    match (measure(left), measure(right)) {
        (Some((a, unit)), Some((b, other))) if unit == other || is_nothing(left) || is_nothing(right) => {
            Tri::from(holds(order, a.cmp(&b)))
        }
        (Some((_, unit)), Some((_, other))) => Tri::unknown(clash(unit, other)),
        _ => Tri::unknown(clash("value", "value")),
    }
}

/// Order by what bounds the sides: decided where every value within the bounds gives the same.
fn order_bounds(order: Order, left: &State, right: &State) -> Tri {
    let (low, high) = bounds(left);
    let (other_low, other_high) = bounds(right);
    let (surely, never) = match order {
        Order::Less => (below(high, other_low, true), below(other_high, low, false)),
        Order::AtMost => (below(high, other_low, false), below(other_high, low, true)),
        Order::More => (below(other_high, low, true), below(high, other_low, false)),
        Order::AtLeast => (below(other_high, low, false), below(high, other_low, true)),
    };
    match (surely, never) {
        (true, _) => Tri::TRUE,
        (_, true) => Tri::FALSE,
        _ => Tri::lacking(&unknown(left), &unknown(right)),
    }
}

fn below(left: Option<Rational>, right: Option<Rational>, strictly: bool) -> bool {
    matches!((left, right), (Some(a), Some(b)) if a < b || (!strictly && a == b))
}

/// The least and the greatest value a state can have.
pub(crate) fn bounds(state: &State) -> (Option<Rational>, Option<Rational>) {
    match state {
        State::Known(value) => {
            let number = measure(value).map(|(number, _)| number);
            (number, number)
        }
        State::Unknown(unknown) => (unknown.at_least, unknown.at_most),
        State::None => (None, None),
    }
}

/// What a state lacks.
pub(crate) fn unknown(state: &State) -> Unknown {
    match state {
        State::Unknown(unknown) => unknown.clone(),
        State::Known(_) | State::None => Unknown::default(),
    }
}

pub(crate) fn holds(order: Order, found: Ordering) -> bool {
    match order {
        Order::Less => found.is_lt(),
        Order::AtMost => found.is_le(),
        Order::More => found.is_gt(),
        Order::AtLeast => found.is_ge(),
    }
}

/// A measurable value as a number with its unit.
pub(crate) fn measure(value: &Value) -> Option<(Rational, &str)> {
    let whole = |number: i128| Rational::new(number, 1);
    Some(match value {
        Value::Number(number) => (*number, "1"),
        Value::Percent(number) => (*number, "%"),
        Value::Money(number, currency) => (*number, currency),
        Value::Length(number) => (*number, "px"),
        Value::Duration(Duration::Elapsed(nanoseconds)) => (whole(*nanoseconds)?, "elapsed time"),
        Value::Duration(Duration::CalendarDays(days)) => (whole(i128::from(*days))?, "calendar days"),
        Value::Duration(Duration::WorkingDays(days)) => (whole(i128::from(*days))?, "working days"),
        Value::Instant(instant) => (whole(instant.nanoseconds)?, "instant"),
        Value::Date(date) => (whole(i128::from(super::time::day_number(super::time::civil(*date)?)))?, "date"),
        _ => return None,
    })
}

/// The sum of nothing: 0 in any currency.
pub(crate) fn is_nothing(value: &Value) -> bool {
    matches!(value, Value::Money(number, currency) if currency.is_empty() && *number == Rational::ZERO)
}

/// Whether two language tags have the same primary subtag.
pub(crate) fn same_language(left: &State, right: &State) -> Tri {
    let primary = |state: &State| match state {
        State::Known(value) => State::Known(Value::Text(
            text_of(value).unwrap_or_default().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().into(),
        )),
        other => other.clone(),
    };
    equal(&primary(left), &primary(right))
}
