//! From a change at a place of the source to edits of the decoded texts.

use super::{Action, Change, Extent, TextEdit, insert, markup::Markup, plain};
use crate::mapped::MappedText;
use crate::{HtmlDocument, Message};
use std::collections::BTreeMap;
use std::ops::Range;

/// Stretches of one decoded text.
pub(super) struct Target<'m> {
    pub(super) part: Option<usize>,
    pub(super) text: &'m MappedText,
    /// The tree, where the text is HTML.
    pub(super) tree: Option<&'m HtmlDocument>,
    pub(super) pieces: Vec<Range<usize>>,
}

/// The edits that make a change; in order, none overlapping another.
///
/// # Errors
/// Why it cannot be made there, in words.
pub fn resolve(message: &Message, change: &Change<'_>) -> Result<Vec<TextEdit>, String> {
    let mut targets = locate(message, change);
    let takes_fields = change.action == Action::Delete && matches!(change.extent, Extent::Element | Extent::Line);
    let fields = if takes_fields { fields(message, change) } else { Vec::new() };
    if targets.is_empty() && fields.is_empty() {
        return Err("the place stands in no text that can be changed".to_owned());
    }
    if let Some(value) = change.value {
        targets.iter_mut().for_each(|target| narrow(target, value));
        targets.retain(|target| !target.pieces.is_empty());
        if targets.is_empty() {
            return Err(format!("`{value}` is not written there as it is read"));
        }
    }
    if change.whole && change.extent == Extent::Line {
        add_alternative(message, &mut targets);
    }
    let mut edits = fields;
    for target in &targets {
        edits.extend(edits_of(message, change, target)?);
    }
    edits.sort();
    edits.dedup();
    let apart = |pair: &[TextEdit]| match pair {
        [first, second] => first.part != second.part || first.end <= second.start,
        _ => true,
    };
    if edits.windows(2).all(apart) { Ok(edits) } else { Err("the places overlap".to_owned()) }
}

fn edits_of(message: &Message, change: &Change<'_>, target: &Target<'_>) -> Result<Vec<TextEdit>, String> {
    let markup = target.tree.map(|tree| Markup::new(tree, &target.text.text));
    match (change.action, &markup) {
        (Action::In, Some(markup)) => insert::attribute(change, target, markup),
        (Action::In, None) => Err("a plain text has no tags".to_owned()),
        (Action::Before | Action::After, markup) => insert::beside(change, target, markup.as_ref()),
        (Action::Replace | Action::Delete, Some(markup)) => markup.change(message, change, target),
        (Action::Replace | Action::Delete, None) => plain::change(message, change, target),
    }
}

/// Where the spans of a change stand, by text.
fn locate<'m>(message: &'m Message, change: &Change<'_>) -> Vec<Target<'m>> {
    let mut found: BTreeMap<Option<usize>, Vec<Range<usize>>> = BTreeMap::new();
    for span in change.spans.iter().filter(|span| span.source == message.source()) {
        let parts = (0..message.parts().items.len()).map(Some);
        for part in parts.chain([None]) {
            let Some(text) = text_of(message, part) else { continue };
            let range = exactly(text, span.range());
            let cover = text.map.cover(range.clone());
            // A span of another text lies between two of this one, or outside.
            if range.is_empty() || cover.start > span.range().end || cover.end < span.range().start {
                continue;
            }
            found.entry(part).or_default().push(range);
            break;
        }
    }
    let targets = found.into_iter().filter_map(|(part, mut pieces)| {
        pieces.sort_by_key(|piece| (piece.start, piece.end));
        pieces.dedup();
        let tree = part.and_then(|part| message.documents().iter().find(|document| document.part == part));
        Some(Target { part, text: text_of(message, part)?, tree: tree.map(|document| &document.tree), pieces })
    });
    targets.collect()
}

/// Header fields that are to go.
fn fields(message: &Message, change: &Change<'_>) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    for span in change.spans.iter().filter(|span| span.source == message.source()) {
        let headers = message.envelope().headers.items.iter();
        let within = |header: &&crate::model::Header| header.item.places.iter().any(|place| place.covers(*span));
        if headers.clone().any(|header| within(&header)) {
            edits.push(TextEdit::of_field(span.range()));
        }
    }
    edits
}

/// The characters that a range of the source stands for. Where a character of the source holds bits of two decoded bytes
/// (base64), those at the ends that the range can do without are none of them.
pub(super) fn exactly(text: &MappedText, source: Range<usize>) -> Range<usize> {
    let mut range = text.map.decoded(source.clone());
    while !text.text.is_char_boundary(range.start) {
        range.start -= 1;
    }
    while range.end < text.text.len() && !text.text.is_char_boundary(range.end) {
        range.end += 1;
    }
    while let Some(first) = text.get(range.clone()).chars().next() {
        let less = range.start + first.len_utf8()..range.end;
        if less.is_empty() || text.map.cover(less.clone()).start > source.start {
            break;
        }
        range = less;
    }
    while let Some(last) = text.get(range.clone()).chars().next_back() {
        let less = range.start..range.end - last.len_utf8();
        if less.is_empty() || text.map.cover(less.clone()).end < source.end {
            break;
        }
        range = less;
    }
    range
}

/// The decoded text of a part, or the subject.
pub(super) fn text_of(message: &Message, part: Option<usize>) -> Option<&MappedText> {
    part.map_or_else(|| message.subject(), |part| message.part_text(part))
}

/// Keeps of each piece the first stretch that says the value.
fn narrow(target: &mut Target<'_>, value: &str) {
    let wanted = value.to_ascii_lowercase();
    let text = target.text;
    target.pieces = target
        .pieces
        .iter()
        .filter_map(|piece| {
            let at = text.get(piece.clone()).to_ascii_lowercase().find(&wanted)?;
            Some(piece.start + at..piece.start + at + value.len())
        })
        .collect();
}

/// What is said to the reader of one alternative is said to that of the other.
fn add_alternative<'m>(message: &'m Message, targets: &mut Vec<Target<'m>>) {
    for part in [message.html_part(), message.text_part()].into_iter().flatten() {
        let Some(text) = message.part_text(part).filter(|text| !text.text.trim().is_empty()) else { continue };
        if targets.iter().any(|target| target.part == Some(part)) {
            continue;
        }
        let document = message.documents().iter().find(|document| document.part == part);
        if document.is_some() {
            continue;
        }
        let (from, to) = (text.text.len() - text.text.trim_start().len(), text.text.trim_end().len());
        let pieces = std::iter::once(from..to).collect();
        targets.push(Target { part: Some(part), text, tree: None, pieces });
    }
}
