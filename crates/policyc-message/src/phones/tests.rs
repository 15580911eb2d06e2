//! Telephone numbers as people write them.

use crate::model::{Phone, WrittenAs};
use crate::{Limits, Message, Settings, Shape, read_html, read_text};
use policyc_diag::SourceId;

fn settings(regions: &[&str], declared: &[&str]) -> Settings {
    let owned = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
    Settings {
        phone_regions: owned(regions),
        declared_phones: owned(declared),
        shapes: vec![Shape { name: "order".into(), patterns: vec!["999-9999999-9999999".into()] }],
        ..Settings::default()
    }
}

fn line(phone: &Phone) -> String {
    let region = phone.region.as_ref().value().map_or("?", String::as_str);
    format!("{} {region} {} [{}]", phone.value, phone.written_as.name(), phone.item.text)
}

fn lines(message: &Message) -> String {
    message.phones().items.iter().map(line).collect::<Vec<_>>().join("; ")
}

fn found(text: &str) -> String {
    let message = read_text(SourceId(0), text.as_bytes(), &Limits::default());
    lines(&message.with_settings(settings(&["GB", "IT", "DE", "US", "FR", "ES"], &["800 0911"])))
}

#[test]
fn numbers_are_found_as_people_write_them() {
    assert_eq!(found("Call our shop: +39 02 1234567"), "+39021234567 IT plain [+39 02 1234567]");
    assert_eq!(found("We are at 020 7946 0958."), "+442079460958 GB plain [020 7946 0958]");
    assert_eq!(found("Schreiben Sie uns oder +49 (0)30 901820"), "+4930901820 DE plain [+49 (0)30 901820]");
    assert_eq!(found("Appelez le 01 70 18 99 00 ext. 12").split(' ').next(), Some("+33170189900;ext=12"));
    assert_eq!(found("+4 4 2 0 7 9 4 6 0 9 5 8").split(' ').nth(2), Some("spelled_out"));
    assert_eq!(found("O2O 7946 O958").split(' ').nth(2), None, "letters for digits need figures in each word");
    assert_eq!(found("write to +44 2O7 946 O958").split(' ').nth(2), Some("spelled_out"));
}

#[test]
fn numbers_in_words_are_found() {
    assert_eq!(
        found("Ring zero two zero seven nine four six zero nine five eight."),
        "+442079460958 GB spelled_out [zero two zero seven nine four six zero nine five eight]"
    );
    assert_eq!(found("one or two, three at most, four, five or six in seven"), "");
}

#[test]
fn other_figures_are_none() {
    for text in [
        "Order 123-4567890-1234567 has shipped.",
        "12.03.2026 - 14.03.2026, 10:00-12:30",
        "EAN 4006381333931",
        "Tracking number 003404341234567890",
        "Invoice 2026-000123 of 20260312",
        "IBAN DE89 3704 0044 0532 0130 00, VAT IT12345670017",
        "1.234.567,00 EUR",
        "https://shop.example/020-7946-0958",
        "Numero di spedizione: 021234567",
    ] {
        assert_eq!(found(text), "", "{text}");
    }
}

#[test]
fn a_telephone_word_or_a_declaration_lets_a_possible_number_pass() {
    assert_eq!(found("Lamp 555 0148"), "");
    assert_eq!(found("The desk is 800-0911 now").split(' ').next(), Some("+448000911"), "declared");
    assert!(!found("Tel. 02 555 0148").is_empty());
}

#[test]
fn without_regions_only_international_numbers_count() {
    let message = |text: &str| {
        lines(&read_text(SourceId(0), text.as_bytes(), &Limits::default()).with_settings(settings(&[], &[])))
    };
    assert_eq!(message("It is 020 7946 0958 here"), "");
    assert_eq!(message("It is +44 20 7946 0958 here").split(' ').next(), Some("+442079460958"));
}

#[test]
fn links_that_call_are_numbers() {
    let html = "<a href='tel:+39-02-1234567'>us</a> <a href='https://wa.me/442079460958?text=x'>chat</a> <a href='tel:+4930901820'>+49 30 901820</a>";
    let message = read_html(SourceId(0), html.as_bytes(), &Limits::default()).with_settings(settings(&[], &[]));
    let phones: Vec<(String, WrittenAs)> =
        message.phones().items.iter().map(|phone| (phone.value.clone(), phone.written_as)).collect();
    let expected =
        [("+4930901820", WrittenAs::Plain), ("+39021234567", WrittenAs::Link), ("+442079460958", WrittenAs::Link)];
    assert_eq!(phones, expected.map(|(value, written_as)| (value.to_owned(), written_as)));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_panics(text in "[0-9OlS +().,/:\u{FF11}\u{661}-]{0,120}", words in "(one |two |seven |plus |[0-9]{1,6} |tel |é|, |double ){0,40}") {
        found(&text);
        found(&words);
    }
}
