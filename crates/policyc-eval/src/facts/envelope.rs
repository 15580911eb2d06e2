//! Vocabulary section 2: headers, sender, recipients, parts.

use super::build::{Fields, fact as datum, list_of, text, zone};
use crate::{Datum, Value};
use policyc_ir::Instant;
use policyc_message::{Known, Message, model};

pub(super) fn fact(message: &Message, name: &str) -> Option<Datum> {
    let envelope = message.envelope();
    Some(match name {
        "sent_at" => maybe(name, &envelope.sent_at, instant, &envelope.sent_at_places),
        "subject" => match message.subject() {
            Some(subject) => datum(name, zone("message.subject", &subject.text), &[]),
            None => Datum::none("message.subject"),
        },
        "html" => match message.html() {
            Some(html) => datum(name, zone("message.html", &html.text), &[]),
            None => Datum::none("message.html"),
        },
        "headers" => list_of("message.headers", &envelope.headers, header, |header| Some(header.name.clone())),
        "sender" => mailbox_fact(name, &envelope.sender),
        "reply_to" => mailbox_fact(name, &envelope.reply_to),
        "recipients" => list_of("message.recipients", &envelope.recipients, recipient, |_| None),
        "replies_to" => maybe(name, &envelope.replies_to, |id| text(id), &envelope.replies_to_places),
        "automatic" => match envelope.automatic {
            Known::Value(value) => datum(name, Value::Bool(value), &envelope.automatic_places),
            Known::Unknown => Datum::unknown("message.automatic"),
        },
        "authentications" => list_of("message.authentications", &envelope.authentications, authentication, |_| None),
        "parts" => list_of("message.parts", message.parts(), part, |part| part.name.clone()),
        "plain_text_only" => {
            let mut known = Some(true);
            for part in &message.parts().items {
                known = match &part.media_type {
                    Known::Value(kind) if kind == "text/plain" => known,
                    Known::Value(_) => Some(false),
                    Known::Unknown => known.filter(|plain| !plain),
                };
            }
            known
                .map_or_else(|| Datum::unknown("message.plain_text_only"), |value| datum(name, Value::Bool(value), &[]))
        }
        _ => return None,
    })
}

fn instant(at: &jiff::Timestamp) -> Value {
    Value::Instant(Instant { nanoseconds: at.as_nanosecond(), offset: 0 })
}

fn maybe<T>(name: &str, value: &Known<Option<T>>, read: impl Fn(&T) -> Value, spans: &[policyc_diag::Span]) -> Datum {
    match value {
        Known::Value(Some(value)) => datum(name, read(value), spans),
        Known::Value(None) => Datum::none(format!("message.{name}")),
        Known::Unknown => Datum::unknown(format!("message.{name}")),
    }
}

fn mailbox_fact(name: &str, mailbox: &Known<Option<model::Mailbox>>) -> Datum {
    let path = format!("message.{name}");
    match mailbox {
        Known::Value(Some(mailbox)) => self::mailbox(path, mailbox).build(),
        Known::Value(None) => Datum::none(path),
        Known::Unknown => Datum::unknown(path),
    }
}

fn mailbox(path: String, mailbox: &model::Mailbox) -> Fields<'_> {
    let mut fields = Fields::new(path, &mailbox.item);
    fields.option("name", mailbox.name.as_deref().map(text));
    fields.option("address", mailbox.address.as_deref().map(text));
    fields.option("host", mailbox.host.as_deref().map(text));
    fields
}

fn header(path: String, header: &model::Header) -> Datum {
    let mut fields = Fields::new(path, &header.item);
    fields.text("name", &header.name);
    fields.zone_text("value", &header.value);
    fields.build()
}

fn recipient(path: String, recipient: &model::Recipient) -> Datum {
    let mut fields = mailbox(path, &recipient.mailbox);
    fields.name("field", &recipient.field);
    fields.build()
}

fn authentication(path: String, found: &model::Authentication) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    fields.text("method", &found.method);
    fields.text("result", &found.result);
    fields.option("domain", found.domain.as_deref().map(text));
    fields.build()
}

fn part(path: String, part: &model::Part) -> Datum {
    let mut fields = Fields::new(path, &part.item);
    fields.known("media_type", part.media_type.as_ref().map(|kind| text(kind)));
    fields.text("labelled_media_type", &part.labelled_media_type);
    fields.option("name", part.name.as_deref().map(text));
    fields.option("charset", part.charset.as_deref().map(text));
    let disposition = part.disposition.map(|disposition| match disposition {
        model::Disposition::Inline => "inline",
        model::Disposition::Attachment => "attachment",
    });
    fields.option("disposition", disposition.map(|name| Value::Name(name.into())));
    fields.integer("depth", u64::from(part.depth));
    if let Known::Value(bytes) = part.bytes {
        fields.integer("bytes", bytes);
    }
    fields.bool("shown", part.shown);
    fields.bool("holds_markup", part.holds_markup);
    fields.build()
}
