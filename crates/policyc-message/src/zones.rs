//! Texts of a message by zone.

use crate::mapped::MappedText;
use crate::model::Zone;
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

    /// Text and map alone.
    #[must_use]
    pub fn mapped(&self) -> MappedText {
        MappedText { text: self.text.clone(), map: self.map.clone() }
    }
}
