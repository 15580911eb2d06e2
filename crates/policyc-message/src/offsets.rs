//! Where decoded text comes from: a compact map from its bytes to the bytes of the source, layer upon layer.
//!
//! Each decoding (transfer coding, charset, entities, folding) yields an [`OffsetMap`]; [`OffsetMap::over`] puts one
//! upon another. Obligations (semantics, section 8): an escape is whole in a span or not in it, later text never maps
//! before earlier text of its part, and what is removed goes with the character before it.

use std::ops::Range;

/// How the bytes of a segment relate to the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Byte for byte: the n-th decoded byte comes from the n-th source byte.
    Aligned,
    /// All of it comes from all of the source range, as one unit.
    Unit,
    /// Base64 without line ends inside: byte `i` comes from the two characters that hold its bits. The number is the
    /// place (0, 1, 2) of the first byte in its group of three; `source` is the start of that group.
    Base64(u8),
}

/// One segment of decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    at: u32,
    len: u32,
    source: u32,
    source_len: u32,
    run: Run,
    /// What lies in the source between the segment before and this one belongs to both (soft breaks, line ends of
    /// base64), so that one span may cover it.
    joined: bool,
}

impl Segment {
    fn end(&self) -> u32 {
        self.at + self.len
    }

    /// Source range of the decoded bytes `from..to`, cut to this segment.
    fn source_of(&self, from: u32, to: u32) -> Range<u32> {
        let low = from.max(self.at) - self.at;
        let high = (to.min(self.end()).max(self.at) - self.at).max(low);
        let end = self.source + self.source_len;
        match self.run {
            Run::Aligned => self.source + low..self.source + high,
            Run::Unit => self.source..end,
            Run::Base64(phase) => {
                let place = |byte: u32| (byte / 3) * 4 + byte % 3;
                let first = place(low + u32::from(phase));
                let last = place((high + u32::from(phase)).saturating_sub(1)) + 2;
                (self.source + first).min(end)..(self.source + last).min(end)
            }
        }
    }

    /// The segment cut to the decoded range, moved so that it begins at `at`; none if nothing is left.
    fn cut(&self, from: u32, to: u32, at: u32) -> Option<Self> {
        let (low, high) = (from.max(self.at), to.min(self.end()));
        if low >= high {
            return None;
        }
        let joined = self.joined || low > self.at;
        let (len, skipped) = (high - low, low - self.at);
        let cut = match self.run {
            Run::Aligned => Self { at, len, source: self.source + skipped, source_len: len, run: Run::Aligned, joined },
            Run::Unit => Self { at, len, joined, ..*self },
            Run::Base64(phase) => {
                let first = skipped + u32::from(phase);
                let source = self.source + first / 3 * 4;
                let end = self.source_of(low, high).end.max(source);
                let phase = u8::try_from(first % 3).unwrap_or_default();
                Self { at, len, source, source_len: end - source, run: Run::Base64(phase), joined }
            }
        };
        Some(cut)
    }
}

/// Map from the bytes of a decoded text to ranges of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The map of a text that stands in the source as it is, `len` bytes from `start` on.
    #[must_use]
    pub fn identity(start: usize, len: usize) -> Self {
        let mut map = Self::new();
        map.push(len, start..start + len, Run::Aligned, false);
        map
    }

    /// Length of the decoded text.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments.last().map_or(0, |segment| segment.end() as usize)
    }

    /// Whether the decoded text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Appends `len` decoded bytes that come from `source`. `joined`: the gap in the source before it, if any, belongs
    /// to the text.
    pub fn push(&mut self, len: usize, source: Range<usize>, run: Run, joined: bool) {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let source = clamp(source.start)..clamp(source.end.max(source.start));
        let at = clamp(self.len());
        self.add(Segment {
            at,
            len: clamp(len),
            source: source.start,
            source_len: source.end - source.start,
            run,
            joined,
        });
    }

    /// Appends bytes as they stand in the source.
    pub fn push_aligned(&mut self, source: Range<usize>) {
        self.push(source.len(), source, Run::Aligned, true);
    }

    /// Appends `len` bytes that all come from `source`.
    pub fn push_unit(&mut self, len: usize, source: Range<usize>) {
        self.push(len, source, Run::Unit, true);
    }

    /// Lets the last bytes come from source bytes up to `end` too (removed characters go with the one before).
    pub fn widen_last(&mut self, end: usize) {
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        let Some(last) = self.segments.last_mut() else { return };
        if end <= last.source + last.source_len || last.run != Run::Unit {
            return;
        }
        last.source_len = end - last.source;
    }

    /// Cuts off what decodes to bytes from `len` on.
    pub fn truncate(&mut self, len: usize) {
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        self.segments.truncate(self.segments.partition_point(|segment| segment.at < len));
        if let Some(last) = self.segments.last_mut()
            && let Some(cut) = last.cut(last.at, len, last.at)
        {
            *last = Segment { joined: last.joined, ..cut };
        }
    }

    fn add(&mut self, segment: Segment) {
        if segment.len == 0 {
            return;
        }
        if let Some(last) = self.segments.last_mut() {
            let adjoins = last.source + last.source_len == segment.source;
            let continues = match (last.run, segment.run) {
                (Run::Aligned, Run::Aligned) => true,
                (Run::Base64(phase), Run::Base64(0)) => (u32::from(phase) + last.len) % 3 == 0,
                _ => false,
            };
            if continues && adjoins {
                last.len += segment.len;
                last.source_len += segment.source_len;
                return;
            }
        }
        self.segments.push(segment);
    }

    /// The decoded range that a range of the source yields; empty if it yields nothing. Later decoded bytes never stand
    /// before earlier ones in the source, so both ends are searched by halving.
    #[must_use]
    pub fn decoded(&self, source: Range<usize>) -> Range<usize> {
        let first = self.partition(|place| place.end <= source.start);
        let behind = self.partition(|place| place.start < source.end);
        first..behind.max(first)
    }

    fn partition(&self, before: impl Fn(Range<usize>) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.cover(middle..middle + 1)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The segments that overlap the decoded range.
    fn overlapping(&self, from: u32, to: u32) -> impl Iterator<Item = &Segment> {
        let first = self.segments.partition_point(|segment| segment.end() <= from);
        self.segments.iter().skip(first).take_while(move |segment| segment.at < to)
    }

    /// The source ranges of a decoded range, in order; neighbours that adjoin or are joined become one.
    #[must_use]
    pub fn ranges(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (from, to) = (clamp(range.start), clamp(range.end));
        let mut found: Vec<Range<usize>> = Vec::new();
        for segment in self.overlapping(from, to) {
            let piece = segment.source_of(from, to);
            let piece = piece.start as usize..piece.end as usize;
            match found.last_mut() {
                Some(last) if piece.start >= last.start && (segment.joined || piece.start <= last.end) => {
                    last.end = last.end.max(piece.end);
                }
                _ if piece.is_empty() => {}
                _ => found.push(piece),
            }
        }
        found
    }

    /// The least source range that holds all of a decoded range; an empty one at the place for an empty range.
    #[must_use]
    pub fn cover(&self, range: Range<usize>) -> Range<usize> {
        let pieces = self.ranges(range.clone());
        let start = pieces.iter().map(|piece| piece.start).min();
        let end = pieces.iter().map(|piece| piece.end).max();
        match (start, end) {
            (Some(start), Some(end)) => start..end,
            _ => {
                let at = self.place(range.start);
                at..at
            }
        }
    }

    /// Where in the source the decoded offset lies; the end of the source text for one past the end.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let found = self.segments.partition_point(|segment| segment.end() <= at);
        match (self.segments.get(found), self.segments.last()) {
            (Some(segment), _) => segment.source_of(at, at + 1).start as usize,
            (None, Some(last)) => (last.source + last.source_len) as usize,
            (None, None) => 0,
        }
    }

    /// The map of the decoded bytes `range` alone.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut map = Self::new();
        map.extend(self, range, false);
        map
    }

    /// Appends the decoded bytes `range` of another map of the same source. `joined` says whether the gap in the source
    /// before them belongs to the text.
    pub fn extend(&mut self, other: &Self, range: Range<usize>, joined: bool) {
        self.take_from(other, range, Some(joined));
    }

    /// Appends the decoded bytes `range` of another map, which follow what was appended from it before: whether a gap
    /// before them belongs to the text, that map knows.
    pub fn continue_with(&mut self, other: &Self, range: Range<usize>) {
        self.take_from(other, range, None);
    }

    fn take_from(&mut self, other: &Self, range: Range<usize>, joined: Option<bool>) {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (from, to) = (clamp(range.start), clamp(range.end));
        let mut joined = joined;
        for segment in other.overlapping(from, to) {
            let at = clamp(self.len());
            if let Some(mut cut) = segment.cut(from, to, at) {
                cut.joined = joined.take().unwrap_or(cut.joined);
                self.add(cut);
            }
        }
    }

    /// This map upon `lower`: this one leads into the text that `lower` leads from.
    #[must_use]
    pub fn over(&self, lower: &Self) -> Self {
        let mut map = Self::new();
        let mut reached = None;
        for segment in &self.segments {
            let joined = segment.joined || reached == Some(segment.source);
            reached = Some(segment.source + segment.source_len);
            let (start, end) = (segment.source as usize, (segment.source + segment.source_len) as usize);
            if segment.run == Run::Aligned {
                map.extend(lower, start..end, joined);
                continue;
            }
            let (mut from, mut left) = (segment.at, segment.len);
            if let Run::Base64(_) = segment.run {
                // Base64 below another coding: byte by byte, which no mail but a case file's JSON has.
                while left > 1 {
                    let piece = segment.source_of(from, from + 1);
                    let cover = lower.cover(piece.start as usize..piece.end as usize);
                    map.push(1, cover, Run::Unit, true);
                    (from, left) = (from + 1, left - 1);
                }
            }
            let piece = segment.source_of(from, from + left);
            map.push(left as usize, lower.cover(piece.start as usize..piece.end as usize), Run::Unit, joined);
        }
        map
    }
}
