//! Words around telephone numbers, and numbers that are written in words.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled in the tests")]
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?ix)\b(?:tel|telephone|phone|call|calls|mobile|cell|cellphone|whatsapp|hotline|helpline|fax|text\ us|sms|dial|ring
        |telefono|telefonare|telefonate|chiama[a-zß-ÿ]*|chiami|cellulare|cell|numero\ verde
        |telefon[a-zß-ÿ]*|handy[a-zß-ÿ]*|mobil[a-zß-ÿ]*|anruf[a-zß-ÿ]*|ruf(?:en|nummer)?|durchwahl
        |t[ée]l[ée]phone[a-zß-ÿ]*|appel[a-zß-ÿ]*|portable|joign[a-zß-ÿ]*|t[ée]l
        |tel[ée]fono|ll[aá]m[a-zß-ÿ]*|m[oó]vil)\b|☎|📞|📱|✆|℡").unwrap()
});

/// Whether a telephone word or sign stands in a text.
pub(super) fn says_phone(text: &str) -> bool {
    PHONE.is_match(text)
}

/// Digits by word, of the languages that are told apart; figures may be mixed in.
const DIGITS: [(&str, &str); 58] = [
    ("zero", "0"),
    ("oh", "0"),
    ("nought", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("uno", "1"),
    ("due", "2"),
    ("tre", "3"),
    ("quattro", "4"),
    ("cinque", "5"),
    ("sei", "6"),
    ("sette", "7"),
    ("otto", "8"),
    ("nove", "9"),
    ("null", "0"),
    ("eins", "1"),
    ("ein", "1"),
    ("zwei", "2"),
    ("zwo", "2"),
    ("drei", "3"),
    ("vier", "4"),
    ("fünf", "5"),
    ("fuenf", "5"),
    ("sechs", "6"),
    ("sieben", "7"),
    ("acht", "8"),
    ("neun", "9"),
    ("zéro", "0"),
    ("un", "1"),
    ("une", "1"),
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("sept", "7"),
    ("huit", "8"),
    ("neuf", "9"),
    ("cero", "0"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
    ("seis", "6"),
    ("siete", "7"),
    ("ocho", "8"),
    ("nueve", "9"),
    ("plus", "+"),
    ("più", "+"),
    ("piu", "+"),
    ("más", "+"),
    ("mas", "+"),
];

/// Fewest digit words in a row that spell a number out.
const FEWEST: usize = 7;

/// A number in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its digits, with a leading `+` if one is spelled out.
    pub digits: String,
}

/// Numbers spelled out in words: seven digit words or more, some figures among them at most.
pub(super) fn spelled(text: &str) -> Vec<Spelled> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut from = 0;
    for piece in text.split_inclusive(|sign: char| !sign.is_alphanumeric() && sign != '+') {
        let start = from;
        from += piece.len();
        let word = piece.trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '+');
        if word.is_empty() {
            if piece.contains(['.', '!', '?', ';', ':', '(', ')', '\n']) {
                found.extend(run.take());
            }
            continue;
        }
        if !run.add(word, start..start + word.len()) {
            found.extend(run.take());
        }
        if piece.ends_with(['.', '!', '?', ';', ':', '\n']) {
            found.extend(run.take());
        }
    }
    found.extend(run.take());
    found
}

#[derive(Default)]
struct Run {
    range: Option<Range<usize>>,
    digits: String,
    words: usize,
    times: usize,
}

impl Run {
    /// Takes a word in; whether it belongs to the run.
    fn add(&mut self, word: &str, range: Range<usize>) -> bool {
        let lower = word.to_lowercase();
        let times = match lower.as_str() {
            "double" | "doppel" | "doppio" | "doble" => 2,
            "triple" | "triplo" | "dreimal" => 3,
            _ => 0,
        };
        let digits = DIGITS.iter().find(|(name, _)| *name == lower).map(|(_, digits)| *digits);
        let figures = lower.len() <= 4 && lower.bytes().all(|byte| byte.is_ascii_digit());
        match digits {
            _ if times > 0 => self.times = times,
            Some("+") if !self.digits.is_empty() => return false,
            Some(digit) => {
                self.words += self.times.max(1);
                (0..self.times.max(1)).for_each(|_| self.digits.push_str(digit));
                self.times = 0;
            }
            None if figures && self.range.is_some() => self.digits.push_str(&lower),
            None => return false,
        }
        let start = self.range.as_ref().map_or(range.start, |own| own.start);
        self.range = Some(start..range.end);
        true
    }

    /// Ends the run: what it spelled, if it was long enough.
    fn take(&mut self) -> Option<Spelled> {
        let Self { range, digits, words, .. } = std::mem::take(self);
        let long = digits.bytes().filter(u8::is_ascii_digit).count() <= 17;
        (words >= FEWEST && long).then_some(Spelled { range: range?, digits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_words_in_a_row_spell_a_number() {
        let of = |text: &str| spelled(text).into_iter().map(|found| found.digits).collect::<Vec<_>>();
        assert_eq!(of("Call zero two zero, seven nine four six, oh nine five eight today"), ["02079460958"]);
        assert_eq!(of("plus three nine zero two double five one two three four"), ["+39025512 34".replace(' ', "")]);
        assert_eq!(of("null drei null eins zwei drei vier 56 sieben"), ["0301234567"]);
        assert_eq!(of("one or two, three at most"), [""; 0]);
        assert_eq!(of("uno due tre quattro cinque sei"), [""; 0]);
        assert_eq!(of("one two three. four five six seven"), [""; 0]);
    }

    #[test]
    fn telephone_words_are_known() {
        for text in ["Tel.: ", "ruf uns an", "chiamaci al", "☎ ", "Téléphone :", "llámenos al", "WhatsApp"] {
            assert!(says_phone(text), "{text}");
        }
        assert!(!says_phone("your telltale order"));
    }
}
