//! What of a source is shown: the lines that labels stand on, made harmless and cut to a window, with the labels moved
//! along. The drawing (ariadne) never sees the source itself: it would panic on a span that cuts a character, and send
//! control characters of a hostile mail to the terminal.

use crate::visible::{Cell, cells};
use crate::{Source, Span};
use std::ops::Range;

/// Lines longer than this many bytes are never looked at as a whole.
const LONG: usize = 640;
/// Bytes looked at before and behind a label in a long line, and of the label itself.
const AROUND: usize = 160;
const INSIDE: usize = 320;

/// Some lines of one source, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The lines; those that bear no label are empty, so that line numbers are the source's own.
    pub(crate) text: String,
    /// The labels: which one, and its bytes in `text`.
    pub(crate) marks: Vec<(usize, Range<usize>)>,
}

/// A label on one line of the source.
struct Mark {
    index: usize,
    line: usize,
    range: Range<usize>,
}

/// The excerpt of a source that shows these labels. `columns` is how wide a line may get.
pub(crate) fn excerpt(source: &Source, labels: &[(usize, Span)], columns: usize, ascii: bool) -> Excerpt {
    let mut marks = labels.iter().map(|&(index, span)| mark(source, index, span)).collect::<Vec<_>>();
    marks.sort_by_key(|mark| (mark.line, mark.range.start, mark.index));
    let mut out = Excerpt { text: String::new(), marks: Vec::new() };
    let mut last = 1;
    for same_line in marks.chunk_by(|a, b| a.line == b.line) {
        let Some(line) = same_line.first().map(|mark| mark.line) else { continue };
        out.text.extend(std::iter::repeat_n('\n', line - last));
        last = line;
        let shown = show_line(source, line, same_line, columns, ascii);
        let offset = out.text.len();
        out.text.push_str(&shown.text);
        let moved = shown.marks.into_iter().map(|(index, range)| (index, range.start + offset..range.end + offset));
        out.marks.extend(moved);
    }
    out
}

/// Puts a label on one line: of a longer span the part on its first line is marked.
fn mark(source: &Source, index: usize, span: Span) -> Mark {
    let range = source.snap(span.range());
    let line = source.line_column(range.start).line;
    let whole = source.line_range(line).unwrap_or(range.clone());
    let start = range.start.min(whole.end);
    Mark { index, line, range: start..range.end.clamp(start, whole.end) }
}

fn show_line(source: &Source, line: usize, marks: &[Mark], columns: usize, ascii: bool) -> Excerpt {
    let whole = source.line_range(line).unwrap_or(0..0);
    let mut windows = vec![whole.clone()];
    let all = if whole.len() <= LONG { cells(source.slice(whole.clone()), whole.start, ascii) } else { Vec::new() };
    if whole.len() > LONG || total(&all) > columns {
        let share = (columns / marks.len().clamp(1, 4)).max(24);
        windows = marks.iter().map(|mark| window(source, &whole, &mark.range, share, ascii)).collect();
        windows = merged(windows);
    }
    draw(source, &whole, &windows, marks, ascii)
}

fn total(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.width).sum()
}

/// The bytes around a label that take at most `share` columns.
fn window(source: &Source, whole: &Range<usize>, mark: &Range<usize>, share: usize, ascii: bool) -> Range<usize> {
    let from = mark.start.saturating_sub(AROUND).max(whole.start);
    let to = (mark.end.min(mark.start + INSIDE) + AROUND).min(whole.end);
    let looked = source.snap(from..to);
    let looked = looked.start.max(whole.start)..looked.end.min(whole.end);
    let found = cells(source.slice(looked.clone()), looked.start, ascii);
    let (before, after): (Vec<_>, Vec<_>) = found.into_iter().partition(|cell| cell.start < mark.start);
    let mut left = share / 3;
    let mut start = mark.start;
    for cell in before.iter().rev() {
        let Some(rest) = left.checked_sub(cell.width) else { break };
        (left, start) = (rest, cell.start);
    }
    let mut right = share - share / 3;
    let mut end = mark.start;
    for cell in &after {
        let Some(rest) = right.checked_sub(cell.width) else { break };
        (right, end) = (rest, cell.end);
    }
    start..end
}

/// Windows in order, those that touch made one.
fn merged(mut windows: Vec<Range<usize>>) -> Vec<Range<usize>> {
    windows.sort_by_key(|window| (window.start, window.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for window in windows {
        match out.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => out.push(window),
        }
    }
    out
}

/// The windows of a line, dots where something is left out, and the labels on them.
fn draw(source: &Source, whole: &Range<usize>, windows: &[Range<usize>], marks: &[Mark], ascii: bool) -> Excerpt {
    let dots = if ascii { "..." } else { "\u{2026}" };
    let mut text = String::new();
    // Where each cell lies in the text: (first byte in the source, one behind its last, bytes in the text).
    let mut places: Vec<(usize, usize, Range<usize>)> = Vec::new();
    let mut done = whole.start;
    for window in windows {
        if window.start > done {
            text.push_str(dots);
        }
        for cell in cells(source.slice(window.clone()), window.start, ascii) {
            let start = text.len();
            text.push_str(&cell.text);
            places.push((cell.start, cell.end, start..text.len()));
        }
        done = window.end;
    }
    if done < whole.end {
        text.push_str(dots);
    }
    let end = text.len();
    let marks = marks.iter().map(|mark| (mark.index, placed(&places, &mark.range, end))).collect::<Vec<_>>();
    if marks.iter().any(|(_, range)| range.end > end) {
        text.push(' ');
    }
    Excerpt { text, marks }
}

/// Where a label lies in the drawn text; an empty one gets the character behind it, or a blank at the end.
fn placed(places: &[(usize, usize, Range<usize>)], range: &Range<usize>, end: usize) -> Range<usize> {
    let from = places.partition_point(|place| place.1 <= range.start);
    let to = places.partition_point(|place| place.0 < range.end).max(from + 1);
    let inside = places.get(from..to.min(places.len())).unwrap_or_default();
    let mut shown = inside.iter().map(|place| &place.2).filter(|place| !place.is_empty());
    match shown.next() {
        Some(first) => first.start..shown.next_back().map_or(first.end, |last| last.end),
        None => end..end + 1,
    }
}
