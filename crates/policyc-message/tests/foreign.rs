//! Mails that others wrote to break readers: those that come with the sources of mail-parser, our oracle.
#![allow(clippy::expect_used, reason = "a test may die")]

use policyc_diag::SourceId;
use policyc_message::{Limits, Message, read_eml};
use std::path::{Path, PathBuf};

/// Where cargo keeps the oracle's sources, its mails among them.
fn oracle_folder() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).expect("cargo has a home");
    let registries = std::fs::read_dir(home.join("registry/src")).expect("sources of crates");
    let packages =
        registries.flatten().filter_map(|registry| std::fs::read_dir(registry.path()).ok()).flatten().flatten();
    let named = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("mail-parser-"));
    let oracle = packages.map(|package| package.path()).find(|path| named(path)).expect("the oracle is a dependency");
    oracle.join("resources")
}

fn mails(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            mails(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "eml") {
            found.push(path);
        }
    }
}

/// Every place lies within the source, and every zone's text is as long as its map.
fn check(message: &Message, bytes: &[u8]) {
    let spans = |spans: &[policyc_diag::Span]| spans.iter().all(|span| span.range().end <= bytes.len());
    for zone in message.zones() {
        assert_eq!(zone.map.len(), zone.text.len());
        assert!(spans(&zone.spans(0..zone.text.len())));
    }
    for part in &message.parts().items {
        assert!(spans(&part.item.places));
    }
    for link in &message.links().items {
        assert!(spans(&link.item.places));
    }
    for address in &message.email_addresses().items {
        assert!(spans(&address.item.places));
    }
}

#[test]
fn every_foreign_mail_is_read() {
    let mut paths = Vec::new();
    mails(&oracle_folder(), &mut paths);
    assert!(paths.len() > 100, "the oracle brings its mails along");
    for path in paths {
        let bytes = std::fs::read(&path).expect("a mail");
        let message = read_eml(SourceId(0), &bytes, &Limits::default());
        check(&message, &bytes);
    }
}

/// The words of the body are those of a text part as the oracle reads it: letters and digits alone, for each side treats
/// ends of lines and white space its own way. Where the oracle gives characters up, ours are not compared.
#[test]
fn plain_bodies_are_those_of_the_oracle() {
    let mut paths = Vec::new();
    mails(&oracle_folder(), &mut paths);
    let (mut same, mut other) = (0, Vec::new());
    for path in paths.iter().filter(|path| !path.to_string_lossy().contains("malformed")) {
        let bytes = std::fs::read(path).expect("a mail");
        let message = read_eml(SourceId(0), &bytes, &Limits::default());
        let oracle = mail_parser::MessageParser::default().parse(&bytes).expect("the oracle reads its own mails");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let theirs: Vec<&str> = oracle
            .parts
            .iter()
            .filter(|part| matches!(part.body, mail_parser::PartType::Text(_)))
            .filter_map(mail_parser::MessagePart::text_contents)
            .collect();
        let Some(ours) = message.plain().filter(|_| !theirs.is_empty()) else { continue };
        if theirs.iter().any(|theirs| letters(theirs) == letters(&ours.text) || theirs.contains('\u{FFFD}')) {
            same += 1;
        } else {
            other.push(path.file_name().map(|name| name.to_owned()));
        }
    }
    assert!(other.is_empty() && same > 60, "{same} alike, not alike: {other:?}");
}
