//! Edits of HTML: what goes with a place, and how text is written there.

use super::plain::{sentence, with_blank};
use super::resolve::Target;
use super::{Action, Change, Extent, TextEdit};
use crate::html::encoded;
use crate::html::{NodePlace, Tag, TagAttribute};
use crate::{HtmlDocument, Message};
use std::ops::Range;

/// The HTML of a part with the places of its nodes.
pub(super) struct Markup<'m> {
    html: &'m str,
    /// Elements that were written, by their start tags.
    elements: Vec<(&'m Tag, Option<&'m Range<usize>>)>,
}

impl<'m> Markup<'m> {
    pub(super) fn new(tree: &'m HtmlDocument, html: &'m str) -> Self {
        let written = |place: &'m NodePlace| Some((place.start_tag.as_deref()?, place.end_tag.as_ref()));
        let mut elements: Vec<_> = tree.nodes.values().filter(|place| !place.again).filter_map(written).collect();
        elements.sort_by_key(|(tag, _)| (tag.range.start, tag.range.end));
        Self { html, elements }
    }

    pub(super) fn text(&self, range: Range<usize>) -> &'m str {
        self.html.get(range).unwrap_or_default()
    }

    /// The start tag that a range stands in, or is.
    pub(super) fn tag_around(&self, range: &Range<usize>) -> Option<&'m Tag> {
        let around = |tag: &&&Tag| tag.range.start <= range.start && range.end <= tag.range.end;
        self.elements.iter().map(|(tag, _)| tag).find(around).copied()
    }

    /// The outermost element around a place, the page's own frame aside; a start tag that ends there is before it.
    pub(super) fn outermost(&self, at: usize) -> Option<Range<usize>> {
        self.elements
            .iter()
            .filter(|(tag, _)| !matches!(self.name(tag).as_str(), "html" | "body" | "head"))
            .filter_map(|(tag, end)| Some(tag.range.start..end.as_ref()?.end))
            .find(|around| around.start < at && at < around.end)
    }

    fn name(&self, tag: &Tag) -> String {
        self.text(tag.name_range.clone()).to_ascii_lowercase()
    }

    pub(super) fn change(
        &self,
        message: &Message,
        change: &Change<'_>,
        target: &Target<'_>,
    ) -> Result<Vec<TextEdit>, String> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for piece in &target.pieces {
            match change.extent {
                Extent::Place if change.action == Action::Delete || self.is_tag(piece) => {
                    ranges.extend(self.whole(piece))
                }
                Extent::Place => ranges.push(piece.clone()),
                Extent::Element => ranges.push(self.element(piece)?),
                Extent::Sentence => ranges.push(self.closed(sentence(message, target, piece)?)?),
                Extent::Line => return Err("a line of HTML is nothing that a reader sees".to_owned()),
            }
        }
        ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut kept: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            if kept.last().is_none_or(|last| last.end <= range.start) {
                kept.push(range);
            }
        }
        let written = self.written(change, target);
        let edits = kept.into_iter().enumerate().map(|(at, range)| {
            let text = if at == 0 || change.value.is_some() { written.clone() } else { String::new() };
            TextEdit::new(target.part, range, text)
        });
        Ok(edits.collect())
    }

    fn written(&self, change: &Change<'_>, target: &Target<'_>) -> String {
        if change.action == Action::Delete {
            return String::new();
        }
        let in_tag = |piece: &Range<usize>| self.tag_around(piece).is_some() && !self.is_tag(piece);
        let text = encoded(change.text);
        if target.pieces.iter().any(in_tag) { text } else { text.replace('\n', "<br>") }
    }

    fn is_tag(&self, piece: &Range<usize>) -> bool {
        self.elements.iter().any(|(tag, _)| tag.range == *piece)
    }

    /// A place with what goes with it.
    fn whole(&self, piece: &Range<usize>) -> Vec<Range<usize>> {
        let own = self.elements.iter().find(|(tag, _)| tag.range == *piece);
        if let Some((tag, end)) = own {
            let end = end.filter(|end| end.start >= tag.range.end);
            return std::iter::once(tag.range.clone()).chain(end.cloned()).collect();
        }
        let Some(tag) = self.tag_around(piece) else {
            let inside =
                if self.in_style_sheet(piece) { self.declaration(piece, self.html.len()) } else { piece.clone() };
            return vec![with_blank(self.html, inside)];
        };
        let around = |attribute: &&TagAttribute| {
            let value = attribute.value_range.clone().unwrap_or(attribute.name_range.clone());
            attribute.name_range.start <= piece.start && piece.end <= value.end.max(attribute.name_range.end)
        };
        let Some(attribute) = tag.attributes.iter().find(around) else { return vec![piece.clone()] };
        let value = attribute.value_range.clone().unwrap_or(attribute.name_range.clone());
        if *piece == value || *piece == attribute.name_range {
            return vec![self.attribute(attribute)];
        }
        if attribute.name != "style" {
            return vec![with_blank(self.html, piece.clone())];
        }
        let gone = self.declaration(piece, value.end);
        let left = format!("{}{}", self.text(value.start..gone.start), self.text(gone.end..value.end));
        vec![if left.trim().is_empty() { self.attribute(attribute) } else { gone }]
    }

    /// An attribute with the blank before it and its quotes.
    fn attribute(&self, attribute: &TagAttribute) -> Range<usize> {
        let before = self.text(0..attribute.name_range.start);
        let start = before.trim_end().len();
        let Some(value) = &attribute.value_range else { return start..attribute.name_range.end };
        let quote = self.text(0..value.start).chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let closes = quote.is_some_and(|quote| self.text(value.end..self.html.len()).starts_with(quote));
        start..value.end + usize::from(closes)
    }

    /// A declaration with its semicolon and the blanks behind it.
    fn declaration(&self, piece: &Range<usize>, end: usize) -> Range<usize> {
        let rest = self.text(piece.end..end);
        let Some(behind) = rest.trim_start().strip_prefix(';') else { return piece.clone() };
        piece.start..end - behind.trim_start_matches([' ', '\t']).len()
    }

    fn in_style_sheet(&self, piece: &Range<usize>) -> bool {
        self.elements.iter().any(|(tag, end)| {
            tag.range.end <= piece.start && end.is_some_and(|end| piece.end <= end.start) && self.name(tag) == "style"
        })
    }

    /// The element around a piece: that in whose start tag it stands, else the innermost.
    fn element(&self, piece: &Range<usize>) -> Result<Range<usize>, String> {
        let extent = |tag: &Tag, end: Option<&Range<usize>>| {
            let void = crate::html::is_void(&self.name(tag));
            match end.filter(|end| end.start >= tag.range.end) {
                Some(end) => Some(tag.range.start..end.end),
                None => void.then(|| tag.range.clone()),
            }
        };
        let tag = self.tag_around(piece);
        let in_tag = self.elements.iter().find(|(own, _)| tag.is_some_and(|tag| std::ptr::eq(tag, *own)));
        if let Some((tag, end)) = in_tag {
            let found = extent(tag, *end).ok_or("the element has no end tag")?;
            return Ok(with_blank(self.html, found));
        }
        let all = self.elements.iter().filter_map(|(tag, end)| extent(tag, *end));
        let around = all.filter(|range| range.start <= piece.start && piece.end <= range.end);
        let inner = around.min_by_key(|range| range.end - range.start);
        inner.map(|range| with_blank(self.html, range)).ok_or_else(|| "it stands in no element".to_owned())
    }

    /// A stretch widened so that it cuts no element; not over any further text.
    fn closed(&self, mut range: Range<usize>) -> Result<Range<usize>, String> {
        for (tag, end) in &self.elements {
            let Some(end) = end else { continue };
            let starts = range.start <= tag.range.start && tag.range.start < range.end;
            let ends = range.start < end.end && end.end <= range.end;
            let wider = if starts && !ends {
                range.start..end.end
            } else if ends && !starts {
                tag.range.start..range.end
            } else {
                continue;
            };
            let more = format!("{}{}", self.text(wider.start..range.start), self.text(range.end..wider.end));
            if !only_tags(&more) {
                return Err("the sentence ends within an element".to_owned());
            }
            range = wider;
        }
        Ok(with_blank(self.html, range))
    }
}

/// Whether a stretch of HTML has no text.
fn only_tags(html: &str) -> bool {
    let mut inside = false;
    html.chars().all(|c| {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => return false,
            _ => {}
        }
        true
    })
}
