//! Whatever the text, reading it ends soon and never fails.

use policyc_diag::SourceId;
use policyc_syntax::{Parsed, parse_file, parse_phrase};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn read(text: &str) -> Parsed {
    let parsed = parse_file(SourceId(0), text);
    for fault in &parsed.diagnostics {
        let range = fault.primary.span.range();
        assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text: {fault:?}");
        assert!(!fault.message.is_empty());
    }
    parsed
}

/// Fragments of the language, so that random texts come near to it.
const FRAGMENTS: [&str; 58] = [
    "rule",
    "x",
    "{",
    "}",
    "(",
    ")",
    "\"",
    "\"a {b.c} \\\"\"",
    "\"\"\"",
    "//",
    "///",
    "\n",
    " ",
    "forbid",
    "require",
    "unless",
    "is",
    "not",
    "and",
    "or",
    "where",
    "satisfies",
    "every",
    "there is a",
    "in",
    "message.links",
    "1",
    "30 days",
    "2021-08-01",
    "2021-08-01T10:00:00Z",
    "/",
    "-",
    "+",
    "=",
    "==",
    ",",
    ":",
    ".",
    "amend",
    "replace",
    "remove",
    "add",
    "lexicon",
    "in en",
    "except",
    "facts",
    "list of",
    "one of",
    "taken as",
    "when",
    "matches",
    "/a/i",
    "because",
    "\u{201C}",
    "\u{202E}",
    "é",
    "\u{200B}",
    "policy",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC*") {
        read(&text);
    }

    #[test]
    fn any_characters(text in prop::collection::vec(any::<char>(), 0..200)) {
        read(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_fragments(at in prop::collection::vec(0..FRAGMENTS.len(), 0..120), glue in prop::collection::vec(any::<bool>(), 120)) {
        let text = at.iter().zip(glue).map(|(&at, glue)| format!("{}{}", FRAGMENTS[at], if glue { " " } else { "" }));
        read(&text.collect::<String>());
    }

    #[test]
    fn any_phrase(text in "[a-c ~*+(){}\\[\\]<>|&.0-9\\\\é]{0,60}") {
        let parsed = parse_phrase(SourceId(0), 0, &text);
        assert_eq!(parsed.phrase.is_some(), parsed.diagnostics.is_empty());
    }
}

/// Texts that make careless parsers run for ever, or out of stack.
fn hard(n: usize) -> Vec<(&'static str, String)> {
    let rule = |inner: String| format!("library t\nrule r {{ because \"x\" forbid {inner} report \"y\" }}\n");
    vec![
        ("open parentheses", rule("(".repeat(n))),
        ("pairs of parentheses", rule(format!("{}a{}", "(".repeat(n), ")".repeat(n)))),
        ("open braces", "{".repeat(n)),
        ("closing braces", "}".repeat(n)),
        ("nested wheres", rule("there is a x in y where ".repeat(n))),
        ("nots", rule("not ".repeat(n))),
        ("a long and", rule(vec!["a is b"; n].join(" and "))),
        ("a long or", rule(vec!["(a is b and c)"; n].join(" or "))),
        ("a long sum", rule(format!("{} is 3", vec!["a"; n].join(" + ")))),
        ("a chain of after", rule(format!("{} is x", vec!["1 day"; n].join(" after ")))),
        ("lists of lists", format!("library t\nfacts x: {} text", "list of ".repeat(n))),
        ("records", format!("library t\nsample s {{ a is {}", "{ b: ".repeat(n))),
        ("open phrase brackets", format!("library t\nlexicon x in en {{ \"{}\" }}", "[(".repeat(n))),
        ("phrases", format!("library t\nlexicon x in en {{ {} }}", "\"a (b|c) ..3 [d] e~\" ".repeat(n))),
        ("quotes", "\"".repeat(n)),
        ("open block strings", "\"\"\" x\n".repeat(n)),
        ("rules", format!("library t\n{}", "rule r { because \"x\" forbid a report \"{a.b}\" }\n".repeat(n))),
        ("broken rules", format!("library t\n{}", "rule r { becuase \"x\" forbid a == b report \"{a\" \n".repeat(n))),
        ("stray clauses", "report \"x\" }\n".repeat(n)),
        ("clauses in one rule", rule(format!("a {}", "unless n { when a is b }\n".repeat(n)))),
        ("docs", format!("library t\n{}", "/// x\n".repeat(n))),
        ("heads", "rule ".repeat(n)),
        ("words", "x ".repeat(n)),
        ("amends", format!("library t\namend rule r {{ {} }}", "add cites a \n".repeat(n))),
    ]
}

#[test]
fn time_grows_with_the_text_alone() {
    for ((name, small), (_, large)) in hard(2_500).into_iter().zip(hard(10_000)) {
        let once = time(&small);
        let more = time(&large);
        // Four times the text; anything quadratic would take sixteen times as long.
        let allowed = once * 10 + Duration::from_millis(300);
        assert!(more <= allowed, "{name}: {once:?}, then {more:?} for four times the text");
    }
}

#[test]
fn laying_out_takes_time_by_the_text_alone() {
    let wide = "rule r { because \"x\" for each a in b.c forbid a unless n { because \"long enough\" when a.b is c and a.d is e and a.f is g and a.h is i and a.j is k and a.l is m } report \"y\" }\n";
    let file = |n: usize| format!("library t\n{}", wide.repeat(n));
    let line = |n: usize| format!("library t\nunenforced {} because \"x\"\n", vec!["some-clause"; n].join(", "));
    for (small, large) in [(file(500), file(2_000)), (line(2_500), line(10_000))] {
        let (once, more) = (time_to_lay_out(&small), time_to_lay_out(&large));
        assert!(more <= once * 10 + Duration::from_millis(300), "{once:?}, then {more:?} for four times the text");
    }
}

fn time_to_lay_out(text: &str) -> Duration {
    let start = Instant::now();
    assert!(policyc_syntax::format(SourceId(0), text).text.is_some());
    start.elapsed()
}

/// The best of three, since other work on the machine only ever adds.
fn time(text: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        read(text);
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}
