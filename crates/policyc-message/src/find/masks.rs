//! Stretches of a text that something has already been found in.

use std::ops::Range;

/// Ranges that do not overlap, in order of their start.
#[derive(Debug, Clone, Default)]
pub(crate) struct Masks {
    ranges: Vec<Range<usize>>,
}

impl Masks {
    /// Whether `range` touches none of the masks.
    pub(crate) fn is_free(&self, range: &Range<usize>) -> bool {
        let next = self.ranges.partition_point(|mask| mask.end <= range.start);
        self.ranges.get(next).is_none_or(|mask| mask.start >= range.end)
    }

    /// Takes a range in, if it is free.
    pub(crate) fn add(&mut self, range: Range<usize>) -> bool {
        if range.is_empty() || !self.is_free(&range) {
            return false;
        }
        let next = self.ranges.partition_point(|mask| mask.end <= range.start);
        self.ranges.insert(next, range);
        true
    }
}
