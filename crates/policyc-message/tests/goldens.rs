//! What is read off a few mails, each piece shown with the bytes that it comes from.
#![allow(clippy::indexing_slicing, clippy::string_slice, reason = "a test may die")]

use policyc_diag::{SourceId, Span};
use policyc_message::{Item, Limits, Message, Settings, Shape, read_eml, read_html, read_text};
use std::fmt::Write as _;

fn settings() -> Settings {
    let shape = Shape { name: "order-id".to_owned(), patterns: vec!["999-9999999-9999999".to_owned()] };
    Settings { shapes: vec![shape], ..Settings::default() }
}

fn bytes_of(bytes: &[u8], places: &[Span]) -> String {
    let pieces = places.iter().map(|place| String::from_utf8_lossy(&bytes[place.range()]).into_owned());
    let text = pieces.collect::<Vec<_>>().join(" | ");
    let short: String = text.chars().take(160).collect();
    format!("{short:?}")
}

fn line(out: &mut String, bytes: &[u8], kind: &str, item: &Item, more: &str) {
    let sees = item.visible.as_ref().value().map_or("?", |seen| if *seen { "+" } else { "-" });
    let _ = writeln!(out, "{kind} [{}{sees}] {more} <- {}", item.zone.name(), bytes_of(bytes, &item.places));
}

fn dump(message: &Message, bytes: &[u8]) -> String {
    let message = message.with_settings(settings());
    let mut out = String::new();
    let envelope = message.envelope();
    let _ = writeln!(out, "sent_at {:?}", envelope.sent_at);
    for mailbox in envelope.sender.as_ref().value().into_iter().flatten() {
        line(
            &mut out,
            bytes,
            "sender",
            &mailbox.item,
            &format!("{:?} {:?} {:?}", mailbox.name, mailbox.address, mailbox.host),
        );
    }
    for found in &envelope.recipients.items {
        let mailbox = &found.mailbox;
        line(&mut out, bytes, &found.field, &mailbox.item, &format!("{:?} {:?}", mailbox.name, mailbox.address));
    }
    for found in &envelope.authentications.items {
        let _ = writeln!(out, "authentication {} {} {:?}", found.method, found.result, found.domain);
    }
    for part in &message.parts().items {
        let more = format!(
            "{} {:?} {:?} {:?} depth {} shown {} bytes {:?}",
            part.labelled_media_type, part.media_type, part.name, part.charset, part.depth, part.shown, part.bytes
        );
        line(&mut out, bytes, "part", &part.item, &more);
    }
    for found in &message.attachments().items {
        let more =
            format!("{:?} {:?} {:?} agrees {:?}", found.name, found.extension, found.media_type, found.type_agrees);
        line(&mut out, bytes, "attachment", &found.item, &more);
    }
    for zone in message.zones() {
        let _ = writeln!(
            out,
            "zone {} part {:?} preheader {} signature {:?}",
            zone.zone.name(),
            zone.part,
            zone.preheader,
            zone.signature
        );
        let mut start = 0;
        for end in zone.breaks.iter().copied().chain([zone.text.len()]) {
            let range = start..end.max(start);
            let text = zone.text[range.clone()].trim_start_matches('\n');
            let paragraph = if zone.paragraph_ends.contains(&end) { "¶" } else { "" };
            if !text.is_empty() {
                let _ = writeln!(out, "    {text:?}{paragraph} <- {}", bytes_of(bytes, &zone.spans(range)));
            }
            start = end;
        }
    }
    finders(&mut out, &message, bytes);
    out
}

fn finders(out: &mut String, message: &Message, bytes: &[u8]) {
    for link in &message.links().items {
        let more = format!(
            "{} {} {:?} scheme {:?} host {:?} user {:?} inner {:?} shown {:?} text {:?} name {:?} image {}",
            link.origin.name(),
            link.kind.name(),
            link.href,
            link.scheme,
            link.host,
            link.user_name,
            link.inner_hosts,
            link.shown_host,
            link.item.text,
            link.accessible_name,
            link.has_image
        );
        line(out, bytes, "link", &link.item, &more);
    }
    for found in &message.email_addresses().items {
        line(out, bytes, "email", &found.item, &format!("{} {}", found.value, found.written_as.name()));
    }
    for found in &message.identifiers().items {
        line(out, bytes, "identifier", &found.item, &format!("{} {}", found.value, found.well_formed));
    }
    for found in &message.emojis().items {
        line(out, bytes, "emoji", &found.item, &found.value);
    }
    for found in &message.emoticons().items {
        line(out, bytes, "emoticon", &found.item, &found.value);
    }
    for found in &message.amounts().items {
        line(out, bytes, "amount", &found.item, &format!("{:?} {:?}", found.amount, found.currency));
    }
    for found in &message.dates().items {
        line(out, bytes, "date", &found.item, &format!("{:?}", found.value));
    }
    for found in &message.numbers().items {
        line(out, bytes, "number", &found.item, &format!("{:?}", found.value));
    }
    for quote in &message.quotes().items {
        let links: Vec<&str> = quote.links.items.iter().map(|link| link.href.as_str()).collect();
        let addresses: Vec<&str> = quote.email_addresses.items.iter().map(|found| found.value.as_str()).collect();
        let more = format!("depth {} {:?} links {links:?} addresses {addresses:?}", quote.depth, quote.introduction);
        line(out, bytes, "quote", &quote.item, &more);
    }
}

#[test]
fn nested_mail() {
    let bytes = include_bytes!("data/nested.eml");
    insta::assert_snapshot!(dump(&read_eml(SourceId(0), bytes, &Limits::default()), bytes));
}

#[test]
fn page() {
    let bytes = include_bytes!("data/page.html");
    insta::assert_snapshot!(dump(&read_html(SourceId(0), bytes, &Limits::default()), bytes));
}

#[test]
fn letter() {
    let bytes = include_bytes!("data/letter.txt");
    insta::assert_snapshot!(dump(&read_text(SourceId(0), bytes, &Limits::default()), bytes));
}
