//! `message.numbers`: figures and number words to twelve, outside identifiers, dates and amounts.

use super::decimals;
use super::masks::Masks;
use crate::model::{Known, Number, Ratio};
use crate::zones::ZoneText;
use regex::Regex;
use std::sync::LazyLock;

#[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
static FIGURES: LazyLock<Regex> = LazyLock::new(|| Regex::new(decimals::PATTERN).unwrap());

/// Number words from one to twelve by language; words that mostly mean something else are left out.
const WORDS: [(&str, [&str; 12]); 5] = [
    ("en", ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]),
    ("it", ["", "due", "tre", "quattro", "cinque", "", "sette", "otto", "nove", "dieci", "undici", "dodici"]),
    ("de", ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]),
    ("fr", ["", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "", "dix", "onze", "douze"]),
    ("es", ["", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"]),
];

/// All numbers of a text.
pub(crate) fn find(zone: &ZoneText, language: Option<&str>, masks: &Masks) -> Vec<Number> {
    let text = zone.text.as_str();
    let mut found = Vec::new();
    for hit in FIGURES.find_iter(text) {
        let before = text.get(..hit.start()).and_then(|text| text.chars().next_back());
        let after = text.get(hit.end()..).and_then(|text| text.chars().next());
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        if masks.is_free(&hit.range())
            && !before.is_some_and(inside)
            && !after.is_some_and(|c| c == '_' || c.is_ascii_digit())
        {
            let value = decimals::value(hit.as_str(), language);
            let value = value.map_or(Known::Unknown, |value| Known::Value(Some(value)));
            found.push(Number { item: zone.item(hit.range()), value });
        }
    }
    let Some((_, words)) = WORDS.iter().find(|(known, _)| Some(*known) == language) else { return found };
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let shown = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let range = at..at + shown.len();
        at += word.len();
        let lower = shown.to_lowercase();
        let Some(place) = words.iter().position(|known| !known.is_empty() && *known == lower) else { continue };
        if masks.is_free(&range) && !(lower == "one" && is_pronoun(text, &range)) {
            let value = i64::try_from(place + 1).map(Ratio::whole).ok();
            found.push(Number { item: zone.item(range), value: Known::Value(value) });
        }
    }
    found.sort_by_key(|number| number.item.places.first().map(|place| place.start));
    found
}

/// `one of them`, `this one`, `no one`.
fn is_pronoun(text: &str, range: &std::ops::Range<usize>) -> bool {
    let after = text.get(range.end..).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default();
    let next = after.split_whitespace().next().unwrap_or_default();
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let counts = next.starts_with(char::is_alphabetic)
        && !matches!(next, "of" | "another" | "by" | "who" | "that" | "is" | "can" | "will");
    let leads =
        ["this", "that", "no", "any", "some", "each", "every", "which", "the", "new", "another", "right", "wrong"];
    !counts || leads.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let zone =
            ZoneText { text: text.to_owned(), map: crate::OffsetMap::identity(0, text.len()), ..ZoneText::default() };
        find(&zone, Some("en"), &Masks::default()).into_iter().map(|number| number.item.text).collect()
    }

    #[test]
    fn figures_and_words() {
        assert_eq!(numbers("Rate it 5 of 5, in two or three days, 1,234 times"), ["5", "5", "two", "three", "1,234"]);
        assert_eq!(numbers("one of them, this one, A4 paper, someone"), Vec::<String>::new());
        assert_eq!(numbers("one day"), ["one"]);
    }
}
