//! `policyc test` with cases: labels, snapshots, their review and acceptance, and what nobody has seen.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test that cannot go on has failed

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const POLICY: &str = r#"policy shop.rules { }
facts order: { id: text  vip: yes-no }
lexicon shouting in en { "buy now" }
rule no-shouting {
  because "house style"
  forbid  message.body says shouting
  unless  vip { because "they like it"  when order.vip is yes }
  report  "shouts"
  example violates "Buy now!" with order.vip is no
  example complies "Your parcel is here."
}
"#;

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("snapshots-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("policies")).expect("a folder");
    fs::create_dir_all(room.join("cases")).expect("a folder");
    write(&room, "policies/shop.policy", POLICY);
    write(&room, "cases/loud.txt", "Buy now! It is a nice day.");
    write(&room, "cases/loud.case.json", r#"{"order": {"vip": "no"}, "message": {"subject": "Hello"}}"#);
    room
}

fn write(room: &Path, name: &str, text: &str) {
    fs::write(room.join(name), text).expect("a file");
}

fn answer(room: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policyc"));
    command.arg("test").args(arguments).current_dir(room).env_remove("CI").env("NO_COLOR", "1");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // A run that asks nothing may have ended before it is answered.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("an end")
}

/// Runs, and expects a status and words.
fn told(room: &Path, arguments: &[&str], input: &str, status: i32, words: &[&str]) -> String {
    let output = answer(room, arguments, input);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {text}");
    for word in words {
        assert!(text.contains(word), "{arguments:?}: no `{word}` in\n{text}");
    }
    text
}

fn snap(room: &Path) -> String {
    fs::read_to_string(room.join("cases/snapshots/loud.txt.snap")).unwrap_or_default()
}

#[test]
fn a_new_message_fails_until_it_is_accepted() {
    let room = room("new");
    told(&room, &[], "", 1, &["FAILED", "loud.txt.snap (new)", "+ == shop.rules: violation"]);
    assert!(room.join("cases/snapshots/loud.txt.snap.new").is_file(), "left for review");
    told(&room, &["--accept"], "", 0, &["accepted"]);
    assert!(!room.join("cases/snapshots/loud.txt.snap.new").exists());
    let text = snap(&room);
    assert!(text.starts_with("---\nsource: loud.txt\n"), "{text}");
    assert!(text.contains("\n---\n== shop.rules: violation\n\nviolation no-shouting\n  \"shouts\"\n"), "{text}");
    told(&room, &[], "", 0, &["0 failed"]);
}

#[test]
fn a_flip_is_accepted_with_a_reason_alone_and_keeps_it() {
    let room = room("flip");
    told(&room, &["--accept"], "", 0, &[]);
    write(&room, "cases/loud.case.json", r#"{"order": {"vip": "yes"}, "message": {"subject": "Hello"}}"#);
    told(&room, &[], "", 1, &["verdicts that flip", "shop.rules: violation -> compliant"]);
    let before = snap(&room);
    told(&room, &["--accept"], "", 1, &["--reason"]);
    assert_eq!(snap(&room), before, "refused");
    told(
        &room,
        &["--review"],
        "a\n\na\nvips like it\n",
        0,
        &["verdicts that flip (1)", "without a reason", "1 accepted, 0 left"],
    );
    assert!(snap(&room).contains("reason: vips like it"), "{}", snap(&room));
    told(&room, &[], "", 0, &["0 failed"]);
}

#[test]
fn what_other_tools_accept_still_owes_its_reason() {
    let room = room("owes");
    told(&room, &["--accept"], "", 0, &[]);
    write(&room, "cases/loud.case.json", r#"{"order": {"vip": "yes"}, "message": {"subject": "Hello"}}"#);
    told(&room, &[], "", 1, &["flip"]);
    let file = room.join("cases/snapshots/loud.txt.snap");
    fs::rename(room.join("cases/snapshots/loud.txt.snap.new"), &file).expect("accepted elsewhere");
    told(&room, &[], "", 1, &["flips without a reason", "went from violation to compliant without a reason"]);
    told(&room, &["--accept", "--reason", "vips like it"], "", 0, &["accepted"]);
    told(&room, &[], "", 0, &["0 failed"]);
    fs::write(&file, snap(&room).replace("== shop.rules: compliant", "== shop.rules: review")).expect("by hand");
    write(&room, "policies/shop.policy", &POLICY.replace("forbid  message.body says shouting", "forbid  message.body says shouting and judged loud").replace("rule no-shouting {", "judgement loud { asks \"Is it loud?\"  decide unsure when message.body says shouting  example unsure \"Buy now!\" }\nrule no-shouting {").replace("violates \"Buy now!\" with order.vip is no", "review \"Buy now!\" with order.vip is no"));
    write(&room, "cases/loud.case.json", r#"{"order": {"vip": "no"}, "message": {"subject": "Hello"}}"#);
    told(&room, &[], "", 1, &["by hand, without a reason"]);
}

#[test]
fn flips_come_before_reasons_and_reasons_before_wording() {
    let room = room("order");
    for name in ["b", "c"] {
        write(&room, &format!("cases/{name}.txt"), "Buy now! It is a nice day.");
        write(
            &room,
            &format!("cases/{name}.case.json"),
            r#"{"order": {"vip": "no"}, "message": {"subject": "Hello"}}"#,
        );
    }
    told(&room, &["--accept"], "", 0, &["c.txt.snap"]);
    write(&room, "policies/shop.policy", &POLICY.replace("\"shouts\"", "\"screams\""));
    write(&room, "cases/b.txt", "Well. Buy now! It is a nice day.");
    write(&room, "cases/c.txt", "It is a nice day.");
    let text = told(&room, &["--review"], "s\nx\ns\na\n", 1, &["1 accepted, 2 left"]);
    let place = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in {text}"));
    assert!(place("verdicts that flip (1)") < place("other reasons (1)"));
    assert!(place("other reasons (1)") < place("other wording (1)"));
    assert!(snap(&room).contains("\"screams\""), "the wording alone was accepted");
    let many = told(
        &room,
        &["--accept"],
        "",
        1,
        &["accepted cases/snapshots/b.txt.snap", "FAILED cases/snapshots/c.txt.snap"],
    );
    assert!(!many.contains("accepted cases/snapshots/c.txt.snap"));
}

#[test]
fn one_reason_serves_one_flip() {
    let room = room("bulk");
    write(&room, "cases/b.txt", "Buy now! It is a nice day.");
    write(&room, "cases/b.case.json", r#"{"order": {"vip": "no"}, "message": {"subject": "Hello"}}"#);
    told(&room, &["--accept"], "", 0, &[]);
    for name in ["b", "loud"] {
        write(&room, &format!("cases/{name}.txt"), "It is a nice day.");
    }
    told(&room, &["--accept", "--reason", "calm"], "", 1, &["one reason serves one flip"]);
    told(&room, &["--accept", "--reason", "calm", "--only", "loud"], "", 0, &["accepted"]);
    told(&room, &["--review"], "a\ncalm too\n", 0, &["1 accepted"]);
}

#[test]
fn a_snapshot_without_a_case_and_a_run_without_a_test_fail() {
    let room = room("lost");
    told(&room, &["--accept"], "", 0, &[]);
    fs::rename(room.join("cases/loud.txt"), room.join("cases/louder.txt")).expect("renamed");
    fs::rename(room.join("cases/loud.case.json"), room.join("cases/louder.case.json")).expect("renamed");
    told(&room, &[], "", 1, &["loud.txt.snap (unreferenced)", "louder.txt.snap (new)"]);
    told(&room, &["--accept"], "", 0, &[]);
    assert_eq!(snap(&room), "", "deleted");
    told(&room, &["--only", "nothing-of-this-name"], "", 1, &["nothing was tested"]);
    write(&room, "cases/broken.json", "{");
    told(&room, &["cases/broken.json"], "", 1, &["broken.json"]);
}

#[test]
fn labels_are_met_or_told_with_what_differs() {
    let room = room("labels");
    let case = |id: &str, text: &str| {
        format!(r#"{{"id": "{id}", "order": {{"vip": "no"}}, "message": {{"subject": "x", "text": "{text}"}}}}"#)
    };
    let line =
        |case: &str, label: &str| format!(r#"{{"case": {case}, "expect": [{{"policy": "shop.rules", {label}}}]}}"#);
    let loud = case("loud-1", "Buy now!");
    let good = line(&loud, r#""must": ["no-shouting"]"#) + "\n" + &line(&case("calm-1", "Hello."), r#""must": []"#);
    write(&room, "cases/good.jsonl", &good);
    told(&room, &["cases/good.jsonl"], "", 0, &["4 passed, 0 failed"]);
    write(
        &room,
        "cases/bad.jsonl",
        &(line(&loud, r#""must": []"#)
            + "\n"
            + &line(&case("calm-2", "Hello."), r#""must": ["no-shouting"], "why": "it is loud""#)),
    );
    told(
        &room,
        &["cases/bad.jsonl"],
        "",
        1,
        &[
            "case loud-1 under shop.rules",
            "no-shouting is violated: shouts",
            "(it is loud)",
            "no-shouting is not violated",
        ],
    );
    write(&room, "cases/odd.jsonl", &line(&loud, r#""mist": []"#));
    told(&room, &["cases/odd.jsonl"], "", 1, &["no such key"]);
    told(&room, &["--snapshots", "cases/good.jsonl"], "", 1, &["good.jsonl__loud-1.snap (new)"]);
}

#[test]
fn outcomes_that_nobody_has_seen_are_listed() {
    let room = room("outcomes");
    let gaps = ["rule no-shouting: ", "never seen undetermined", "exception vip never seen saving", "0 of 1 rules"];
    told(&room, &["--outcomes", "policies"], "", 0, &gaps);
    let more = "example exempt vip \"Buy now!\" with order.vip is yes\n  example undetermined \"Buy now!\"\n";
    write(&room, "policies/shop.policy", &POLICY.replace("example complies", &format!("{more}  example complies")));
    told(&room, &["--outcomes", "policies"], "", 0, &["1 of 1 rules seen in all, 0 gaps"]);
}
