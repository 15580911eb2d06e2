//! Raw bytes of a mail, on disk or within a case.

use crate::offsets::OffsetMap;
use policyc_diag::{SourceId, Span};
use std::ops::Range;

/// The bytes of a mail and where they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw<'a> {
    pub(crate) source: SourceId,
    pub(crate) bytes: &'a [u8],
    /// For a mail within a case or within a part: from its bytes to the source.
    pub(crate) base: Option<&'a OffsetMap>,
}

impl Raw<'_> {
    pub(crate) fn get(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// The spans of a range of the raw bytes.
    pub(crate) fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let span = |range: Range<usize>| Span::new(self.source, range.start, range.end);
        match self.base {
            Some(base) => base.ranges(range).into_iter().map(span).collect(),
            None => vec![span(range)],
        }
    }

    /// A map into the raw bytes made one into the source.
    pub(crate) fn rebase(&self, map: OffsetMap) -> OffsetMap {
        match self.base {
            Some(base) => map.over(base),
            None => map,
        }
    }
}
