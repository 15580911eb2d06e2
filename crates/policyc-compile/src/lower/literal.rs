//! Numbers, quantities, days and instants as written.

use super::Lower;
use crate::diagnostics::{CalendarWithoutZone, NumberOutOfRange};
use policyc_ir::{Date, Duration, Instant, Literal, Rational, Type};
use policyc_syntax::ast::{self, Unit};

const SECOND: i64 = 1_000_000_000;

/// A day of the tree as one of the IR.
pub(crate) fn date(date: &ast::Date) -> Date {
    Date { year: date.year, month: date.month, day: date.day }
}

/// A point in time of the tree as one of the IR.
pub(crate) fn instant(instant: &ast::Instant) -> Instant {
    let days = days_since_1970(instant.date.year, instant.date.month, instant.date.day);
    let seconds =
        days * 86_400 + i64::from(instant.hour) * 3_600 + i64::from(instant.minute) * 60 + i64::from(instant.second)
            - i64::from(instant.offset_minutes) * 60;
    let nanoseconds = i128::from(seconds) * i128::from(SECOND) + i128::from(instant.nanosecond);
    Instant { nanoseconds, offset: instant.offset_minutes * 60 }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar.
fn days_since_1970(year: i16, month: i8, day: i8) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl Lower<'_, '_, '_> {
    /// A plain number.
    pub(crate) fn lower_number(&mut self, number: &ast::Number) -> Option<Rational> {
        match number.text.parse() {
            Ok(value) => Some(value),
            Err(_) => {
                self.tell(NumberOutOfRange { text: &number.text, why: "the number is too long", at: number.at.0 })
            }
        }
    }

    /// A whole number that fits `u32`.
    pub(crate) fn lower_count(&mut self, number: &ast::Number) -> Option<u32> {
        match number.text.parse() {
            Ok(value) => Some(value),
            Err(_) => {
                let why = "a whole number is needed here";
                self.tell(NumberOutOfRange { text: &number.text, why, at: number.at.0 })
            }
        }
    }

    /// A number with a unit, and its type.
    pub(crate) fn lower_quantity(&mut self, quantity: &ast::Quantity) -> Option<(Literal, Type)> {
        let number = self.lower_number(&quantity.number)?;
        let length = |numerator, denominator| Rational::new(numerator, denominator).and_then(|unit| number.mul(unit));
        let (value, ty) = match &quantity.unit {
            Unit::Px => (length(1, 1).map(Literal::Length), Type::Length),
            Unit::Pt => (length(4, 3).map(Literal::Length), Type::Length),
            Unit::Em => (length(16, 1).map(Literal::Length), Type::Length),
            Unit::Percent => (length(1, 100).map(Literal::Percent), Type::Percent),
            Unit::Money(code) => (Some(Literal::Money(number, code.clone())), Type::Money),
            _ => (self.lower_duration(quantity, number).map(Literal::Duration), Type::Duration),
        };
        match value {
            Some(value) => Some((value, ty)),
            None if ty == Type::Duration => None,
            None => {
                let (text, at) = (quantity.number.text.as_str(), quantity.at.0);
                self.tell(NumberOutOfRange { text, why: "the number is too long", at })
            }
        }
    }

    /// A length of time.
    pub(crate) fn lower_duration(&mut self, quantity: &ast::Quantity, number: Rational) -> Option<Duration> {
        let seconds = match &quantity.unit {
            Unit::Seconds => 1,
            Unit::Minutes => 60,
            Unit::Hours => 3_600,
            Unit::Days => 86_400,
            Unit::Weeks => 604_800,
            Unit::CalendarDays => return self.whole_days(quantity, number).map(Duration::CalendarDays),
            Unit::WorkingDays => return self.whole_days(quantity, number).map(Duration::WorkingDays),
            Unit::Px | Unit::Pt | Unit::Em | Unit::Percent | Unit::Money(_) => {
                let (text, why) = (quantity.number.text.as_str(), "a length of time is needed here");
                return self.tell(NumberOutOfRange { text, why, at: quantity.at.0 });
            }
        };
        let nanoseconds = number.mul(Rational::integer(seconds * SECOND)).filter(|value| value.denominator() == 1);
        match nanoseconds {
            Some(value) => Some(Duration::Elapsed(value.numerator())),
            None => {
                let (text, at) = (quantity.number.text.as_str(), quantity.at.0);
                self.tell(NumberOutOfRange { text, why: "no whole number of nanoseconds", at })
            }
        }
    }

    fn whole_days(&mut self, quantity: &ast::Quantity, number: Rational) -> Option<i64> {
        if !self.env.timezone && !self.env.partial && !self.env.flat.header.broken {
            self.faults
                .push(CalendarWithoutZone { policy: self.env.modules.name(self.env.flat.module), at: quantity.at.0 });
        }
        let days = (number.denominator() == 1).then(|| i64::try_from(number.numerator()).ok()).flatten();
        match days {
            Some(days) => Some(days),
            None => {
                let (text, at) = (quantity.number.text.as_str(), quantity.at.0);
                self.tell(NumberOutOfRange { text, why: "days of a calendar are whole", at })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::days_since_1970;

    #[test]
    fn days_are_counted_over_leap_years() {
        assert_eq!(days_since_1970(1970, 1, 1), 0);
        assert_eq!(days_since_1970(1969, 12, 31), -1);
        assert_eq!(days_since_1970(2000, 2, 29), 11_016);
        assert_eq!(days_since_1970(2000, 3, 1), 11_017);
        assert_eq!(days_since_1970(2024, 5, 20), 19_863);
        assert_eq!(days_since_1970(1, 1, 1), -719_162);
    }
}
