//! Decision records and mends at the program's door: written, made again, and told apart.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test that cannot go on has failed

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const SHOP: &str = r#"policy shop.rules { }
lexicon shouting in en { "buy now" }
rule no-shouting {
  because "house style"
  forbid  message.body says shouting
  report  "shouts"
  example violates "Buy now!"
  example complies "Your parcel is here."
}
rule no-smile {
  because "house style"
  for each emoji in message.emojis
  forbid  emoji
  report  "smiles"
  fix     safe delete emoji
  example violates "Hello :)"
  example complies "Hello"
}
"#;

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("records-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("policies")).expect("a folder");
    fs::write(room.join("policies/shop.policy"), SHOP.replace("Hello :)", "Hello 😊")).expect("a policy");
    room
}

/// Status and standard output of a run.
fn run(room: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policyc"));
    command.args(arguments).current_dir(room).env("NO_COLOR", "1").stdin(Stdio::null());
    let output = command.output().expect("the program runs");
    (output.status.code(), String::from_utf8(output.stdout).expect("stdout is UTF-8"))
}

#[test]
fn a_record_comes_out_again_to_the_byte_until_something_changes() {
    let room = room("again");
    fs::write(room.join("a.txt"), "Buy now!\n").expect("a file");
    fs::write(room.join("a.case.toml"), "[order]\nid = \"1\"\n").expect("a file");
    fs::write(room.join("b.jsonl"), "{\"id\": \"one\", \"message\": {\"text\": \"Hello\"}}\n").expect("a file");
    let receipt = ["receipt", "a.txt", "b.jsonl", "-o", "r.json"];
    assert_eq!(run(&room, &receipt).0, Some(0));
    let first = fs::read(room.join("r.json")).expect("a record");
    assert_eq!(run(&room, &receipt).0, Some(0));
    assert_eq!(fs::read(room.join("r.json")).expect("a record"), first);
    let told = |wanted: &str| {
        let (status, out) = run(&room, &["verify", "r.json"]);
        assert_eq!(status, Some(1), "{out}");
        assert!(out.contains(wanted), "{out}");
        let (_, json) = run(&room, &["verify", "r.json", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let lines = json["differences"].as_array().expect("differences");
        assert!(lines.iter().any(|line| line.as_str().is_some_and(|line| line.contains(wanted))), "{json}");
    };
    let (status, out) = run(&room, &["verify", "r.json"]);
    assert_eq!((status, out.trim_end()), (Some(0), "r.json: 2 decisions come out as recorded, to the byte"));
    for (file, old, new, wanted) in [
        ("a.txt", "now", "now, now", "message a.txt was changed"),
        ("a.case.toml", "1", "2", "context a.case.toml was changed"),
        ("policies/shop.policy", "house", "our", "policy policies/shop.policy was changed"),
        ("r.json", "shouts", "whispers", "the record was changed"),
    ] {
        let before = fs::read_to_string(room.join(file)).expect("a file");
        fs::write(room.join(file), before.replace(old, new)).expect("a file");
        told(wanted);
        fs::write(room.join(file), before).expect("a file");
    }
    fs::remove_file(room.join("a.txt")).expect("a file");
    told("a.txt");
    assert_eq!(run(&room, &["verify", "a.case.toml"]).0, Some(2));
}

#[test]
fn why_tells_what_would_turn_it_and_why_there_is_nothing_to_turn() {
    let room = room("why");
    fs::write(room.join("a.txt"), "Hello 😊 you\n").expect("a file");
    let (status, out) = run(&room, &["why", "a.txt", "no-smile"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("line 1: fix safe delete emoji -> mended; nothing is violated then"), "{out}");
    let (_, json) = run(&room, &["why", "--format", "json", "a.txt", "no-smile"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["findings"][0]["turned"]["turns"][0]["violations"], 0);
    fs::write(room.join("b.txt"), "Hello\n").expect("a file");
    let (status, out) = run(&room, &["why", "b.txt", "no-smile"]);
    assert_eq!((status, out.trim_end()), (Some(0), "no-smile of shop.rules: not-applicable: no emoji to look at"));
    fs::write(room.join("policies/other.policy"), OTHER).expect("a policy");
    let (status, out) = run(&room, &["why", "b.txt", "no-frown", "--policy", "shop.rules"]);
    assert_eq!(status, Some(0));
    assert!(
        out.starts_with("no-frown has no outcome: it stands in shop.other, and shop.rules is in force here"),
        "{out}"
    );
    assert_eq!(run(&room, &["why", "b.txt", "no-smle"]).0, Some(2));
}

const OTHER: &str = r#"policy shop.other { }
rule no-frown {
  because "house style"
  forbid  message.body contains "frown"
  report  "frowns"
  example violates "A frown"
  example complies "Hello"
}
"#;

#[test]
fn check_mends_the_file_or_shows_the_difference() {
    let room = room("mends");
    let old = "Hello 😊 you\r\n";
    fs::write(room.join("a.txt"), old).expect("a file");
    let (status, out) = run(&room, &["check", "--diff", "a.txt"]);
    assert!(out.contains("-Hello 😊 you") && out.contains("+Hello you"), "{out}");
    assert!(out.contains("would fix a.txt:1: no-smile"), "{out}");
    assert_eq!((status, fs::read_to_string(room.join("a.txt")).expect("a file")), (Some(0), old.to_owned()));
    let (_, json) = run(&room, &["check", "--diff", "--format", "json", "a.txt"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["fixed"][0]["rule"], "no-smile");
    let (status, out) = run(&room, &["check", "--fix", "--format", "plain", "a.txt"]);
    assert!(out.contains("fixed a.txt:1: no-smile") && out.contains("1 findings before, 0 after"), "{out}");
    assert_eq!(status, Some(0));
    assert_eq!(fs::read_to_string(room.join("a.txt")).expect("a file"), "Hello you\r\n");
    fs::write(
        room.join("b.jsonl"),
        "{\"message\": {\"text\": \"A\\u0020\u{1f60a}!\"}}\n{\"message\": {\"text\": \"B\"}}\n",
    )
    .expect("a file");
    assert_eq!(run(&room, &["check", "--fix", "b.jsonl"]).0, Some(0));
    let mended = fs::read_to_string(room.join("b.jsonl")).expect("a file");
    assert_eq!(mended, "{\"message\": {\"text\": \"A\\u0020!\"}}\n{\"message\": {\"text\": \"B\"}}\n");
}
