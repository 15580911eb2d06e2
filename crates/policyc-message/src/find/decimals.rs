//! Numbers as languages write them.

use crate::model::Ratio;

/// Pattern of a number: groups of three, at most one decimal part.
pub(crate) const PATTERN: &str =
    r"[0-9]{1,3}(?:[.,'’\x{A0}\x{202F} ][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]{1,4})?";

/// The value of a number; none if grouping and decimals cannot be told apart in the language.
pub(crate) fn value(text: &str, language: Option<&str>) -> Option<Ratio> {
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let point = match signs.last() {
        None => None,
        Some((at, sign)) => {
            let after = text.get(at + sign.len_utf8()..)?.len();
            let alike = signs.iter().filter(|(_, other)| other == sign).count();
            let grouping = match (sign, after, alike) {
                (_, _, 2..) => true,
                ('.' | ',', 3, 1) if signs.len() > 1 => false,
                ('.', 3, 1) => groups_by_point(language?),
                (',', 3, 1) => !groups_by_point(language?),
                ('.' | ',', _, 1) => false,
                _ => true,
            };
            (!grouping).then_some(*at)
        }
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match point {
        Some(at) => Ratio::from_decimal(&format!("{}.{}", digits(text.get(..at)?), digits(text.get(at..)?))),
        None => Ratio::from_decimal(&digits(text)),
    }
}

/// Whether the language groups by point and has decimals behind a comma.
fn groups_by_point(language: &str) -> bool {
    !matches!(language, "en" | "ja" | "zh" | "ko" | "he" | "th" | "hi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_differ() {
        let read = |text: &str, language: &str| {
            value(text, Some(language)).map(|value| (value.numerator(), value.denominator()))
        };
        assert_eq!(read("1.234", "it"), Some((1234, 1)));
        assert_eq!(read("1.234", "en"), Some((617, 500)));
        assert_eq!(read("1,234", "en"), Some((1234, 1)));
        assert_eq!(read("1.234,56", "de"), read("1,234.56", "en"));
        assert_eq!(read("1'234.50", "de"), Some((2469, 2)));
        assert_eq!(read("1 234 567", "fr"), Some((1_234_567, 1)));
        assert_eq!(read("12,5", "en"), Some((25, 2)));
        assert_eq!(value("1.234", None), None);
        assert_eq!(value("19.99", None), Ratio::new(1999, 100));
    }
}
