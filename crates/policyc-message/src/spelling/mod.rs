//! `message.spelling` (vocabulary, section 15): words that no dictionary of the message's language knows.
//!
//! Dictionaries are heavy and loaded once a language, when spelling is first asked for. Names are nobody's mistakes:
//! what is capitalised is left out (save in German), and a word unlike all others is an `unknown_word`, not a typo.

mod dictionaries;
mod near;

use crate::message::Message;
use crate::model::{Known, List, Ratio, Spelling, SpellingError, SpellingKind, Zone};
use crate::zones::ZoneText;
use dictionaries::Words;
use std::collections::HashMap;
use std::ops::Range;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

/// Words of one message that are looked at.
const MOST_WORDS: usize = 50_000;
/// Long words for which the dictionary's slow suggestions are asked.
const MOST_SUGGESTIONS: usize = 4;
/// Distinct unknown words for which near ones are sought.
const MOST_SEARCHES: usize = 200;

impl Message {
    /// `message.spelling`.
    #[must_use]
    pub fn spelling(&self) -> &Spelling {
        self.readings().spelling.get_or_init(|| read(self))
    }
}

fn read(message: &Message) -> Spelling {
    let language = message.reading_language();
    let words = language.and_then(|language| dictionaries::of_language(language, &message.settings().dictionaries));
    let (Some(language), Some(words)) = (language, words) else {
        let errors = List { items: Vec::new(), open: Some("no dictionary of the message's language") };
        return Spelling { checked_words: Known::Unknown, errors, rate: Known::Unknown };
    };
    let mut checker = Checker {
        message,
        language,
        words: &words,
        known: HashMap::new(),
        near: HashMap::new(),
        suggestions: 0,
        checked: 0,
        errors: Vec::new(),
    };
    for (number, zone) in message.zones().iter().enumerate() {
        if matches!(zone.zone, Zone::Body | Zone::Subject) {
            checker.zone(number, zone);
        }
    }
    let wrong = checker.errors.iter().filter(|error| error.kind != SpellingKind::UnknownWord).count();
    let count = |count: usize| i128::try_from(count).unwrap_or(i128::MAX);
    let rate = Ratio::new(count(wrong), count(checker.checked));
    let open = (checker.checked >= MOST_WORDS).then_some("more words than are checked").or(message.open());
    Spelling {
        checked_words: Known::Value(checker.checked),
        errors: List { items: checker.errors, open },
        rate: Known::Value(rate),
    }
}

struct Checker<'a> {
    message: &'a Message,
    language: &'a str,
    words: &'a Words,
    known: HashMap<String, bool>,
    near: HashMap<String, Option<String>>,
    suggestions: usize,
    checked: usize,
    errors: Vec<SpellingError>,
}

impl Checker<'_> {
    fn zone(&mut self, number: usize, zone: &ZoneText) {
        let skipped = self.skipped(number, zone);
        let mut before: Option<(Range<usize>, String)> = None;
        for (at, word) in zone.text.unicode_word_indices() {
            let range = at..at + word.len();
            let gap = zone.text.get(before.as_ref().map_or(0, |(range, _)| range.end)..at).unwrap_or_default();
            let starts = before.is_none()
                || gap.contains(['.', '!', '?', '…', ':', '\n', '•', '*', '"', '“', '„', '«', '('])
                || breaks(zone, before.as_ref().map_or(0, |(range, _)| range.end), at);
            let lower = word.to_lowercase();
            let doubled = before.as_ref().is_some_and(|(_, own)| *own == lower)
                && gap.chars().all(char::is_whitespace)
                && !starts;
            before = Some((range.clone(), lower.clone()));
            if self.checked >= MOST_WORDS
                || skipped.iter().any(|skip| skip.start < range.end && range.start < skip.end)
                || !self.counts(word)
            {
                continue;
            }
            self.checked += 1;
            let kind = match () {
                () if mixes_scripts(word) => Some((SpellingKind::LookAlike, None)),
                () if doubled && !MAY_DOUBLE.contains(&lower.as_str()) => Some((SpellingKind::Doubled, None)),
                () if self.knows(word) => None,
                () => Some(self.wrong(word)),
            };
            if let Some((kind, suggestion)) = kind {
                self.errors.push(SpellingError { item: zone.item(range), kind, suggestion });
            }
        }
    }

    /// Links, addresses and placeholders of a text.
    fn skipped(&self, number: usize, zone: &ZoneText) -> Vec<Range<usize>> {
        let mut skipped: Vec<Range<usize>> =
            self.message.written().get(number).into_iter().flatten().map(|written| written.range.clone()).collect();
        for hole in self.message.placeholders().items.iter().filter(|hole| !hole.item.text.is_empty()).take(1000) {
            skipped.extend(zone.text.match_indices(hole.item.text.as_str()).map(|(at, text)| at..at + text.len()));
        }
        skipped
    }

    /// Whether a word is one that has to be right.
    fn counts(&self, word: &str) -> bool {
        let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let capitals = letters > 1 && word.chars().filter(|sign| sign.is_alphabetic()).all(char::is_uppercase);
        let inner_capital = word.chars().skip(1).any(char::is_uppercase);
        // Greetings and closings begin lines with names; a slip there is told apart from none of them.
        let name = capital && self.language != "de";
        let known = &self.message.settings().known_words;
        letters >= 2
            && !word.chars().any(char::is_numeric)
            && !word.contains(['_', '@'])
            && !capitals
            && !inner_capital
            && !name
            && !known.contains(word)
            && !known.contains(&word.to_lowercase())
    }

    fn knows(&mut self, word: &str) -> bool {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let plain = word.replace(['\u{2019}', '\u{2BC}'], "'");
        let known = self.words.know(&plain) || self.elided(&plain);
        self.known.insert(word.to_owned(), known);
        known
    }

    /// `dell'ordine`: an elided word before a known one.
    fn elided(&self, word: &str) -> bool {
        let Some((head, tail)) = word.split_once('\'') else { return false };
        let possessive = self.language == "en" && tail == "s" && self.words.know(head);
        possessive
            || (head.chars().count() <= 6
                && self.language != "en"
                && (tail.is_empty() || self.words.know(tail))
                && (self.words.know(&format!("{head}'")) || ELIDED.contains(&head.to_lowercase().as_str())))
    }

    /// What is wrong with a word that is in no dictionary.
    fn wrong(&mut self, word: &str) -> (SpellingKind, Option<String>) {
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        let near = match self.near.get(&lower) {
            Some(near) => near.clone(),
            None => {
                let near = self.search(&lower);
                self.near.insert(lower, near.clone());
                near
            }
        };
        (if near.is_some() { SpellingKind::Typo } else { SpellingKind::UnknownWord }, near)
    }

    fn search(&mut self, lower: &str) -> Option<String> {
        let letters = lower.chars().count();
        if !(3..=40).contains(&letters) || self.near.len() >= MOST_SEARCHES {
            return None;
        }
        let near = near::one_change(lower, self.language, self.words);
        if near.is_some() || letters < 8 || self.suggestions >= MOST_SUGGESTIONS {
            return near;
        }
        self.suggestions += 1;
        near::two_changes(lower, self.words)
    }
}

/// Words that may stand twice in a row.
const MAY_DOUBLE: [&str; 22] = [
    "that", "had", "very", "die", "der", "das", "sie", "nous", "vous", "piano", "via", "man", "bye", "no", "so",
    "many", "ha", "muy", "pian", "sehr", "très", "là",
];

/// Words that lose their end before a vowel.
const ELIDED: [&str; 27] = [
    "l", "d", "un", "dell", "all", "dall", "nell", "sull", "quell", "c", "s", "t", "m", "v", "n", "j", "qu", "jusqu",
    "lorsqu", "puisqu", "quest", "bell", "sant", "gl", "po", "com", "dov",
];

/// Whether a line, block or cell ends between two offsets.
fn breaks(zone: &ZoneText, from: usize, to: usize) -> bool {
    let next = zone.breaks.partition_point(|at| *at < from);
    zone.breaks.get(next).is_some_and(|at| *at <= to)
}

/// Letters of Latin and of another alphabet in one word.
fn mixes_scripts(word: &str) -> bool {
    let has = |wanted: &[Script]| word.chars().any(|sign| wanted.contains(&sign.script()));
    has(&[Script::Latin]) && has(&[Script::Cyrillic, Script::Greek, Script::Armenian, Script::Cherokee])
}

#[cfg(test)]
mod tests;
