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

impl Masks {
    /// Masks of ranges that may overlap.
    pub(crate) fn from_ranges(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self { ranges: merged }
    }

    /// Takes in many ranges, each kept only if it is free of those before; returns which were.
    pub(crate) fn add_all(&mut self, ranges: &[Range<usize>]) -> Vec<bool> {
        let mut kept = Vec::with_capacity(ranges.len());
        let mut all = std::mem::take(&mut self.ranges);
        let before = Self { ranges: all.clone() };
        let mut reached = 0;
        for range in ranges {
            let free = range.start >= reached && before.is_free(range) && !range.is_empty();
            if free {
                reached = range.end;
                all.push(range.clone());
            }
            kept.push(free);
        }
        *self = Self::from_ranges(all);
        kept
    }
}
