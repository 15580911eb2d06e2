//! Constants and types.

use crate::{Date, Duration, Instant, Literal, Rational, Type};

/// A type as policies write it.
#[must_use]
pub fn print_type(ty: &Type) -> String {
    match ty {
        Type::Bool => "yes-no".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Language => "language-tag".to_owned(),
        Type::Url => "url".to_owned(),
        Type::Host => "host".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Decimal => "decimal".to_owned(),
        Type::Percent => "percent".to_owned(),
        Type::Money => "money".to_owned(),
        Type::Length => "length".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Instant => "instant".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Enum(values) => {
            let names = values.iter().map(|value| {
                if value.name == value.data {
                    value.name.clone()
                } else {
                    format!("{} as {:?}", value.name, value.data)
                }
            });
            format!("one of {}", names.collect::<Vec<_>>().join(", "))
        }
        Type::Shape(name) => name.clone(),
        Type::Set(of) => format!("set of {}", print_type(of)),
        Type::List(of) => format!("list of {}", print_type(of)),
        Type::Record(record) => {
            let fields = record.fields.iter().map(|field| {
                let none = if field.or_none { " or none" } else { "" };
                format!("{}: {}{none}", field.name, print_type(&field.ty))
            });
            format!("{{ {} }}", fields.collect::<Vec<_>>().join("  "))
        }
    }
}

/// A constant as policies write it.
#[must_use]
pub fn print_literal(literal: &Literal) -> String {
    match literal {
        Literal::None => "none".to_owned(),
        Literal::Unknown => "unknown".to_owned(),
        Literal::Bool(true) => "yes".to_owned(),
        Literal::Bool(false) => "no".to_owned(),
        Literal::Name(name) => name.clone(),
        Literal::Text(text) => quoted(text),
        Literal::Number(number) => decimal(*number),
        Literal::Percent(share) => {
            let hundred = share.mul(Rational::integer(100));
            format!("{} %", hundred.map_or_else(|| share.to_string(), decimal))
        }
        Literal::Money(amount, currency) => format!("{} {currency}", decimal(*amount)),
        Literal::Length(length) => format!("{} px", decimal(*length)),
        Literal::Duration(duration) => print_duration(*duration),
        Literal::Instant(instant) => print_instant(*instant),
        Literal::Date(date) => print_date(*date),
        Literal::Record(fields) => {
            let fields = fields.iter().map(|(name, value)| format!("{name}: {}", print_literal(value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join("  "))
        }
        Literal::List(items) => format!("({})", items.iter().map(print_literal).collect::<Vec<_>>().join(", ")),
    }
}

/// A string with its quotes.
pub(super) fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// A decimal where the number has one, else a fraction.
fn decimal(number: Rational) -> String {
    let text = number.to_decimal(30);
    if text.parse::<Rational>() == Ok(number) { text } else { number.to_string() }
}

/// `2024-05-20`.
#[must_use]
pub fn print_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// `30 days`, in the largest unit of which it is a whole number.
#[must_use]
pub fn print_duration(duration: Duration) -> String {
    let count = |n: i128, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    match duration {
        Duration::CalendarDays(days) => count(i128::from(days), "calendar day"),
        Duration::WorkingDays(days) => count(i128::from(days), "working day"),
        Duration::Elapsed(nanoseconds) => {
            let units = [("day", 86_400_000_000_000), ("hour", 3_600_000_000_000), ("minute", 60_000_000_000)];
            let whole = units.into_iter().find(|(_, size)| nanoseconds % size == 0 && nanoseconds != 0);
            match whole {
                Some((unit, size)) => count(nanoseconds / size, unit),
                None => {
                    let seconds = Rational::new(nanoseconds, 1_000_000_000);
                    let text = seconds.map_or_else(|| nanoseconds.to_string(), decimal);
                    format!("{text} second{}", if text == "1" { "" } else { "s" })
                }
            }
        }
    }
}

/// RFC 3339, in the offset it was written with.
#[must_use]
pub fn print_instant(instant: Instant) -> String {
    let timestamp = jiff::Timestamp::from_nanosecond(instant.nanoseconds);
    let offset = jiff::tz::Offset::from_seconds(instant.offset);
    match (timestamp, offset) {
        (Ok(timestamp), Ok(offset)) if instant.offset != 0 => timestamp.display_with_offset(offset).to_string(),
        (Ok(timestamp), _) => timestamp.to_string(),
        _ => format!("{} ns", instant.nanoseconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_read_as_they_are_written() {
        let share = Rational::new(1, 5).unwrap();
        assert_eq!(print_literal(&Literal::Percent(share)), "20 %");
        assert_eq!(print_literal(&Literal::Money("59.90".parse().unwrap(), "EUR".to_owned())), "59.9 EUR");
        assert_eq!(print_literal(&Literal::Length(Rational::new(4, 3).unwrap())), "4/3 px");
        assert_eq!(print_literal(&Literal::Text("a \"b\"\n".to_owned())), "\"a \\\"b\\\"\\n\"");
        assert_eq!(print_duration(Duration::Elapsed(30 * 86_400_000_000_000)), "30 days");
        assert_eq!(print_duration(Duration::Elapsed(3_600_000_000_000)), "1 hour");
        assert_eq!(print_duration(Duration::Elapsed(1_500_000_000)), "1.5 seconds");
        assert_eq!(print_duration(Duration::WorkingDays(2)), "2 working days");
    }

    #[test]
    fn instants_keep_their_offset() {
        let instant = Instant { nanoseconds: 1_716_199_200_000_000_000, offset: 7_200 };
        assert_eq!(print_instant(instant), "2024-05-20T12:00:00+02:00");
        assert_eq!(print_instant(Instant { offset: 0, ..instant }), "2024-05-20T10:00:00Z");
    }
}
