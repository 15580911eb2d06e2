//! `message.amounts`: a number with the sign, code or name of a currency.

use super::decimals;
use super::masks::Masks;
use crate::model::{Amount, Known};
use crate::zones::ZoneText;
use regex::{Captures, Regex};
use std::sync::LazyLock;

const CODES: &str = "EUR|USD|GBP|JPY|CNY|CHF|PLN|SEK|NOK|DKK|TRY|CAD|AUD|NZD|MXN|BRL|INR|SGD|HKD|CZK|HUF|RON|BGN|AED|SAR|EGP|ZAR|ILS|KRW|THB|RUB|UAH";
const SIGNS: &str = r"US\$|CA\$|AU\$|NZ\$|HK\$|MX\$|C\$|A\$|R\$|€|£|\$|¥|￥|₹|₺|zł|₩|₽|₴|฿|Kč|kr(?-u:\b)";
const NAMES: &str = r"euros?|US[ -]dollars?|dollars?|dollari|dólares|pounds? sterling|sterline|yen|Franken|franchi|francs? suisses?|złotych|reais|pesos|rupees|Dollar";

#[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let number = decimals::PATTERN;
    let pattern = format!(
        r"(?:(?P<before>{SIGNS}|(?-u:\b)(?:{CODES}))[ \x{{A0}}]?(?P<one>{number})(?:,[-–—])?)|(?:(?P<two>{number})(?:,[-–—])?[ \x{{A0}}]?(?P<after>{SIGNS}|(?:{CODES})(?-u:\b)|(?i:{NAMES})(?-u:\b)))"
    );
    Regex::new(&pattern).unwrap()
});

/// All amounts of a text.
pub(crate) fn find(zone: &ZoneText, language: Option<&str>, masks: &mut Masks) -> Vec<Amount> {
    let hits: Vec<Captures<'_>> =
        AMOUNT.captures_iter(&zone.text).filter(|hit| stands_alone(&zone.text, hit)).collect();
    let ranges: Vec<_> = hits.iter().filter_map(|hit| hit.get(0)).map(|whole| whole.range()).collect();
    let kept = masks.add_all(&ranges);
    let found = hits.iter().zip(kept).filter(|(_, kept)| *kept).filter_map(|(hit, _)| {
        let number = hit.name("one").or_else(|| hit.name("two"))?;
        let sign = hit.name("before").or_else(|| hit.name("after"))?;
        Some(Amount {
            item: zone.item(hit.get(0)?.range()),
            amount: decimals::value(number.as_str(), language),
            currency: currency(sign.as_str()).map_or(Known::Unknown, |code| Known::Value(code.to_owned())),
        })
    });
    found.collect()
}

fn stands_alone(text: &str, hit: &Captures<'_>) -> bool {
    let Some(whole) = hit.get(0) else { return false };
    let before = text.get(..whole.start()).and_then(|text| text.chars().next_back());
    let after = text.get(whole.end()..).and_then(|text| text.chars().next());
    !before.is_some_and(|c| c.is_alphanumeric() || c == '$')
        && !after
            .is_some_and(|c| c.is_ascii_digit() || (c.is_alphabetic() && whole.as_str().ends_with(char::is_alphabetic)))
}

/// The code of a sign or name that stands for one currency.
fn currency(sign: &str) -> Option<&str> {
    let lower = sign.to_lowercase();
    Some(match lower.as_str() {
        "€" | "euro" | "euros" => "EUR",
        "£" | "pound sterling" | "pounds sterling" | "sterline" => "GBP",
        "us$" | "us dollar" | "us dollars" | "us-dollar" | "us-dollars" => "USD",
        "ca$" | "c$" => "CAD",
        "au$" | "a$" => "AUD",
        "nz$" => "NZD",
        "hk$" => "HKD",
        "mx$" => "MXN",
        "r$" | "reais" => "BRL",
        "₹" => "INR",
        "₺" => "TRY",
        "zł" | "złotych" => "PLN",
        "₩" => "KRW",
        "₽" => "RUB",
        "₴" => "UAH",
        "฿" => "THB",
        "kč" => "CZK",
        "yen" => "JPY",
        "franken" | "franchi" | "franc suisse" | "francs suisses" => "CHF",
        _ if sign.len() == 3 && sign.chars().all(|c| c.is_ascii_uppercase()) => return Some(sign),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ratio;

    fn amounts(text: &str, language: &str) -> Vec<(String, Option<Ratio>, Option<String>)> {
        let zone =
            ZoneText { text: text.to_owned(), map: crate::OffsetMap::identity(0, text.len()), ..ZoneText::default() };
        let found = find(&zone, Some(language), &mut Masks::default());
        found.into_iter().map(|amount| (amount.item.text, amount.amount, amount.currency.value())).collect()
    }

    #[test]
    fn signs_codes_and_names() {
        let euro = Some("EUR".to_owned());
        assert_eq!(amounts("You get 12,50 € back", "it"), [("12,50 €".to_owned(), Ratio::new(25, 2), euro.clone())]);
        assert_eq!(amounts("EUR 1.234,00", "de"), [("EUR 1.234,00".to_owned(), Ratio::new(1234, 1), euro.clone())]);
        assert_eq!(amounts("20 euro", "it"), [("20 euro".to_owned(), Ratio::new(20, 1), euro)]);
        assert_eq!(amounts("$5 off", "en"), [("$5".to_owned(), Ratio::new(5, 1), None)]);
        assert_eq!(amounts("US$5.99", "en"), [("US$5.99".to_owned(), Ratio::new(599, 100), Some("USD".to_owned()))]);
        assert_eq!(amounts("5 vouchers, 3 kg, room 12", "en"), vec![]);
    }
}
