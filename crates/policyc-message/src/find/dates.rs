//! `message.dates`: days in prose, in the usual notations of five languages.

use super::masks::Masks;
use crate::model::{Date, DateValue, Known};
use crate::zones::ZoneText;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Names of the months, full and short, lower case.
const MONTHS: [&str; 12] = [
    "january|jan|gennaio|gen|januar|jänner|janvier|janv|enero|ene",
    "february|feb|febbraio|februar|février|fevrier|févr|febrero",
    "march|mar|marzo|märz|maerz|mrz|mars",
    "april|apr|aprile|avril|avr|abril|abr",
    "may|maggio|mag|mai|mayo",
    "june|jun|giugno|giu|juni|juin|junio",
    "july|jul|luglio|lug|juli|juillet|juil|julio",
    "august|aug|agosto|ago|août|aout",
    "september|sept|sep|settembre|set|septembre|septiembre|setiembre",
    "october|oct|ottobre|ott|oktober|okt|octobre|octubre",
    "november|nov|novembre|noviembre",
    "december|dec|dicembre|dic|dezember|dez|décembre|decembre|déc|diciembre",
];

#[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
fn compiled(pattern: impl AsRef<str>) -> Regex {
    Regex::new(pattern.as_ref()).unwrap()
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(
            static $name: LazyLock<Regex> = LazyLock::new(|| compiled($pattern));
        )*
    };
}

patterns! {
    DAY_MONTH = format!(
        r"(?i)(?-u:\b)(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?(?:[ \x{{A0}}]+|-)(?:of |de |d'|di )?(?P<month>{})(?-u:\b)\.?(?:(?:,? (?:de |del |of )?|-)(?P<year>[0-9]{{4}})(?-u:\b))?",
        MONTHS.join("|")
    );
    MONTH_DAY = format!(
        r"(?-u:\b)(?P<month>(?i:{}))\.?[ \x{{A0}}]+(?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?-u:\b)(?:,? (?P<year>[0-9]{{4}})(?-u:\b))?",
        MONTHS.join("|")
    );
    NUMERIC = r"(?-u:\b)(?P<a>[0-9]{1,4})(?P<sign>[./-])(?P<b>[0-9]{1,2})(?:(?P<again>[./-])(?P<c>[0-9]{4}|[0-9]{2})?)?";
    EASTERN = r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日";
}

/// All days of a text; `year` is taken where none is written.
pub(crate) fn find(zone: &ZoneText, language: Option<&str>, year: Option<i16>, masks: &mut Masks) -> Vec<Date> {
    let text = zone.text.as_str();
    let mut hits: Vec<(Range<usize>, Known<Option<DateValue>>)> = Vec::new();
    for captures in DAY_MONTH.captures_iter(text) {
        hits.extend(named(text, &captures, year, false));
    }
    hits.extend(EASTERN.captures_iter(text).filter_map(|captures| eastern(&captures, year)));
    hits.extend(MONTH_DAY.captures_iter(text).filter_map(|captures| named(text, &captures, year, true)));
    hits.extend(NUMERIC.captures_iter(text).filter_map(|captures| numeric(text, &captures, language, year)));
    hits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let ranges: Vec<_> = hits.iter().map(|(range, _)| range.clone()).collect();
    let kept = masks.add_all(&ranges);
    let hits = hits.into_iter().zip(kept).filter(|(_, kept)| *kept);
    hits.map(|((range, value), _)| Date { item: zone.item(range), value }).collect()
}

fn number(captures: &Captures<'_>, name: &str) -> Option<i16> {
    captures.name(name)?.as_str().parse().ok()
}

fn month_of(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let month = MONTHS.iter().position(|names| names.split('|').any(|known| known == name))?;
    i8::try_from(month + 1).ok()
}

fn named(
    text: &str,
    captures: &Captures<'_>,
    year: Option<i16>,
    month_first: bool,
) -> Option<(Range<usize>, Known<Option<DateValue>>)> {
    let whole = captures.get(0)?;
    let before = text.get(..whole.start()).and_then(|text| text.chars().next_back());
    let after = text.get(whole.end()..).and_then(|text| text.chars().next());
    if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let word = captures.name("month")?.as_str();
    // `may 5` and `set 2` are verbs: a month before its day is written large.
    if month_first && !word.starts_with(char::is_uppercase) {
        return None;
    }
    let value = day(number(captures, "year").or(year), month_of(word)?, number(captures, "day")?)?;
    Some((captures.get(0)?.range(), Known::Value(Some(value))))
}

/// `2024年5月17日`: letters adjoin as they do in those scripts.
fn eastern(captures: &Captures<'_>, year: Option<i16>) -> Option<(Range<usize>, Known<Option<DateValue>>)> {
    let month = captures.name("month")?.as_str().parse().ok()?;
    let value = day(number(captures, "year").or(year), month, number(captures, "day")?)?;
    Some((captures.get(0)?.range(), Known::Value(Some(value))))
}

fn day(year: Option<i16>, month: i8, day: i16) -> Option<DateValue> {
    let day = i8::try_from(day).ok()?;
    // A leap year stands for an unknown one.
    jiff::civil::Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(DateValue { year, month, day })
}

fn numeric(
    text: &str,
    captures: &Captures<'_>,
    language: Option<&str>,
    year: Option<i16>,
) -> Option<(Range<usize>, Known<Option<DateValue>>)> {
    let whole = captures.get(0)?.range();
    let (sign, again) = (captures.name("sign")?.as_str(), captures.name("again").map(|sign| sign.as_str()));
    let (first, second, third) = (captures.name("a")?, captures.name("b")?, captures.name("c"));
    let before = text.get(..whole.start).and_then(|text| text.chars().next_back());
    let after = text.get(whole.end..).and_then(|text| text.chars().next());
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '%');
    if before.is_some_and(|c| joins(c) || matches!(c, '.' | ',')) || after.is_some_and(joins) {
        return None;
    }
    let (a, b): (i16, i16) = (first.as_str().parse().ok()?, second.as_str().parse().ok()?);
    if first.len() == 4 {
        // 2024-05-17
        let c = third.filter(|c| c.len() == 2)?.as_str().parse().ok()?;
        return (again == Some(sign))
            .then_some(())
            .and_then(|()| Some((whole.clone(), Known::Value(Some(day(Some(a), i8::try_from(b).ok()?, c)?)))));
    }
    let written = match third {
        Some(year) if again == Some(sign) && first.len() <= 2 => Some(full_year(year.as_str())?),
        Some(_) => return None,
        // `05/03`, `5.3.`: two figures a side, or the German point behind.
        None if sign == "/" && again.is_none() && first.len() == 2 && second.len() == 2 => None,
        None if sign == "." && again == Some(".") => None,
        None => return None,
    };
    Some((whole, ordered(a, b, sign, language, written.or(year))?))
}

fn full_year(year: &str) -> Option<i16> {
    let number: i16 = year.parse().ok()?;
    Some(if year.len() == 2 { number + if number < 70 { 2000 } else { 1900 } } else { number })
}

/// Day and month in the order of the language; English has two orders.
fn ordered(a: i16, b: i16, sign: &str, language: Option<&str>, year: Option<i16>) -> Option<Known<Option<DateValue>>> {
    let day_first = i8::try_from(b).ok().and_then(|month| day(year, month, a));
    let month_first = i8::try_from(a).ok().and_then(|month| day(year, month, b));
    let known = sign == "." || language.is_some_and(|language| language != "en");
    Some(match (day_first, month_first) {
        (None, None) => return None,
        (Some(value), _) if known || a == b => Known::Value(Some(value)),
        (Some(value), None) => Known::Value(Some(value)),
        (None, Some(value)) if !known => Known::Value(Some(value)),
        (None, Some(_)) => return None,
        (Some(_), Some(_)) => Known::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str, language: &str) -> Vec<String> {
        let zone =
            ZoneText { text: text.to_owned(), map: crate::OffsetMap::identity(0, text.len()), ..ZoneText::default() };
        let found = find(&zone, Some(language), Some(2026), &mut Masks::default());
        let show = |date: Date| match date.value {
            Known::Value(Some(value)) => {
                format!("{}-{:02}-{:02}", value.year.unwrap_or_default(), value.month, value.day)
            }
            _ => "?".to_owned(),
        };
        found.into_iter().map(show).collect()
    }

    #[test]
    fn usual_notations() {
        for (text, language) in [
            ("by May 17, 2024", "en"),
            ("il 17 maggio 2024", "it"),
            ("am 17. Mai 2024", "de"),
            ("le 17 mai 2024", "fr"),
            ("el 17 de mayo de 2024", "es"),
            ("17/05/2024", "it"),
            ("2024-05-17", "en"),
            ("17.5.2024", "de"),
            ("17th of May 2024", "en"),
            ("2024年5月17日", "ja"),
            ("17/05/24", "en"),
            ("on 17-May-2024", "en"),
        ] {
            assert_eq!(dates(text, language), ["2024-05-17"], "{text}");
        }
        assert_eq!(dates("until 19 May and 1er juin", "en"), ["2026-05-19", "2026-06-01"]);
    }

    #[test]
    fn what_is_open_and_what_is_none() {
        assert_eq!(dates("on 05/03", "en"), ["?"]);
        assert_eq!(dates("05/03", "it"), ["2026-03-05"]);
        for text in
            ["Friday", "you may 5 times", "24/7 and 5/5", "31/02/2024", "version 1.2.3", "3.5 stars", "404-1234567"]
        {
            assert_eq!(dates(text, "en"), Vec::<String>::new(), "{text}");
        }
    }
}
