//! Emoticons: a closed list, between blanks, line ends or marks.

use crate::model::Emoticon;
use crate::zones::ZoneText;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

#[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
static FACE: LazyLock<Regex> = LazyLock::new(|| {
    let western = r"[>}]?[:;=8xX][-oO'^~]?[)(\]\[DPpOo|/\\*3@$}{>SsCc]+|[)(\]\[DPO|/\\*}{]+[-oO'^~]?[:;=8]";
    let others = r"[xX]D+|<3+|</3|\^_*\^|[oO]_+[oO]|-_+-|T_+T|;_+;|>_+<|u_+u|:'\(|\\o/|\\m/";
    let kaomoji = r"\([ ]?[^\s()A-Za-z0-9]{0,2}[ ]?[•ᵔ◕ಠ◉ʘ°^¬´`≧><TтxX*・ω´｀；;ᴗ]{1,2}[^()A-Za-z0-9]{0,5}[•ᵔ◕ಠ◉ʘ°^¬´`≦><TтxX*・´｀；;]{1,2}[ ]?[^\s()A-Za-z0-9]{0,2}\)|¯\\_\(ツ\)_/¯";
    Regex::new(&format!("^(?:{western}|{others}|{kaomoji})$")).unwrap()
});

/// All emoticons of a text.
pub(crate) fn find(zone: &ZoneText) -> Vec<Emoticon> {
    let text = zone.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let shown = word.trim_end();
        if shown.is_empty() || shown.len() > 60 {
            continue;
        }
        // Marks before and behind belong to the sentence, as far as what is left is a face.
        let candidates =
            [shown, shown.trim_end_matches(['.', ',', '!', '?']), shown.trim_start_matches(['.', ',', '!', '?'])];
        let face = candidates.into_iter().find(|face| is_face(face)).map(|face| (face, 0));
        let glued = face.or_else(|| glued_face(shown));
        let Some((face, skipped)) = glued else { continue };
        let skipped = skipped.max(shown.find(face).unwrap_or(0));
        let range = start + skipped..start + skipped + face.len();
        let value: String = face.nfkc().collect();
        found.push(Emoticon { ambiguous: is_ambiguous(text, range.clone(), &value), item: zone.item(range), value });
    }
    found
}

fn is_face(word: &str) -> bool {
    let plain: String = word.nfkc().collect();
    (2..=40).contains(&plain.len())
        && (FACE.is_match(&plain) || FACE.is_match(word))
        && !plain.bytes().all(|byte| byte.is_ascii_alphanumeric())
        || matches!(word, "xD" | "XD" | "xd" | "xDD")
}

/// A face right behind a sentence's mark: `Thanks!:)`.
fn glued_face(word: &str) -> Option<(&str, usize)> {
    let place = word.rfind(['.', ',', '!', '?'])?;
    let face = word.get(place + 1..)?;
    let before = word.get(..=place)?;
    (is_face(face) && before.chars().next().is_some_and(char::is_alphabetic)).then_some((face, place + 1))
}

fn is_ambiguous(text: &str, range: std::ops::Range<usize>, value: &str) -> bool {
    let near = text.floor_char_boundary(range.start.saturating_sub(300));
    let before = text.get(near..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let near_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let blank = |c: &char| c.is_whitespace();
    let digits = near_digit(before.chars().rev().find(|c| !blank(c))) || near_digit(after.chars().find(|c| !blank(c)));
    let unit = ["kg", "g", "lb", "lbs", "oz", "cm", "mm", "m", "l", "ml", "km", "in", "hours", "days", "h", "min", "%"];
    let next_word = after.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',', '!', '?']);
    let open = before.matches('(').count() > before.matches(')').count();
    let closes = value.ends_with(')') && open;
    let slash = value.ends_with('/') && after.chars().next().is_some_and(char::is_alphabetic);
    value.starts_with("<3")
        || (value.starts_with('8') && (digits || open))
        || unit.contains(&next_word)
        || closes
        || slash
        || value == "XD"
        || value.eq_ignore_ascii_case("8d")
        || digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces(text: &str) -> Vec<(String, bool)> {
        let map = crate::OffsetMap::identity(0, text.len());
        let zone = ZoneText { text: text.to_owned(), map, ..ZoneText::default() };
        find(&zone).into_iter().map(|face| (face.value, face.ambiguous)).collect()
    }

    #[test]
    fn faces_of_the_list() {
        for text in [
            ":)",
            "Thanks :-)",
            "Great ;) really",
            "Thanks!:)",
            ":D",
            "ok :P.",
            "(: hi",
            "xD",
            "^_^",
            "¯\\_(ツ)_/¯",
            ":'(",
        ] {
            assert_eq!(faces(text).len(), 1, "{text}");
            assert!(!faces(text)[0].1, "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "see item 8:3) now",
            "https://shop.example",
            "at 16:00)",
            "a:b",
            "Note: (see)",
            "8.5 x 3",
            "Total: 5",
            "S: M: L:",
        ] {
            assert_eq!(faces(text), vec![], "{text}");
        }
    }

    #[test]
    fn what_may_be_none() {
        for text in ["weight <3 kg", "(see item 8)", "love you <3"] {
            assert!(faces(text).iter().all(|(_, ambiguous)| *ambiguous), "{text}");
        }
    }
}
