//! Texts of a message by zone.

use crate::mapped::MappedText;
use crate::model::{Item, Known, Zone};
use crate::offsets::OffsetMap;
use ego_tree::NodeId;
use policyc_diag::{SourceId, Span};
use std::ops::Range;

/// A run of text of one zone, in reading order, white space as shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ZoneText {
    /// The zone.
    pub zone: Zone,
    /// Where the bytes stand.
    pub source: SourceId,
    /// The text; blocks and lines are parted by `\n`.
    pub text: String,
    /// From the text to the source.
    pub map: OffsetMap,
    /// Offsets at which a line, block, cell or item ends: no sentence goes across.
    pub breaks: Vec<usize>,
    /// Offsets at which a paragraph ends.
    pub paragraph_ends: Vec<usize>,
    /// Index in `message.parts`; none for subject and headers.
    pub part: Option<usize>,
    /// For HTML: which node each stretch of text comes from, by its start, in order.
    pub nodes: Vec<(usize, NodeId)>,
    /// The stretches of the text that are the signature.
    pub signature: Vec<Range<usize>>,
    /// The stretches of which it is not known whether a reader sees them, in order.
    pub unsure: Vec<Range<usize>>,
    /// Whether this is the text before the first visible character.
    pub preheader: bool,
}

impl ZoneText {
    /// The spans of a byte range of the text.
    #[must_use]
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        self.map.ranges(range).into_iter().map(|range| Span::new(self.source, range.start, range.end)).collect()
    }

    /// The node that a byte of the text comes from.
    #[must_use]
    pub fn node_at(&self, at: usize) -> Option<NodeId> {
        let found = self.nodes.partition_point(|(start, _)| *start <= at);
        self.nodes.get(found.checked_sub(1)?).map(|(_, node)| *node)
    }

    /// The zone of a stretch: its own, or the signature within.
    #[must_use]
    pub fn zone_of(&self, range: Range<usize>) -> Zone {
        let within = |part: &Range<usize>| part.start <= range.start && range.end <= part.end;
        if self.signature.iter().any(within) { Zone::Signature } else { self.zone }
    }

    /// Whether a reader sees a stretch.
    #[must_use]
    pub fn visible(&self, range: Range<usize>) -> Known<bool> {
        let next = self.unsure.partition_point(|part| part.end <= range.start);
        match self.zone {
            _ if self.unsure.get(next).is_some_and(|part| part.start < range.end) => Known::Unknown,
            Zone::Hidden => Known::Value(false),
            _ => Known::Value(true),
        }
    }

    /// An item that stands in a stretch of the text.
    #[must_use]
    pub fn item(&self, range: Range<usize>) -> Item {
        Item {
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            places: self.spans(range.clone()),
            zone: self.zone_of(range.clone()),
            visible: self.visible(range),
            ..Item::default()
        }
    }

    /// A stretch of the text by itself.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let clip = |part: &Range<usize>| {
            let (start, end) = (part.start.max(range.start), part.end.min(range.end));
            (start < end).then(|| start - range.start..end - range.start)
        };
        let ends = |ends: &[usize]| -> Vec<usize> {
            let first = ends.partition_point(|at| *at < range.start);
            ends.iter().skip(first).take_while(|at| **at <= range.end).map(|at| at - range.start).collect()
        };
        let node = self.node_at(range.start).map(|node| (0, node));
        let first = self.nodes.partition_point(|(at, _)| *at <= range.start);
        let nodes = self.nodes.iter().skip(first).take_while(|(at, _)| *at < range.end);
        Self {
            zone: self.zone,
            source: self.source,
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            map: self.map.slice(range.clone()),
            breaks: ends(&self.breaks),
            paragraph_ends: ends(&self.paragraph_ends),
            part: self.part,
            nodes: node.into_iter().chain(nodes.map(|(at, node)| (at - range.start, *node))).collect(),
            signature: self.signature.iter().filter_map(clip).collect(),
            unsure: self.unsure.iter().filter_map(clip).collect(),
            preheader: self.preheader,
        }
    }

    /// Text and map alone.
    #[must_use]
    pub fn mapped(&self) -> MappedText {
        MappedText { text: self.text.clone(), map: self.map.clone() }
    }
}

impl crate::Message {
    /// What a place in the source says, decoded: in a zone, else in a link, image or other text of the HTML.
    #[must_use]
    pub fn decoded(&self, span: Span) -> Option<String> {
        let texts = self.zones().iter().filter(|zone| zone.source == span.source);
        let texts = texts.map(|zone| (zone.text.as_str(), &zone.map));
        let html = self.html().filter(|_| self.source() == span.source).map(|html| (html.text.as_str(), &html.map));
        texts.chain(html).find_map(|(text, map)| {
            let mut range = map.decoded(span.range());
            while range.start < range.end && !text.is_char_boundary(range.start) {
                range.start -= 1;
            }
            while range.end < text.len() && !text.is_char_boundary(range.end) {
                range.end += 1;
            }
            text.get(range).filter(|found| !found.is_empty()).map(str::to_owned)
        })
    }
}
