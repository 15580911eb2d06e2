//! Figures that are no telephone numbers: ids, dates, amounts, numbers with a right check digit or after a word that
//! says what they are. They are blotted out before anything is looked for.

use crate::find::identifiers;
use crate::settings::Shape;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(
            #[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
            static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).unwrap());
        )*
    };
}

patterns! {
    // Days, spans of days, times; an opening year with a running number.
    DATE = r"(?:(?:19|20)[0-9][0-9][-/.](?:0?[1-9]|1[0-2])[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)?[0-9][0-9])(?:[T ]+[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?)?|\b(?:19|20)[0-9][0-9] ?[-–/] ?(?:19|20)[0-9][0-9]\b|\b(?:19|20)[0-9][0-9][-/][0-9]{3,}\b";
    TIME = r"\b[0-9]{1,2}[:.h][0-9][0-9](?::[0-9][0-9])?(?: ?[-–] ?[0-9]{1,2}[:.h][0-9][0-9])?\b";
    AMOUNT = r"(?i)(?:[$€£¥₹]|\b(?:eur|euros?|usd|gbp|chf|cad|aud|sek|pln)\b\.?) ?-?[0-9][0-9.,' ]*[0-9]?|[0-9](?:[0-9.,']*[0-9])? ?(?:[$€£¥₹%]|\b(?:eur|euros?|usd|gbp|chf|cad|aud|sek|pln|kg|cm|mm|ml|mah|mb|gb)\b)";
    IBAN = r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b";
    TAX = r"\b(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI|CHE)[ -]?U?[A-Z0-9]?[0-9]{7,12}(?:B[0-9][0-9])?\b";
    ALPHANUMERIC = r"\b(?:(?:[A-Z]{2,}|[A-HJ-NP-RT-Z])[0-9][A-Z0-9]*|[0-9]+[A-Z]{2,}[A-Z0-9]*|[0-9]+[A-Z][A-Z0-9]{8,})(?:-?[0-9]+)*\b";
    BARE = r"[0-9][0-9 -]*[0-9]";
    // A word that says what the number behind it is, up to three words on.
    TOLD = r"(?ix)\b(?:order|orders|bestell[a-zß-ÿ]*|auftrag[a-zß-ÿ]*|ordine|ordini|commande|pedido|invoice|bill|fattura|rechnung[a-zß-ÿ]*|facture|factura
        |tracking|shipment|consignment|sendung[a-zß-ÿ]*|paket[a-zß-ÿ]*|spedizione|tracciamento|suivi|colis|seguimiento|env[ií]o|rastreo
        |serial|seriale|serien[a-zß-ÿ]*|s/n|série|serie|customs|zoll[a-zß-ÿ]*|dogan[a-zß-ÿ]*|douan[a-zß-ÿ]*|aduan[a-zß-ÿ]*|hs|taric|item|article|articolo|artikel[a-zß-ÿ]*|artículo
        |sku|ean|upc|gtin|isbn|issn|asin|model|modell[a-zß-ÿ]*|modello|modèle|modelo|reference|referenz[a-zß-ÿ]*|riferimento|référence|referencia|ref
        |customer|kunden[a-zß-ÿ]*|cliente|client|ticket|case|vorgang[a-zß-ÿ]*|rma|vat|ust[a-zß-ÿ]*|steuer[a-zß-ÿ]*|p\.?\ ?iva|partita\ iva|codice\ fiscale|tva|siret|siren
        |nif|cif|nie|rea|hrb|handelsregister[a-zß-ÿ]*|lucid|weee|iban|konto[a-zß-ÿ]*|account|bic|swift|plz|zip|cap|postcode|password|pin|code|codice|código)
        [\s:.\#°º-]*(?:(?:number|numbers|no|nr|num|nummer|id|code|numero|numéro|número|n|di|de|del|della|da|of|the|is|ist|lautet|è|est|es|your|ihre|il|la|le|registrierung)\b[\s:.\#°º-]*){0,4}
        (?P<number>[A-Z]{0,4}[\ -]?[0-9][A-Z0-9\ ./-]*)";
}

/// A copy of `text`, byte for byte as long, in which such figures are blotted out.
pub(super) fn masked(text: &str, shapes: &[Shape], taken: &[Range<usize>]) -> String {
    let mut ranges: Vec<Range<usize>> = taken.to_vec();
    ranges.extend(identifiers::in_text(text, shapes).into_iter().map(|found| found.range));
    for pattern in [&DATE, &TIME, &AMOUNT, &TAX] {
        ranges.extend(pattern.find_iter(text).map(|found| found.range()));
    }
    // An account number has a right check sum; letters before digits alone prove nothing.
    ranges.extend(IBAN.find_iter(text).filter(|found| is_iban(found.as_str())).map(|found| found.range()));
    ranges.extend(ALPHANUMERIC.find_iter(text).map(|found| found.range()));
    ranges.extend(BARE.find_iter(text).filter(|found| has_check_digit(found.as_str())).map(|found| found.range()));
    for found in TOLD.captures_iter(text) {
        // A telephone word between the telling word and the figures wins.
        let number =
            found.name("number").filter(|_| found.get(0).is_some_and(|all| !super::words::says_phone(all.as_str())));
        ranges.extend(number.map(|number| number.range()));
    }
    blot(text, &ranges)
}

fn blot(text: &str, ranges: &[Range<usize>]) -> String {
    let mut ranges: Vec<&Range<usize>> = ranges.iter().collect();
    ranges.sort_by_key(|range| range.start);
    let mut ranges = ranges.into_iter().peekable();
    let mut reach = 0;
    let mut out = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        while let Some(range) = ranges.next_if(|range| range.start <= at) {
            reach = reach.max(range.end);
        }
        if at < reach && sign.is_numeric() {
            (0..sign.len_utf8()).for_each(|_| out.push('_'));
        } else {
            out.push(sign);
        }
    }
    out
}

/// ISO 13616: the sum of the rearranged digits leaves 1.
fn is_iban(text: &str) -> bool {
    let signs: Vec<u32> = text.chars().filter_map(|sign| sign.to_digit(36)).collect();
    let Some((head, tail)) = signs.split_at_checked(4) else { return false };
    let step = |rest: u32, digit: &u32| if *digit > 9 { (rest * 100 + digit) % 97 } else { (rest * 10 + digit) % 97 };
    (15..=34).contains(&signs.len()) && tail.iter().chain(head).fold(0, step) == 1
}

/// GTIN of 12 to 14 digits, ISBN of 13 (GS1 check digit); shorter ones fit by chance too often.
fn has_check_digit(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|sign| sign.to_digit(10)).collect();
    let blanks = text.chars().filter(|sign| *sign == ' ').count();
    let weigh = |(at, digit): (usize, &u32)| if at % 2 == 1 { digit * 3 } else { *digit };
    matches!(digits.len(), 12..=14) && blanks == 0 && digits.iter().rev().enumerate().map(weigh).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_are_told_are_blotted_out() {
        let shape = Shape { name: "order".into(), patterns: vec!["999-9999999-9999999".into()] };
        let left =
            |text: &str| masked(text, std::slice::from_ref(&shape), &[]).chars().filter(char::is_ascii_digit).count();
        for text in [
            "123-4567890-1234567",
            "12.03.2026 - 14.03.2026",
            "2026-000123",
            "1.234.567,00 EUR",
            "$12345678",
            "DE89 3704 0044 0532 0130 00",
            "IT12345670017",
            "4006381333931",
            "Tracking number: 0034 0434 1234 5678",
            "Sendungsnummer 123456789012",
            "fattura n. 20261234567",
            "Numéro de suivi : 6A12345678901",
            "serial no. 0123456789",
            "1Z999AA10123456784",
        ] {
            assert_eq!(left(text), 0, "{text}: {}", masked(text, std::slice::from_ref(&shape), &[]));
        }
        for text in ["+39 02 1234567", "call 020 7946 0958 about your order", "order hotline 030 1234567"] {
            assert_eq!(left(text), text.chars().filter(char::is_ascii_digit).count(), "{text}");
        }
    }
}
