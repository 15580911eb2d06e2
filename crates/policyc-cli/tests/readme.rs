//! The README shows real runs: what stands behind each `$ policyc …` in it is what the program says today.

use std::{fs, path::Path, process::Command};

#[test]
fn every_run_in_the_readme_comes_out_as_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).expect("a README");
    let mut runs = 0;
    for block in readme.split("```text\n").skip(1) {
        let block = block.split("\n```").next().unwrap_or_default();
        let (command, shown) = block.split_once('\n').expect("a command and what it prints");
        let words: Vec<&str> = command.strip_prefix("$ policyc ").expect("a run of policyc").split(' ').collect();
        let output = Command::new(env!("CARGO_BIN_EXE_policyc"))
            .args(words)
            .current_dir(&root)
            .env_remove("COLUMNS")
            .env("NO_COLOR", "1")
            .output()
            .expect("the program runs");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert_eq!(printed.trim_end(), shown.trim_end(), "{command}");
        runs += 1;
    }
    assert!(runs > 0, "the README shows no run");
}
