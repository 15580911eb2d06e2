//! Broken files of every kind: the compiler tells something, points into the files, and never dies.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may die

mod support;

use policyc_compile::{Options, compile, effective};
use policyc_diag::Severity;
use support::golden;

const PIGEON_POST: &str = include_str!("programs/pigeon_post.policy");

/// Compiles and holds what holds of every run. Says whether a program came out.
fn survives(files: &[(String, String)], what: &str) -> bool {
    let compiled = compile(files, &Options::default());
    let mut failed = false;
    for diagnostic in &compiled.diagnostics {
        failed |= diagnostic.severity == Severity::Error;
        let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
        for label in labels {
            let source = compiled.sources.get(label.span.source).unwrap_or_else(|| panic!("{what}: {diagnostic:?}"));
            let length = source.bytes().len();
            assert!(label.span.start <= label.span.end && label.span.end as usize <= length, "{what}: {diagnostic:?}");
        }
    }
    assert_eq!(compiled.program.is_none(), failed, "{what}");
    let _ = effective(files, "loft.post");
    !failed
}

/// The program with its first file changed.
fn with_first(change: &str) -> Vec<(String, String)> {
    let mut files = golden("pigeon_post.policy", PIGEON_POST).files;
    change.clone_into(&mut files[0].1);
    files
}

fn first() -> String {
    golden("pigeon_post.policy", PIGEON_POST).files[0].1.clone()
}

#[test]
fn files_cut_anywhere() {
    let text = first();
    for at in (0..text.len()).step_by(13).filter(|&at| text.is_char_boundary(at)) {
        let (head, tail) = text.split_at(at);
        survives(&with_first(head), &format!("cut at {at}"));
        survives(&with_first(tail), &format!("begun at {at}"));
    }
}

#[test]
fn lines_lost_and_doubled() {
    let text = first();
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, line)| *line).collect();
        survives(&with_first(&without.join("\n")), &format!("without line {at}"));
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        survives(&with_first(&doubled.join("\n")), &format!("line {at} twice"));
    }
}

#[test]
fn words_in_the_place_of_others() {
    let text = first();
    let words: Vec<&str> = text.split_whitespace().collect();
    for at in (0..words.len()).step_by(2) {
        let mut changed = words.clone();
        changed[at] = words[(at * 7 + 3) % words.len()];
        survives(&with_first(&changed.join(" ")), &format!("word {at} is `{}`", changed[at]));
    }
}

#[test]
fn files_left_out() {
    let files = golden("pigeon_post.policy", PIGEON_POST).files;
    assert!(survives(&files, "whole"));
    for at in 0..files.len() {
        let rest: Vec<_> = files.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, file)| file.clone()).collect();
        survives(&rest, &format!("without file {at}"));
    }
    assert!(survives(&[], "nothing"));
}

#[test]
fn names_that_hold_each_other_ten_thousand_deep() {
    let mut text = String::from("policy deep.sea { }\n\ncondition c0 { when message.direction is outgoing }\n");
    for n in 1..10_000 {
        text.push_str(&format!("condition c{n} {{ when c{} and message.channel is email }}\n", n - 1));
    }
    text.push_str("rule r { because \"deep\"  forbid c9999  report \"deep\" }\n");
    let values = (1..10_000).map(|n| format!("value v{n} is v{} + 1\n", n - 1));
    let values = format!("policy deep.sea {{ }}\nvalue v0 is 1\n{}", values.collect::<String>());
    assert!(!survives(&[("deep.policy".to_owned(), text)], "conditions"));
    assert!(!survives(&[("deep.policy".to_owned(), values)], "values"));
}
