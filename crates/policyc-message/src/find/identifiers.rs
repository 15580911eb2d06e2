//! Identifiers of declared shapes (vocabulary, section 8).

use super::attributes;
use crate::fold::fold_text;
use crate::message::Message;
use crate::model::{Identifier, Item, List, Zone};
use crate::settings::Shape;
use regex::Regex;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A shape made ready.
struct Ready {
    name: String,
    pattern: String,
    regex: Regex,
}

/// An identifier within one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) shape: String,
    pub(crate) range: Range<usize>,
    pub(crate) value: String,
    pub(crate) well_formed: bool,
}

/// All identifiers of a message, in texts and addresses.
pub(crate) fn find(message: &Message) -> List<Identifier> {
    let ready = ready(&message.settings().shapes);
    let mut list = List { items: Vec::new(), open: message.open() };
    for zone in message.zones().iter().filter(|zone| !matches!(zone.zone, Zone::Quoted | Zone::Attached)) {
        list.items.extend(
            in_ready(&zone.text, &ready).into_iter().map(|found| item_of(&found, zone.item(found.range.clone()))),
        );
    }
    for value in attributes::values(message, |name| matches!(name, "href" | "action" | "src")) {
        let found = in_ready(&value.text.text, &ready);
        list.items.extend(found.into_iter().map(|found| item_of(&found, value.item(found.range.clone()))));
    }
    if list.items.len() > message.limits().items {
        list.items.truncate(message.limits().items);
        list.open = Some("limit.items");
    }
    list
}

fn item_of(found: &Found, item: Item) -> Identifier {
    Identifier { item, shape: found.shape.clone(), value: found.value.clone(), well_formed: found.well_formed }
}

/// All identifiers of a text.
pub(crate) fn in_text(text: &str, shapes: &[Shape]) -> Vec<Found> {
    in_ready(text, &ready(shapes))
}

fn ready(shapes: &[Shape]) -> Vec<Ready> {
    let patterns = shapes.iter().flat_map(|shape| shape.patterns.iter().map(move |pattern| (shape, pattern)));
    patterns
        .filter_map(|(shape, pattern)| {
            let regex = Regex::new(&expression(pattern)).ok()?;
            Some(Ready { name: shape.name.clone(), pattern: pattern.clone(), regex })
        })
        .collect()
}

/// On the folded view: any decimal digit, any letter, a dash or none with a blank on either side of it.
fn expression(pattern: &str) -> String {
    let folded = |c: char| regex::escape(&fold_text(&c.to_string(), &[]).text);
    let parts = pattern.chars().map(|c| match c {
        '9' => r"\p{Nd}".to_owned(),
        'A' => r"\p{L}".to_owned(),
        '-' => r"(?: ?[\p{Pd}\x{2212}] ?)?".to_owned(),
        ' ' => " ?".to_owned(),
        other => folded(other),
    });
    parts.collect()
}

fn in_ready(text: &str, shapes: &[Ready]) -> Vec<Found> {
    let mut found = Vec::new();
    if shapes.is_empty() {
        return found;
    }
    let folded = fold_text(text, &[]);
    for shape in shapes {
        let mut at = 0;
        while let Some(hit) = shape.regex.find_at(&folded.text, at) {
            if hit.is_empty() {
                break;
            }
            if stands_alone(&folded.text, &hit.range()) {
                let range = folded.unfold(hit.range());
                let written = text.get(range.clone()).unwrap_or_default();
                let value = printed(&shape.pattern, written);
                let well_formed = written == value;
                found.push(Found { shape: shape.name.clone(), range, value, well_formed });
                at = hit.end();
            } else {
                at = hit.start()
                    + folded.text.get(hit.start()..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            }
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

/// No letter, digit or dash adjoins.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || is_dash(c);
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2212}' | '\u{2010}'
            ..='\u{2015}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{2E3A}' | '\u{2E3B}' | '\u{58A}'
    )
}

/// What was written as the shape prints it.
fn printed(pattern: &str, written: &str) -> String {
    let plain: String = written.nfkc().collect();
    let mut signs = plain.chars().filter(|c| c.is_alphanumeric());
    let mut out = String::new();
    for c in pattern.chars() {
        if !c.is_alphanumeric() {
            out.push(c);
            continue;
        }
        let sign = signs.next().unwrap_or(c);
        out.push(match c {
            '9' => digit(sign).unwrap_or(sign),
            'A' => sign,
            other => other,
        });
    }
    out
}

/// The ASCII digit that a decimal digit of any script stands for: digits stand in rows of ten, from a zero on.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let is_digit = |c: char| c.is_numeric();
    let code = u32::from(c);
    // The zero of the row lies at most nine places before; rows of all scripts begin at 0 or 6 of sixteen.
    let zero = [code & !0xF, (code & !0xF) + 6].into_iter().filter(|zero| *zero <= code && code - zero < 10).max()?;
    char::from_u32(zero).filter(|zero| is_digit(*zero)).and_then(|_| char::from_digit(code - zero, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, bool)> {
        let shape = Shape {
            name: "id".to_owned(),
            patterns: vec!["999-9999999-9999999".to_owned(), "D01-9999999-9999999".to_owned()],
        };
        in_text(text, &[shape]).into_iter().map(|found| (found.value, found.well_formed)).collect()
    }

    #[test]
    fn spellings_of_one_identifier() {
        let value = "404-1234567-1234567";
        assert_eq!(found("Order 404-1234567-1234567."), [(value.to_owned(), true)]);
        for text in [
            "404–1234567–1234567",
            "404 - 1234567 - 1234567",
            "40412345671234567",
            "404-12345671234567",
            "４０４-1234567-1234567",
            "404-123\u{200B}4567-1234567",
            "٤٠٤-1234567-1234567",
            "/o/404-1234567-1234567?",
        ] {
            assert_eq!(found(text).first().map(|(value, _)| value.as_str()), Some(value), "{text}");
        }
        assert_eq!(found("d01-1234567-1234567"), [("D01-1234567-1234567".to_owned(), false)]);
    }

    #[test]
    fn what_is_none() {
        for text in [
            "123-1234567-12345678",
            "1404-1234567-1234567",
            "X404-1234567-1234567",
            "404-1234567-1234567-1",
            "404 1234567 1234567",
        ] {
            assert_eq!(found(text), vec![], "{text}");
        }
    }
}
