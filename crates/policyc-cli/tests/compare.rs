//! `policyc diff`: by meaning and not by text, over cases, against git, in every format the same.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test that cannot go on has failed

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const OLD: &str = r#"policy shop.rules { }
facts order: { id: text  vip: yes-no  at: instant }
condition loud { when message.body says shouting and order.vip is no }
lexicon shouting in en { "buy now"  "hurry" }
rule no-shouting {
  because "house style"
  forbid  loud
  report  "shouts"
  example violates "Buy now!" with order.vip is no
  example complies "Your parcel is here." with order.vip is no
}
rule in-time {
  because "house style"
  require message.sent_at is at most 3 days after order.at
  report  "late"
  example violates "Hi." with message.sent_at is 2030-01-09T10:00:00Z, order.at is 2030-01-01T10:00:00Z
  example complies "Hi." with message.sent_at is 2030-01-05T10:00:00Z, order.at is 2030-01-04T10:00:00Z
  example complies "Hi." with message.sent_at is 2030-01-05T10:00:00Z, order.at is 2030-01-01T11:00:00Z
}
"#;

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("compare-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("policies")).expect("a folder");
    write(&room, "policies/shop.policy", OLD);
    room
}

fn write(room: &Path, name: &str, text: &str) {
    fs::write(room.join(name), text).expect("a file");
}

fn told(room: &Path, arguments: &[&str], status: i32, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_policyc"))
        .arg("diff")
        .args(arguments)
        .current_dir(room)
        .output()
        .expect("the program runs");
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {text}");
    for word in words {
        assert!(text.contains(word), "{arguments:?}: no `{word}` in\n{text}");
    }
    text
}

/// Keeps the old policy under another name beside the new one.
fn both(room: &Path, new: &str) {
    fs::create_dir_all(room.join("other")).expect("a folder");
    write(room, "other/new.policy", &new.replace("policy shop.rules", "policy shop.new"));
}

fn compared(name: &str, new: &str, status: i32, words: &[&str]) -> String {
    let room = room(name);
    both(&room, new);
    write(
        &room,
        "loud.json",
        r#"{"id": "loud-1", "message": {"text": "Hurry!", "sent_at": "2030-01-05T10:00:00Z"}, "order": {"vip": "no", "at": "2030-01-05T09:00:00Z"}}"#,
    );
    told(&room, &["shop.rules", "other/new.policy", "loud.json"], status, words)
}

#[test]
fn another_text_of_one_meaning_is_no_difference() {
    let inlined = OLD
        .replace("condition loud { when message.body says shouting and order.vip is no }\n", "")
        .replace("forbid  loud", "forbid  order.vip is no and message.body says shouting");
    compared("inlined", &inlined, 0, &["0 changed", "0 of 1 cases flip"]);
    let denied = OLD.replace("require message.sent_at is at most 3", "forbid message.sent_at is not at most 3");
    let twice = denied.replace("forbid message.sent_at is not at most 3", "require not message.sent_at is more than 3");
    compared("denied", &twice, 0, &["0 changed"]);
    let named = OLD.replace("rule in-time", "value limit is 3 days\nrule in-time").replace("most 3 days", "most limit");
    let text = compared("named", &named, 1, &["rule in-time: changed", "limit"]);
    assert!(text.contains("1 changed"), "a name for a number shows, with its number: {text}");
}

#[test]
fn what_changes_is_told_with_a_witness() {
    let later = OLD.replace("at most 3 days", "at most 9 days");
    compared(
        "later",
        &later,
        1,
        &[
            "rule in-time: changed",
            "at most 3 days",
            "at most 9 days",
            "shown by the example at",
            "violation -> compliant",
        ],
    );
    let graver = OLD.replace("order.vip is no }", "order.vip is yes }");
    compared(
        "behind",
        &graver,
        1,
        &["rule no-shouting: changed", "case loud-1: violation -> compliant", "- violation no-shouting: shouts"],
    );
    let words = OLD.replace("\"hurry\"", "\"hurry up\"");
    compared(
        "words",
        &words,
        1,
        &[
            "lexicon shouting in en",
            "- hurry\n",
            "+ hurry up",
            "through lexicon shouting",
            "shown by the case loud-1 \"Hurry!\": violation -> compliant",
        ],
    );
    compared("reworded", &OLD.replace("\"late\"", "\"too late\""), 0, &["rule in-time: reworded", "1 reworded"]);
    let gone = OLD.split("rule in-time").next().expect("the first rule");
    compared("gone", gone, 1, &["rule in-time: removed", "violation -> no such rule", "1 removed"]);
}

#[test]
fn a_revision_of_git_is_a_side() {
    let room = room("git");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=t", "-c", "user.email=t@shop.example"]).args(arguments).current_dir(&room);
        assert!(command.output().expect("git runs").status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    write(&room, "policies/shop.policy", &OLD.replace("at most 3 days", "at most 9 days"));
    let words = ["rule in-time: changed", "1 changed"];
    told(&room, &["HEAD:policies/shop.policy", "policies/shop.policy"], 1, &words);
    told(&room, &["HEAD:shop.rules", "shop.rules"], 1, &words);
    told(&room, &["HEAD:shop.rules", "HEAD:policies/shop.policy"], 0, &["0 changed"]);
    told(&room, &["nonesuch:shop.rules", "shop.rules"], 2, &["git: "]);
    told(&room, &["HEAD:shop.ruls", "shop.rules"], 2, &["did you mean `shop.rules`"]);
    told(&room, &["no-such.policy", "shop.rules"], 2, &["no such file"]);
}

#[test]
fn every_format_tells_the_same() {
    let room = room("formats");
    both(&room, &OLD.replace("at most 3 days", "at most 9 days"));
    let plain = told(&room, &["--format", "plain", "shop.rules", "other/new.policy"], 1, &["old: ", "new: "]);
    let human = told(&room, &["shop.rules", "other/new.policy"], 1, &[]);
    assert_eq!(plain.replace("old: ", "- ").replace("new: ", "+ "), human);
    let json = told(&room, &["--format", "json", "shop.rules", "other/new.policy"], 1, &[]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["rules"][0]["rule"], "in-time");
    assert_eq!(json["rules"][0]["witness"]["old"], "violation");
    assert_eq!(json["rules"].as_array().map(Vec::len), Some(1));
}
