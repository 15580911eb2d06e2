//! The signature: what follows the last line of two dashes (RFC 3676, 4.3).

use std::ops::Range;

const MOST_LINES: usize = 15;

/// The signature at the end of a text, its dashes left out.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let end = text.trim_end_matches(['\n', ' ', '\t']).len();
    let mut begin = text.len();
    for _ in 0..=MOST_LINES {
        let before = text.get(..begin)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.get(start..)?;
        if matches!(line.trim_end_matches([' ', '\u{A0}', '\r']), "--" | "\u{2013}\u{2013}") && start > 0 {
            let first = (begin + 1).min(end);
            return (first < end).then_some(first..end);
        }
        begin = start.checked_sub(1)?;
    }
    None
}
