//! Texts of the message as readings, each made once.

use super::CaseWorld;
use crate::{
    World, ZoneRef, facts,
    text::{Overlay, OverlayKind, Reading, ReadingInput},
};
use policyc_message::{Item, MappedText, OffsetMap, Zone, is_reply_subject, model::PlaceholderPlace};
use std::rc::Rc;

/// How likely a language has to be for a sentence to count as read in it, in thousandths: words of every language that
/// may be meant are tried all the same.
const LIKELY: u32 = 600;

/// Letters that a sentence needs for its own language to be told.
const LETTERS: usize = 20;

impl CaseWorld<'_> {
    /// The readings of a text: a zone of the message stands in one or several places, any other text is one by itself.
    pub(super) fn readings_of(&self, text: &ZoneRef) -> Rc<Vec<Rc<Reading>>> {
        let key = if text.path.is_empty() { format!("={}", text.text) } else { text.path.to_string() };
        if let Some(readings) = self.readings.borrow().get(&key) {
            return readings.clone();
        }
        let zones = text.path.strip_prefix("message.").and_then(facts::zones_of);
        let readings: Vec<Rc<Reading>> = match zones {
            Some(zones) => {
                let preheader_only = text.path.as_ref() == "message.preheader";
                let runs = self.message.zones().iter().enumerate();
                let runs = runs.filter(|(_, run)| zones.contains(&run.zone) && (run.preheader || !preheader_only));
                // The subject of an answer is the other side's words.
                let said = matches!(text.path.as_ref(), "message.said" | "message.everything");
                let runs = runs.filter(|(_, run)| !(said && run.zone == Zone::Subject && is_reply_subject(&run.text)));
                runs.map(|(at, _)| self.run(at)).collect()
            }
            None => vec![Rc::new(self.loose_text(text))],
        };
        let readings = Rc::new(readings);
        self.readings.borrow_mut().insert(key, readings.clone());
        readings
    }

    fn run(&self, at: usize) -> Rc<Reading> {
        if let Some(reading) = self.runs.borrow().get(&at) {
            return reading.clone();
        }
        let reading = Rc::new(self.read_run(at));
        self.runs.borrow_mut().insert(at, reading.clone());
        reading
    }

    fn read_run(&self, at: usize) -> Reading {
        let Some(run) = self.message.zones().get(at) else {
            return Reading::new(ReadingInput::default(), self.lexica, &|_| None);
        };
        let input = ReadingInput {
            text: run.mapped(),
            source: run.source,
            breaks: run.breaks.clone(),
            paragraph_ends: run.paragraph_ends.clone(),
            overlays: self.overlays(),
            language: self.message_language(),
            free_holes: self.free_holes(&run.text),
            zone: run.zone.name().to_owned(),
            place: None,
        };
        Reading::new(input, self.lexica, &|sentence| self.sentence_language(sentence))
    }

    /// A text without places of its own: of an item, or of the case.
    fn loose_text(&self, text: &ZoneRef) -> Reading {
        let mut map = OffsetMap::new();
        if !text.text.is_empty() {
            map.push_aligned(0..text.text.len());
        }
        // Texts of the case are in whatever language their writer keeps books in.
        let of_message = text.path.starts_with("message.");
        let input = ReadingInput {
            text: MappedText { text: text.text.to_string(), map },
            language: self.message_language().filter(|_| of_message),
            zone: text.path.to_string(),
            place: Some(Vec::new()),
            ..ReadingInput::default()
        };
        Reading::new(input, self.lexica, &|sentence| self.sentence_language(sentence))
    }

    /// The language of the message as the case says or as it was read.
    fn message_language(&self) -> Option<String> {
        let fact = self.fact(&["message", "language"]);
        let tag = fact.value().map(super::states::plain)?;
        tag.split('-').next().map(str::to_owned)
    }

    /// The language of one sentence, if it is long enough to tell.
    fn sentence_language(&self, sentence: &str) -> Option<String> {
        if sentence.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
            return None;
        }
        let found = self.message.identify(sentence);
        found.language.filter(|_| found.confidence >= LIKELY)
    }

    /// What else stands in the texts: holes, identifiers, links, amounts, dates.
    fn overlays(&self) -> Rc<[Overlay]> {
        self.overlays.get_or_init(|| self.find_overlays().into()).clone()
    }

    fn find_overlays(&self) -> Vec<Overlay> {
        fn add<'i>(found: &mut Vec<Overlay>, items: impl Iterator<Item = &'i Item>, kind: &OverlayKind) {
            found.extend(items.map(|item| Overlay { spans: item.places.clone(), kind: kind.clone() }));
        }
        let message = &self.message;
        let mut found = Vec::new();
        let holes = message.placeholders().items.iter().filter(|hole| hole.place == PlaceholderPlace::Text);
        add(&mut found, holes.map(|hole| &hole.item), &OverlayKind::Placeholder);
        for identifier in &message.identifiers().items {
            let kind = OverlayKind::Shape(identifier.shape.clone());
            found.push(Overlay { spans: identifier.item.places.clone(), kind });
        }
        add(&mut found, message.amounts().items.iter().map(|amount| &amount.item), &OverlayKind::Money);
        add(&mut found, message.dates().items.iter().map(|date| &date.item), &OverlayKind::Date);
        add(&mut found, message.numbers().items.iter().map(|number| &number.item), &OverlayKind::Number);
        add(&mut found, message.email_addresses().items.iter().map(|email| &email.item), &OverlayKind::Email);
        let written = message.links().items.iter();
        add(&mut found, written.map(|link| &link.item), &OverlayKind::Link);
        found
    }

    /// Names of undeclared holes that stand alone in their line: they may bring any text.
    fn free_holes(&self, text: &str) -> Vec<String> {
        if !self.message.settings().template {
            return Vec::new();
        }
        let undeclared = self.message.placeholders().items.iter().filter(|hole| hole.kind.is_unknown());
        let alone = undeclared.filter(|hole| text.lines().any(|line| line.trim() == hole.item.text.trim()));
        alone.map(|hole| hole.name.clone()).collect()
    }
}
