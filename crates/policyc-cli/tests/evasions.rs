//! `policyc test --evasions` and `policyc lexicon` on a small policy of a shop.

#![allow(clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::{fs, path::Path, process::Command};

const POLICY: &str = r#"policy shop.rules { serves "en", "it" }
language en { stems english }
lexicon pushing in en {
  "buy now"
  "order today"
  except "order today"
  hits "Please order it; buy now."
}
rule no-pushing {
  because "house style"
  forbid  message.said says pushing
  report  "pushes"
  example violates "Dear reader, please buy~SIGN~ today, order right now."
  example complies in "en" "Your parcel is on its way to you." with message.subject is "Your parcel"
}
"#;

fn run(name: &str, policy: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("evasions-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(room.join("policies")).expect("a folder");
    fs::write(room.join("policies/shop.policy"), policy).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_policyc")).args(arguments).current_dir(&room).output();
    let output = output.expect("the program runs");
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code(), text)
}

fn policy(phrase: &str, example: &str) -> String {
    let plain = POLICY.replace("Dear reader, please buy~SIGN~ today, order right now.", example);
    plain.replace("\"buy now\"", &format!("\"{phrase}\"")).replace("buy now.", example)
}

#[test]
fn disguised_words_are_found_and_harmless_rewriting_changes_nothing() {
    let (status, told) = run("held", &policy("hurry purchase", "Please hurry purchase it."), &["test", "--evasions"]);
    assert_eq!(status, Some(0), "{told}");
    for way in ["zero-width characters: 1 of 1", "alternative text: 1 of 1", "harmless: other format: 1 of 1"] {
        assert!(told.contains(way), "no `{way}` in\n{told}");
    }
}

#[test]
fn a_verdict_that_a_disguise_takes_away_is_told_with_the_text() {
    // A rule that looks for characters is got round by a soft hyphen.
    let literal = policy("hurry purchase", "Please hurry purchase it.")
        .replace("message.said says pushing", "message.said says pushing and message.body contains \"purchase\"");
    let (status, told) = run("lost", &literal, &["test", "--evasions"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("LOST") && told.contains("expected violation, found compliant"), "{told}");
    let (status, json) = run("lost-json", &literal, &["test", "--evasions", "--format", "json"]);
    assert_eq!(status, Some(1), "{json}");
    assert!(json.contains("\"survivors\": [") && json.contains("\"way\": \"figures\""), "{json}");
}

#[test]
fn lexicons_tell_what_they_lack() {
    let (status, told) = run("lexicon", &policy("hurry purchase", "Please hurry purchase it."), &["lexicon"]);
    assert_eq!(status, Some(1), "{told}");
    for words in ["pushing lacks it (has en)", "pushing in en: \"order today\"", "taken back by its except"] {
        assert!(told.contains(words), "no `{words}` in\n{told}");
    }
    let (status, told) =
        run("lexicon-none", &policy("hurry purchase", "Please hurry purchase it."), &["lexicon", "pushin"]);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("did you mean `pushing`"), "{told}");
}
