//! What people expect of any program: a project to begin with, completions, a manual, a hint where a word is misspelt.

#![allow(clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("habits-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).expect("a folder");
    room
}

fn run(room: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyc")).args(arguments).current_dir(room).output().expect("the program runs")
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_new_project_compiles_passes_its_tests_and_checks_green() {
    let room = room("init");
    assert_eq!(run(&room, &["init"]).status.code(), Some(0));
    for arguments in [&["check"][..], &["test"], &["check", "--policy", "house.rules", "mails"], &["fmt", "--check"]] {
        let output = run(&room, arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
        assert!(!told(&output).contains("warning"), "{arguments:?}: {}", told(&output));
    }
    assert!(told(&run(&room, &["test"])).contains("2 passed"));
    let again = run(&room, &["init"]);
    assert_eq!(again.status.code(), Some(2), "what is there is not written over");
}

#[test]
fn every_shell_and_the_manual_know_the_subcommands() {
    let room = room("shells");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = told(&run(&room, &["completions", shell]));
        assert!(["check", "coverage", "undetermined-as"].iter().all(|word| text.contains(word)), "{shell}");
    }
    assert!(told(&run(&room, &["man"])).starts_with(".ie"));
    assert_eq!(run(&room, &["man", "--output", "pages"]).status.code(), Some(0));
    assert!(room.join("pages/policyc-check.1").is_file());
}

#[test]
fn misspelt_words_are_told_what_is_near() {
    let room = room("misspelt");
    fs::write(room.join("mail.txt"), "Your parcel is here.").expect("a file");
    for (arguments, near) in [
        (&["chek"][..], "'check'"),
        (&["check", "--polcy", "x"], "'--policy'"),
        (&["check", "--format", "sariff", "mail.txt"], "'sarif'"),
        (&["check", "--policy", "amazon.uss", "mail.txt"], "`amazon.us`"),
        (&["explain", "external-link"], "`external-links`"),
    ] {
        let output = run(&room, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(told(&output).contains(near), "{arguments:?}: {}", told(&output));
    }
}
