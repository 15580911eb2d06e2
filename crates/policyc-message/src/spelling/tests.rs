//! Spelling, by dictionaries of a few words.

use crate::model::Known;
use crate::{Limits, Message, Settings, read_text};
use policyc_diag::SourceId;
use std::path::PathBuf;

fn message(text: &str, folders: &[PathBuf]) -> Message {
    let settings = Settings {
        languages: ["en", "it", "de"].iter().map(|tag| (*tag).to_owned()).collect(),
        known_words: ["lampadina".to_owned(), "brumm".to_owned()].into(),
        dictionaries: folders.to_vec(),
        ..Settings::default()
    };
    read_text(SourceId(0), text.as_bytes(), &Limits::default()).with_settings(settings)
}

fn errors(text: &str) -> String {
    let message = message(text, &[]);
    let one = |error: &crate::model::SpellingError| {
        format!("{} {:?} {}", error.item.text, error.kind, error.suggestion.clone().unwrap_or_default())
    };
    message.spelling().errors.items.iter().map(|error| one(error).trim().to_owned()).collect::<Vec<_>>().join("; ")
}

const CLEAN: &str =
    "Thank you for your order. We have sent the parcel with the blue lamp this morning and it should reach you soon.";

#[test]
fn right_words_of_any_region_pass() {
    assert_eq!(errors(CLEAN), "");
    assert_eq!(
        errors(&format!(
            "{CLEAN} The colour, or color, wasn\u{2019}t ours; the shop's catalogue was organised by Mrs Zwickelbauer."
        )),
        ""
    );
    assert_eq!(errors(&format!("{CLEAN} See https://shop.example/qwxz and ann@qwxz.example, ABCXQ 12ab brumm.")), "");
}

#[test]
fn mistakes_are_told_by_kind() {
    assert_eq!(
        errors(&format!("{CLEAN} We thnak yuo for yuor ordr.")),
        "thnak Typo thank; yuo Typo you; yuor Typo your; ordr Typo order"
    );
    assert_eq!(errors(&format!("{CLEAN} Theo, Fieldstone")), "", "capitalised words may be names");
    assert_eq!(errors(&format!("{CLEAN} It is the the last one.")), "the Doubled");
    assert_eq!(errors(&format!("{CLEAN} Your p\u{430}rcel.")), "p\u{430}rcel LookAlike");
    assert_eq!(errors(&format!("{CLEAN} We like xqzvwk here.")), "xqzvwk UnknownWord");
    assert_eq!(
        errors(&format!("{CLEAN} It was sent imediatly.")).split(' ').nth(1),
        Some("Typo"),
        "two changes in a long word"
    );
}

#[test]
fn the_rate_leaves_unknown_words_out() {
    let message =
        message("The parcel with yuor ordr arrived in the xqzvwk this morning and nobody was there to open it.", &[]);
    let spelling = message.spelling();
    assert_eq!(spelling.checked_words, Known::Value(17));
    assert_eq!(spelling.errors.items.len(), 3);
    assert_eq!(spelling.rate, Known::Value(crate::Ratio::new(2, 17)));
}

#[test]
fn without_a_dictionary_nothing_is_known() {
    let text = "Il pacco con la lampada blu è stato spedito questa mattina e arriverà presto.";
    let spelling = message(text, &[]).spelling().clone();
    assert_eq!((spelling.checked_words, spelling.rate), (Known::Unknown, Known::Unknown));
    assert!(spelling.errors.open.is_some());
}

#[test]
fn dictionaries_of_other_languages_are_found_in_their_folders() {
    let folder = std::env::temp_dir().join(format!("policyc-dictionaries-{}", std::process::id()));
    let own = folder.join("it");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("index.aff"), "SET ISO8859-1\nTRY abc\n").unwrap();
    let words = [
        "il",
        "pacco",
        "con",
        "la",
        "lampada",
        "blu",
        "è",
        "stato",
        "spedito",
        "questa",
        "mattina",
        "e",
        "presto",
        "ordine",
        "arriverà",
    ];
    let list = format!("{}\n{}\n", words.len(), words.join("\n"));
    std::fs::write(own.join("index.dic"), encoding_rs::WINDOWS_1252.encode(&list).0).unwrap();
    let text =
        "Il pacco con la lampada blu è stato spedito questa mattina e arriverà presto con l'ordine. Il pacoc è blu.";
    let found = message(text, std::slice::from_ref(&folder));
    let texts: Vec<&str> = found.spelling().errors.items.iter().map(|error| error.item.text.as_str()).collect();
    assert_eq!(texts, ["pacoc"]);
    std::fs::remove_dir_all(folder).unwrap();
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]
    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        errors(&format!("{CLEAN} {text}"));
    }
}

#[test]
fn a_language_that_the_case_gives_is_taken_where_none_is_read() {
    let short = message("Thnak yuo for yuor ordr.", &[]);
    assert_eq!(short.spelling().checked_words, Known::Unknown);
    let told = short.with_settings(Settings { supplied_language: Some("en-GB".into()), ..Settings::default() });
    assert_eq!((told.spelling().errors.items.len(), told.spelling().rate), (3, Known::Value(crate::Ratio::new(3, 4))));
}
