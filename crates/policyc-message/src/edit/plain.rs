//! Edits of plain texts and of the subject.

use super::resolve::{Target, exactly};
use super::{Action, Change, Extent, TextEdit};
use crate::Message;
use std::ops::Range;

pub(super) fn change(message: &Message, change: &Change<'_>, target: &Target<'_>) -> Result<Vec<TextEdit>, String> {
    let text = &target.text.text;
    let delete = change.action == Action::Delete;
    let newline = newline(text);
    let mut edits = Vec::new();
    for (at, piece) in target.pieces.iter().enumerate() {
        let range = match change.extent {
            Extent::Place if delete => with_blank(text, piece.clone()),
            Extent::Place => piece.clone(),
            Extent::Line => line(text, piece.clone(), delete),
            Extent::Sentence => with_blank(text, sentence(message, target, piece)?),
            Extent::Element => return Err("a plain text has no elements".to_owned()),
        };
        // Of a place in several pieces the first takes the text, unless each says the value by itself.
        let written = if delete || (at > 0 && change.value.is_none()) {
            String::new()
        } else {
            change.text.replace('\n', newline)
        };
        edits.push(TextEdit::new(target.part, range, written));
    }
    Ok(edits)
}

/// How lines of a text end.
pub(super) fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// With one of the two blanks that would be left beside each other, or a blank that would be left at the end of a line.
pub(super) fn with_blank(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let blank_before = before.ends_with(' ');
    let ends = behind.is_empty() || behind.starts_with(['\n', '\r', '<']);
    let begins = before.is_empty() || before.ends_with(['\n', '>']);
    if blank_before && (ends || behind.starts_with(' ')) {
        return range.start - 1..range.end;
    }
    if begins && behind.starts_with(' ') {
        return range.start..range.end + 1;
    }
    range
}

/// The line around a range, with its end where it is to go.
fn line(text: &str, range: Range<usize>, with_end: bool) -> Range<usize> {
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(range.end..).unwrap_or_default();
    let end = rest.find('\n').map_or(text.len(), |at| range.end + at);
    if with_end {
        return start..(end + 1).min(text.len());
    }
    let cut = usize::from(text.get(..end).is_some_and(|line| line.ends_with('\r')));
    start..(end - cut).max(range.end)
}

/// The sentence around a piece, within its text.
pub(super) fn sentence(message: &Message, target: &Target<'_>, piece: &Range<usize>) -> Result<Range<usize>, String> {
    let around = message.sentences().items.iter().find_map(|sentence| {
        let places = sentence.item.places.iter().filter(|place| place.source == message.source());
        let ranges: Vec<Range<usize>> =
            places.map(|place| exactly(target.text, place.range())).filter(|range| !range.is_empty()).collect();
        let (first, last) = (ranges.first()?.start, ranges.last()?.end);
        (first <= piece.start && piece.end <= last).then_some(first..last)
    });
    around.ok_or_else(|| "it stands in no sentence".to_owned())
}
