//! How a mail is coded changes nothing of what it says: every coding yields the same zones and links, and the bytes of a
//! stretch, decoded by themselves, hold its words.
#![allow(clippy::indexing_slicing, reason = "a test may die")]

use encoding_rs::{UTF_8, UTF_16LE, WINDOWS_1252};
use policyc_diag::SourceId;
use policyc_message::{Draft, Limits, MappedText, Message, Zone, read_eml, read_parts};
use proptest::prelude::*;

fn base64(bytes: &[u8], width: usize) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for group in bytes.chunks(3) {
        let value = group.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        let places = (0..4).map(|place| match place <= group.len() {
            true => ALPHABET[(value >> (18 - 6 * place) & 63) as usize],
            false => b'=',
        });
        out.extend(places);
    }
    out.chunks(width).collect::<Vec<_>>().join(&b"\r\n"[..])
}

fn quoted_printable(bytes: &[u8], width: usize) -> Vec<u8> {
    let (mut out, mut column) = (Vec::new(), 0);
    for byte in bytes {
        let coded = match byte {
            b'\n' => "\r\n".to_owned(),
            b'!'..=b'<' | b'>'..=b'~' => char::from(*byte).to_string(),
            other => format!("={other:02X}"),
        };
        if column + coded.len() > width && *byte != b'\n' {
            out.extend(b"=\r\n");
            column = 0;
        }
        column = if *byte == b'\n' { 0 } else { column + coded.len() };
        out.extend(coded.bytes());
    }
    out
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The text in every coding: name of the coding, the mail, the charset.
fn mails(kind: &str, text: &str, width: usize) -> Vec<(&'static str, Vec<u8>, &'static encoding_rs::Encoding)> {
    let (latin, _, lost) = WINDOWS_1252.encode(text);
    let mut coded = vec![
        ("8bit", UTF_8, text.as_bytes().to_vec()),
        ("quoted-printable", UTF_8, quoted_printable(text.as_bytes(), width)),
        ("base64", UTF_8, base64(text.as_bytes(), width)),
        ("base64", UTF_16LE, base64(&utf16(text), width)),
    ];
    if !lost {
        coded.push(("quoted-printable", WINDOWS_1252, quoted_printable(&latin, width)));
        coded.push(("8bit", WINDOWS_1252, latin.to_vec()));
    }
    let mail = |(transfer, charset, body): (&'static str, &'static encoding_rs::Encoding, Vec<u8>)| {
        let name = charset.name();
        let head = format!("Content-Type: {kind}; charset={name}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n");
        (transfer, [head.as_bytes(), &body].concat(), charset)
    };
    coded.into_iter().map(mail).collect()
}

fn shown(message: &Message) -> Vec<(Zone, String, Vec<usize>)> {
    let zones = message.zones().iter();
    zones.map(|zone| (zone.zone, zone.text.clone(), zone.breaks.clone())).collect()
}

fn links(message: &Message) -> Vec<String> {
    message.links().items.iter().map(|link| link.href.clone()).collect()
}

/// Bytes of one place, decoded by themselves.
fn decoded(transfer: &str, charset: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    let bytes = match transfer {
        "8bit" => bytes.to_vec(),
        "quoted-printable" => mail_parser::decoders::quoted_printable::quoted_printable_decode(bytes)?,
        _ => return None,
    };
    Some(charset.decode_without_bom_handling(&bytes).0.into_owned())
}

fn letter() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Zàéöñß]{1,9}",
        "[日本語ш]{1,3}",
        Just("https://shop.example/a=b".to_owned()),
        Just("😀".to_owned()),
        Just("ann (at) shop (dot) example".to_owned()),
        Just("\n".to_owned()),
        Just(".".to_owned()),
        Just("12,50 €".to_owned()),
    ];
    prop::collection::vec(word, 1..20).prop_map(|words| format!("Hello {}", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_says_the_same_in_every_coding(text in letter(), width in 16_usize..77) {
        let draft = Draft { text: Some(MappedText::verbatim(text.clone(), 0)), ..Draft::default() };
        let wanted = read_parts(draft, &Limits::default());
        for (transfer, mail, charset) in mails("text/plain", &text, width / 4 * 4) {
            let message = read_eml(SourceId(0), &mail, &Limits::default());
            prop_assert_eq!(shown(&message), shown(&wanted), "{}", String::from_utf8_lossy(&mail));
            prop_assert_eq!(links(&message), links(&wanted));
            for zone in message.zones() {
                for word in zone.text.split_whitespace() {
                    let start = word.as_ptr() as usize - zone.text.as_ptr() as usize;
                    let places = zone.spans(start..start + word.len());
                    prop_assert_eq!(places.len(), 1);
                    if let Some(alone) = decoded(transfer, charset, &mail[places[0].range()]) {
                        prop_assert_eq!(alone.as_str(), word);
                    }
                }
            }
        }
    }

    #[test]
    fn pages_say_the_same_in_every_coding(text in letter(), width in 16_usize..77) {
        let html = format!("<p>{}</p><p><a href=\"https://store.example/é\">caf&eacute;</a> <b>x</b></p>", text.replace('\n', "<br>"));
        let draft = Draft { html: Some(MappedText::verbatim(html.clone(), 0)), ..Draft::default() };
        let wanted = read_parts(draft, &Limits::default());
        for (_, mail, _) in mails("text/html", &html, width / 4 * 4) {
            let message = read_eml(SourceId(0), &mail, &Limits::default());
            prop_assert_eq!(shown(&message), shown(&wanted), "{}", String::from_utf8_lossy(&mail));
            prop_assert_eq!(links(&message), links(&wanted));
        }
    }
}
