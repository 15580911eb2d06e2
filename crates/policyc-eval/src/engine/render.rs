//! Report texts: templates filled in, values in words. The only place where numbers are rounded.

use super::{
    Engine,
    frame::{Cx, Frame},
    notes::Notes,
};
use crate::{State, Value};
use policyc_ir::{Date, Duration, Instant, Piece, Rational, Template};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Engine<'_, '_> {
    /// A template filled in; `missing` are the names of the parts that failed.
    pub(crate) fn fill(&self, template: &Template, cx: Cx<'_>, frame: &Frame, missing: &[&str]) -> String {
        let mut text = String::new();
        let mut off = Notes::off();
        for piece in &template.0 {
            match piece {
                Piece::Text(literal) => text.push_str(literal),
                Piece::Path(path) => text.push_str(&shown(&self.resolve(path, cx, frame, &mut off).state)),
                Piece::Local(id) => {
                    let local = cx.rule.and_then(|rule| rule.values.get(id.index()));
                    let state = local.map(|local| self.value(&local.expr, cx, frame, &mut off));
                    text.push_str(&state.map_or_else(String::new, |state| shown(&state)));
                }
                Piece::Value(id) => {
                    let item = self.policy.value(*id);
                    let state = item.map(|item| self.value(&item.expr, cx.without_rule(), &Frame::default(), &mut off));
                    text.push_str(&state.map_or_else(String::new, |state| shown(&state)));
                }
                Piece::Missing => text.push_str(&missing.join(", ")),
            }
        }
        text
    }
}

/// What is known of a value, in words.
pub(crate) fn shown(state: &State) -> String {
    match state {
        State::Known(value) => shown_value(value),
        State::None => "none".to_owned(),
        State::Unknown(_) => "not known".to_owned(),
    }
}

fn shown_value(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Name(text) | Value::Text(text) => text.to_string(),
        Value::Zone(zone) => zone.text.to_string(),
        Value::Number(number) => number.to_decimal(6),
        Value::Percent(share) => {
            share.mul(Rational::integer(100)).map_or_else(|| share.to_string(), |n| n.to_decimal(2)) + " %"
        }
        Value::Money(amount, currency) => money(*amount, currency),
        Value::Length(length) => length.to_decimal(2) + " px",
        Value::Duration(duration) => shown_duration(*duration),
        Value::Instant(instant) => shown_instant(*instant),
        Value::Date(date) => shown_date(*date),
        Value::Record(record) => {
            let fields = record.fields.iter().map(|(name, datum)| format!("{name} {}", shown(&datum.state)));
            fields.collect::<Vec<_>>().join(", ")
        }
        Value::List(list) => {
            let items = list.items.iter().map(|item| shown(&item.state));
            let more = list.open.iter().map(|_| "perhaps more".to_owned());
            let all = items.chain(more).collect::<Vec<_>>().join(", ");
            if all.is_empty() { "none".to_owned() } else { all }
        }
    }
}

fn money(amount: Rational, currency: &str) -> String {
    let mut text = amount.to_decimal(2);
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals == 1 {
        text.push('0');
    }
    format!("{text} {currency}").trim_end().to_owned()
}

fn plural(count: i128, unit: &str) -> String {
    if count == 1 || count == -1 { format!("{count} {unit}") } else { format!("{count} {unit}s") }
}

fn shown_duration(duration: Duration) -> String {
    const UNITS: [(&str, i128); 4] = [
        ("day", 86_400_000_000_000),
        ("hour", 3_600_000_000_000),
        ("minute", 60_000_000_000),
        ("second", 1_000_000_000),
    ];
    let nanoseconds = match duration {
        Duration::CalendarDays(days) => return plural(days.into(), "calendar day"),
        Duration::WorkingDays(days) => return plural(days.into(), "working day"),
        Duration::Elapsed(nanoseconds) => nanoseconds,
    };
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let size = i128::try_from(nanoseconds.unsigned_abs()).unwrap_or(i128::MAX);
    let mut units = UNITS.iter().skip_while(|(_, length)| size < *length);
    let Some((unit, length)) = units.next() else {
        return if size == 0 { "0 seconds".to_owned() } else { "less than a second".to_owned() };
    };
    let (mut count, rest) = (size / length, size % length);
    let Some((small, small_length)) = units.next() else { return format!("{sign}{}", plural(count, unit)) };
    let mut smaller = Rational::new(rest, *small_length).map_or(0, Rational::round);
    if smaller * small_length >= *length {
        (count, smaller) = (count + 1, 0);
    }
    let tail = if smaller == 0 { String::new() } else { format!(" {}", plural(smaller, small)) };
    format!("{sign}{}{tail}", plural(count, unit))
}

/// `20 May 2024 10:00 +02:00`; seconds only where there are some.
pub(crate) fn shown_instant(instant: Instant) -> String {
    let offset = jiff::tz::Offset::from_seconds(instant.offset).unwrap_or(jiff::tz::Offset::UTC);
    let Some(stamp) = super::time::stamp(instant) else { return "a time out of range".to_owned() };
    let wall = offset.to_datetime(stamp);
    let seconds = if wall.second() == 0 { String::new() } else { format!(":{:02}", wall.second()) };
    let (sign, size) = if instant.offset < 0 { ('-', -instant.offset) } else { ('+', instant.offset) };
    format!(
        "{} {:02}:{:02}{seconds} {sign}{:02}:{:02}",
        shown_date(super::time::date(wall.date())),
        wall.hour(),
        wall.minute(),
        size / 3600,
        size / 60 % 60
    )
}

/// `3 May 2024`.
pub(crate) fn shown_date(date: Date) -> String {
    let month = usize::try_from(date.month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day, date.year)
}

/// `2024-05-03`.
pub(crate) fn iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
