//! The two engines and their quarrel.

use super::Identified;
use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};
use std::sync::OnceLock;
use whatlang::{Detector, Lang};

/// Languages of the accurate engine. Two of them no policy need serve: they are there so that a text in them is told
/// from its neighbours.
const ACCURATE: [(Language, &str); 7] = [
    (Language::English, "en"),
    (Language::Italian, "it"),
    (Language::German, "de"),
    (Language::French, "fr"),
    (Language::Spanish, "es"),
    (Language::Dutch, "nl"),
    (Language::Portuguese, "pt"),
];

/// Languages of the small engine, by tag.
const SMALL: [(Lang, &str); 22] = [
    (Lang::Eng, "en"),
    (Lang::Ita, "it"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Ell, "el"),
    (Lang::Rus, "ru"),
    (Lang::Ara, "ar"),
    (Lang::Heb, "he"),
    (Lang::Jpn, "ja"),
    (Lang::Cmn, "zh"),
];

/// Letters from which the small engine alone is believed, if it is sure.
const LONG: usize = 60;
/// The accurate engine reads no further: more text does not change its mind, but costs.
const MOST_LETTERS: usize = 2_000;
/// Thousandths from which the small engine's word for a language of its own is taken.
const SURE: u32 = 500;

/// An engine's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answer {
    tag: &'static str,
    confidence: u32,
}

/// The language of a text of 20 letters or more; none if it is not one of `allowed`.
pub(super) fn decide(text: &str, letters: usize, allowed: &[&str]) -> Identified {
    let served = |answer: Answer| Identified {
        language: allowed.iter().find(|tag| primary(tag) == answer.tag).map(|tag| primary(tag)),
        confidence: answer.confidence,
    };
    let small = small(text);
    let only_small = |answer: &Answer| !ACCURATE.iter().any(|(_, tag)| *tag == answer.tag);
    match small {
        Some(answer) if only_small(&answer) && answer.confidence >= SURE => return served(answer),
        Some(answer) if letters >= LONG && answer.confidence >= 900 => return served(answer),
        _ => {}
    }
    match (accurate(text), small) {
        (Some(answer), small) => served(together(answer, small)),
        (None, Some(answer)) => served(answer),
        (None, None) => Identified::default(),
    }
}

/// The accurate engine's answer, surer where the small one agrees, less sure where it firmly does not.
fn together(accurate: Answer, small: Option<Answer>) -> Answer {
    let Some(small) = small else { return accurate };
    let confidence = if small.tag == accurate.tag {
        1000 - (1000 - accurate.confidence) * (1000 - small.confidence) / 1000
    } else if small.confidence >= SURE {
        accurate.confidence * (2000 - small.confidence) / 2000
    } else {
        accurate.confidence
    };
    Answer { confidence, ..accurate }
}

/// The primary subtag in lower case.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn small(text: &str) -> Option<Answer> {
    let list = SMALL.iter().map(|(lang, _)| *lang).collect();
    let info = Detector::with_allowlist(list).detect(text)?;
    let tag = SMALL.iter().find(|(lang, _)| *lang == info.lang()).map(|(_, tag)| *tag)?;
    Some(Answer { tag, confidence: thousandths(info.confidence()) })
}

fn accurate(text: &str) -> Option<Answer> {
    static DETECTOR: OnceLock<LanguageDetector> = OnceLock::new();
    let languages = ACCURATE.map(|(language, _)| language);
    let detector = DETECTOR.get_or_init(|| LanguageDetectorBuilder::from_languages(&languages).build());
    let cut = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(at, _)| at);
    let values = detector.compute_language_confidence_values(text.get(..cut).unwrap_or(text));
    let (language, confidence) = values.first().copied()?;
    let tag = ACCURATE.iter().find(|(own, _)| *own == language).map(|(_, tag)| *tag)?;
    // Without any evidence the engine gives all languages alike.
    (confidence > 0.0).then(|| Answer { tag, confidence: thousandths(confidence) })
}

/// A share between 0 and 1 in whole thousandths: what leaves the engines is no float.
fn thousandths(share: f64) -> u32 {
    let scaled = (share.clamp(0.0, 1.0) * 1000.0).round();
    (0..=1000_u32).find(|whole| f64::from(*whole) >= scaled).unwrap_or(1000)
}
