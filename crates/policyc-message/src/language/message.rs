//! `message.language`, `.language_shares`, `.document_language` (vocabulary, section 5).

use super::{FEWEST_LETTERS, Identified, identify, letters, words_of_language};
use crate::message::Message;
use crate::model::{Item, Known, LanguageShare, List, Ratio, Zone};
use crate::zones::ZoneText;
use std::collections::BTreeMap;
use std::ops::Range;

/// Letters up to which a short paragraph is joined to the next.
const JOINED: usize = 60;

/// Paragraphs that were given a language together.
#[derive(Debug, Clone)]
struct Stretch {
    /// Which zone text, and what of it.
    zone: usize,
    range: Range<usize>,
    words: String,
    letters: usize,
    /// Primary tag; none for a language that is not served.
    language: Option<String>,
}

/// All that is known of a message's language.
#[derive(Debug, Default)]
pub(crate) struct Languages {
    dominant: Known<String>,
    shares: List<LanguageShare>,
}

impl Message {
    /// `message.language`: the primary tag of the language that most of the body is in.
    #[must_use]
    pub fn language(&self) -> Known<&str> {
        self.languages().dominant.as_ref().map(String::as_str)
    }

    /// The language that the message is read in: its own, else the one that the case gives.
    pub(crate) fn reading_language(&self) -> Option<&str> {
        self.language().value().or(self.settings().supplied_language.as_deref())
    }

    /// `message.language_shares`: letters of each language over all letters.
    #[must_use]
    pub fn language_shares(&self) -> &List<LanguageShare> {
        &self.languages().shares
    }

    /// `message.document_language`: `lang` of `<html>`, else `Content-Language:`.
    #[must_use]
    pub fn document_language(&self) -> Option<&str> {
        let root = self.html_tree().and_then(|document| document.tree().root_element().value().attr("lang"));
        let header = self.envelope().content_language.as_deref();
        // An empty `lang` says that the language is not known.
        root.or(header).map(str::trim).filter(|tag| !tag.is_empty())
    }

    /// The language of a piece of the message; none without letters, unknown where it cannot be told.
    #[must_use]
    pub fn language_of(&self, text: &str) -> Known<Option<String>> {
        if letters(text) == 0 {
            return Known::Value(None);
        }
        match self.identify(text) {
            Identified { language: Some(tag), confidence } if confidence >= self.settings().language_confidence => {
                Known::Value(Some(tag))
            }
            _ => Known::Unknown,
        }
    }

    /// The language of a text of the message, among those of the settings. What was told once is remembered, also for the
    /// same message with other settings, so that several policies do not pay for it several times.
    #[must_use]
    pub fn identify(&self, text: &str) -> Identified {
        let languages = &self.settings().languages;
        let told = self.told_languages();
        if let Some(found) = told.borrow().get(languages).and_then(|told| told.get(text)) {
            return found.clone();
        }
        let allowed: Vec<&str> = languages.iter().map(String::as_str).collect();
        let found = identify(text, &allowed);
        told.borrow_mut().entry(languages.clone()).or_default().insert(text.to_owned(), found.clone());
        found
    }

    fn languages(&self) -> &Languages {
        self.readings().languages.get_or_init(|| read(self))
    }
}

fn read(message: &Message) -> Languages {
    let mut stretches = stretches(message);
    for stretch in &mut stretches {
        stretch.language = message.identify(&stretch.words).language;
    }
    let all: usize = stretches.iter().map(|stretch| stretch.letters).sum();
    let mut by_language: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for stretch in &stretches {
        *by_language.entry(stretch.language.clone()).or_default() += stretch.letters;
    }
    Languages {
        dominant: dominant(message, &stretches, &by_language, all),
        shares: shares(message, &stretches, &by_language, all),
    }
}

/// Paragraphs of the body in the sender's voice, short ones joined to the next.
fn stretches(message: &Message) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (number, zone) in message.zones().iter().enumerate().filter(|(_, zone)| zone.zone == Zone::Body) {
        let mut pending: Option<Stretch> = None;
        let mut from = 0;
        for end in zone.paragraph_ends.iter().copied().chain(std::iter::once(zone.text.len())) {
            let range = from..end;
            from = end.max(from);
            let words = words(message, zone, range.clone());
            let own = letters(&words);
            if own == 0 {
                continue;
            }
            let stretch = pending.get_or_insert(Stretch {
                zone: number,
                range: range.clone(),
                words: String::new(),
                letters: 0,
                language: None,
            });
            stretch.range.end = range.end;
            stretch.words.push_str(&words);
            stretch.words.push('\n');
            stretch.letters += own;
            if stretch.letters >= JOINED {
                found.extend(pending.take());
            }
        }
        // A short rest belongs to what stood before it.
        match (pending, found.last_mut()) {
            (Some(rest), Some(last)) if rest.letters < FEWEST_LETTERS && last.zone == rest.zone => {
                last.words.push_str(&rest.words);
                last.letters += rest.letters;
                last.range.end = rest.range.end;
            }
            (rest, _) => found.extend(rest),
        }
    }
    found
}

/// Words of a range that belong to a language: no signature, no placeholders, no addresses.
fn words(message: &Message, zone: &ZoneText, range: Range<usize>) -> String {
    let mut text = String::new();
    let mut from = range.start;
    for cut in zone.signature.iter().filter(|cut| cut.start < range.end && cut.end > range.start) {
        text.push_str(zone.text.get(from..cut.start.max(from)).unwrap_or_default());
        from = cut.end.max(from);
    }
    text.push_str(zone.text.get(from..range.end.max(from)).unwrap_or_default());
    for hole in &message.placeholders().items {
        if !hole.item.text.is_empty() && text.contains(hole.item.text.as_str()) {
            text = text.replace(hole.item.text.as_str(), " ");
        }
    }
    words_of_language(&text)
}

fn dominant(
    message: &Message,
    stretches: &[Stretch],
    by_language: &BTreeMap<Option<String>, usize>,
    all: usize,
) -> Known<String> {
    let mut ranked: Vec<(&Option<String>, &usize)> = by_language.iter().collect();
    ranked.sort_by_key(|(_, letters)| std::cmp::Reverse(**letters));
    let (Some((Some(tag), _)), true) = (ranked.first(), all >= FEWEST_LETTERS) else { return Known::Unknown };
    if ranked.get(1).is_some_and(|(_, letters)| **letters * 10 >= all * 4) {
        return Known::Unknown;
    }
    let own: String = stretches
        .iter()
        .filter(|stretch| stretch.language.as_ref() == Some(tag))
        .map(|stretch| stretch.words.as_str())
        .collect();
    let sure = message.identify(&own);
    if sure.language.as_ref() == Some(tag) && sure.confidence >= message.settings().language_confidence {
        Known::Value(tag.clone())
    } else {
        Known::Unknown
    }
}

fn shares(
    message: &Message,
    stretches: &[Stretch],
    by_language: &BTreeMap<Option<String>, usize>,
    all: usize,
) -> List<LanguageShare> {
    let ratio = |letters: usize| Ratio::new(i128::try_from(letters).ok()?, i128::try_from(all).ok()?);
    let one = |(language, letters): (&Option<String>, &usize)| {
        let language = language.clone()?;
        let of_it = stretches.iter().filter(|stretch| stretch.language.as_ref() == Some(&language));
        let spans = |stretch: &Stretch| {
            message.zones().get(stretch.zone).map(|zone| zone.spans(stretch.range.clone())).unwrap_or_default()
        };
        let item = Item {
            text: language.clone(),
            places: of_it.flat_map(spans).collect(),
            visible: Known::Value(true),
            ..Item::default()
        };
        Some(LanguageShare { item, language, share: ratio(*letters)? })
    };
    let unread = by_language.get(&None).is_some_and(|letters| *letters > 0);
    let items = by_language.iter().filter_map(one).collect();
    List { items, open: unread.then_some("paragraphs in a language that is not told") }
}
