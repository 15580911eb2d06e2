//! Drawn diagnostics, whole.
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::panic, reason = "a test may die")]

use policyc_diag::render::{Style, render, render_plain};
use policyc_diag::{Diagnostic, Severity, Source, SourceMap, Span};

/// A source and the span of the `nth` occurrence of a text in it.
fn source(bytes: &[u8]) -> (SourceMap, impl Fn(&[u8], usize) -> Span + use<>) {
    let mut sources = SourceMap::default();
    let id = sources.add(Source::new("shop/house.policy", bytes));
    let bytes = bytes.to_vec();
    let find = move |text: &[u8], nth: usize| {
        let at = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(text)).nth(nth).unwrap();
        Span::new(id, at, at + text.len())
    };
    (sources, find)
}

fn fault(span: Span) -> Diagnostic {
    Diagnostic::new("P0121", "mixed-and-or", Severity::Error, "`and` and `or` are mixed without parentheses", span)
}

#[test]
fn two_labels_on_a_line() {
    let (sources, find) = source(b"rule x {\n  forbid a or b and c\n}\n");
    let fault = fault(find(b"and", 0))
        .label("`and` here")
        .also(find(b"or", 1), "`or` here")
        .help("put in parentheses what belongs together: `a and (b or c)` or `(a and b) or c`, whichever of these two was meant by the author")
        .note("a note");
    insta::assert_snapshot!(render(&sources, &fault, &Style::default()));
}

#[test]
fn ascii() {
    let (sources, find) = source("r\u{E4}ume { \u{4E2D}\u{6587} or b and \u{1B}[31mc }\n".as_bytes());
    let fault = fault(find("\u{4E2D}\u{6587}".as_bytes(), 0)).label("here").also(find(b"\x1B[31mc", 0), "there");
    insta::assert_snapshot!(render(&sources, &fault, &Style { ascii: true, ..Style::default() }));
}

#[test]
fn hostile_characters() {
    let (sources, find) =
        source("see \u{202E}gro.live\u{202C}\u{200B} now\u{7}\x1B]0;pwned\x07 \u{2028}end".as_bytes());
    insta::assert_snapshot!(render(&sources, &fault(find(b"now", 0)).label("here"), &Style::default()));
}

#[test]
fn bytes_that_are_no_text() {
    let (sources, find) = source(b"a \xFF\xC3 b \xE2\x82 c");
    insta::assert_snapshot!(render(&sources, &fault(find(b"b", 0)).label("here"), &Style::default()));
}

#[test]
fn one_long_line() {
    let long = format!("<p>{} <b>bold</b> {} <i>end</i></p>", "lorem ipsum ".repeat(5_000), "dolor ".repeat(9_000));
    let (sources, find) = source(long.as_bytes());
    let fault = fault(find(b"<b>", 0)).label("opened here").also(find(b"<i>", 0), "and this");
    insta::assert_snapshot!(render(&sources, &fault, &Style::default()));
}

#[test]
fn empty_span_at_the_end() {
    let (sources, find) = source(b"rule x {");
    let end = find(b"{", 0).end;
    let span = Span { start: end, end, ..find(b"{", 0) };
    insta::assert_snapshot!(render(&sources, &fault(span).label("something is missing here"), &Style::default()));
}

#[test]
fn a_span_over_several_lines() {
    let (sources, find) = source(b"rule x {\r\n  forbid a\r\n}\r\n");
    let span = find(b"{", 0).to(find(b"}", 0));
    insta::assert_snapshot!(render(&sources, &fault(span).label("this body"), &Style::default()));
}

#[test]
fn two_sources_and_far_lines() {
    let mut sources = SourceMap::default();
    let first = sources.add(Source::new("a.policy", format!("top\n{}bottom\n", "\n".repeat(5_000)).into_bytes()));
    let second = sources.add(Source::new("b.policy", b"one\ntwo\n".as_slice()));
    let fault = fault(Span::new(second, 4, 7))
        .label("the second")
        .also(Span::new(first, 0, 3), "the first")
        .also(Span::new(first, 5_004, 5_010), "far below");
    insta::assert_snapshot!(render(&sources, &fault, &Style::default()));
}

#[test]
fn crowded_line() {
    let (sources, find) = source(b"a b c d e f");
    let mut fault = fault(find(b"a", 0)).label("first");
    for letter in [b"b", b"c", b"d", b"e", b"f"] {
        fault = fault.also(find(letter, 0), "another");
    }
    insta::assert_snapshot!(render(&sources, &fault, &Style::default()));
}

#[test]
fn plain() {
    let (sources, find) = source(b"rule x {\n  forbid a or b and c\n}\n");
    let fault =
        fault(find(b"and", 0)).label("`and` here").also(find(b"or", 1), "`or` here").help("use\u{1B}[31m parentheses");
    insta::assert_snapshot!(render_plain(&sources, &fault, &Style::default()));
}

#[test]
fn without_a_source() {
    let fault = fault(Span::default()).help("look elsewhere");
    insta::assert_snapshot!(render(&SourceMap::default(), &fault, &Style::default()));
}
