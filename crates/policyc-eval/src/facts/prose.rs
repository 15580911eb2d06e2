//! Vocabulary sections 3, 5 and 15: zones, sentences, language, quotes, spelling.

use super::{
    build::{Fields, fact as datum, list_of, number, text, zone},
    finders,
};
use crate::{Datum, Origin, Record, Value};
use policyc_diag::Span;
use policyc_ir::Rational;
use policyc_message::{Known, Message, Ratio, Zone, model};
use std::{collections::BTreeMap, rc::Rc};

/// Zones that a text fact reads, in reading order.
#[must_use]
pub(crate) fn zones_of(name: &str) -> Option<&'static [Zone]> {
    use Zone::{Alt, Attached, Body, Hidden, Painted, Quoted, Signature, Subject};
    Some(match name {
        "body" => &[Body, Signature],
        "subject" => &[Subject],
        "signature" => &[Signature],
        "quoted" => &[Quoted],
        "hidden" | "preheader" => &[Hidden],
        "alt" => &[Alt],
        "painted" => &[Painted],
        "attached" => &[Attached],
        "said" => &[Subject, Body, Signature, Hidden, Alt, Painted, Attached],
        "everything" => &[Subject, Body, Signature, Hidden, Alt, Painted, Attached, Quoted],
        _ => return None,
    })
}

pub(super) fn fact(message: &Message, name: &str) -> Option<Datum> {
    if let Some(zones) = zones_of(name) {
        return Some(zone_fact(message, name, zones));
    }
    Some(match name {
        "sentences" => list_of("message.sentences", message.sentences(), sentence, |_| None),
        "paragraphs" => list_of("message.paragraphs", message.paragraphs(), paragraph, |_| None),
        "word_count" => {
            let words = message.zones().iter().filter(|zone| matches!(zone.zone, Zone::Body | Zone::Signature));
            let count: usize = words.map(|zone| crate::text::verbs::word_count(&zone.text)).sum();
            datum(name, Value::Number(Rational::new(count as i128, 1).unwrap_or(Rational::ZERO)), &[])
        }
        "capital_share" => capital_share(message),
        "language" => match message.language() {
            Known::Value(tag) => datum(name, text(tag), &[]),
            Known::Unknown => Datum::unknown("message.language"),
        },
        "language_shares" => {
            list_of("message.language_shares", message.language_shares(), share, |share| Some(share.language.clone()))
        }
        "document_language" => match message.document_language() {
            Some(tag) => datum(name, text(tag), &[]),
            None => Datum::none("message.document_language"),
        },
        "quotes" => list_of("message.quotes", message.quotes(), quote, |_| None),
        "spelling" => spelling(message.spelling()),
        _ => return None,
    })
}

fn zone_fact(message: &Message, name: &str, zones: &[Zone]) -> Datum {
    let path = format!("message.{name}");
    let mut words = String::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut found = false;
    for run in message.zones() {
        if !zones.contains(&run.zone) || (name == "preheader" && !run.preheader) {
            continue;
        }
        found = true;
        if !words.is_empty() {
            words.push('\n');
        }
        words.push_str(&run.text);
        spans.extend(run.spans(0..run.text.len()));
    }
    let may_be_none = !matches!(name, "body" | "said" | "everything");
    if !found && may_be_none {
        return Datum::none(path);
    }
    let origin = Origin { spans, also: Vec::new(), path: path.clone() };
    Datum::known(zone(&path, &words), origin)
}

fn capital_share(message: &Message) -> Datum {
    let (mut upper, mut cased) = (0i128, 0i128);
    for run in message.zones().iter().filter(|run| matches!(run.zone, Zone::Body | Zone::Signature)) {
        for letter in run.text.chars().filter(|c| c.is_uppercase() || c.is_lowercase()) {
            cased += 1;
            upper += i128::from(letter.is_uppercase());
        }
    }
    match Rational::new(upper, cased) {
        Some(share) => datum("capital_share", Value::Percent(share), &[]),
        None => Datum::none("message.capital_share"),
    }
}

fn sentence(path: String, sentence: &model::Sentence) -> Datum {
    let mut fields = Fields::new(path, &sentence.item);
    fields.integer("word_count", sentence.word_count as u64);
    fields.maybe("language", sentence.language.as_ref().map(|tag| tag.as_deref().map(text)));
    fields.build()
}

fn paragraph(path: String, paragraph: &model::Paragraph) -> Datum {
    let mut fields = Fields::new(path, &paragraph.item);
    fields.integer("word_count", paragraph.word_count as u64);
    fields.maybe("language", paragraph.language.as_ref().map(|tag| tag.as_deref().map(text)));
    fields.build()
}

fn share(path: String, share: &model::LanguageShare) -> Datum {
    let mut fields = Fields::new(path, &share.item);
    fields.text("language", &share.language);
    if let Some(share) = number(share.share) {
        fields.put("share", Value::Percent(share));
    }
    fields.build()
}

fn quote(path: String, quote: &model::Quote) -> Datum {
    let mut fields = Fields::new(path.clone(), &quote.item);
    fields.integer("depth", u64::from(quote.depth));
    fields.option("introduction", quote.introduction.as_deref().map(text));
    fields.maybe("language", quote.language.as_ref().map(|tag| tag.as_deref().map(text)));
    let inner = |name: &str| format!("{path}.{name}");
    fields.datum("links", list_of(&inner("links"), &quote.links, finders::link, |link| Some(link.href.clone())));
    fields.datum("phones", list_of(&inner("phones"), &quote.phones, finders::phone, |phone| Some(phone.value.clone())));
    let emails =
        list_of(&inner("email_addresses"), &quote.email_addresses, finders::email, |found| Some(found.value.clone()));
    fields.datum("email_addresses", emails);
    fields.build()
}

fn spelling(spelling: &model::Spelling) -> Datum {
    let path = "message.spelling";
    let mut fields: BTreeMap<Rc<str>, Datum> = BTreeMap::new();
    if let Known::Value(count) = spelling.checked_words {
        let value = Value::Number(Rational::new(count as i128, 1).unwrap_or(Rational::ZERO));
        fields.insert(Rc::from("checked_words"), datum("spelling.checked_words", value, &[]));
        let errors = list_of("message.spelling.errors", &spelling.errors, spelling_error, |_| None);
        fields.insert(Rc::from("errors"), errors);
    }
    if let Known::Value(rate) = &spelling.rate {
        let places: Vec<Span> =
            spelling.errors.items.iter().flat_map(|error| error.item.places.iter().copied()).collect();
        let rate = rate.and_then(|rate: Ratio| number(rate));
        let rate = match rate {
            Some(rate) => datum("spelling.rate", Value::Percent(rate), &places),
            None => Datum::none("message.spelling.rate"),
        };
        fields.insert(Rc::from("rate"), rate);
    }
    let origin = Origin { path: path.to_owned(), ..Origin::default() };
    Datum::known(Value::Record(Rc::new(Record { path: path.to_owned(), fields })), origin)
}

fn spelling_error(path: String, error: &model::SpellingError) -> Datum {
    let mut fields = Fields::new(path, &error.item);
    let kind = match error.kind {
        model::SpellingKind::Typo => "typo",
        model::SpellingKind::LookAlike => "look_alike",
        model::SpellingKind::Doubled => "doubled",
        model::SpellingKind::UnknownWord => "unknown_word",
    };
    fields.name("kind", kind);
    fields.option("suggestion", error.suggestion.as_deref().map(text));
    fields.build()
}
