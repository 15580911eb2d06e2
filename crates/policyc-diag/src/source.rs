//! Sources: policy files and messages, byte for byte as on disk.

use crate::{SourceId, Span};
use std::sync::Arc;

/// One file (or standard input, or a text inside a case), with its lines.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name that people see: the path as given on the command line.
    pub name: String,
    bytes: Arc<[u8]>,
    lines: Arc<[u32]>,
}

/// A place as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1. Lines end at LF, CR LF or a lone CR.
    pub line: usize,
    /// Column, from 1, in characters (a byte that is no UTF-8 counts as one).
    pub column: usize,
}

impl Source {
    /// A source called `name` with these bytes.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let lines = line_starts(&bytes).into();
        Self { name: name.into(), bytes, lines }
    }

    /// The bytes on disk.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of `range`, cut to what is there.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> &[u8] {
        let end = range.end.min(self.bytes.len());
        self.bytes.get(range.start.min(end)..end).unwrap_or_default()
    }

    /// The text of `range`, bytes that are no UTF-8 shown as U+FFFD.
    #[must_use]
    pub fn text(&self, range: std::ops::Range<usize>) -> String {
        String::from_utf8_lossy(self.slice(range)).into_owned()
    }

    /// Line and column of a byte offset; offsets past the end are taken as the end.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.bytes.len());
        let line = self.lines.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.lines.get(line - 1).map_or(0, |&start| start as usize);
        let column = String::from_utf8_lossy(self.slice(start..offset)).chars().count() + 1;
        LineColumn { line, column }
    }

    /// Byte range of a line (from 1) without its line end, or none if there is no such line.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.lines.get(line.checked_sub(1)?)? as usize;
        let mut end = self.lines.get(line).map_or(self.bytes.len(), |&next| next as usize);
        while end > start && matches!(self.bytes.get(end - 1), Some(b'\n' | b'\r')) {
            end -= 1;
        }
        Some(start..end)
    }

    /// How many lines there are (an empty source has one).
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Moves both ends outward to the next character boundaries and into the source.
    #[must_use]
    pub fn snap(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let inside = |at: usize| self.bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
        let mut start = range.start.min(self.bytes.len());
        let mut end = range.end.clamp(start, self.bytes.len());
        for _ in 0..3 {
            if start > 0 && inside(start) {
                start -= 1;
            }
            if inside(end) {
                end += 1;
            }
        }
        start..end
    }
}

fn line_starts(bytes: &[u8]) -> Vec<u32> {
    let mut starts = vec![0];
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at) != Some(&b'\n'));
        if ends {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    starts
}

/// All sources of one run. Cloning is cheap: bytes are shared.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// Takes a source in and returns its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(source);
        id
    }

    /// The source of an id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// All sources with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(at, source)| (SourceId(u32::try_from(at).unwrap_or(u32::MAX)), source))
    }

    /// The text under a span, empty if its source is not here.
    #[must_use]
    pub fn text(&self, span: Span) -> String {
        self.get(span.source).map(|source| source.text(span.range())).unwrap_or_default()
    }
}
