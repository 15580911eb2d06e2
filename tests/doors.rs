//! The program's doors, as someone meets them who knows nothing of what is behind: exit statuses, bad input, formats.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test that cannot go on has failed

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A folder of a test's own, with no policies at or above it, so that those of the program are used.
fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("doors-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).expect("a folder");
    room
}

fn policyc(room: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policyc"));
    command.args(arguments).current_dir(room).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn run(room: &Path, arguments: &[&str]) -> Output {
    policyc(room, arguments).output().expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}

fn write(room: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(room.join(name), bytes).expect("a file");
}

/// A policy that forbids one word; all that the tests need where no shipped policy is asked for.
const SHOUT: &str = r#"policy shop.rules { }
lexicon shouting in en { "buy now" }
rule no-shouting {
  because "house style"
  forbid  message.body says shouting
  report  "shouts"
  example violates "Buy now!"
  example complies "Your parcel is here."
}
rule with-order {
  because "house style"
  require known(order.id)
  report  "names no order"
}
"#;

/// Runs `check` in a room that has one good mail, `good.txt`, besides what the test put there.
fn beside_a_good_one(room: &Path, arguments: &[&str]) -> Output {
    write(room, "good.eml", "Subject: Hello\r\nContent-Type: text/plain\r\n\r\nVisit http://shop.example/ soon.\r\n");
    let mut all = vec!["check", "--policy", "amazon.us", "--format", "jsonl"];
    all.extend(arguments);
    all.push("good.eml");
    run(room, &all)
}

fn has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "no `{word}` in:\n{text}");
    }
}

/// The bad file is named with its remedy, ends with `status`, and the good mail beside it is judged all the same.
fn refused(name: &str, file: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let room = room(name);
    write(&room, file, bytes);
    let output = beside_a_good_one(&room, &[file]);
    assert_eq!(output.status.code(), Some(4), "{}\n{}", out(&output), err(&output));
    has(&err(&output), &[file]);
    has(&err(&output), words);
    has(&out(&output), &["\"message\":\"good.eml\"", "external-links"]);
}

#[test]
fn exit_status_tells_what_came_out() {
    let room = room("status");
    write(&room, "shout.txt", "Buy now! Buy now, dear friend, and be glad of it for ever.");
    write(
        &room,
        "quiet.json",
        r#"{"message": {"text": "Your parcel is here."}, "order": {"id": "123-1234567-1234567"}}"#,
    );
    write(&room, "quiet.txt", "Your parcel is here.");
    let status = |arguments: &[&str]| run(&room, arguments).status.code();
    let us = ["check", "--quiet", "--policy", "amazon.us"];
    let with = |more: &[&'static str]| [us.as_slice(), more].concat();
    write(&room, "link.txt", "Please visit http://shop.example/ today, we would be so glad.");
    assert_eq!(status(&with(&["link.txt"])), Some(1), "a violation");
    assert_eq!(status(&with(&["quiet.txt"])), Some(3), "facts are missing");
    assert_eq!(status(&with(&["quiet.txt", "--undetermined-as", "violation"])), Some(1));
    assert_eq!(status(&with(&["quiet.txt", "no-such.txt"])), Some(2), "no such file among the arguments");
    write(&room, "broken.json", "{\"message\": ");
    assert_eq!(status(&with(&["link.txt", "broken.json"])), Some(4), "an unreadable message goes before a violation");
    assert_eq!(status(&["no-such-command"]), Some(2));
    assert_eq!(status(&["--help"]), Some(0));
    assert_eq!(status(&["check", "--policies", "no-such-folder", "quiet.txt"]), Some(2));
}

#[test]
fn a_house_policy_alone_can_come_out_clean() {
    let room = room("clean");
    fs::create_dir_all(room.join("policies")).expect("a folder");
    write(&room, "policies/shop.policy", SHOUT.split("rule with-order").next().expect("the first rule"));
    write(&room, "quiet.json", r#"{"message": {"subject": "Parcel", "text": "Your parcel is here."}}"#);
    write(&room, "loud.json", r#"{"message": {"subject": "Parcel", "text": "Buy now!"}}"#);
    let quiet = run(&room, &["check", "--policy", "shop.rules", "quiet.json"]);
    assert_eq!(quiet.status.code(), Some(0), "{}{}", out(&quiet), err(&quiet));
    let loud = run(&room, &["check", "--policy", "shop.rules", "loud.json"]);
    assert_eq!(loud.status.code(), Some(1), "{}{}", out(&loud), err(&loud));
    has(&out(&loud), &["shouts", "Buy now", "loud.json"]);
}

#[test]
fn locks_of_other_tools_beside_a_policy_are_left_alone() {
    let room = room("locks");
    let shop = SHOUT.split("rule with-order").next().expect("the first rule");
    write(&room, "shop.policy", shop);
    write(&room, "Cargo.lock", "version = 4\n[[package]]\nname = \"x\"\n");
    let told = run(&room, &["check", "shop.policy"]);
    assert_eq!(told.status.code(), Some(0), "{}{}", out(&told), err(&told));
    // One whose document a policy names is asked to be what it should.
    write(&room, "shop.policy", shop.replace("shop.rules { }", "shop.rules { document Cargo }"));
    let told = run(&room, &["check", "shop.policy"]);
    has(&format!("{}{}", out(&told), err(&told)), &["P0421", "Cargo.lock"]);
}

#[test]
fn wrong_arguments_are_told_with_a_remedy() {
    let room = room("arguments");
    let told = |more: &[&str], words: &[&str]| {
        let output = beside_a_good_one(&room, more);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {}\n{}", out(&output), err(&output));
        has(&err(&output), words);
    };
    told(&["--policy", "amazon.uss"], &["amazon.uss", "did you mean `amazon.us`"]);
    told(&["--policy", "zzzzzzzzzzzzzzzz"], &["zzzzzzzzzzzzzzzz", "amazon.it"]);
    told(&["--as-of", "yesterday"], &["--as-of", "yesterday", "2024-05-20T10:00:00+02:00"]);
    told(&["--as-of", "2024-02-30T10:00:00Z"], &["2024-02-30", "write it as"]);
    told(&["--set", "order.id"], &["--set", "order.id", "PATH=VALUE"]);
    told(&["--facts", "no-such.json"], &["no-such.json", "no such file"]);
    told(&["no-such.eml"], &["no-such.eml", "no such file"]);
}

#[test]
fn a_case_that_is_none_is_told_by_its_place() {
    refused("json", "bad.json", "{\"message\": {\"text\": \"x\",}", &["bad.json:1:"]);
    refused("toml", "bad.toml", "[message\ntext = 3\n", &["bad.toml:1:"]);
    refused("list", "list.json", "[1, 2]", &["has to be a table", "message"]);
    refused("schema", "old.json", r#"{"schema": "policyc-case/9"}"#, &["old.json:1:", "policyc-case/1"]);
    refused("utf8", "latin.json", b"{\"id\": \"caf\xe9\"}".as_slice(), &["UTF-8", "byte 11"]);
    refused("utf8toml", "latin.toml", b"id = \"caf\xe9\"".as_slice(), &["UTF-8", "line 1"]);
    refused("empty-json", "empty.json", "", &["empty"]);
    refused("empty-eml", "empty.eml", "", &["empty"]);
    refused("empty-lines", "blank.jsonl", "\n\n", &["empty"]);
}

#[test]
fn a_key_that_does_not_fit_is_told_by_its_place() {
    let text = r#""message": {"text": "Hello"}"#;
    refused(
        "key",
        "key.json",
        format!("{{{text}, \"order\": {{\"idd\": \"1\"}}}}"),
        &["key.json:1:", "idd", "did you mean"],
    );
    refused("fact", "fact.json", format!("{{{text}, \"ordr\": {{\"id\": \"1\"}}}}"), &["ordr", "did you mean `order`"]);
    refused("date", "date.json", format!("{{{text}, \"as_of\": \"yesterday\"}}"), &["date.json:1:", "yesterday"]);
    refused(
        "placed",
        "placed.json",
        format!("{{{text}, \"order\": {{\"placed_at\": 7}}}}"),
        &["placed.json:1:", "placed_at"],
    );
    refused("word", "word.json", r#"{"message": {"text": "x", "channel": "emial"}}"#, &["emial", "email"]);
}

#[cfg(unix)]
#[test]
fn folders_that_loop_and_files_that_may_not_be_read_end() {
    let room = room("loop");
    fs::create_dir_all(room.join("mails/inner")).expect("a folder");
    std::os::unix::fs::symlink("..", room.join("mails/inner/up")).expect("a link");
    std::os::unix::fs::symlink("self.eml", room.join("mails/self.eml")).expect("a link");
    write(&room, "mails/inner/one.txt", "Visit http://shop.example/ soon.");
    let output = beside_a_good_one(&room, &["mails"]);
    has(&out(&output), &["mails/inner/one.txt", "good.eml"]);
    assert_eq!(out(&output).matches("one.txt\",\"policy").count(), 1, "judged once");
}

#[test]
fn standard_input_is_a_mail_or_what_it_is_said_to_be() {
    let room = room("stdin");
    let feed = |arguments: &[&str], bytes: &[u8]| {
        let mut child =
            policyc(&room, arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let child = child.as_mut().expect("the program runs");
        child.stdin.take().expect("a pipe").write_all(bytes).expect("room in the pipe");
        let mut text = String::new();
        std::io::Read::read_to_string(child.stdout.as_mut().expect("a pipe"), &mut text).expect("UTF-8");
        let mut told = String::new();
        std::io::Read::read_to_string(child.stderr.as_mut().expect("a pipe"), &mut told).expect("UTF-8");
        (child.wait().expect("an end").code(), text, told)
    };
    let base = ["check", "--policy", "amazon.us", "--format", "jsonl", "-"];
    let (code, text, _) = feed(&base, b"Subject: x\n\nVisit http://shop.example/ soon.\n");
    assert_eq!(code, Some(1));
    has(&text, &["external-links"]);
    let json = [base.as_slice(), &["--stdin", "json"]].concat();
    let (code, text, _) = feed(&json, br#"{"id": "s-1", "message": {"text": "Visit http://shop.example/ soon."}}"#);
    assert_eq!(code, Some(1));
    has(&text, &["\"message\":\"s-1\"", "external-links"]);
    let (code, _, told) = feed(&json, b"\xff\xfe");
    assert_eq!(code, Some(4));
    has(&told, &["standard input", "UTF-8"]);
    let (code, _, told) = feed(&base, b"");
    assert_eq!(code, Some(4));
    has(&told, &["empty"]);
}

#[test]
fn a_reader_that_goes_away_ends_the_run_without_a_panic() {
    let room = room("pipe");
    let line = "{\"message\": {\"text\": \"Visit http://shop.example/ soon.\"}}\n";
    write(&room, "many.jsonl", line.repeat(300));
    for format in ["jsonl", "human", "plain", "json"] {
        let mut child = policyc(&room, &["check", "--policy", "amazon.us", "--format", format, "many.jsonl"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        let told = err(&output);
        assert!(!told.contains("panicked"), "{format}: {told}");
        assert!(output.status.code() != Some(101), "{format}: {:?}", output.status);
    }
}

/// Rules and outcomes of a report in JSON.
fn pairs(report: &serde_json::Value) -> BTreeSet<(String, String)> {
    let findings = report["findings"].as_array().expect("findings");
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    findings.iter().map(|finding| (word(&finding["rule"]), word(&finding["outcome"]))).collect()
}

#[test]
fn every_format_carries_the_same_findings_and_two_runs_the_same_bytes() {
    let room = room("formats");
    write(&room, "mail.txt", "Visit http://shop.example/ or write to me@shop.example, and leave us 5 stars!");
    let shown = |format: &str| {
        let once = run(&room, &["check", "--policy", "amazon.us", "--format", format, "mail.txt"]);
        let again = run(&room, &["check", "--policy", "amazon.us", "--format", format, "mail.txt"]);
        assert_eq!((&once.stdout, &once.stderr), (&again.stdout, &again.stderr), "{format}: another run, other bytes");
        assert_eq!(once.status.code(), Some(1));
        out(&once)
    };
    let lines: serde_json::Value = serde_json::from_str(&shown("jsonl")).expect("one object");
    let list: serde_json::Value = serde_json::from_str(&shown("json")).expect("a list");
    assert_eq!(list[0], lines, "json and jsonl differ");
    let (human, plain) = (shown("human"), shown("plain"));
    assert!(pairs(&lines).len() > 3);
    for (rule, outcome) in pairs(&lines) {
        // What is open may be told in sum, what is violated never.
        if outcome == "violation" {
            has(&human, &[&rule]);
        }
        has(&plain, &[&rule, &outcome]);
    }
}

#[test]
fn colour_goes_only_where_it_is_wanted() {
    let room = room("colour");
    write(&room, "mail.txt", "Visit http://shop.example/ soon.");
    let arguments = ["check", "--policy", "amazon.us", "mail.txt"];
    let escapes = |command: &mut Command| command.output().expect("the program runs").stdout.contains(&0x1b);
    assert!(!escapes(&mut policyc(&room, &arguments)), "into a pipe");
    assert!(!escapes(policyc(&room, &arguments).env("NO_COLOR", "1")), "with NO_COLOR");
    let always = [arguments.as_slice(), &["--color", "always"]].concat();
    assert!(escapes(&mut policyc(&room, &always)), "asked for");
}

#[test]
fn a_mail_and_its_decoded_parts_have_the_same_findings() {
    let room = room("parts");
    let eml = "Subject: =?utf-8?q?Caf=C3=A9_offer?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Visit http://shop.example/=\r\nnow and caf=C3=A9!\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
        PHA+VmlzaXQgPGEgaHJlZj0iaHR0cDovL3Nob3AuZXhhbXBsZS8iPnVzPC9hPjwvcD4=\r\n--b--\r\n";
    let html = "<p>Visit <a href=\"http://shop.example/\">us</a></p>";
    let case = serde_json::json!({"message": {
        "subject": "Café offer", "text": "Visit http://shop.example/now and café!", "html": html,
        "headers": {"Subject": "Café offer", "MIME-Version": "1.0", "Content-Type": "multipart/alternative; boundary=b"},
        "attachments": []}});
    write(&room, "whole.eml", eml);
    write(&room, "parts.json", case.to_string());
    write(&room, "inside.json", serde_json::json!({"message": {"eml": eml}}).to_string());
    let report = |file: &str| -> serde_json::Value {
        let output = run(&room, &["check", "--policy", "amazon.us", "--format", "jsonl", file]);
        serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{file}: {}", err(&output)))
    };
    let told = |value: &serde_json::Value| -> Vec<String> {
        let findings = value["findings"].as_array().expect("findings");
        findings
            .iter()
            .map(|finding| {
                let texts: Vec<_> = finding["spans"].as_array().into_iter().flatten().map(|_| "·").collect();
                format!(
                    "{} {} {} {} {texts:?}",
                    finding["rule"], finding["outcome"], finding["message"], finding["missing"]
                )
            })
            .collect()
    };
    let whole = told(&report("whole.eml"));
    assert!(whole.iter().any(|line| line.contains("external-links")), "{whole:#?}");
    assert_eq!(whole, told(&report("inside.json")), "a mail inside a case");
    assert_eq!(whole, told(&report("parts.json")), "decoded parts");
}

#[test]
fn what_a_message_holds_never_steers_the_terminal() {
    let room = room("control");
    let text = "Visit http://shop.example/\u{1b}[2J\u{1b}]0;owned\u{7}x\u{202e}drawkcab\u{2066}\u{9b}31m and me\u{200b}@shop.example soon\u{8}\u{7f}.\r\n";
    write(&room, "evil.txt", text);
    write(
        &room,
        "evil.html",
        format!("<p style=\"color:\u{1b}[31m\">{text}<a href=\"http://shop.example/\u{1b}[2J\u{202e}\">x</a></p>"),
    );
    write(
        &room,
        "evil.json",
        serde_json::json!({"id": "a\u{1b}[2J\u{202e}b", "message": {"text": text, "subject": text}, "or\u{1b}der": 1})
            .to_string(),
    );
    write(&room, "raw.json", format!("{{\"id\": \"{text}\"}}"));
    for file in ["evil.txt", "evil.html", "evil.json", "raw.json"] {
        for format in ["human", "plain", "json", "jsonl"] {
            let output = run(&room, &["check", "--policy", "amazon.us", "--format", format, file]);
            for shown in [out(&output), err(&output)] {
                let raw = shown.chars().find(|&c| {
                    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                });
                // JSON is for machines: what JSON escapes is escaped, bidirectional marks are text.
                let machine = format.starts_with("json") && raw.is_some_and(|c| !c.is_ascii_control());
                assert!(raw.is_none() || machine, "{file:?} as {format}: raw {raw:?} in\n{shown:?}");
            }
        }
    }
}

#[test]
fn words_in_pictures_are_told_once_a_message_and_block_nothing() {
    let room = room("unread");
    fs::create_dir(room.join("policies")).expect("a folder");
    write(&room, "policies/shop.policy", SHOUT.replace("require known(order.id)", "forbid message.body says shouting"));
    let picture = "<p>Hello</p><img src=\"https://shop.example/a.png\" width=\"300\" height=\"90\" alt=\"\">";
    write(&room, "logo.html", picture);
    write(&room, "dot.html", "<p>Hello</p>");
    let told = run(&room, &["check", "--policy", "shop.rules", "--format", "json", "logo.html", "dot.html"]);
    assert_eq!(told.status.code(), Some(0), "{}", out(&told));
    assert_eq!(out(&told).matches("\"unread-parts\"").count(), 1, "{}", out(&told));
    has(&out(&told), &["words in 1 picture were not read", "\"advice\""]);
    write(
        &room,
        "logo.case.toml",
        "[[declared.images]]\nsrc = \"https://shop.example/a.png\"\ntext = \"Lantern & Co\"\n",
    );
    let told = run(&room, &["check", "--policy", "shop.rules", "--format", "json", "logo.html"]);
    assert!(!out(&told).contains("unread-parts"), "its words are supplied: {}", out(&told));
}
