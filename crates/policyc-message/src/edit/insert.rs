//! Insertions: beside a place, as a line of its own, as an attribute.

use super::markup::Markup;
use super::plain::newline;
use super::resolve::Target;
use super::{Action, Change, Extent, TextEdit};
use crate::html::encoded;

/// One more attribute in the start tags at the place.
pub(super) fn attribute(
    change: &Change<'_>,
    target: &Target<'_>,
    markup: &Markup<'_>,
) -> Result<Vec<TextEdit>, String> {
    if change.text.contains(['<', '>']) {
        return Err("an attribute with `<` or `>` in it is not written".to_owned());
    }
    let mut edits = Vec::new();
    for piece in &target.pieces {
        let tag = markup.tag_around(piece).ok_or("it stands in no start tag")?;
        let inside = markup.text(tag.range.clone());
        let closing = if inside.ends_with("/>") { 2 } else { 1 };
        let head = inside.get(..inside.len().saturating_sub(closing)).unwrap_or_default().trim_end();
        let at = tag.range.start + head.len();
        edits.push(TextEdit::new(target.part, at..at, format!(" {}", change.text)));
    }
    Ok(edits)
}

/// The text before or behind the place.
pub(super) fn beside(
    change: &Change<'_>,
    target: &Target<'_>,
    markup: Option<&Markup<'_>>,
) -> Result<Vec<TextEdit>, String> {
    let before = change.action == Action::Before;
    let (Some(first), Some(last)) = (target.pieces.first(), target.pieces.last()) else { return Ok(Vec::new()) };
    if change.extent == Extent::Line {
        let at = if before { first.start } else { last.end };
        return Ok(vec![match markup {
            Some(markup) => block(change, target, markup, at),
            None => line(change, target, at),
        }]);
    }
    let written = if markup.is_some() { encoded(change.text) } else { change.text.to_owned() };
    let at = |piece: &std::ops::Range<usize>| if before { piece.start } else { piece.end };
    Ok(target.pieces.iter().map(|piece| TextEdit::new(target.part, at(piece)..at(piece), written.clone())).collect())
}

/// A line of its own in a plain text.
fn line(change: &Change<'_>, target: &Target<'_>, at: usize) -> TextEdit {
    let text = &target.text.text;
    let newline = newline(text);
    let written = change.text.replace('\n', newline);
    if change.action == Action::Before {
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        return TextEdit::new(target.part, start..start, format!("{written}{newline}"));
    }
    let rest = text.get(at..).unwrap_or_default();
    let end = at + rest.find(['\r', '\n']).unwrap_or(rest.len());
    TextEdit::new(target.part, end..end, format!("{newline}{written}"))
}

/// A paragraph of its own in HTML, outside the outermost element around the place.
fn block(change: &Change<'_>, target: &Target<'_>, markup: &Markup<'_>, at: usize) -> TextEdit {
    let around = markup.outermost(at);
    let before = change.action == Action::Before;
    let at = around.map_or(at, |around| if before { around.start } else { around.end });
    let text = encoded(change.text).replace('\n', "<br>");
    TextEdit::new(target.part, at..at, format!("<p>{text}</p>"))
}
