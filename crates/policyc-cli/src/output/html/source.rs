//! A source with its line numbers and marks; of a long one, the lines around the marks.

use policyc::{
    diag::Source,
    message::html::{escaped, marked},
};
use std::{collections::BTreeSet, fmt::Write, ops::Range};

/// So many lines are shown whole.
const LINES: usize = 300;
/// Lines shown around a mark of a longer source.
const AROUND: usize = 3;
/// Bytes of a line that are shown; of a longer line, what is around its marks.
const WIDE: usize = 4000;

/// The lines of `within` as HTML.
pub(super) fn html(source: &Source, within: Range<usize>, marks: &[(Range<usize>, usize)]) -> String {
    let first = source.line_column(within.start).line;
    let last = source.line_column(within.end).line.min(source.line_count());
    let chosen = chosen(source, first, last, marks);
    let mut out = String::new();
    let mut before = first.saturating_sub(1);
    for line in chosen {
        if line > before + 1 {
            let _ = writeln!(out, "<span class=\"line\">… {} lines without a finding …</span>", line - before - 1);
        }
        before = line;
        let Some(range) = source.line_range(line) else { continue };
        let _ = write!(out, "<span class=\"line\">{line:>5} </span>");
        for piece in pieces(source, &range, marks) {
            write_piece(source, piece, &range, marks, &mut out);
        }
        out.push('\n');
    }
    if last > before {
        let _ = writeln!(out, "<span class=\"line\">… {} lines without a finding …</span>", last - before);
    }
    out
}

fn chosen(source: &Source, first: usize, last: usize, marks: &[(Range<usize>, usize)]) -> BTreeSet<usize> {
    if last - first.min(last) < LINES {
        return (first..=last).collect();
    }
    let mut lines: BTreeSet<usize> = (first..(first + 2 * AROUND).min(last)).collect();
    for (range, _) in marks {
        let line = source.line_column(range.start).line;
        lines.extend((line.saturating_sub(AROUND).max(first))..=((line + AROUND).min(last)));
    }
    lines
}

/// The parts of a line that are shown.
fn pieces(source: &Source, line: &Range<usize>, marks: &[(Range<usize>, usize)]) -> Vec<Range<usize>> {
    if line.len() <= WIDE {
        return vec![line.clone()];
    }
    let on_line = marks.iter().filter(|(range, _)| range.start < line.end && line.start < range.end);
    let mut around: Vec<Range<usize>> = on_line
        .map(|(range, _)| {
            let start = range.start.saturating_sub(200).max(line.start);
            source.snap(start..(range.end.min(range.start + WIDE) + 200).min(line.end))
        })
        .collect();
    around.sort_by_key(|range| range.start);
    if around.is_empty() {
        around.push(source.snap(line.start..line.start + 400));
    }
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in around {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn write_piece(
    source: &Source,
    piece: Range<usize>,
    line: &Range<usize>,
    marks: &[(Range<usize>, usize)],
    out: &mut String,
) {
    let dots = |cut: bool| if cut { "…" } else { "" };
    out.push_str(dots(piece.start > line.start));
    match std::str::from_utf8(source.slice(piece.clone())) {
        Ok(text) => {
            // A mark that ends beyond this line ends, here, with the line.
            let moved: Vec<_> = marks
                .iter()
                .filter(|(range, _)| range.start < piece.end && piece.start < range.end)
                .map(|(range, number)| {
                    (range.start.saturating_sub(piece.start)..range.end.min(piece.end) - piece.start, *number)
                })
                .collect();
            out.push_str(&marked(text, &moved));
        }
        // Bytes that are no UTF-8 have no places in a text; the findings are named at the end of the line.
        Err(_) => {
            out.push_str(&escaped(&source.text(piece.clone())));
            for (_, number) in marks.iter().filter(|(range, _)| range.start < piece.end && piece.start < range.end) {
                let _ = write!(out, "<mark><sup>[finding {number}]</sup></mark>");
            }
        }
    }
    out.push_str(dots(piece.end < line.end));
}
