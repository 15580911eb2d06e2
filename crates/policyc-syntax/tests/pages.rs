//! The pages of `policyc explain` tell the truth: what they call wrong is told with their code, what they call right is
//! told nothing.

use policyc_diag::SourceId;
use policyc_syntax::{PAGES, parse_file};

/// The fenced blocks of a page with their info words.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), open.as_mut()) {
            (Some(_), Some(_)) => out.extend(open.take()),
            (Some(info), None) => open = Some((info.to_owned(), String::new())),
            (None, Some((_, body))) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    out
}

/// A snippet with a header, where it has none.
fn whole(snippet: &str) -> String {
    if snippet.starts_with("policy ") || snippet.starts_with("library ") {
        snippet.to_owned()
    } else {
        format!("library test\n{snippet}")
    }
}

#[test]
fn wrong_snippets_are_told() {
    for page in PAGES {
        for (info, snippet) in blocks(page.text) {
            let told = parse_file(SourceId(0), &whole(&snippet)).diagnostics;
            let mut codes = told.iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>();
            codes.dedup();
            match info.as_str() {
                "policy-wrong" => assert_eq!(codes, [page.code], "{}: {snippet}\n{told:?}", page.name),
                _ => assert!(codes.is_empty(), "{}: {snippet}\n{told:?}", page.name),
            }
        }
    }
}

#[test]
fn names_and_codes_are_unique() {
    let names = PAGES.iter().map(|page| page.name).collect::<std::collections::BTreeSet<_>>();
    let codes = PAGES.iter().map(|page| page.code).collect::<std::collections::BTreeSet<_>>();
    assert_eq!((names.len(), codes.len()), (PAGES.len(), PAGES.len()));
}
