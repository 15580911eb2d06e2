//! Emojis exactly as Unicode says (UTS 51), and short codes.

use crate::model::{Emoji, EmojiWriting};
use crate::zones::ZoneText;
use unicode_properties::emoji::{EmojiStatus, UnicodeEmoji};
use unicode_segmentation::UnicodeSegmentation;

const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

/// All emojis of a text.
pub(crate) fn find(zone: &ZoneText) -> Vec<Emoji> {
    let mut found = Vec::new();
    if !zone.text.is_ascii() {
        for (at, cluster) in zone.text.grapheme_indices(true) {
            if is_emoji(cluster) {
                let value: String = cluster.chars().filter(|c| *c != EMOJI_STYLE).collect();
                let item = zone.item(at..at + cluster.len());
                found.push(Emoji { item, value, name: None, written_as: EmojiWriting::Character });
            }
        }
    }
    found.extend(short_codes(zone));
    found.sort_by_key(|emoji| emoji.item.places.first().map(|place| place.start));
    found
}

/// Whether a cluster is shown as emoji.
fn is_emoji(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    if cluster.is_ascii() {
        return false;
    }
    let keycap_base = first.is_ascii_digit() || matches!(first, '#' | '*');
    if keycap_base && cluster.chars().skip(1).any(|c| c == KEYCAP) {
        return true;
    }
    if !first.is_emoji_char() || second == Some(TEXT_STYLE) {
        return false;
    }
    let presented = matches!(
        first.emoji_status(),
        EmojiStatus::EmojiPresentation
            | EmojiStatus::EmojiPresentationAndModifierBase
            | EmojiStatus::EmojiPresentationAndEmojiComponent
            | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
    );
    let styled = second == Some(EMOJI_STYLE) || second.is_some_and(|c| matches!(c, '\u{1F3FB}'..='\u{1F3FF}'));
    let joins = second == Some(JOINER) && chars.next().is_some_and(|c| c.is_emoji_char() && !c.is_ascii());
    presented || styled || joins
}

/// Short codes as chat programs and shops write them; a closed list.
const CODES: [&str; 72] = [
    "smile",
    "smiley",
    "grin",
    "grinning",
    "laughing",
    "joy",
    "rofl",
    "wink",
    "blush",
    "heart_eyes",
    "kissing_heart",
    "slight_smile",
    "thinking",
    "neutral_face",
    "cry",
    "sob",
    "angry",
    "rage",
    "sweat_smile",
    "sunglasses",
    "star_struck",
    "hugs",
    "hugging",
    "wave",
    "thumbsup",
    "thumbsdown",
    "+1",
    "-1",
    "ok_hand",
    "clap",
    "raised_hands",
    "pray",
    "muscle",
    "point_right",
    "point_left",
    "heart",
    "hearts",
    "broken_heart",
    "yellow_heart",
    "green_heart",
    "blue_heart",
    "purple_heart",
    "sparkling_heart",
    "fire",
    "star",
    "star2",
    "sparkles",
    "tada",
    "gift",
    "package",
    "truck",
    "email",
    "envelope",
    "phone",
    "warning",
    "rocket",
    "100",
    "white_check_mark",
    "heavy_check_mark",
    "x",
    "exclamation",
    "question",
    "sunny",
    "rainbow",
    "cat",
    "dog",
    "christmas_tree",
    "santa",
    "birthday",
    "balloon",
    "confetti_ball",
    "moneybag",
];

fn short_codes(zone: &ZoneText) -> Vec<Emoji> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = zone.text.get(from..).and_then(|rest| rest.find(':')).map(|at| from + at) {
        from = start + 1;
        let Some(rest) = zone.text.get(from..) else { break };
        let length =
            rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-')).count();
        let name = rest.get(..length).unwrap_or_default();
        let before = zone.text.get(..start).and_then(|text| text.chars().next_back());
        let after = rest.get(length + 1..).and_then(|text| text.chars().next());
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        if rest.as_bytes().get(length) == Some(&b':') && CODES.contains(&name) && apart(before) && apart(after) {
            let item = zone.item(start..from + length + 1);
            found.push(Emoji {
                item,
                value: format!(":{name}:"),
                name: Some(name.replace('_', " ")),
                written_as: EmojiWriting::ShortCode,
            });
            from += length + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emojis(text: &str) -> Vec<String> {
        let map = crate::OffsetMap::identity(0, text.len());
        let zone = ZoneText { text: text.to_owned(), map, ..ZoneText::default() };
        find(&zone).into_iter().map(|emoji| emoji.value).collect()
    }

    #[test]
    fn what_unicode_shows_as_emoji() {
        for (text, count) in [
            ("😀", 1),
            ("👍🏽", 1),
            ("👩‍👩‍👧‍👦", 1),
            ("🇮🇹", 1),
            ("🇮", 1),
            ("🇮🇹🇩🇪", 2),
            ("1️⃣", 1),
            ("#⃣", 1),
            ("❤️", 1),
            ("☝🏽", 1),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
            ("⌚", 1),
            ("✅", 1),
            ("☎️", 1),
            ("❤️‍🔥", 1),
            ("❤‍🔥", 1),
            ("😀😀", 2),
            ("©️", 1),
        ] {
            assert_eq!(emojis(text).len(), count, "{text}");
        }
    }

    #[test]
    fn what_it_shows_as_text() {
        for text in ["© ® ™ # 1 ✓ → ★ ☎", "❤", "⌚\u{FE0E}", "5 * 3 = 15", "é ñ ß 日本", "at 10:00: x:", "a\u{200D}b"]
        {
            assert_eq!(emojis(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn short_codes_of_the_list() {
        assert_eq!(emojis("Hi :smile: and :nosuch: 10:star:20"), [":smile:"]);
    }
}
