//! Days, calendar and working days in a policy's time zone (UTC where it names none).

use jiff::{
    Span, Timestamp,
    civil::{self, Weekday},
    tz::{AmbiguousOffset, TimeZone},
};
use policyc_ir::{Date, Instant};

/// A time zone's calendar.
#[derive(Debug, Clone)]
pub(crate) struct Calendar(TimeZone);

impl Calendar {
    /// The calendar of an IANA name; UTC for none, and for one that the built-in tables do not have.
    pub(crate) fn new(name: Option<&str>) -> Self {
        Self(name.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC))
    }

    /// The day that an instant falls on, none beyond year 9999.
    pub(crate) fn day(&self, instant: Instant) -> Option<civil::Date> {
        Some(self.0.to_datetime(stamp(instant)?).date())
    }

    /// The first instant of a day.
    pub(crate) fn start(&self, day: civil::Date) -> Option<Instant> {
        let start = day.to_zoned(self.0.clone()).ok()?.start_of_day().ok()?;
        Some(instant(start.timestamp(), start.offset().seconds()))
    }

    /// The same wall clock `days` days on; the first instant after a gap, the earlier of a doubled one.
    pub(crate) fn shift(&self, from: Instant, days: i64) -> Option<Instant> {
        let wall = self.0.to_datetime(stamp(from)?);
        self.at_wall(wall.date().checked_add(Span::new().try_days(days).ok()?).ok()?.to_datetime(wall.time()))
    }

    /// The same wall clock `days` Mondays to Fridays on.
    pub(crate) fn shift_working(&self, from: Instant, days: i64) -> Option<Instant> {
        let wall = self.0.to_datetime(stamp(from)?);
        self.at_wall(step_working(wall.date(), days)?.to_datetime(wall.time()))
    }

    fn at_wall(&self, wall: civil::DateTime) -> Option<Instant> {
        let ambiguous = self.0.to_ambiguous_timestamp(wall);
        let stamp = match ambiguous.offset() {
            AmbiguousOffset::Gap { after, .. } => {
                let before_the_change = after.to_timestamp(wall).ok()?;
                self.0.following(before_the_change).next()?.timestamp()
            }
            AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(wall).ok()?,
            AmbiguousOffset::Fold { before, .. } => before.to_timestamp(wall).ok()?,
        };
        Some(instant(stamp, self.0.to_offset(stamp).seconds()))
    }
}

/// A point in time as the time library has it, none beyond its range.
pub(crate) fn stamp(instant: Instant) -> Option<Timestamp> {
    Timestamp::from_nanosecond(instant.nanoseconds).ok()
}

fn instant(stamp: Timestamp, offset: i32) -> Instant {
    Instant { nanoseconds: stamp.as_nanosecond(), offset }
}

/// A date as the time library has it.
pub(crate) fn civil(date: Date) -> Option<civil::Date> {
    civil::Date::new(date.year, date.month, date.day).ok()
}

/// A date as policies have it.
pub(crate) fn date(day: civil::Date) -> Date {
    Date { year: day.year(), month: day.month(), day: day.day() }
}

/// Days from 1970-01-01.
pub(crate) fn day_number(day: civil::Date) -> i64 {
    let epoch = civil::Date::constant(1970, 1, 1);
    epoch.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// How many Mondays to Fridays lie in `from` (excluded) to `to` (included); negative the other way round.
pub(crate) fn working_between(from: civil::Date, to: civil::Date) -> i64 {
    if to < from {
        return -working_between(to, from);
    }
    let days = day_number(to) - day_number(from);
    let mut rest = 0;
    let mut day = from;
    for _ in 0..days % 7 {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        rest += i64::from(is_working(day));
    }
    days / 7 * 5 + rest
}

fn step_working(from: civil::Date, days: i64) -> Option<civil::Date> {
    if days == 0 {
        return Some(from);
    }
    // Whole weeks at once; the last one to five days step by step, so that the end is a working day.
    let weeks = (days.saturating_abs() - 1) / 5;
    let whole = weeks.checked_mul(7)?.checked_mul(days.signum())?;
    let mut day = from.checked_add(Span::new().try_days(whole).ok()?).ok()?;
    let mut left = days.saturating_abs() - weeks * 5;
    while left > 0 {
        day = if days > 0 { day.tomorrow() } else { day.yesterday() }.ok()?;
        left -= i64::from(is_working(day));
    }
    Some(day)
}

fn is_working(day: civil::Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day so many days from 1970-01-01.
pub(crate) fn from_number(days: i64) -> Option<civil::Date> {
    civil::Date::constant(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()
}
