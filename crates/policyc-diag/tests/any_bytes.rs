//! Whatever the bytes and the spans, drawing neither fails nor lets anything dangerous through.

use policyc_diag::render::{Style, render, render_plain};
use policyc_diag::{Diagnostic, Severity, Source, SourceMap, Span};
use proptest::prelude::*;

/// Characters that a terminal might act on, or that change how text is read.
fn dangerous(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E000}'..='\u{F8FF}')
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        any::<Vec<u8>>().prop_map(|bytes| bytes.into_iter().take(40).collect::<Vec<_>>()),
        "\\PC{0,20}".prop_map(String::into_bytes),
        any::<Vec<char>>().prop_map(|chars| chars.into_iter().take(20).collect::<String>().into_bytes()),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just("\u{202E}\u{200B}\u{1B}[2J\u{E000}0\u{E001}".as_bytes().to_vec()),
        Just(vec![b'x'; 700]),
        Just("\u{1F468}\u{200D}\u{1F469}\u{FE0F}e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}".as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_and_spans(
        bytes in bytes(),
        spans in prop::collection::vec((0_u32..3_000, 0_u32..3_000), 1..8),
        width in 0_usize..300,
        ascii in any::<bool>(),
    ) {
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new("na\u{7}me", bytes));
        let span = |at: (u32, u32)| Span { source: id, start: at.0, end: at.1 };
        let mut fault = Diagnostic::new("P1", "n", Severity::Warning, "a\u{1B}b", span(spans[0])).label("here").help("do");
        for &at in &spans[1..] {
            fault = fault.also(span(at), "there");
        }
        let style = Style { color: false, ascii, width };
        for text in [render(&sources, &fault, &style), render_plain(&sources, &fault, &style)] {
            prop_assert!(!text.chars().any(dangerous), "{text:?}");
            prop_assert!(text.lines().all(|line| line.chars().count() < 420), "{text}");
            prop_assert!(text.ends_with('\n'));
        }
        let colored = render(&sources, &fault, &Style { color: true, ..style });
        let escapes = |c: char| dangerous(c) && c != '\u{1B}';
        prop_assert!(!colored.chars().any(escapes));
    }
}
