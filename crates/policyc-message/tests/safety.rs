//! Any bytes are read: no panic, every place within the source, zones as long as their maps, in bounded time.

use policyc_diag::{SourceId, Span};
use policyc_message::{Item, Limits, Message, PlaceholderForms, Settings, Shape, read_eml, read_html, read_text};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn settings() -> Settings {
    let shape = Shape { name: "id".to_owned(), patterns: vec!["999-9999999-9999999".to_owned(), "A99".to_owned()] };
    let placeholders = PlaceholderForms {
        written: ["{{…}}", "[[…]]", "[[…:TEXT]]", "#…#"].map(str::to_owned).to_vec(),
        branches: vec![("{{#if …}}".to_owned(), "{{/if}}".to_owned())],
        loops: vec![("{{#each …}}".to_owned(), "{{/each}}".to_owned())],
        ..PlaceholderForms::default()
    };
    Settings { template: true, shapes: vec![shape], placeholders, ..Settings::default() }
}

fn items(message: &Message) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    found.extend(message.envelope().headers.items.iter().map(|header| header.item.clone()));
    found.extend(message.parts().items.iter().map(|part| part.item.clone()));
    found.extend(message.attachments().items.iter().map(|attachment| attachment.item.clone()));
    found.extend(message.links().items.iter().map(|link| link.item.clone()));
    found.extend(message.email_addresses().items.iter().map(|address| address.item.clone()));
    found.extend(message.identifiers().items.iter().map(|identifier| identifier.item.clone()));
    found.extend(message.placeholders().items.iter().map(|placeholder| placeholder.item.clone()));
    found.extend(message.branches().items.iter().map(|branch| branch.item.clone()));
    found.extend(message.emojis().items.iter().map(|emoji| emoji.item.clone()));
    found.extend(message.emoticons().items.iter().map(|emoticon| emoticon.item.clone()));
    found.extend(message.amounts().items.iter().map(|amount| amount.item.clone()));
    found.extend(message.dates().items.iter().map(|date| date.item.clone()));
    found.extend(message.numbers().items.iter().map(|number| number.item.clone()));
    found.extend(message.quotes().items.iter().map(|quote| quote.item.clone()));
    found
}

fn check(message: &Message, length: usize) {
    let message = message.with_settings(settings());
    let within = |span: &Span| span.range().start <= span.range().end && span.range().end <= length;
    for item in items(&message) {
        assert!(item.places.iter().all(within), "{item:?}");
        assert!(item.fields.values().flatten().all(within), "{item:?}");
    }
    for zone in message.zones() {
        assert_eq!(zone.map.len(), zone.text.len());
        assert!(zone.spans(0..zone.text.len()).iter().all(within));
        assert!(zone.breaks.iter().chain(&zone.paragraph_ends).all(|at| zone.text.is_char_boundary(*at)));
    }
    let (variants, _) = message.variants();
    for variant in variants.iter().take(3) {
        let variant = message.with_branches(variant);
        assert!(items(&variant).iter().flat_map(|item| &item.places).all(within));
    }
}

/// Pieces that mails are made of, so that random mails reach the deeper readers.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&'static [u8]> = vec![
        b"From: ",
        b"Subject: =?utf-8?Q?a=C3=A9?=",
        b"Content-Type: multipart/mixed; boundary=b\n\n",
        b"\n--b\n",
        b"\n--b--\n",
        b"Content-Type: text/html; charset=utf-16\n\n",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"=\r\n",
        b"=C3=A9",
        b"PGI+",
        b"<a href='https://x.example'>",
        b"</a>",
        b"<table>",
        b"<td>",
        b"<b>",
        b"</p>",
        b"<!--[if mso]><v:x href='a'>",
        b"-->",
        b"&amp;",
        b"&#8203;",
        b"<style>",
        b"</style>",
        b"<blockquote type=cite>",
        b"> ",
        b"On 1.1.2026 a@b.example wrote:\n",
        b"-- \n",
        b"{{#if x}}",
        b"{{/if}}",
        b"{{name}}",
        b"{{else}}",
        b"{{#each y}}",
        b"{{/each}}",
        b"404-1234567-1234567",
        b"a (at) b dot com",
        b"h t t p : //",
        b":) ",
        b"\xF0\x9F\x98\x80",
        b"\xE2\x80\x8B",
        b"12,50 EUR ",
        b"17 May 2026",
        b"r e v i e w",
        b"\r\n",
        b"\n",
        b"\n\n",
        b" ",
        b"<svg><a xlink:href=x>",
        b"\xFF\xFE",
        b"\0",
    ];
    prop_oneof![
        8 => prop::sample::select(words).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..8),
        1 => "\\PC{0,6}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(pieces in prop::collection::vec(piece(), 0..40)) {
        let bytes = pieces.concat();
        for read in [read_eml, read_html, read_text] {
            check(&read(SourceId(0), &bytes, &Limits::default()), bytes.len());
        }
    }

    #[test]
    fn small_limits_hold(pieces in prop::collection::vec(piece(), 0..40), small in 0_usize..30) {
        let bytes = pieces.concat();
        let limits = Limits { bytes: small * 8, parts: small, part_depth: small, elements: small, element_depth: small, items: small, ..Limits::default() };
        for read in [read_eml, read_html, read_text] {
            check(&read(SourceId(0), &bytes, &limits), bytes.len());
        }
    }
}

/// Generous even for a slow machine and an unoptimised build; quadratic readers take minutes on these.
const PATIENCE: Duration = Duration::from_secs(40);

fn timed(name: &str, bytes: &[u8], read: fn(SourceId, &[u8], &Limits) -> Message) {
    let start = Instant::now();
    check(&read(SourceId(0), bytes, &Limits::default()), bytes.len());
    assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_bounded() {
    timed("elements", "<div>".repeat(100_000).as_bytes(), read_html);
    timed("formatting", (0..5_000).map(|n| format!("<b id={n}><p>x")).collect::<String>().as_bytes(), read_html);
    timed("tables", "<table><tr><td>".repeat(30_000).as_bytes(), read_html);
    timed("quotes", "<blockquote type=cite>a@b.example 1.1.2026:".repeat(10_000).as_bytes(), read_html);
    timed("messages", "Content-Type: message/rfc822\n\n".repeat(50_000).as_bytes(), read_eml);
    let nested: String =
        (0..2_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    timed("multiparts", nested.as_bytes(), read_eml);
}

#[test]
fn many_parts_are_bounded() {
    let mut mail = "Content-Type: multipart/mixed; boundary=b\n\n".to_owned();
    mail.push_str(&"--b\nContent-Type: text/html\n\n<p>Hi <a href=x.example>there</a>\n".repeat(3_000));
    timed("parts", mail.as_bytes(), read_eml);
}

#[test]
fn hostile_runs_are_bounded() {
    for (name, unit) in [
        ("ats", "a@"),
        ("dots", "a."),
        ("words", "dot "),
        ("angles", "<"),
        ("encoded words", "=?utf-8?q?"),
        ("braces", "{{"),
        ("ifs", "{{#if x}}"),
        ("hashes", "#a"),
        ("letters", "a b "),
        ("ampersands", "&"),
        ("comments", "<!--"),
        ("colons", ":a"),
        ("digits", "1-"),
        ("marks", "e\u{301}"),
        ("emoji", "👩‍"),
        ("schemes", "http://"),
        ("quotes", "> a\n"),
        ("headers", "a: b\n"),
        ("attributes", "<a b"),
        ("brackets", "(("),
        ("dashes", "\n--"),
        ("semicolons", ";a=b"),
    ] {
        let text = unit.repeat(200_000 / unit.len());
        timed(name, text.as_bytes(), read_text);
        timed(name, text.as_bytes(), read_html);
        timed(name, format!("Subject: {text}").as_bytes(), read_eml);
        timed(name, format!("Content-Type: text/plain; {text}\n\n{text}").as_bytes(), read_eml);
    }
}

const LINE: &str =
    "<p>Hello <b>Bob</b>, your order 404-1234567-1234567 costs 12,50 EUR, see https://shop.example/a?b=1 😀</p>\r\n";

#[test]
fn a_long_mail_is_bounded() {
    timed("one megabyte", LINE.repeat((1 << 20) / LINE.len()).as_bytes(), read_html);
}

#[test]
#[ignore = "takes a minute unoptimised; run it when readers change"]
fn ten_megabytes_are_read() {
    let bytes = LINE.repeat((10 << 20) / LINE.len());
    check(&read_html(SourceId(0), bytes.as_bytes(), &Limits::default()), bytes.len());
}
