//! Header fields (RFC 5322, obsolete syntax too): where each begins, unfolding.

use super::charset;
use super::raw::Raw;
use crate::mapped::MappedText;
use std::ops::Range;

/// One field of a header block, as ranges of the raw mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Lower-case name.
    pub(crate) name: String,
    pub(crate) name_range: Range<usize>,
    /// Behind the colon, up to the last line end (not included), outer blanks cut.
    pub(crate) value: Range<usize>,
    /// The whole field with its last line end left out.
    pub(crate) range: Range<usize>,
}

/// A header block and where its body begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Block {
    pub(crate) fields: Vec<Field>,
    pub(crate) range: Range<usize>,
    pub(crate) body: usize,
    /// More fields than are read.
    pub(crate) cut: bool,
}

const MOST_FIELDS: usize = 5_000;

impl Block {
    /// The first field of a name.
    pub(crate) fn first(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Reads the header block that begins at `range.start`.
pub(crate) fn read_block(raw: Raw<'_>, range: Range<usize>) -> Block {
    let mut block = Block { range: range.start..range.start, body: range.start, ..Block::default() };
    let mut at = range.start;
    while at < range.end {
        let line = line_at(raw, at, range.end);
        if line.text.is_empty() {
            block.body = line.next;
            block.range.end = at;
            return block;
        }
        let folded = raw.bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        match (folded, block.fields.last_mut()) {
            (true, Some(field)) => field.range.end = line.text.end,
            _ => match read_field(raw, line.text.clone()) {
                Some(_) if block.fields.len() >= MOST_FIELDS => block.cut = true,
                Some(field) => block.fields.push(field),
                None if at == range.start && is_mbox_line(raw, &line.text) => {}
                None => break,
            },
        }
        at = line.next;
    }
    block.body = at;
    block.range.end = at;
    block
}

fn is_mbox_line(raw: Raw<'_>, line: &Range<usize>) -> bool {
    raw.get(line.clone()).starts_with(b"From ")
}

struct Line {
    text: Range<usize>,
    next: usize,
}

/// The line that begins at `at`, without its end.
fn line_at(raw: Raw<'_>, at: usize, end: usize) -> Line {
    let rest = raw.get(at..end);
    let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    let ends = match (rest.get(length), rest.get(length + 1)) {
        (Some(b'\r'), Some(b'\n')) => 2,
        (Some(_), _) => 1,
        (None, _) => 0,
    };
    Line { text: at..at + length, next: at + length + ends }
}

fn read_field(raw: Raw<'_>, line: Range<usize>) -> Option<Field> {
    let text = raw.get(line.clone());
    let colon = memchr::memchr(b':', text)?;
    let name = text.get(..colon)?.trim_ascii_end();
    if name.is_empty() || name.len() > 200 || !name.iter().all(|byte| (33..=126).contains(byte)) {
        return None;
    }
    Some(Field {
        name: String::from_utf8_lossy(name).to_ascii_lowercase(),
        name_range: line.start..line.start + name.len(),
        value: line.start + colon + 1..line.end,
        range: line,
    })
}

impl Field {
    /// The value unfolded, outer blanks cut, encoded words still in it.
    pub(crate) fn unfolded(&self, raw: Raw<'_>) -> MappedText {
        let start = self.value.start;
        let whole = charset::decode_header(raw.get(start..self.range.end), start);
        let mut out = MappedText::default();
        let mut from = 0;
        for (at, _) in whole.text.match_indices(['\r', '\n']) {
            out.append(&whole, from..at, true);
            from = at + 1;
        }
        out.append(&whole, from..whole.text.len(), true);
        let begin = out.text.len() - out.text.trim_start().len();
        let end = out.text.trim_end().len().max(begin);
        out.slice(begin..end)
    }

    /// Where the value stands, outer blanks and line ends cut.
    pub(crate) fn value_range(&self, raw: Raw<'_>) -> Range<usize> {
        let text = raw.get(self.value.start..self.range.end);
        let begin = text.len() - text.trim_ascii_start().len();
        let end = text.trim_ascii_end().len().max(begin);
        self.value.start + begin..self.value.start + end
    }
}
