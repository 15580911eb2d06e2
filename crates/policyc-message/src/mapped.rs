//! Decoded text together with the way back to its bytes.

use crate::offsets::OffsetMap;
use std::ops::Range;

/// Text and where each of its bytes comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MappedText {
    /// The decoded text.
    pub text: String,
    /// Its map, as long as the text.
    pub map: OffsetMap,
}

/// Bytes and where each of them comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MappedBytes {
    /// The decoded bytes.
    pub bytes: Vec<u8>,
    /// Their map, as long as the bytes.
    pub map: OffsetMap,
}

impl MappedText {
    /// A text that stands in the source as it is from `start` on.
    #[must_use]
    pub fn verbatim(text: impl Into<String>, start: usize) -> Self {
        let text = text.into();
        let map = OffsetMap::identity(start, text.len());
        Self { text, map }
    }

    /// The piece of the text in a byte range; empty if the range cuts a character or leaves the text.
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// A piece with its map.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        Self { text: self.get(range.clone()).to_owned(), map: self.map.slice(range) }
    }

    /// Appends a piece of another text. `joined`: the gap in the source before it belongs to the text.
    pub fn append(&mut self, other: &Self, range: Range<usize>, joined: bool) {
        self.text.push_str(other.get(range.clone()));
        self.map.extend(&other.map, range, joined);
    }
}

impl From<MappedText> for MappedBytes {
    fn from(text: MappedText) -> Self {
        Self { bytes: text.text.into_bytes(), map: text.map }
    }
}
