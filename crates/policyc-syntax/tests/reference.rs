//! The language reference tells the truth: its examples can be read, and it lists every reserved word.
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::panic, reason = "a test may die")]

use policyc_diag::SourceId;
use policyc_syntax::parse_file;
use std::collections::BTreeMap;

const REFERENCE: &str = include_str!("../../../grammar/README.md");

/// The files that the examples make together.
fn files() -> BTreeMap<&'static str, String> {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    let mut open = None;
    for line in REFERENCE.lines() {
        match (open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some(info.strip_prefix("policy ").unwrap_or("")),
            (Some(_), Some(_)) => open = None,
            (Some(name), None) if !name.is_empty() => {
                let file = files.entry(name).or_default();
                file.push_str(line);
                file.push('\n');
            }
            _ => {}
        }
    }
    files
}

#[test]
fn examples_can_be_read() {
    let files = files();
    assert_eq!(files.len(), 5);
    for (name, text) in files {
        let parsed = parse_file(SourceId(0), &text);
        let told = parsed
            .diagnostics
            .iter()
            .map(|fault| (&text[fault.primary.span.range()], &fault.message))
            .collect::<Vec<_>>();
        assert!(told.is_empty(), "{name}: {told:#?}");
        assert!(parsed.file.items.len() > 1);
    }
}

#[test]
fn every_reserved_word_is_listed() {
    let (_, listed) = REFERENCE.split_once("## 12. All words").unwrap();
    let grammar = include_str!("../../../grammar/policy.pest");
    let (_, reserved) = grammar.split_once("reserved = @{ (").unwrap();
    let (reserved, _) = reserved.split_once(") ~ end_word").unwrap();
    let words = reserved.split('"').skip(1).step_by(2).collect::<Vec<_>>();
    assert!(words.len() > 90);
    for word in words {
        let found = listed.split(|c: char| !c.is_ascii_lowercase()).any(|other| other == word);
        assert!(found, "`{word}` is not listed");
    }
}
