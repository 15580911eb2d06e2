//! The formatter: the same in, the same out; twice is once; nothing is lost.
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::panic, reason = "a test may die")]

use policyc_diag::SourceId;
use policyc_syntax::{dump, format, parse_file};
use proptest::prelude::*;

const PROGRAMS: [&str; 4] = [
    include_str!("programs/facts.policy"),
    include_str!("programs/house.policy"),
    include_str!("programs/untidy.policy"),
    include_str!("programs/words.policy"),
];

fn formatted(text: &str) -> String {
    let formatted = format(SourceId(0), text);
    formatted.text.unwrap_or_else(|| panic!("{:#?}", formatted.diagnostics))
}

/// Lines of the tree in any order: clauses may have moved.
fn meaning(text: &str) -> Vec<String> {
    let mut lines = dump(&parse_file(SourceId(0), text).file).lines().map(str::to_owned).collect::<Vec<_>>();
    lines.sort();
    lines
}

fn remarks(text: &str) -> Vec<&str> {
    let mut remarks = text.lines().filter_map(|line| line.find("// ").map(|at| line[at..].trim())).collect::<Vec<_>>();
    remarks.sort_unstable();
    remarks
}

#[test]
fn layouts() {
    insta::glob!("programs/*.policy", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let once = formatted(&text);
        assert_eq!(once, formatted(&once), "twice is not once");
        assert_eq!(meaning(&text), meaning(&once));
        assert_eq!(remarks(&text), remarks(&once));
        insta::assert_snapshot!(once);
    });
}

/// The product's own policies come through unharmed.
#[test]
fn policies_keep_their_meaning() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "policy") {
                let text = std::fs::read_to_string(&path).unwrap();
                let once = formatted(&text);
                assert!(once == formatted(&once), "{}: twice is not once", path.display());
                assert!(meaning(&text) == meaning(&once), "{} says something else", path.display());
                assert_eq!(remarks(&text), remarks(&once), "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no policies were found");
}

/// A program with its blanks changed: some lines joined, some broken, some blank lines and remarks put in.
fn ruffled(text: &str, edits: &[(usize, u8)]) -> String {
    let mut out = text.to_owned();
    for &(at, kind) in edits {
        let blanks = out.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
        let lines = out.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
        let (blank, line) = (blanks[at % blanks.len()], lines[at % lines.len()]);
        match kind % 5 {
            0 => out.replace_range(blank..=blank, "\n"),
            1 => out.replace_range(blank..=blank, "   "),
            2 => out.insert_str(line, "\n\n"),
            3 => out.insert_str(line, " // remark"),
            _ => out.replace_range(line..=line, " "),
        }
    }
    out
}

/// A line break before the last word of a head leaves no brace out.
#[test]
fn a_head_over_two_lines_is_a_head() {
    let text = "library a.b\nattributes of image in message.images from declared.images by\nvalue { kind: one of logo, tin }\n";
    let once = formatted(text);
    assert_eq!((formatted(&once), meaning(&once)), (once.clone(), meaning(text)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ruffled_programs(which in 0..PROGRAMS.len(), edits in prop::collection::vec((any::<usize>(), any::<u8>()), 0..12)) {
        let text = ruffled(PROGRAMS[which], &edits);
        if let Some(once) = format(SourceId(0), &text).text {
            prop_assert_eq!(formatted(&once), once.clone(), "twice is not once of\n{}", text);
            prop_assert_eq!(meaning(&text), meaning(&once), "{}\nbecame\n{}", text, once);
            prop_assert_eq!(remarks(&text), remarks(&once), "{}\nbecame\n{}", text, once);
        }
    }
}
