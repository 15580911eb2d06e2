//! `states P`: an identifier, amount, number, day or plain text, in any notation of the text.

use super::{CaseWorld, places};
use crate::{
    Datum, State, TextAnswer, Truth, Unknown, Value, ZoneRef, facts,
    text::{Reading, verbs},
};
use jiff::{Timestamp, tz::TimeZone};
use policyc_diag::Span;
use policyc_ir::{Date, Instant, Rational};
use policyc_message::{Item, Known, Zone};
use std::rc::Rc;

/// A value as plain text, for joins and titles.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Name(text) | Value::Text(text) => text.to_string(),
        Value::Zone(zone) => zone.text.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Unknown, with what would have to be asked, unless the text has no word at all.
pub(super) fn unknown_unless_empty(readings: &[Rc<Reading>], unknown: &Unknown) -> TextAnswer {
    if readings.iter().all(|reading| verbs::word_count(reading.text()) == 0) {
        return TextAnswer::plain(Truth::False);
    }
    TextAnswer { atoms: unknown.atoms.clone(), ..TextAnswer::plain(Truth::Unknown) }
}

/// Letters and digits of an identifier, by which two notations of it are one.
fn bare_id(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl CaseWorld<'_> {
    pub(super) fn states_fact(&self, text: &ZoneRef, fact: &Datum, shape: Option<&str>, date_of: bool) -> TextAnswer {
        if let Some(spans) = self.bound_hole(text, fact) {
            return TextAnswer { spans, ..TextAnswer::plain(Truth::True) };
        }
        match &fact.state {
            State::None => TextAnswer::plain(Truth::False),
            State::Unknown(unknown) => {
                let kind = self.kind_is_there(text, fact, shape);
                if kind == Some(false) {
                    return TextAnswer::plain(Truth::False);
                }
                unknown_unless_empty(&self.readings_of(text), unknown)
            }
            State::Known(value) => self.states_value(text, value, shape, date_of),
        }
    }

    /// In a template, a hole bound to the fact (`order_id` to `order.id`) is the fact.
    fn bound_hole(&self, text: &ZoneRef, fact: &Datum) -> Option<Vec<Span>> {
        if !self.message.settings().template {
            return None;
        }
        let kind = fact.origin.path.replace('.', "_");
        let holes = self.message.placeholders().items.iter();
        let bound = holes.filter(|hole| matches!(&hole.kind, Known::Value(of) if *of == kind));
        let spans = places(bound.map(|hole| &hole.item).filter(|item| self.stands_in(text, item)));
        (!spans.is_empty()).then_some(spans)
    }

    /// Whether an item stands in the zone that a text names.
    fn stands_in(&self, text: &ZoneRef, item: &Item) -> bool {
        match text.path.strip_prefix("message.").and_then(facts::zones_of) {
            Some(zones) => zones.contains(&item.zone) || (item.zone == Zone::Body && zones.contains(&Zone::Signature)),
            None => false,
        }
    }

    /// Whether anything of the unknown fact's kind stands in the text; none if that cannot be told.
    fn kind_is_there(&self, text: &ZoneRef, fact: &Datum, shape: Option<&str>) -> Option<bool> {
        use policyc_ir::Type;
        let here = |item: &Item| self.stands_in(text, item);
        if let Some(shape) = shape {
            let found = self.message.identifiers().items.iter();
            return Some(found.filter(|found| found.shape == shape).any(|found| here(&found.item)));
        }
        Some(match self.type_of(&fact.origin.path)? {
            Type::Money => self.message.amounts().items.iter().any(|amount| here(&amount.item)),
            Type::Instant | Type::Date => self.message.dates().items.iter().any(|date| here(&date.item)),
            Type::Integer | Type::Decimal => self.message.numbers().items.iter().any(|number| here(&number.item)),
            _ => return None,
        })
    }

    /// The declared type of a path as atoms write it, keys of items left out.
    fn type_of(&self, path: &str) -> Option<&policyc_ir::Type> {
        use policyc_ir::Type;
        let mut plain = String::new();
        let (mut depth, mut quoted) = (0usize, false);
        for c in path.chars() {
            match c {
                '"' => quoted = !quoted,
                '[' if !quoted => depth += 1,
                ']' if !quoted => depth = depth.saturating_sub(1),
                _ if depth == 0 => plain.push(c),
                _ => {}
            }
        }
        let mut record = &self.policy.schema.root;
        let mut found = None;
        for name in plain.split('.') {
            let mut ty = &record.field(name)?.ty;
            found = Some(ty);
            while let Type::List(of) | Type::Set(of) = ty {
                ty = of;
            }
            if let Type::Record(inner) = ty {
                record = inner;
            }
        }
        found
    }

    fn states_value(&self, text: &ZoneRef, value: &Value, shape: Option<&str>, _date_of: bool) -> TextAnswer {
        let here = |item: &&Item| self.stands_in(text, item);
        let spans: Vec<Span> = match value {
            Value::Money(amount, currency) => {
                let found = self.message.amounts().items.iter().filter(|found| {
                    let same = found.amount.and_then(facts::number) == Some(*amount);
                    same && match &found.currency {
                        Known::Value(code) => code.as_str() == currency.as_ref(),
                        Known::Unknown => true,
                    }
                });
                places(found.map(|found| &found.item).filter(here))
            }
            Value::Number(number) => self.states_number(text, *number),
            Value::Instant(instant) => self.states_day(text, self.day_of(*instant)),
            Value::Date(date) => self.states_day(text, Some(*date)),
            _ => match shape {
                Some(shape) => {
                    let wanted = bare_id(&plain(value));
                    let found = self.message.identifiers().items.iter();
                    let found = found.filter(|found| found.shape == shape && bare_id(&found.value) == wanted);
                    places(found.map(|found| &found.item).filter(here))
                }
                None => return self.states_text(text, &plain(value)),
            },
        };
        let truth = Truth::from(!spans.is_empty());
        TextAnswer { spans, ..TextAnswer::plain(truth) }
    }

    fn states_text(&self, text: &ZoneRef, wanted: &str) -> TextAnswer {
        let readings = self.readings_of(text);
        let mut spans = Vec::new();
        let mut found = false;
        for reading in readings.iter() {
            for range in verbs::find_words(reading, wanted) {
                found = true;
                spans.extend(reading.spans(range));
            }
        }
        TextAnswer { spans, ..TextAnswer::plain(Truth::from(found)) }
    }

    fn states_number(&self, text: &ZoneRef, number: Rational) -> Vec<Span> {
        let found = self.message.numbers().items.iter().filter(|found| match &found.value {
            Known::Value(value) => value.and_then(facts::number) == Some(number),
            Known::Unknown => false,
        });
        places(found.map(|found| &found.item).filter(|item| self.stands_in(text, item)))
    }

    fn states_day(&self, text: &ZoneRef, day: Option<Date>) -> Vec<Span> {
        let Some(day) = day else { return Vec::new() };
        let found = self.message.dates().items.iter().filter(|found| match &found.value {
            Known::Value(Some(value)) => {
                value.month == day.month && value.day == day.day && value.year.is_none_or(|year| year == day.year)
            }
            _ => false,
        });
        places(found.map(|found| &found.item).filter(|item| self.stands_in(text, item)))
    }

    /// The day of a moment in the policy's time zone, else in UTC.
    fn day_of(&self, instant: Instant) -> Option<Date> {
        let zone = self.policy.timezone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        let day = Timestamp::from_nanosecond(instant.nanoseconds).ok()?.to_zoned(zone).date();
        Some(Date { year: day.year(), month: day.month(), day: day.day() })
    }
}
