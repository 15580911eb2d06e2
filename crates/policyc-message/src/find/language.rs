//! Which language's habits of writing figures a text most likely has.

use whatlang::{Detector, Lang};

/// Primary tag of the language of a text, if it has some letters and is plainly one of those with habits known here.
pub(crate) fn habits(text: &str) -> Option<&'static str> {
    let head = text.get(..text.floor_char_boundary(4_000))?;
    if head.chars().filter(|c| c.is_alphabetic()).count() < 20 {
        return None;
    }
    let known = vec![
        Lang::Eng,
        Lang::Ita,
        Lang::Deu,
        Lang::Fra,
        Lang::Spa,
        Lang::Nld,
        Lang::Por,
        Lang::Pol,
        Lang::Swe,
        Lang::Tur,
    ];
    let found = Detector::with_allowlist(known).detect(head)?;
    let tag = match found.lang() {
        Lang::Eng => "en",
        Lang::Ita => "it",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Pol => "pl",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        _ => return None,
    };
    (found.confidence() > 0.3).then_some(tag)
}
