//! Strings, numbers, days, times and literals.

use super::build::{Build, Node, first, has, many, one};
use crate::ast::{
    Date, Instant, Literal, LiteralField, LiteralKind, Number, Quantity, Regex, StringLit, Template, Unit,
};
use crate::diagnostics::{BadDate, CommaInBraces, InstantWithoutOffset};
use crate::grammar::policy::Rule;
use crate::strings::Escapes;
use crate::text::slice;
use policyc_diag::At;

impl Build<'_> {
    pub(crate) fn parse_string(&mut self, node: &Node<'_>) -> StringLit {
        let offset = self.base + node.as_span().start();
        self.strings().parse_string(node.as_str(), offset, Escapes::Plain)
    }

    pub(crate) fn string_in(&mut self, node: &Node<'_>) -> Option<StringLit> {
        one(node, Rule::string).map(|string| self.parse_string(&string))
    }

    pub(crate) fn strings_in(&mut self, node: &Node<'_>) -> Vec<StringLit> {
        self.tell_commas(node);
        many(node, Rule::string).map(|string| self.parse_string(&string)).collect()
    }

    pub(crate) fn parse_template(&mut self, node: &Node<'_>) -> Template {
        let offset = self.base + node.as_span().start();
        self.strings().parse_template(node.as_str(), offset)
    }

    /// Tells the first comma between entries that want none.
    pub(crate) fn tell_commas(&mut self, node: &Node<'_>) {
        if let Some(comma) = one(node, Rule::wrong_comma) {
            let at = self.span(&comma);
            self.tell(CommaInBraces { at });
        }
    }

    pub(crate) fn parse_regex(&self, node: &Node<'_>) -> Regex {
        let pattern = one(node, Rule::regex_inner).map(|inner| inner.as_str().replace("\\/", "/")).unwrap_or_default();
        let ignore_case = one(node, Rule::regex_flags).is_some_and(|flags| flags.as_str() == "i");
        Regex { pattern, ignore_case, at: self.at(node) }
    }

    pub(crate) fn parse_number(&self, node: &Node<'_>) -> Number {
        Number { text: node.as_str().to_owned(), at: self.at(node) }
    }

    pub(crate) fn number_in(&self, node: &Node<'_>) -> Option<Number> {
        one(node, Rule::number).map(|number| self.parse_number(&number))
    }

    pub(crate) fn parse_quantity(&self, node: &Node<'_>) -> Option<Quantity> {
        let number = self.number_in(node)?;
        let unit = parse_unit(&first(&one(node, Rule::unit)?)?);
        Some(Quantity { number, unit, at: self.at(node) })
    }

    pub(crate) fn parse_date(&mut self, node: &Node<'_>) -> Option<Date> {
        let date = read_date(node.as_str(), self.at(node));
        if date.is_none() {
            let at = self.span(node);
            self.tell(BadDate { at, found: node.as_str() });
        }
        date
    }

    pub(crate) fn parse_instant(&mut self, node: &Node<'_>) -> Option<Instant> {
        let instant = read_instant(node.as_str(), self.at(node));
        if instant.is_none() {
            let at = self.span(node);
            self.tell(BadDate { at, found: node.as_str() });
        }
        instant
    }

    pub(crate) fn tell_no_offset(&mut self, node: &Node<'_>) {
        let at = self.span(node);
        self.tell(InstantWithoutOffset { at, found: node.as_str() });
    }

    pub(crate) fn parse_literal(&mut self, node: &Node<'_>) -> Option<Literal> {
        let inner = first(node)?;
        let kind = match inner.as_rule() {
            Rule::record => LiteralKind::Record(self.parse_record(&inner)?),
            Rule::list => LiteralKind::List(self.parse_list(&inner)?),
            Rule::instant => LiteralKind::Instant(self.parse_instant(&inner)?),
            Rule::date => LiteralKind::Date(self.parse_date(&inner)?),
            Rule::quantity => LiteralKind::Quantity(self.parse_quantity(&inner)?),
            Rule::number => LiteralKind::Number(self.parse_number(&inner)),
            Rule::string => LiteralKind::String(self.parse_string(&inner)),
            Rule::kw_yes => LiteralKind::Bool(true),
            Rule::kw_no => LiteralKind::Bool(false),
            Rule::kw_none => LiteralKind::None,
            Rule::kw_unknown => LiteralKind::Unknown,
            Rule::path => LiteralKind::Path(self.parse_path(&inner)),
            _ => {
                self.tell_no_offset(&inner);
                return None;
            }
        };
        Some(Literal { kind, at: self.at(node) })
    }

    fn parse_list(&mut self, node: &Node<'_>) -> Option<Vec<Literal>> {
        many(node, Rule::literal).map(|literal| self.parse_literal(&literal)).collect()
    }

    pub(crate) fn parse_record(&mut self, node: &Node<'_>) -> Option<Vec<LiteralField>> {
        self.tell_commas(node);
        many(node, Rule::record_field).map(|field| self.parse_record_field(&field)).collect()
    }

    fn parse_record_field(&mut self, node: &Node<'_>) -> Option<LiteralField> {
        let name = self.parse_name(&one(node, Rule::field)?);
        let value = self.parse_literal(&one(node, Rule::literal)?)?;
        Some(LiteralField { name, value, at: self.at(node) })
    }
}

fn parse_unit(node: &Node<'_>) -> Unit {
    match node.as_rule() {
        Rule::currency => Unit::Money(node.as_str().to_owned()),
        Rule::percent => Unit::Percent,
        _ => named_unit(node.as_str()),
    }
}

fn named_unit(text: &str) -> Unit {
    match text {
        "second" | "seconds" => Unit::Seconds,
        "minute" | "minutes" => Unit::Minutes,
        "hour" | "hours" => Unit::Hours,
        "day" | "days" => Unit::Days,
        "week" | "weeks" => Unit::Weeks,
        "px" => Unit::Px,
        "pt" => Unit::Pt,
        "em" => Unit::Em,
        _ if text.starts_with("calendar") => Unit::CalendarDays,
        _ => Unit::WorkingDays,
    }
}

fn read_date(text: &str, at: At) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse::<i16>().ok()?;
    let month = parts.next()?.parse::<i8>().ok()?;
    let day = parts.next()?.parse::<i8>().ok()?;
    let date = Date { year, month, day, at };
    (year >= 1 && day >= 1 && day <= days_in(year, month)).then_some(date)
}

/// Days of a month in the Gregorian calendar, 0 for a month that does not exist.
fn days_in(year: i16, month: i8) -> i8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// RFC 3339, as far as the grammar lets it through; a leap second is not counted by anyone and refused.
fn read_instant(text: &str, at: At) -> Option<Instant> {
    let (day, time) = text.split_once('T')?;
    let date = read_date(day, at)?;
    let (clock, offset_minutes) = match time.strip_suffix('Z') {
        Some(clock) => (clock, 0),
        None => {
            let sign_at = time.rfind(['+', '-'])?;
            let minutes = read_offset(slice(time, sign_at + 1..time.len()))?;
            let sign = if slice(time, sign_at..sign_at + 1) == "-" { -1 } else { 1 };
            (slice(time, 0..sign_at), sign * minutes)
        }
    };
    let mut parts = clock.split(':');
    let hour = parts.next()?.parse::<i8>().ok().filter(|hour| *hour < 24)?;
    let minute = parts.next()?.parse::<i8>().ok().filter(|minute| *minute < 60)?;
    let (second, nanosecond) = read_second(parts.next().unwrap_or("0"))?;
    Some(Instant { text: text.to_owned(), date, hour, minute, second, nanosecond, offset_minutes, at })
}

fn read_offset(text: &str) -> Option<i32> {
    let (hours, minutes) = text.split_once(':')?;
    let hours = hours.parse::<i32>().ok().filter(|hours| *hours < 24)?;
    let minutes = minutes.parse::<i32>().ok().filter(|minutes| *minutes < 60)?;
    Some(hours * 60 + minutes)
}

fn read_second(text: &str) -> Option<(i8, i32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let second = whole.parse::<i8>().ok().filter(|second| *second < 60)?;
    let nanoseconds = format!("{fraction:0<9}");
    Some((second, slice(&nanoseconds, 0..9).parse::<i32>().ok()?))
}

/// Whether the node holds `no`.
pub(crate) fn negated(node: &Node<'_>) -> bool {
    has(node, Rule::kw_no) || has(node, Rule::kw_not)
}
