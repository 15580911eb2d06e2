//! Vocabulary sections 5 to 8 and 11: links, addresses, phones, identifiers, placeholders, emoji, amounts, dates.

use super::build::{Fields, fact as datum, list_of, number, set, text};
use crate::{Datum, Value};
use policyc_ir::{Date, Rational};
use policyc_message::{Known, Message, model};
use std::{collections::BTreeSet, rc::Rc};

pub(super) fn fact(message: &Message, name: &str) -> Option<Datum> {
    Some(match name {
        "links" => list_of("message.links", message.links(), link, |link| Some(link.href.clone())),
        "email_addresses" => {
            list_of("message.email_addresses", message.email_addresses(), email, |found| Some(found.value.clone()))
        }
        "phones" => list_of("message.phones", message.phones(), phone, |phone| Some(phone.value.clone())),
        "identifiers" => {
            list_of("message.identifiers", message.identifiers(), identifier, |found| Some(found.value.clone()))
        }
        "placeholders" => {
            list_of("message.placeholders", message.placeholders(), placeholder, |found| Some(found.name.clone()))
        }
        "placeholder_kinds" => {
            let found = &message.placeholders().items;
            let kinds: BTreeSet<&str> =
                found.iter().filter_map(|hole| hole.kind.as_ref().value()).map(String::as_str).collect();
            let spans: Vec<_> = found.iter().flat_map(|hole| hole.item.places.iter().copied()).collect();
            datum(name, set("message.placeholder_kinds", kinds.into_iter(), &[], true), &spans)
        }
        "branches" => list_of("message.branches", message.branches(), branch, |branch| Some(branch.condition.clone())),
        "emojis" => list_of("message.emojis", message.emojis(), emoji, |_| None),
        "emoticons" => list_of("message.emoticons", message.emoticons(), emoticon, |_| None),
        "amounts" => list_of("message.amounts", message.amounts(), amount, |_| None),
        "dates" => list_of("message.dates", message.dates(), date, |_| None),
        "numbers" => list_of("message.numbers", message.numbers(), plain_number, |_| None),
        _ => return None,
    })
}

pub(super) fn link(path: String, link: &model::Link) -> Datum {
    let mut fields = Fields::new(path, &link.item);
    let optional = |value: &Known<Option<String>>| value.as_ref().map(|value| value.as_deref().map(text));
    fields.text("href", &link.href);
    fields.maybe("url", optional(&link.url));
    fields.name("origin", link.origin.name());
    fields.name("kind", link.kind.name());
    fields.maybe("scheme", optional(&link.scheme));
    fields.maybe("host", optional(&link.host));
    fields.maybe("registrable_domain", optional(&link.registrable_domain));
    fields.maybe("user_name", optional(&link.user_name));
    if let Known::Value(labels) = &link.host_labels {
        fields.put(
            "host_labels",
            set("host_labels", labels.iter().map(String::as_str), link.item.places_of("host"), false),
        );
    }
    fields.maybe("host_mixes_scripts", link.host_mixes_scripts.as_ref().map(|mixes| mixes.map(Value::Bool)));
    let inner = link.inner_hosts.iter().map(String::as_str);
    fields.put("inner_hosts", set("inner_hosts", inner, link.item.places_of("inner_hosts"), false));
    fields.option("shown_host", link.shown_host.as_deref().map(text));
    if link.item.text.trim().is_empty() {
        fields.none("text");
    }
    fields.option(
        "accessible_name",
        link.accessible_name.as_deref().map(|name| super::build::zone("message.links.accessible_name", name)),
    );
    fields.bool("has_image", link.has_image);
    fields.build()
}

pub(super) fn email(path: String, found: &model::EmailAddress) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    fields.text("value", &found.value);
    fields.text("host", &found.host);
    fields.name("written_as", found.written_as.name());
    fields.build()
}

pub(super) fn phone(path: String, phone: &model::Phone) -> Datum {
    let mut fields = Fields::new(path, &phone.item);
    fields.text("value", &phone.value);
    fields.known("region", phone.region.as_ref().map(|region| text(region)));
    fields.name("written_as", phone.written_as.name());
    fields.build()
}

pub(super) fn identifier(path: String, found: &model::Identifier) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    fields.name("shape", &found.shape);
    fields.text("value", &found.value);
    fields.bool("well_formed", found.well_formed);
    fields.build()
}

fn placeholder(path: String, hole: &model::Placeholder) -> Datum {
    let mut fields = Fields::new(path, &hole.item);
    fields.text("name", &hole.name);
    match &hole.kind {
        Known::Value(kind) => fields.name("kind", kind),
        Known::Unknown => fields.none("kind"),
    }
    let place = match hole.place {
        model::PlaceholderPlace::Text => "text",
        model::PlaceholderPlace::Link => "link",
        model::PlaceholderPlace::Image => "image",
        model::PlaceholderPlace::Style => "style",
    };
    fields.name("place", place);
    fields.build()
}

fn branch(path: String, branch: &model::Branch) -> Datum {
    let mut fields = Fields::new(path, &branch.item);
    fields.text("condition", &branch.condition);
    fields.build()
}

fn emoji(path: String, emoji: &model::Emoji) -> Datum {
    let mut fields = Fields::new(path, &emoji.item);
    fields.text("value", &emoji.value);
    if let Some(name) = &emoji.name {
        fields.text("name", name);
    }
    let written = match emoji.written_as {
        model::EmojiWriting::Character => "character",
        model::EmojiWriting::ShortCode => "short_code",
    };
    fields.name("written_as", written);
    fields.build()
}

fn emoticon(path: String, found: &model::Emoticon) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    fields.text("value", &found.value);
    fields.bool("ambiguous", found.ambiguous);
    fields.build()
}

fn amount(path: String, amount: &model::Amount) -> Datum {
    let mut fields = Fields::new(path, &amount.item);
    match (amount.amount.and_then(number), &amount.currency) {
        (Some(value), Known::Value(currency)) => fields.put("value", Value::Money(value, Rc::from(currency.as_str()))),
        (None, Known::Value(_)) => fields.none("value"),
        (_, Known::Unknown) => {}
    }
    fields.build()
}

/// A day as the engine holds it; none without a year.
pub(crate) fn day(value: model::DateValue) -> Option<Date> {
    Some(Date { year: value.year?, month: value.month, day: value.day })
}

fn date(path: String, date: &model::Date) -> Datum {
    let mut fields = Fields::new(path, &date.item);
    match &date.value {
        Known::Value(Some(value)) => {
            if let Some(day) = day(*value) {
                fields.put("value", Value::Date(day));
            }
        }
        Known::Value(None) => fields.none("value"),
        Known::Unknown => {}
    }
    fields.build()
}

fn plain_number(path: String, found: &model::Number) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    let value: Known<Option<Rational>> = found.value.as_ref().map(|value| value.and_then(number));
    fields.maybe("value", value.map(|value| value.map(Value::Number)));
    fields.build()
}
